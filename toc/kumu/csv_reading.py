"""A CSV table as rows of cells, however a spreadsheet program has written it."""

from __future__ import annotations

__all__ = ["read_table"]

import csv
import io
import re
from typing import TYPE_CHECKING

from toc.errors import UnreadableError
from toc.kumu.json_reader import UTF8_MARK
from toc.kumu.sheet_recognition import SEPARATORS
from toc.kumu.sheets import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.sheets import Remarks

_BEGINNING = 2000
_QUOTED = re.compile('"[^"]*"')
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST = 2**31 - 1  # characters of a cell; the csv module stops at 131,072 by itself


def read_table(content: bytes, name: str, remarks: Remarks) -> Sheet:
    """The rows of a table separated by commas, semicolons or tabs.

    UTF-8, as Kumu wants it, or UTF-16; anything else is read as Windows-1252 with a remark.

    Raises:
        UnreadableError: a quotation mark is opened and never closed.
    """
    text = _decoded(content, name, remarks)
    header = _QUOTED.sub("", text.lstrip("\r\n")[:_BEGINNING].split("\n", 1)[0])
    separator = max(SEPARATORS, key=header.count)
    if separator != ",":
        remarks.note("tables that are not separated by commas, as Kumu wants them", name)
    short = name.replace("\\", "/").rpartition("/")[2]
    return Sheet(short, _rows(text, separator, name), in_workbook=False)


def _decoded(content: bytes, name: str, remarks: Remarks) -> str:
    if content.startswith(_UTF16):
        remarks.note("tables in UTF-16; Kumu wants UTF-8", name)
        return content.decode("utf-16", errors="replace")
    try:
        return content.removeprefix(UTF8_MARK).decode()
    except UnicodeDecodeError:
        remarks.note("tables read as Windows-1252, since they are not UTF-8, as Kumu wants", name)
        return content.decode("cp1252", errors="replace")


def _rows(text: str, separator: str, name: str) -> Iterator[list[Cell]]:
    before = csv.field_size_limit(_LONGEST)
    try:
        _check_end(text, separator, name)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [*row]
    finally:
        csv.field_size_limit(before)


def _check_end(text: str, separator: str, name: str) -> None:
    """Refuse a table that ends within quotes: all of its end would be one cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    try:
        for _ in reader:
            begin = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return  # a quotation mark within a cell, which is read as it stands
        raise UnreadableError(
            "A quotation mark is opened in this row and never closed.",
            where=f"{name}:{begin}",
            remedy="Close it, or write a quotation mark inside a cell twice.",
        ) from None
