"""The scores of one wave by groups, of which only those leave that may be shown."""

from __future__ import annotations

__all__ = ["Grouping", "WaveScores", "score_wave"]

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.privacy import Protection
from toc.analysis.scale_cells import finest_groups
from toc.analysis.scale_making import scores_of_scale
from toc.analysis.shown_scores import HiddenScore
from toc.analysis.wave_making import Wanted, WaveMaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.analysis.answers import Answers
    from toc.analysis.shown_figures import FigureRules
    from toc.analysis.shown_scores import Group, Score, ShownScore
    from toc.models.surveys import Survey

_PLACE = "team"
_KEPT = ("voice", "team")  # columns that say who is alone, whatever is asked
_WIDER = "circle"


@dataclass(frozen=True, slots=True)
class WaveScores:
    """The scores of a wave: of sub-dimensions, and of items where they were asked for.

    `levels` are the columns of each way of grouping, from all people to the finest that was asked.
    """

    survey: str
    wave: str
    minimum: int
    levels: tuple[tuple[str, ...], ...]
    scores: tuple[Score, ...]


class Grouping(NamedTuple):
    """Which groups are asked for: every set of these columns, and whether items as well.

    `voices` adds the voices of each group, where it does not ask for them anyway, as far as all of
    them may be shown together.
    """

    by: tuple[str, ...] = ()
    items: bool = False
    voices: bool = False


def score_wave(
    survey: Survey,
    answers: Answers,
    grouping: Grouping | None = None,
    *,
    wave: str = "",
    published: Iterable[ShownScore] = (),
    protection: Protection | None = None,
    figures: FigureRules | None = None,
) -> WaveScores:
    """The scores of all sub-dimensions, shown or hidden, for all people and for each group.

    `answers` are those of this wave, and `published` what was shown of it before: where one of
    those figures would be another now, nothing is shown, since the difference tells of the few who
    came or left. Figures are rounded to one decimal, shares and alpha as their types say.
    """
    asked = grouping or Grouping()
    rule = protection or Protection()
    before = list(published)
    by = _columns(answers, asked.by)
    levels = [columns for size in range(len(by) + 1) for columns in combinations(by, size)]
    used = dict.fromkeys([*_KEPT, *by, *(name for one in before for name, _ in one.group)])
    groups = finest_groups(answers, tuple(used))
    wanted = [group for columns in levels for group in _groups(survey, answers, columns)]
    voices = asked.voices and "voice" not in by and "voice" in answers.groups
    all_wanted = Wanted(wanted, asked.items, voices)
    making = WaveMaking(survey, groups, all_wanted, before, rule, figures)
    scores: list[Score] = []
    for sub_dimension in survey.sub_dimensions:
        scores += scores_of_scale(making, sub_dimension, answers)
    if making.changed:
        scores = [HiddenScore(one.level, one.id, one.group, "published") for one in scores]
    if not answers.people:
        scores = [HiddenScore(one.level, one.id, one.group, "no answers") for one in scores]
    return WaveScores(survey.id, wave, rule.minimum, tuple(levels), tuple(scores))


def _columns(answers: Answers, by: Sequence[str]) -> tuple[str, ...]:
    """The columns asked for, each once, and the circles that teams belong to where they are known.

    Voices come first: of two groups that give each other away, the one met first is shown.
    """
    names = [*by]
    if _PLACE in names and _WIDER in answers.groups:
        names.insert(0, _WIDER)
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (name != "voice", name != _WIDER)))


def _groups(survey: Survey, answers: Answers, columns: Sequence[str]) -> Iterator[Group]:
    """Every group of some columns: all voices of the survey, the other labels as they occur."""
    voices = [voice.id for voice in survey.voices]
    labels = [voices if name == "voice" else answers.labels(name) for name in columns]
    for found in product(*labels):
        yield tuple(zip(columns, found, strict=True))
