"""Survey scores for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "scores_csv", "scores_json"]

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.analysis.score_report import Difference, ScoreReport
    from toc.analysis.shown_scores import PeopleMean, Score
    from toc.exports.score_words import ScoreWords

SCHEMA = 1

_COLUMNS = ("level", "id", "label", "domain")
_FIGURES = ("n", "score", "low", "high", "band", "reading", "suppressed", "reason")
_MORE = (
    "interval",
    "weights",
    "effective_n",
    "people",
    "response_rate",
    "favourable",
    "favourable_low",
    "favourable_high",
    "alpha",
    "trial",
)


def scores_json(report: ScoreReport, words: ScoreWords) -> str:
    """The scores as JSON, with a `schema` number: the keys do not change within it.

    Of each score: level, id, label, group (columns with labels; empty for all people), then n,
    score, low, high, band, reading, how the interval was found (`interval`: t or bca) and what
    counts the same (`weights`: people or voice); null where they do not apply: `effective_n`, the
    other mean `by_people`, how many `people` there are, the `response_rate` in percent, the
    `favourable` share in percent and the `reliability`. A hidden one has `suppressed` with a reason
    and nothing else. `changes` and `gaps` are between waves and between voices. Two blanks of
    indent, a final newline.
    """
    answer = {
        "schema": SCHEMA,
        "survey": report.survey,
        "wave": report.wave or None,
        "minimum": report.minimum,
        "trial": report.trial,
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
        "interval": None if score.parts else score.method,
        "weights": score.weights,
        "effective_n": score.effective_n,
        "by_people": _by_people(score.of_people),
        "people": score.people,
        "response_rate": score.response_rate,
        "favourable": asdict(score.favourable) if score.favourable else None,
        "reliability": asdict(score.reliability) if score.reliability else None,
    }


def _by_people(found: PeopleMean | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "n": found.n,
        "score": found.score,
        "low": found.low,
        "high": found.high,
        "favourable": asdict(found.favourable) if found.favourable else None,
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
        "weights": one.weights,
        "linked": one.linked,
        "left": one.left,
        "joined": one.joined,
        "response": list(one.response) if one.response else None,
    }


def scores_csv(report: ScoreReport, words: ScoreWords) -> str:
    """The scores as csv: one row for each, in the order of the report.

    Columns: level, id, label, domain, then one for each column by which people are grouped, then
    n, score, low, high, band, reading, suppressed (`yes` or empty), reason, and what JSON has
    besides: interval, weights, effective_n, people, response_rate, favourable with its low and
    high, alpha, trial (`yes` or empty). What is not shown is empty. Cells are safe to open in a
    spreadsheet, as `csv_row` makes them.
    """
    grouped = [*report.levels, *(tuple(dict(one.group)) for one in report.scores)]
    by = tuple(dict.fromkeys(name for columns in grouped for name in columns))
    rows = [csv_row([*_COLUMNS, *by, *_FIGURES, *_MORE])]
    for one in report.scores:
        group = dict(one.group)
        named = [one.level, one.id, words.label(one), words.domain(one)]
        cells = [*_cells(one, words), *_more(one), "yes" if report.trial else ""]
        rows.append(csv_row([*named, *(group.get(name, "") for name in by), *cells]))
    return "".join(rows)


def _more(score: Score) -> list[str]:
    if not isinstance(score, ShownScore):
        return [""] * (len(_MORE) - 1)
    share, alpha = score.favourable, score.reliability
    found = (
        None if score.parts else score.method,
        score.weights,
        score.effective_n,
        score.people,
        score.response_rate,
        *((share.share, share.low, share.high) if share else (None, None, None)),
        alpha.alpha if alpha else None,
    )
    return ["" if one is None else str(one) for one in found]


def _cells(score: Score, words: ScoreWords) -> tuple[str, ...]:
    if not isinstance(score, ShownScore):
        return ("", "", "", "", "", "", "yes", HIDDEN_REASONS[score.reason])
    numbers = (str(score.n), str(score.score), str(score.low), str(score.high))
    return (*numbers, score.band or "", words.reading(score) or "", "", "")
