"""What pictures of scores have in common: rows of what was scored, columns of groups, bands."""

from __future__ import annotations

__all__ = [
    "Frame",
    "Grid",
    "Legend",
    "band_mark",
    "column_heads",
    "grid_of",
    "label_lines",
    "row_heads",
    "weights_said",
]

from typing import TYPE_CHECKING, NamedTuple

from toc import tokens
from toc.analysis.shown_scores import ShownScore
from toc.drawing.svg import dial, rectangle, room_for, text
from toc.errors import NotFoundError
from toc.exports.legible import legible
from toc.exports.score_bands import bands_of_score
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.analysis.shown_scores import Group, Level, Score
    from toc.exports.score_words import ScoreWords
    from toc.models.survey_scales import BandSet
    from toc.models.surveys import Survey
    from toc.tokens import BandLook

_MOST_LINES = 4
_MOST_CELLS = 2_000
_SMALL = 12
_SHARES = {"○": 0.0, "◔": 0.25, "◑": 0.5, "◕": 0.75, "●": 1.0}
_LEVELS: tuple[Level, ...] = ("domain", "sub-dimension")


class Grid(NamedTuple):
    """The rows of a picture, by what was scored, and its columns: all people, then each group."""

    rows: tuple[tuple[Level, str], ...]
    columns: tuple[Group, ...]


class Frame(NamedTuple):
    """Where a grid stands in a picture, and how large its cells are."""

    left: float
    top: float
    width: float
    height: float

    def at(self, row: int, column: int) -> tuple[float, float]:
        """The upper left corner of a cell."""
        return self.left + column * self.width, self.top + row * self.height


def grid_of(scores: Iterable[Score], level: Level | None = None) -> Grid:
    """The grid of some scores on one level: that of domains, where there are any, if none is said.

    Groups by one column each have a column; those by several would be too many to look at.

    Raises:
        NotFoundError: nothing is scored on that level, or more than a picture can hold.
    """
    listed = [one for one in scores if len(one.group) <= 1]
    there = {one.level for one in listed}
    chosen = level or next((one for one in _LEVELS if one in there), "sub-dimension")
    named: list[tuple[Level, str]] = [(one.level, one.id) for one in listed if one.level == chosen]
    rows = tuple(dict.fromkeys(named))
    columns = tuple(dict.fromkeys(one.group for one in listed))
    if not rows:
        raise NotFoundError(
            f"There is no score of any {chosen} to draw.",
            remedy=f"Choose another --level: {', '.join(sorted(there))}." if there else None,
        )
    if len(rows) * len(columns) > _MOST_CELLS:
        raise NotFoundError(
            f"That would be {len(rows) * len(columns):,} cells, too many to look at.",
            remedy="Choose another --level or --by.",
        )
    return Grid(rows, columns)


def label_lines(label: str, width: float, size: float) -> list[str]:
    """A label on at most four lines that fit a width; what is longer ends in three dots."""
    lines = wrapped(legible(label), room_for(width, size))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip()} …"]
    return lines


def band_mark(look: BandLook, centre: tuple[float, float], radius: float) -> list[str]:
    """The mark of a band, drawn, since letters of that shape differ from font to font."""
    return dial(centre, radius, _SHARES[look.mark], look.text)


def weights_said(scores: Iterable[Score], survey: Survey) -> str:
    """What counts the same in groups of several voices; empty where there is no such group."""
    if len(survey.voices) <= 1:
        return ""
    weights = {
        one.weights
        for one in scores
        if isinstance(one, ShownScore) and not any(name == "voice" for name, _ in one.group)
    }
    if weights == {"people"}:
        return "In groups of several voices each person counts the same."
    said = "In groups of several voices each voice counts the same"
    if weights == {"voice"}:
        return f"{said}."
    return f"{said}; where one of them is hidden, each person." if weights else ""


class Legend:
    """Which band a score is in, how that looks, and where that is explained."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._used: dict[str, BandSet] = {}

    def look(self, score: ShownScore) -> BandLook | None:
        """The look of the band of a score; None where it has none."""
        bands = bands_of_score(self._survey, score)
        if bands is None:
            return None
        self._used[bands.id] = bands
        places = [one.id for one in bands.bands]
        return tokens.band_looks(len(places))[places.index(score.band or "")]

    def parts(self, at: tuple[float, float]) -> tuple[list[str], float]:
        """A line for each band of the sets that were asked for, and how high they are together."""
        left, top = at
        parts: list[str] = []
        y = top
        for bands in self._used.values():
            said = f"{bands.label}. Cuts drawn by: {bands.source}, {bands.date.isoformat()}."
            parts.append(text((left, y + _SMALL), said, _SMALL))
            y += 22
            for band, look in zip(bands.bands, tokens.band_looks(len(bands.bands)), strict=True):
                parts.append(rectangle((left, y), (28, 18), look.colour, border=tokens.INK))
                parts += band_mark(look, (left + 14, y + 9), 5)
                said = f"{band.label}: {band.from_:g} to {band.to:g}"
                parts.append(text((left + 38, y + 14), said, _SMALL))
                y += 24
        return parts, y - top


def column_heads(grid: Grid, frame: Frame, words: ScoreWords) -> list[str]:
    """The names of the groups above their columns, ending just above the grid."""
    parts: list[str] = []
    for number, group in enumerate(grid.columns):
        lines = label_lines(words.group(group), frame.width - 10, _SMALL)
        x = frame.left + number * frame.width + frame.width / 2
        for place, line in enumerate(lines):
            y = frame.top - 8 - (len(lines) - 1 - place) * 15
            parts.append(text((x, y), line, _SMALL, anchor="middle", bold=True))
    return parts


def row_heads(grid: Grid, frame: Frame, words: ScoreWords, left: float) -> list[str]:
    """The names of what was scored, left of their rows, and where less of it is better."""
    homes = words.survey.sub_dimensions if grid.rows[0][0] == "sub-dimension" else ()
    turned = {one.id for one in homes if one.better == "lower"}
    parts: list[str] = []
    for number, (level, own) in enumerate(grid.rows):
        label = words.label_of(level, own) + (" (less is better)" if own in turned else "")
        lines = label_lines(label, frame.left - left - 10, _SMALL)
        middle = frame.top + number * frame.height + frame.height / 2
        for place, line in enumerate(lines):
            y = middle + 4 + (place - (len(lines) - 1) / 2) * 15
            parts.append(text((left, y), line, _SMALL, bold=True))
    return parts
