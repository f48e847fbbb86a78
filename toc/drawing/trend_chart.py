"""A picture of the scores over all waves: a small chart for each thing scored and each group."""

from __future__ import annotations

__all__ = ["trend_chart"]

from typing import TYPE_CHECKING

from toc import tokens
from toc.analysis.shown_scores import HIDDEN_REASONS, ShownScore
from toc.drawing.score_grid import Frame, column_heads, grid_of, row_heads, weights_said
from toc.drawing.svg import circle, drawing, group, hatching, line, rectangle, text
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from toc.analysis.score_trend import Trend, TrendLine, TrendPoint
    from toc.analysis.shown_scores import Level, Reason
    from toc.drawing.score_grid import Grid
    from toc.exports.score_words import ScoreWords
    from toc.models.surveys import Survey

_MARGIN, _ROW_HEADS, _TOP = 24, 200, 168
_WAVE, _PLOT = 66.0, 110.0
_ABOVE, _BELOW, _SIDE = 20.0, 50.0, 34.0
_LETTERS = 120
_SAYS = (
    "Means of each wave with their 95 per cent interval; n is the number of people. A line joins "
    "two waves that can be compared: both shown, and asked the same."
)


def trend_chart(trend: Trend, words: ScoreWords, level: Level | None = None) -> str:
    """An SVG picture of the scores on one level, domains where nothing is said, wave by wave.

    A point has its number, its interval as a bar and its n; where a wave is hidden there is
    hatching with that word and nothing else, and no line leads across it.

    Raises:
        NotFoundError: there is nothing on that level, or too much for a picture.
    """
    grid = grid_of([one for report in trend.reports for one in report.scores], level)
    waves = [report.wave for report in trend.reports]
    size = _SIDE + len(waves) * _WAVE + 14, _ABOVE + _PLOT + _BELOW
    frame = Frame(_MARGIN + _ROW_HEADS, _TOP, max(size[0], 160), size[1])
    held = {(one.level, one.id, one.group): one for one in trend.lines}
    charts = [
        _chart(held[of_level, own, of_group], waves, frame.at(row, column), words)
        for row, (of_level, own) in enumerate(grid.rows)
        for column, of_group in enumerate(grid.columns)
        if (of_level, own, of_group) in held
    ]
    below, end = _below(trend, grid, words, frame.top + len(grid.rows) * frame.height + 12)
    width = max(frame.left + len(grid.columns) * frame.width, _LETTERS * 6) + _MARGIN
    title = f"{words.survey.label}: {len(waves)} wave{'' if len(waves) == 1 else 's'}"
    heads = [*column_heads(grid, frame, words), *row_heads(grid, frame, words, _MARGIN)]
    parts = [*_top(title), *heads, *charts, *below]
    return drawing((width, end + _MARGIN), title, _described(grid, waves, words), parts)


def _top(title: str) -> list[str]:
    lines = wrapped(_SAYS, _LETTERS)
    said = [text((_MARGIN, 58 + 16 * place), one, 12) for place, one in enumerate(lines)]
    return [text((_MARGIN, 36), legible(title)[:_LETTERS], 18, bold=True), *said]


def _described(grid: Grid, waves: list[str], words: ScoreWords) -> str:
    rows = ", ".join(words.label_of(*one) for one in grid.rows)
    columns = ", ".join(words.group(one) for one in grid.columns)
    return (
        f"Small charts. Rows: {rows}. Columns: {columns}. In each, from left to right, the waves "
        f"{', '.join(waves)}. {_SAYS} Waves that may not be shown are hatched and say so. "
        "toc score --chart trend --format text gives the same as a table."
    )


class _Plot:
    """Where the waves and the values of one small chart stand."""

    def __init__(self, at: tuple[float, float], ends: tuple[float, float]) -> None:
        self.left, self.top = at[0] + _SIDE, at[1] + _ABOVE
        self.ends = ends

    def x(self, place: int) -> float:
        """The middle of a wave."""
        return self.left + (place + 0.35) * _WAVE

    def y(self, value: float) -> float:
        """The height of a value; the lowest is at the bottom."""
        low, high = self.ends
        return self.top + _PLOT * (1 - (value - low) / (high - low))


def _chart(one: TrendLine, waves: list[str], at: tuple[float, float], words: ScoreWords) -> str:
    plot = _Plot(at, _ends(words.survey, one))
    parts = _axes(plot, waves)
    points = {point.wave: point for point in one.points}
    for place, wave in enumerate(waves):
        point, before = points.get(wave), points.get(waves[place - 1]) if place else None
        if point is None:
            continue
        if before and point.comparable:
            parts.append(_joining(plot, place, before, point))
        parts += _point(plot, place, point)
    return group(f"{words.label_of(one.level, one.id)}, {words.group(one.group)}", parts)


def _axes(plot: _Plot, waves: list[str]) -> list[str]:
    right = plot.left + len(waves) * _WAVE
    parts: list[str] = []
    for value in (plot.ends[0], sum(plot.ends) / 2, plot.ends[1]):
        y = plot.y(value)
        parts.append(line((plot.left, y), (right, y), tokens.FAINT, dashed=value > plot.ends[0]))
        parts.append(text((plot.left - 5, y + 4), f"{value:g}", 10, anchor="end"))
    for place, wave in enumerate(waves):
        said = legible(wave) or "all"
        parts.append(text((plot.x(place), plot.top + _PLOT + 30), said[:10], 10, anchor="middle"))
    return parts


def _joining(plot: _Plot, place: int, before: TrendPoint, point: TrendPoint) -> str:
    first, second = before.score, point.score
    if not isinstance(first, ShownScore) or not isinstance(second, ShownScore):
        return ""
    start = plot.x(place - 1), plot.y(first.score)
    return line(start, (plot.x(place), plot.y(second.score)), tokens.INK, width=1.5)


def _point(plot: _Plot, place: int, point: TrendPoint) -> list[str]:
    score, x = point.score, plot.x(place)
    if not isinstance(score, ShownScore):
        said = "not asked" if score.reason == "not asked" else "hidden"
        said = "no answers" if score.reason == "no answers" else said
        return _without_number(plot, place, said)
    y = plot.y(score.score)
    low, high = plot.y(score.low), plot.y(score.high)
    return [
        line((x, low), (x, high), tokens.INK, width=1.5),
        *(line((x - 5, end), (x + 5, end), tokens.INK, width=1.5) for end in (low, high)),
        circle((x, y), 4, tokens.BACKGROUND, tokens.INK),
        text((x, high - 5), f"{score.score:.1f}", 11, anchor="middle", bold=True),
        text((x, plot.top + _PLOT + 15), f"n {score.n}", 10, anchor="middle"),
    ]


def _without_number(plot: _Plot, place: int, said: str) -> list[str]:
    at, size = (plot.x(place) - 14, plot.top), (28.0, _PLOT)
    hatched = said == "hidden"
    return [
        rectangle(at, size, tokens.BACKGROUND, border=tokens.FAINT, dashed=not hatched),
        *(hatching(at, size, tokens.FAINT) if hatched else []),
        text((plot.x(place), plot.top + _PLOT + 15), said, 10, anchor="middle"),
    ]


def _ends(survey: Survey, one: TrendLine) -> tuple[float, float]:
    """The lowest and highest score that there can be."""
    if one.level == "sub-dimension":
        table = next(each.conversion for each in survey.sub_dimensions if each.id == one.id)
        if table:
            return table.lowest, table.highest
    return 0.0, 100.0


def _below(trend: Trend, grid: Grid, words: ScoreWords, top: float) -> tuple[list[str], float]:
    """What counts the same, what hatching means, and where that ends."""
    drawn = set(grid.rows)
    scores = [
        point.score
        for one in trend.lines
        if (one.level, one.id) in drawn and one.group in grid.columns
        for point in one.points
    ]
    reasons: list[Reason] = [
        one.reason
        for one in scores
        if not isinstance(one, ShownScore) and one.reason not in {"not asked", "no answers"}
    ]
    notes = [f"hidden: {HIDDEN_REASONS[reason]}." for reason in dict.fromkeys(reasons)]
    parts: list[str] = []
    for note in [weights_said(scores, words.survey), *notes]:
        for said in wrapped(note, _LETTERS) if note else []:
            parts.append(text((_MARGIN, top + 14), said, 12))
            top += 18
    return parts, top
