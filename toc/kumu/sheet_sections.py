"""The sections of a sheet: a header that says what the rows below it are, and those rows.

As Kumu's guide to importing describes them: https://docs.kumu.io/guides/import
"""

from __future__ import annotations

__all__ = ["RESERVED", "Section", "SheetRow", "place_of", "rows_of", "section_of"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.sheets import Cell, Remarks, Sheet, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CORE = ("label", "type", "description", "tags", "image", "email", "url", "id")
RESERVED = {
    "element": frozenset(_CORE),
    "connection": frozenset({*_CORE, "from", "to", "direction"}),
}
"""The headers of each kind that are no fields of people's own, in lower case."""

_SINGLE = {  # keys that hold one text, whatever stands in it
    "element": frozenset(_CORE) - {"tags"},
    "connection": frozenset({*_CORE, "from", "to"}) - {"tags"},
}
_FIRST = {"element": ({"label"}, {"id", "label"}), "connection": ({"from", "to"},)}
_GAP = 2  # empty rows before a new section
_STARTS = frozenset(  # how headers begin that are to be known among other rows
    written for word in ("id", "label", "from") for written in (word, word.title(), word.upper())
)
_AS_ITEMS = "rows that look like a header among others, read as items"
_UNNAMED = "cells with no header above them, not read"
_HEADLESS = "rows without a header above that has Label, or From and To; not read"


class Section(NamedTuple):
    """What the rows below a header are: `kind` is element or connection.

    `columns` gives, for each column that is read, its place in a row, the key of its values
    (reserved keys in lower case, others as written), and whether a value is one text as it stands.
    `width` is where the last header ends, `unnamed` are the places before that without one.
    """

    kind: str
    columns: tuple[tuple[int, str, bool], ...]
    width: int
    unnamed: tuple[int, ...]

    def has(self, key: str) -> bool:
        """Whether there is such a column."""
        return any(one == key for _, one, _ in self.columns)

    def unread(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        """The cells of a row that stand under no header."""
        found = [cells[place] for place in self.unnamed if place < len(cells)]
        yield from filter(_is_filled, [*found, *cells[self.width :]])


class SheetRow(NamedTuple):
    """One row of a section; `number` counts from 1 in its sheet."""

    section: Section
    sheet: str
    number: int
    cells: Sequence[Cell]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return place_of(self.sheet, self.number)


def place_of(sheet: str, number: int) -> str:
    """Where a row stands, in words; it counts from 1."""
    return f"{sheet} row {number}"


def rows_of(sheet: Sheet, remarks: Remarks) -> Iterator[SheetRow]:
    """The rows of all sections of a sheet; empty rows are passed over.

    Rows that stand under no header of Kumu's go to the remarks.
    """
    section: Section | None = None
    begun, gap = False, 0
    for number, cells in enumerate(sheet.rows, 1):
        if not (cells and _is_filled(cells[0])) and not any(map(_is_filled, cells)):
            gap += 1
            continue
        first = not begun or _begins(sheet, cells, gap)
        begun, gap = True, 0
        if not first:
            if section:
                if len(cells) > section.width or section.unnamed or cells[0] in _STARTS:
                    _remark_on_row(section, cells, place_of(sheet.name, number), remarks)
                yield SheetRow(section, sheet.name, number, cells)
            else:
                remarks.note(_HEADLESS, place_of(sheet.name, number))
            continue
        if section and not sheet.in_workbook:
            remarks.note("tables with several sections, of which Kumu reads one", sheet.name)
        section = section_of(cells)
        remarks.sections += section is not None
        place = place_of(sheet.name, number)
        _remark_on_header(section, cells, place, remarks)


def _begins(sheet: Sheet, cells: Sequence[Cell], gap: int) -> bool:
    """Whether a row below empty ones begins a section.

    A table has one section for Kumu, so there only a header does, and the sooner the better: below
    a single empty row it would otherwise become an item called From.
    """
    if sheet.in_workbook or gap == 0:
        return gap >= _GAP
    return section_of(cells) is not None if gap >= _GAP else _is_header(cells)


def _is_header(cells: Sequence[Cell]) -> bool:
    """Whether a row can hardly be anything else: Label beside another of Kumu's, or From and To."""
    section = section_of(cells) if cells[0] in _STARTS else None
    if section is None:
        return False
    known = [key for _, key, _ in section.columns if key in RESERVED[section.kind]]
    return len(known) > 1


def _remark_on_row(section: Section, cells: Sequence[Cell], place: str, remarks: Remarks) -> None:
    """Tell of cells that are not read, and of a row that may be meant as a header."""
    for cell in section.unread(cells):
        remarks.note(_UNNAMED, f"{place}: {cell_text(cell)}")
    if _is_header(cells):
        remarks.note(_AS_ITEMS, place)


def section_of(cells: Sequence[Cell]) -> Section | None:
    """The section that a row is the header of; None when it is no header of Kumu's."""
    names = [cell_text(cell).strip() for cell in cells]
    low = [name.lower() for name in names]
    if "from" in low and "to" in low:
        kind = "connection"
    elif "label" in low:
        kind = "element"
    else:
        return None
    seen: set[str] = set()
    columns: list[tuple[int, str, bool]] = []
    for place, (name, key) in enumerate(zip(names, low, strict=True)):
        if name and key not in seen:
            seen.add(key)
            own = key if key in RESERVED[kind] else name
            columns.append((place, own, key in _SINGLE[kind]))
    named = [place for place, name in enumerate(names) if name]
    width = named[-1] + 1
    unnamed = tuple(place for place in range(width) if not names[place])
    return Section(kind, tuple(columns), width, unnamed)


def _remark_on_header(
    section: Section | None, cells: Sequence[Cell], place: str, remarks: Remarks
) -> None:
    """Tell of a header that Kumu may read differently, or not at all."""
    if section is None:
        remarks.note(_HEADLESS, place)
        return
    names = [cell_text(cell).strip().lower() for cell in cells]
    read = {column for column, _, _ in section.columns}
    for column, name in enumerate(names):
        if name and column not in read:
            remarks.note("columns with the header of an earlier one, not read", f"{place}: {name}")
    first = [set(names[: len(wanted)]) == wanted for wanted in _FIRST[section.kind]]
    ids_first = names[:3] == ["id", "from", "to"]
    if not any(first) and not ids_first:
        wanted = "Label" if section.kind == "element" else "From and To"
        remarks.note(f"headers in which {wanted}, or ID before, do not come first", place)


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or (cell != "" and not cell.isspace())
