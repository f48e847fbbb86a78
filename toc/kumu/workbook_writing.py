"""Two tables as a workbook that Kumu imports and people can fill in further."""

from __future__ import annotations

__all__ = ["cell_text", "write_workbook"]

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from toc.errors import UnwritableError
from toc.kumu.items import text_of
from toc.kumu.sheets import Remarks

if TYPE_CHECKING:
    from toc.kumu.sheet_tables import SheetTables, Table

_ROWS, _COLUMNS, _LONGEST = 1_048_576, 16_384, 32_767  # what a sheet and a cell of it can hold
_MOST_DIGITS = 10**15
_CHOICES = "Choices (ignore)"  # Kumu passes over sheets so called
_DIRECTIONS = ["directed", "undirected", "mutual"]
_WIDTHS = {"Label": 40, "From": 40, "To": 40, "Description": 60, "Tags": 24}
_WIDTH = 16
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - the same each time, so that files can be compared
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LOST = "texts with half a character or a forbidden one, replaced"
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TWO_ESCAPES = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(tables: SheetTables, *, with_types: bool = False) -> tuple[bytes, list[str]]:
    """The workbook, the same bytes each time, and in words what was replaced in it.

    Every cell is a text, unaltered, whatever it looks like; with `with_types` numbers are numbers.
    Type and Direction offer choices, and take anything else.

    Raises:
        UnwritableError: more rows or columns than a sheet has, or a text longer than a cell holds.
    """
    import xlsxwriter

    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, _OPTIONS)
    made.set_properties({"created": _NO_DAY})
    remarks = Remarks()
    writer = _Writer(made, remarks, with_types=with_types)
    writer.write(tables.elements)
    writer.write(tables.connections)
    writer.write_choices((tables.elements, tables.connections))
    made.close()
    return file.getvalue(), [str(dirt) for dirt in remarks.dirt()]


class _Writer:
    """One workbook while it is made."""

    def __init__(self, made: Any, remarks: Remarks, *, with_types: bool) -> None:
        self._made = made
        self._remarks = remarks
        self._with_types = with_types
        self._bold = made.add_format({"bold": True})
        self._text = made.add_format({"num_format": "@"})
        self._sheets: list[Any] = []

    def write(self, table: Table) -> None:
        """One sheet; what is typed below its rows stays text as well."""
        _check_size(table)
        sheet = self._made.add_worksheet(table.name)
        self._sheets.append(sheet)
        plain = None if self._with_types else self._text
        for column, header in enumerate(table.header):
            sheet.set_column(column, column, _WIDTHS.get(header, _WIDTH), plain)
            self._write_text(sheet, 0, column, header, self._bold, table)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if cell == "":
                    continue
                if self._with_types and _fits(cell):
                    sheet.write_number(number, column, cell)
                else:
                    self._write_text(sheet, number, column, text_of(cell), plain, table)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def write_choices(self, tables: tuple[Table, ...]) -> None:
        """Lists to choose Type and Direction from, kept on a sheet that Kumu passes over."""
        columns = [(table, "Type", table.types) for table in tables]
        columns.append((tables[-1], "Direction", _DIRECTIONS))
        listed = [(table, key, choices) for table, key, choices in columns if choices]
        home = self._made.add_worksheet(_CHOICES)
        for place, (table, key, choices) in enumerate(listed):
            self._write_text(home, 0, place, f"{table.name}: {key}", self._bold, table)
            for number, choice in enumerate(choices, 1):
                self._write_text(home, number, place, choice, self._text, table)
            letter = chr(ord("A") + place)
            column = table.header.index(key)
            sheet = self._sheets[tables.index(table)]
            source = f"='{_CHOICES}'!${letter}$2:${letter}${len(choices) + 1}"
            rule = {"validate": "list", "source": source, "show_error": False}
            sheet.data_validation(1, column, _ROWS - 1, column, rule)

    def _write_text(
        self, sheet: Any, row: int, column: int, text: str, form: Any, table: Table
    ) -> None:
        if _UNWRITABLE.search(text):
            text = _UNWRITABLE.sub(_REPLACEMENT, text)
            self._remarks.note(_LOST, f"{table.name} row {row + 1}")
        written = cell_text(text)
        if len(text) > _LONGEST // 2 and len(written.encode("utf-16-le")) // 2 > _LONGEST:
            header = table.header[column] if column < len(table.header) else "Type"
            raise UnwritableError(
                f"The text under {header} is longer than the {_LONGEST:,} characters that a cell"
                " can hold.",
                where=f"{table.name} row {row + 1}",
                remedy="Shorten it, or write CSV tables, which have no such limit: --to csv.",
            )
        sheet.write_string(row, column, written, form)


def _check_size(table: Table) -> None:
    for number, most, what in (
        (len(table.rows) + 1, _ROWS, "rows"),
        (len(table.header), _COLUMNS, "columns"),
    ):
        if number > most:
            raise UnwritableError(
                f"{table.name} needs {number:,} {what}; a sheet has {most:,}.",
                remedy="Write CSV tables, which have no such limit: --to csv.",
            )


def _fits(cell: str | float) -> bool:
    """Whether a cell can hold it as a number, without rounding it."""
    return isinstance(cell, int | float) and abs(cell) < _MOST_DIGITS


def cell_text(text: str) -> str:
    """The text, or what makes XlsxWriter write it where that would garble it.

    It takes `<r>…</r>` for a text with formats of its own, written as it stands, and overlooks
    the second of two overlapping escapes (`_x005F_x0041_`). As a text with formats both can be
    said.
    """
    marked = text.startswith("<r>") and text.endswith("</r>")
    if not marked and not _TWO_ESCAPES.search(text):
        return text
    spelled = _ESCAPE.sub("_x005F_", text)
    spelled = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", spelled)
    inner = escape(spelled).replace("_", "&#95;")
    return f'<r><t xml:space="preserve">{inner}</t></r>'
