"""Scores over all waves for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "trend_csv", "trend_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.analysis.score_trend import Trend, TrendLine, TrendPoint
    from toc.exports.score_words import ScoreWords

SCHEMA = 1

_COLUMNS = ("level", "id", "label")
_FIGURES = ("wave", "comparable", "n", "score", "low", "high", "band", "weights")
_HIDDEN = ("suppressed", "reason")


def trend_json(trend: Trend, words: ScoreWords) -> str:
    """The trend as JSON, with a `schema` number: the keys do not change within it.

    Of each line: level, id, label, group, and a point for each wave with wave, comparable (to the
    wave before), then n, score, low, high, band, weights (whether each `people` or each `voice`
    counts the same), or `suppressed` with a reason and nothing else.
    """
    answer = {
        "schema": SCHEMA,
        "survey": words.survey.id,
        "minimum": trend.reports[0].minimum,
        "waves": [report.wave or None for report in trend.reports],
        "trend": [_line(one, words) for one in trend.lines],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _line(one: TrendLine, words: ScoreWords) -> dict[str, Any]:
    return {
        "level": one.level,
        "id": one.id,
        "label": words.label_of(one.level, one.id),
        "group": dict(one.group),
        "points": [_point(point) for point in one.points],
    }


def _point(point: TrendPoint) -> dict[str, Any]:
    named = {"wave": point.wave or None, "comparable": point.comparable}
    score = point.score
    if not isinstance(score, ShownScore):
        return {**named, "suppressed": True, "reason": HIDDEN_REASONS[score.reason]}
    return {
        **named,
        "n": score.n,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "band": score.band,
        "weights": score.weights,
    }


def trend_csv(trend: Trend, words: ScoreWords) -> str:
    """The trend as csv: one row for each score in each wave, line by line.

    Columns: level, id, label, one for each column by which people are grouped, then wave,
    comparable (`yes` or empty), n, score, low, high, band, weights, suppressed (`yes` or empty),
    reason.
    """
    levels = (columns for report in trend.reports for columns in report.levels)
    by = tuple(dict.fromkeys(name for columns in levels for name in columns))
    rows = [csv_row([*_COLUMNS, *by, *_FIGURES, *_HIDDEN])]
    for one in trend.lines:
        group = dict(one.group)
        named = [one.level, one.id, words.label_of(one.level, one.id)]
        named += [group.get(name, "") for name in by]
        rows += [csv_row([*named, *_cells(point)]) for point in one.points]
    return "".join(rows)


def _cells(point: TrendPoint) -> tuple[str, ...]:
    named = (point.wave, "yes" if point.comparable else "")
    score = point.score
    if not isinstance(score, ShownScore):
        return (*named, "", "", "", "", "", "", "yes", HIDDEN_REASONS[score.reason])
    numbers = (str(score.n), str(score.score), str(score.low), str(score.high))
    return (*named, *numbers, score.band or "", score.weights, "", "")
