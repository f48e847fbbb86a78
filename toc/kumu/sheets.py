"""What workbooks and CSV tables have in common: sheets of cells, and remarks about them."""

from __future__ import annotations

__all__ = ["Cell", "Remarks", "Sheet", "cell_text"]

import math
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toc.kumu.dirt import Dirt
from toc.kumu.json_style import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Cell: TypeAlias = str | int | float | bool | time | date | datetime | timedelta

_EXAMPLES = 3
_MOST_DIGITS = 10**15  # a spreadsheet keeps fifteen digits of a number


class Sheet(NamedTuple):
    """One sheet: its name, and its rows of cells from the first row on, each to be read once.

    In a workbook two empty rows may be followed by another section with a header of its own.
    """

    name: str
    rows: Iterable[list[Cell]]
    in_workbook: bool


class Remarks:
    """What is odd about sheets: each kind with how often it was met and three examples.

    `sections` counts the headers of Kumu's that were met.
    """

    def __init__(self) -> None:
        self.sections = 0
        self._kinds: dict[str, tuple[int, tuple[str, ...]]] = {}

    def note(self, what: str, example: str, times: int = 1) -> None:
        """One more of a kind, or as many as an example was met."""
        number, examples = self._kinds.get(what, (0, ()))
        if len(examples) < _EXAMPLES:
            examples = (*examples, example)
        self._kinds[what] = (number + times, examples)

    def note_all(self, what: str, examples: Iterable[str]) -> None:
        """Several more of a kind."""
        for example in examples:
            self.note(what, example)

    def dirt(self) -> list[Dirt]:
        """All kinds in the order in which they were first met."""
        return [Dirt(what, number, examples) for what, (number, examples) in self._kinds.items()]


def cell_text(cell: Cell) -> str:
    """A cell as the text that Kumu gets: `1` for the number 1.0, `TRUE` and `FALSE`.

    A day is `2026-11-22`, a day with a time `2026-11-22 14:30:00`.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _MOST_DIGITS:
        return str(int(cell))
    if isinstance(cell, int | float) and math.isfinite(cell):
        return number_text(cell)
    return str(cell)
