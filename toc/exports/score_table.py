"""Survey scores for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "scores_csv", "scores_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.analysis.score_report import Difference, ScoreReport
    from toc.analysis.shown_scores import Score
    from toc.exports.score_words import ScoreWords

SCHEMA = 1

_COLUMNS = ("level", "id", "label", "domain")
_FIGURES = ("n", "score", "low", "high", "band", "reading", "suppressed", "reason")


def scores_json(report: ScoreReport, words: ScoreWords) -> str:
    """The scores as JSON, with a `schema` number: the keys do not change within it.

    Of each score: level, id, label, group (columns with labels; empty for all people), then n,
    score, low, high, band, reading, or `suppressed` with a reason and nothing else. `changes` and
    `gaps` are between waves and between voices. Two blanks of indent, a final newline.
    """
    answer = {
        "schema": SCHEMA,
        "survey": report.survey,
        "wave": report.wave or None,
        "minimum": report.minimum,
        "scores": [_entry(one, words) for one in report.scores],
        "changes": [_difference(one) for one in report.changes],
        "gaps": [_difference(one) for one in report.gaps],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _entry(score: Score, words: ScoreWords) -> dict[str, Any]:
    named = {
        "level": score.level,
        "id": score.id,
        "label": words.label(score),
        "group": dict(score.group),
    }
    if not isinstance(score, ShownScore):
        return {**named, "suppressed": True, "reason": HIDDEN_REASONS[score.reason]}
    return {
        **named,
        "n": score.n,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "band": score.band,
        "reading": words.reading(score),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "level": one.level,
        "id": one.id,
        "group": dict(one.group),
        "first": one.first,
        "second": one.second,
        "n": list(one.n),
        "half_width": one.half_width,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "words": one.words,
    }


def scores_csv(report: ScoreReport, words: ScoreWords) -> str:
    """The scores as csv: one row for each, in the order of the report.

    Columns: level, id, label, domain, then one for each column by which people are grouped, then
    n, score, low, high, band, reading, suppressed (`yes` or empty), reason. What is not shown is
    empty. Cells are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    by = tuple(dict.fromkeys(name for columns in report.levels for name in columns))
    rows = [csv_row([*_COLUMNS, *by, *_FIGURES])]
    for one in report.scores:
        group = dict(one.group)
        named = [one.level, one.id, words.label(one), words.domain(one)]
        rows.append(csv_row([*named, *(group.get(name, "") for name in by), *_cells(one, words)]))
    return "".join(rows)


def _cells(score: Score, words: ScoreWords) -> tuple[str, ...]:
    if not isinstance(score, ShownScore):
        return ("", "", "", "", "", "", "yes", HIDDEN_REASONS[score.reason])
    numbers = (str(score.n), str(score.score), str(score.low), str(score.high))
    return (*numbers, score.band or "", words.reading(score) or "", "", "")
