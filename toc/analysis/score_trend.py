"""Scores over all waves of a survey, and between which of them a line may be drawn."""

from __future__ import annotations

__all__ = ["Trend", "TrendLine", "TrendPoint", "asked_items", "trend_of"]

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.equal_voices import people_alike
from toc.analysis.shown_scores import ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toc.analysis.answers import Answers
    from toc.analysis.score_report import ScoreReport
    from toc.analysis.shown_scores import Group, Level, Score
    from toc.models.surveys import Survey

    AskedItems = Mapping[str, frozenset[str]]

_MIXED = 2  # ways to count in one line


class TrendPoint(NamedTuple):
    """A score in one wave; `comparable` says whether it can be set against the wave before.

    It cannot where there is none before, where one of the two is hidden, where other questions
    were asked, or where one counts each person the same and the other each voice.
    """

    wave: str
    score: Score
    comparable: bool


class TrendLine(NamedTuple):
    """The scores of one thing for one group, a point for each wave."""

    level: Level
    id: str
    group: Group
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The reports of all waves, oldest first, and their scores as lines."""

    reports: tuple[ScoreReport, ...]
    lines: tuple[TrendLine, ...]


def asked_items(survey: Survey, answers: Answers) -> dict[str, frozenset[str]]:
    """For each sub-dimension the items that somebody of a wave answered.

    An item that only some versions have counts as asked, answered or not: otherwise it would tell
    that nobody of those was among the people.
    """
    return {
        one.id: frozenset(
            item.id
            for item in survey.items_of(one.id)
            if item.asked_of or not np.isnan(answers.item(item.id)).all()
        )
        for one in survey.sub_dimensions
    }


def trend_of(reports: Sequence[ScoreReport], asked: Sequence[AskedItems]) -> Trend:
    """The trend over the waves of some reports, with the items that were asked in each.

    Everything that one of the reports scores for some group has a line; where a wave knows
    nothing of that group, it has no point. Where each voice counts the same in some waves alone,
    since not all of them could be shown in the others, each person does in all.
    """
    return Trend(tuple(reports), tuple(_lines(reports, asked)))


def _lines(reports: Sequence[ScoreReport], asked: Sequence[AskedItems]) -> Iterator[TrendLine]:
    tables: list[dict[tuple[Level, str, Group], Score]] = [
        {(one.level, one.id, one.group): one for one in report.scores} for report in reports
    ]
    for key in dict.fromkeys(key for table in tables for key in table):
        points: list[TrendPoint] = []
        before: tuple[Score, AskedItems] | None = None
        scores = _counted_alike([table.get(key) for table in tables])
        for report, score, items in zip(reports, scores, asked, strict=True):
            if score is not None:
                fits = before is not None and _comparable(before, (score, items))
                points.append(TrendPoint(report.wave, score, fits))
            before = None if score is None else (score, items)
        yield TrendLine(*key, tuple(points))


def _counted_alike(scores: Sequence[Score | None]) -> list[Score | None]:
    """The same scores; those of people throughout where voices count the same in some alone."""
    weights = {one.weights for one in scores if isinstance(one, ShownScore)}
    if len(weights) < _MIXED:
        return [*scores]
    return [people_alike(one) if isinstance(one, ShownScore) else one for one in scores]


def _comparable(first: tuple[Score, AskedItems], second: tuple[Score, AskedItems]) -> bool:
    one, other = first[0], second[0]
    if not isinstance(one, ShownScore) or not isinstance(other, ShownScore):
        return False
    parts = one.parts or (one.id,)
    alike = (one.parts, one.weights) == (other.parts, other.weights)
    return alike and all(first[1].get(part) == second[1].get(part) for part in parts)
