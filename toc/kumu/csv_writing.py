"""Two tables as the CSV files that Kumu imports: elements and connections, one file each."""

from __future__ import annotations

__all__ = ["write_tables"]

import re
from typing import TYPE_CHECKING

from toc.kumu.items import text_of
from toc.kumu.sheets import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.kumu.sheet_tables import SheetTables, Table

_NEEDS_QUOTES = re.compile('[,"\r\n]')
_FORMULA = re.compile("[=+@-]")
_HARMLESS = re.compile(r"[-+]+|[-+]?[0-9][0-9.,]*%?|[-+]?[0-9.]+[eE][-+]?[0-9]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_RISKY = (
    "cells that a spreadsheet program takes for a formula if it opens the table;"
    " Kumu takes them as they stand"
)


def write_tables(tables: SheetTables) -> tuple[dict[str, bytes], list[str]]:
    """The bytes of `elements.csv` and `connections.csv`, and what is to be said about them.

    UTF-8 with commas, quoted as RFC 4180 says. Texts are unaltered: `+` and `-`, the commonest
    types of connections, have to stay what they are. Where one begins as a formula does, and is
    more than a sign or a number, it is told.
    """
    remarks = Remarks()
    files = {
        f"{table.name.lower()}.csv": _written(table, remarks)
        for table in (tables.elements, tables.connections)
    }
    return files, [str(dirt) for dirt in remarks.dirt()]


def _written(table: Table, remarks: Remarks) -> bytes:
    lines = [_line(table.header)]
    for number, row in enumerate(table.rows, 2):
        texts = [cell if isinstance(cell, str) else text_of(cell) for cell in row]
        for place, text in enumerate(texts):
            if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
                remarks.note(_RISKY, text)
            if _SURROGATE.search(text):
                texts[place] = _SURROGATE.sub(_REPLACEMENT, text)
                remarks.note("texts with half a character, replaced", f"{table.name} row {number}")
        lines.append(_line(texts))
    return "".join(lines).encode(errors="replace")


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
