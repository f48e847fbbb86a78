"""Scores on their way out: nothing leaves before it is written down as published."""

from __future__ import annotations

__all__ = ["Request", "published_report", "published_trend"]

import math
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.combined_scores import combined_scores, domain_ties, outcome_ties
from toc.analysis.equal_voices import equal_voices
from toc.analysis.group_sizes import GroupSizes
from toc.analysis.privacy import MINIMUM, Protection
from toc.analysis.score_report import ScoreReport, differences, voice_gaps
from toc.analysis.score_trend import asked_items, trend_of
from toc.analysis.shown_figures import FigureRules
from toc.analysis.shown_scores import ShownScore
from toc.analysis.survey_scores import Grouping, score_wave
from toc.errors import NotFoundError
from toc.exports.score_ledger import published_near, write_ledger
from toc.exports.score_links import ComparedWaves, beside_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toc.analysis.answers import Answers
    from toc.analysis.group_sizes import SizeRow
    from toc.analysis.score_report import Difference
    from toc.analysis.score_trend import Trend
    from toc.analysis.shown_scores import Method, Score, Weights
    from toc.analysis.survey_scores import WaveScores
    from toc.exports.score_ledger import PublishedLink
    from toc.models.surveys import Survey
    from toc.models.theory import Theory

_MOST_GROUPS = 5_000
_MOST_WAVES = 50
_RESERVED = ("respondent", "version", "wave")


class Request(NamedTuple):
    """What a report is to be about: columns to group by, waves, and whether items too.

    Without a wave the newest in the answers; without columns by voice, where there are voices.
    `minimum` is the least number of people in a group, None for the default. `weights` says whether
    each voice counts the same in a group of several, as far as all may be shown. `linked` compares
    the same people, by the codes of respondents. `sizes` come before those of the survey. A `trial`
    obeys the ledger, and adds nothing to it.
    """

    by: tuple[str, ...] = ()
    items: bool = False
    wave: str | None = None
    compare: str | None = None
    minimum: int | None = None
    weights: Weights = "voice"
    method: Method | None = None
    sizes: tuple[SizeRow, ...] = ()
    linked: bool = False
    trial: bool = False

    @property
    def protection(self) -> Protection:
        """How groups are protected: by the minimum of the configuration, else the default."""
        return Protection(MINIMUM if self.minimum is None else self.minimum)


def published_report(
    survey: Survey, theory: Theory | None, answers: Answers, request: Request, ledger: Path
) -> ScoreReport:
    """The report that may be shown, after what is in it has been added to the ledger.

    Raises:
        NotFoundError: the answers have no such wave or column.
        UnreadableError: the ledger cannot be read; WriteError: it cannot be written.
    """
    before, told = published_near(ledger, survey.id)
    wave, links = _wave(answers, request.wave), told
    found = _scored(survey, answers, request, wave, (before, told))
    entries = [*before, *_entries(found)]
    changes: list[Difference] = []
    if request.compare is not None:
        compared = _wave(answers, request.compare)
        earlier = _scored(survey, answers, request, compared, (entries, told))
        entries += _entries(earlier)
        both = ComparedWaves(survey, answers, earlier, found, entries)
        linked = both.linked(told, request.protection) if request.linked else {}
        first, second = (_weighed(survey, one, request) for one in (earlier, found))
        smallest = survey.smallest_change or 0.0
        changes = differences(first, second, (earlier.wave, found.wave), smallest, linked)
        links = [*told, *both.links(changes, linked)]
    if len(entries) > len(before) and not request.trial:
        write_ledger(ledger, entries, links)
    return _Reporting(survey, theory, answers, request).report(found, changes)


def published_trend(
    survey: Survey, theory: Theory | None, answers: Answers, request: Request, ledger: Path
) -> Trend:
    """The scores of all waves in the answers that may be shown, after they are in the ledger.

    Raises:
        NotFoundError: the answers have no such column, or far too many waves.
        UnreadableError: the ledger cannot be read; WriteError: it cannot be written.
    """
    before, told = published_near(ledger, survey.id)
    waves = answers.labels("wave") or [request.wave or ""]
    if len(waves) > _MOST_WAVES:
        raise NotFoundError(
            f"The answers have {len(waves):,} waves.",
            remedy="Look whether their column of waves is the right one; "
            f"at most {_MOST_WAVES} are scored at once.",
        )
    entries, found = [*before], []
    for wave in waves:
        found.append(_scored(survey, answers, request, wave, (entries, told)))
        entries += _entries(found[-1])
    if len(entries) > len(before) and not request.trial:
        write_ledger(ledger, entries, told)
    reporting = _Reporting(survey, theory, answers, request)
    reports = [reporting.report(one) for one in found]
    return trend_of(reports, [asked_items(survey, answers.of_wave(wave)) for wave in waves])


class _Reporting(NamedTuple):
    """What the reports on some answers have in common."""

    survey: Survey
    theory: Theory | None
    answers: Answers
    request: Request

    def report(self, found: WaveScores, changes: Iterable[Difference] = ()) -> ScoreReport:
        """The report on one wave."""
        survey, request = self.survey, self.request
        outcomes = outcome_ties(survey, self.theory) if self.theory else []
        scores = _weighed(survey, found, request)
        combined = combined_scores(survey, [*outcomes, *domain_ties(survey)], scores)
        voices = "voice" in self.answers.groups and len(survey.voices) > 1
        return ScoreReport(
            found.survey,
            found.wave,
            found.minimum,
            found.levels,
            (*combined, *scores),
            tuple(changes),
            tuple(voice_gaps(scores, survey.smallest_change or 0.0)),
            trial=request.trial,
            weights=request.weights if voices else None,
            linked=request.linked and request.compare is not None,
        )


def _weighed(survey: Survey, found: WaveScores, request: Request) -> Sequence[Score]:
    return equal_voices(survey, found.scores) if request.weights == "voice" else found.scores


def _scored(
    survey: Survey,
    answers: Answers,
    request: Request,
    wave: str,
    ledger: tuple[Sequence[tuple[str, str, ShownScore]], Sequence[PublishedLink]],
) -> WaveScores:
    """The scores of a wave that may be shown beside what is in the ledger."""
    before, told = ledger
    by = request.by or (("voice",) if "voice" in answers.groups else ())
    for name in by:
        if name not in answers.groups or name in _RESERVED:
            there = [one for one in answers.groups if one not in _RESERVED]
            raise NotFoundError(
                f'The answers cannot be grouped by "{name}": there is no such column.',
                remedy=f"There are: {', '.join(there)}." if there else "They have no groups.",
            )
    _refuse_too_many(answers, by)
    others = {*answers.labels("wave")} - {wave}
    published = [
        one
        for home, of, one in before
        if home == survey.id and of not in others and _may_be_one(of, wave)
    ]
    sizes = (
        GroupSizes(request.sizes, wave) if request.sizes else GroupSizes.listed(survey.sizes, wave)
    )
    found = score_wave(
        survey,
        answers.of_wave(wave),
        Grouping(by, request.items, voices=request.weights == "voice"),
        wave=wave,
        published=published,
        protection=request.protection,
        figures=FigureRules(request.method, sizes, survey.everyone_asked),
    )
    return beside_links(survey, answers, found, before, told, request.protection)


def _may_be_one(first: str, second: str) -> bool:
    """Whether two waves may be the same round: `2026`, `2026-05` and `2026-05-31` may."""
    short, long = sorted((first, second), key=len)
    return long == short or bool(short and long.startswith(f"{short}-"))


def _refuse_too_many(answers: Answers, by: Sequence[str]) -> None:
    number = math.prod(len(answers.labels(name)) + 1 for name in by)
    if number > _MOST_GROUPS:
        raise NotFoundError(
            f"That would be {number:,} groups.",
            remedy=f"Group by fewer columns: at most {_MOST_GROUPS:,} groups are scored at once.",
        )


def _entries(found: WaveScores) -> list[tuple[str, str, ShownScore]]:
    return [(found.survey, found.wave, one) for one in found.scores if isinstance(one, ShownScore)]


def _wave(answers: Answers, wanted: str | None) -> str:
    """The wave asked for, else the newest: the last in alphabetical order, as dates are."""
    waves = answers.labels("wave")
    if "wave" not in answers.groups or not (waves or wanted):
        return wanted or ""
    if wanted is None or wanted in waves:
        return wanted or waves[-1]
    raise NotFoundError(
        f'The answers have no wave "{wanted}".',
        remedy=f"There are: {', '.join(waves)}." if waves else "Their column of waves is empty.",
    )
