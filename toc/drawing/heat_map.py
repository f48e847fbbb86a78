"""A heat map of the scores of one wave: rows of what was scored, a column for each group."""

from __future__ import annotations

__all__ = ["heat_map"]

from typing import TYPE_CHECKING

from toc import tokens
from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.drawing.score_grid import (
    Frame,
    Legend,
    band_mark,
    column_heads,
    grid_of,
    row_heads,
    weights_said,
)
from toc.drawing.svg import drawing, group, hatching, rectangle, text
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from toc.analysis.score_report import ScoreReport
    from toc.analysis.shown_scores import Level, Reason, Score
    from toc.drawing.score_grid import Grid
    from toc.exports.score_words import ScoreWords

_MARGIN, _ROW_HEADS, _TOP = 24, 250, 150
_CELL = (156.0, 66.0)
_LETTERS = 120  # in a line of text
_SAYS = (
    "Means from 0 to 100, or in the unit of a licensed table, with their 95 per cent interval; "
    "n is the number of people."
)
_NOT_HATCHED: dict[Reason, str] = {"not asked": "not asked", "no answers": "no answers"}


def heat_map(report: ScoreReport, words: ScoreWords, level: Level | None = None) -> str:
    """An SVG picture of the scores on one level, domains where nothing is said, by group.

    Each cell has its number on the colour and the mark of its band; a hidden one is hatched, with
    that word and nothing else. Groups by several columns at once are left to the table.

    Raises:
        NotFoundError: there is nothing on that level, or too much for a picture.
    """
    grid = grid_of(report.scores, level)
    frame = Frame(_MARGIN + _ROW_HEADS, _TOP, *_CELL)
    legend = Legend(words.survey)
    held = {(one.level, one.id, one.group): one for one in report.scores}
    drawn = [
        (held[of_level, own, of_group], frame.at(row, column))
        for row, (of_level, own) in enumerate(grid.rows)
        for column, of_group in enumerate(grid.columns)
    ]
    cells = [_cell(score, at, words, legend) for score, at in drawn]
    bottom = frame.top + len(grid.rows) * frame.height + 20
    below, end = _below([score for score, _ in drawn], words, legend, bottom)
    width = max(frame.left + len(grid.columns) * frame.width, _LETTERS * 6) + _MARGIN
    title = f"{words.survey.label}, wave {report.wave}" if report.wave else words.survey.label
    heads = [*column_heads(grid, frame, words), *row_heads(grid, frame, words, _MARGIN)]
    size = width, end + _MARGIN
    return drawing(size, title, _described(grid, words), [*_top(title), *heads, *cells, *below])


def _top(title: str) -> list[str]:
    lines = wrapped(_SAYS, _LETTERS)
    said = [text((_MARGIN, 58 + 16 * place), line, 12) for place, line in enumerate(lines)]
    return [text((_MARGIN, 36), legible(title)[:_LETTERS], 18, bold=True), *said]


def _described(grid: Grid, words: ScoreWords) -> str:
    rows = ", ".join(words.label_of(*one) for one in grid.rows)
    columns = ", ".join(words.group(one) for one in grid.columns)
    return (
        f"A table with colours. Rows: {rows}. Columns: {columns}. {_SAYS} Darker is higher. "
        "Cells that may not be shown are hatched and say so. toc score gives the same as a table."
    )


def _cell(score: Score, at: tuple[float, float], words: ScoreWords, legend: Legend) -> str:
    named = f"{words.label(score)}, {words.group(score.group)}"
    if not isinstance(score, ShownScore):
        said = _NOT_HATCHED.get(score.reason, "hidden")
        return group(f"{named}: {said}", _without_number(said, at))
    look = legend.look(score)
    fill, ink = (look.colour, look.text) if look else (tokens.BACKGROUND, tokens.INK)
    middle = at[0] + _CELL[0] / 2
    interval = f"{score.low:.1f} to {score.high:.1f}"
    band = words.band(score)
    told = f"{named}: {score.score:.1f} ({interval}), n {score.n}{f', {band}' if band else ''}"
    return group(
        told,
        [
            rectangle(at, _CELL, fill, border=tokens.INK),
            *(band_mark(look, (middle - 34, at[1] + 24), 7) if look else []),
            text((middle, at[1] + 30), f"{score.score:.1f}", 18, anchor="middle", fill=ink),
            text((middle, at[1] + 52), f"{interval}, n {score.n}", 11, anchor="middle", fill=ink),
        ],
    )


def _without_number(said: str, at: tuple[float, float]) -> list[str]:
    hatched = said == "hidden"
    middle = at[0] + _CELL[0] / 2, at[1] + _CELL[1] / 2
    label = rectangle((middle[0] - 40, middle[1] - 12), (80, 24), tokens.BACKGROUND)
    return [
        rectangle(at, _CELL, tokens.BACKGROUND, border=tokens.INK, dashed=not hatched),
        *([*hatching(at, _CELL, tokens.FAINT), label] if hatched else []),
        text((middle[0], middle[1] + 4), said, 12, anchor="middle"),
    ]


def _below(
    scores: list[Score], words: ScoreWords, legend: Legend, top: float
) -> tuple[list[str], float]:
    """What bands and hatching mean, and where that ends."""
    parts, height = legend.parts((_MARGIN, top))
    y = top + height
    reasons: list[Reason] = [
        one.reason
        for one in scores
        if not isinstance(one, ShownScore) and one.reason not in _NOT_HATCHED
    ]
    notes = [f"hidden: {HIDDEN_REASONS[reason]}." for reason in dict.fromkeys(reasons)]
    for note in [weights_said(scores, words.survey), *notes]:
        for line in wrapped(note, _LETTERS) if note else []:
            parts.append(text((_MARGIN, y + 14), line, 12))
            y += 18
    return parts, y
