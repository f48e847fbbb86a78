"""Scores on their way out: nothing leaves before it is written down as published."""

from __future__ import annotations

__all__ = ["Request", "published_report"]

import math
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.combined_scores import combined_scores, domain_ties, outcome_ties
from toc.analysis.privacy import MINIMUM, Protection
from toc.analysis.score_report import ScoreReport, differences, voice_gaps
from toc.analysis.shown_scores import ShownScore
from toc.analysis.survey_scores import Grouping, score_wave
from toc.errors import NotFoundError
from toc.exports.score_ledger import read_ledger, write_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from toc.analysis.answers import Answers
    from toc.analysis.survey_scores import WaveScores
    from toc.models.surveys import Survey
    from toc.models.theory import Theory

_MOST_GROUPS = 5_000
_RESERVED = ("respondent", "version", "wave")


class Request(NamedTuple):
    """What a report is to be about: columns to group by, waves, and whether items too.

    Without a wave the newest in the answers; without columns by voice, where there are voices.
    `minimum` is the least number of people in a group, None for the default.
    """

    by: tuple[str, ...] = ()
    items: bool = False
    wave: str | None = None
    compare: str | None = None
    minimum: int | None = None


def published_report(
    survey: Survey, theory: Theory | None, answers: Answers, request: Request, ledger: Path
) -> ScoreReport:
    """The report that may be shown, after what is in it has been added to the ledger.

    Raises:
        NotFoundError: the answers have no such wave or column.
        UnreadableError: the ledger cannot be read; WriteError: it cannot be written.
    """
    before = read_ledger(ledger)
    wave = _wave(answers, request.wave)
    found = _scored(survey, answers, request, wave, before)
    entries = [*before, *_entries(found)]
    changes = []
    if request.compare is not None:
        earlier = _scored(survey, answers, request, _wave(answers, request.compare), before)
        entries += _entries(earlier)
        waves = (earlier.wave, found.wave)
        smallest = survey.smallest_change or 0.0
        changes = differences(earlier.scores, found.scores, waves, smallest)
    if len(entries) > len(before):
        write_ledger(ledger, entries)
    ties = [*(outcome_ties(survey, theory) if theory else ()), *domain_ties(survey)]
    return ScoreReport(
        found.survey,
        found.wave,
        found.minimum,
        found.levels,
        (*combined_scores(survey, ties, found.scores), *found.scores),
        tuple(changes),
        tuple(voice_gaps(found.scores, survey.smallest_change or 0.0)),
    )


def _scored(
    survey: Survey,
    answers: Answers,
    request: Request,
    wave: str,
    before: Sequence[tuple[str, str, ShownScore]],
) -> WaveScores:
    by = request.by or (("voice",) if "voice" in answers.groups else ())
    for name in by:
        if name not in answers.groups or name in _RESERVED:
            there = [one for one in answers.groups if one not in _RESERVED]
            raise NotFoundError(
                f'The answers cannot be grouped by "{name}": there is no such column.',
                remedy=f"There are: {', '.join(there)}." if there else "They have no groups.",
            )
    _refuse_too_many(answers, by)
    published = [one for home, of, one in before if (home, of) == (survey.id, wave)]
    rule = Protection(MINIMUM if request.minimum is None else request.minimum)
    return score_wave(
        survey,
        answers.of_wave(wave),
        Grouping(by, request.items),
        wave=wave,
        published=published,
        protection=rule,
    )


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
