"""Two waves with the same people in them, and what may be told of these beside the ledger."""

from __future__ import annotations

__all__ = ["ComparedWaves", "beside_links"]

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.linked_changes import Waves, given_away, linked_changes
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.exports.score_ledger import PublishedLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toc.analysis.answers import Answers
    from toc.analysis.linked_changes import Linked
    from toc.analysis.privacy import Protection
    from toc.analysis.score_report import Difference
    from toc.analysis.shown_scores import Group, Level, Score
    from toc.analysis.survey_scores import WaveScores
    from toc.models.surveys import Survey

    Entry = tuple[str, str, ShownScore]
    Key = tuple[Level, str, Group]


class ComparedWaves(NamedTuple):
    """Two waves that are compared with each other, and all that was or will be published."""

    survey: Survey
    answers: Answers
    earlier: WaveScores
    found: WaveScores
    entries: Sequence[Entry]

    def linked(self, told: Iterable[PublishedLink], rule: Protection) -> dict[Key, Linked]:
        """What changed for the same people, as far as it may be shown beside what was `told`."""
        names = (self.survey.id, self.earlier.wave, self.found.wave)
        published = [(one.id, one.group, one.sample) for one in told if one[:3] == names]
        waves = _waves(self.survey, self.answers, names[1:], self.entries)
        return linked_changes(self.survey, waves, published, rule)

    def links(
        self, changes: Iterable[Difference], linked: Mapping[Key, Linked]
    ) -> Iterator[PublishedLink]:
        """What the changes told of the same people."""
        names = (self.survey.id, self.earlier.wave, self.found.wave)
        for one in changes:
            if one.linked is not None and one.weights == "people":
                sample = linked[one.level, one.id, one.group].sample
                yield PublishedLink(*names, one.id, one.group, sample)


def beside_links(
    survey: Survey,
    answers: Answers,
    found: WaveScores,
    before: Sequence[Entry],
    told: Iterable[PublishedLink],
    rule: Protection,
) -> WaveScores:
    """The scores of a wave without those that give people away beside what changed for the same.

    How many left a group and came to it follows from its size in two waves and from how many
    stayed. Where a group that was not shown before would tell that of few people, it stays hidden,
    and so it does where the answers of the other wave are not there to look at.
    """
    pairs = {
        (one.first, one.second)
        for one in told
        if one.survey == survey.id and found.wave in (one.first, one.second)
    }
    entries = [*before, *((survey.id, found.wave, one) for one in _shown(found.scores))]
    stale: set[str] = set()
    for first, second in sorted(pairs):
        names = (survey.id, first, second)
        links = [(one.id, one.group, one.sample) for one in told if one[:3] == names]
        waves = _waves(survey, answers, (first, second), entries)
        stale |= given_away(survey, waves, links, rule)
    if not stale:
        return found
    stale |= {one.id for one in survey.items if one.sub_dimension in stale}
    known = {_key(one) for home, of, one in before if (home, of) == (survey.id, found.wave)}
    scores = (
        one
        if one.id not in stale or _key(one) in known
        else HiddenScore(one.level, one.id, one.group, "too few")
        for one in found.scores
    )
    return replace(found, scores=tuple(scores))


def _waves(
    survey: Survey, answers: Answers, names: tuple[str, str], entries: Iterable[Entry]
) -> Waves:
    listed = list(entries)
    first, second = (
        [_key(one) for home, of, one in listed if (home, of) == (survey.id, wave)] for wave in names
    )
    return Waves(answers.of_wave(names[0]), answers.of_wave(names[1]), (first, second))


def _shown(scores: Iterable[Score]) -> list[ShownScore]:
    return [one for one in scores if isinstance(one, ShownScore)]


def _key(one: Score) -> Key:
    return one.level, one.id, one.group
