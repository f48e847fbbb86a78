"""What the cells of a row say: several values behind pipes, numbers as texts or as numbers."""

from __future__ import annotations

__all__ = ["pieces", "row_values", "typed"]

import math
import re
from typing import TYPE_CHECKING, Any

from toc.kumu.sheets import Remarks, cell_text

if TYPE_CHECKING:
    from toc.kumu.sheet_sections import SheetRow
    from toc.kumu.sheets import Cell

_PIPE = "|"
_DIRECTIONS = frozenset({"directed", "undirected", "mutual"})
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_DIGITS = 15  # as many as a spreadsheet keeps; longer ones are names and codes
_ROUNDED = 10**15


def row_values(row: SheetRow, remarks: Remarks, *, with_types: bool) -> dict[str, Any]:
    """The values of a row by the keys of its columns; an empty cell gives none.

    Everything is text, as in Kumu's own spreadsheets, and a cell with pipes several texts; tags
    are always a list. `with_types` makes numbers of what reads as one, and keeps truth values.
    Labels, types, descriptions, ids, addresses and ends stay as they are, whole and as text.
    """
    found: dict[str, Any] = {}
    cells = row.cells
    width = len(cells)
    for place, key, single in row.section.columns:
        cell = cells[place] if place < width else ""
        if type(cell) is str:  # nearly every cell, and quicker to ask than isinstance
            if not cell:
                continue
            if single:
                if not cell.isspace():
                    found[key] = cell
                continue
        elif isinstance(cell, float | int) and abs(cell) >= _ROUNDED:
            what = "numbers of more than fifteen digits, which a spreadsheet rounds"
            remarks.note(what, f"{row.place}: {cell_text(cell)}")
        value = cell_text(cell) if single else _value(cell, key, row, with_types=with_types)
        if value is not None:
            found[key] = value
    return found


def _value(cell: Cell, key: str, row: SheetRow, *, with_types: bool) -> Any:
    text = cell if isinstance(cell, str) else cell_text(cell)
    if key == "tags":
        return pieces(text) or None
    if key == "direction" and row.section.kind == "connection":
        low = text.strip().lower()
        return low if low in _DIRECTIONS else text
    if with_types and isinstance(cell, bool):
        return cell
    if _PIPE in text:
        several: list[Any] = pieces(text)
        several = [typed(one) for one in several] if with_types else several
        return (several if len(several) > 1 else several[0]) if several else None
    return typed(text) if with_types else text


def pieces(text: str) -> list[str]:
    """The texts between pipes, without blanks around them; empty ones are none."""
    return [one for piece in text.split(_PIPE) if (one := piece.strip())]


def typed(text: str) -> Any:
    """The number that a text writes; the text itself where it is a code, or more than a number."""
    if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _DIGITS:
        return text
    number = float(text)
    if not math.isfinite(number):
        return text
    return int(number) if text.lstrip("-").isdecimal() and text != "-0" else number
