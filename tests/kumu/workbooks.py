"""Workbooks for tests: built by another library, or from the XML of a sheet."""

from __future__ import annotations

__all__ = ["archive", "cells_of", "csv_document", "document_of", "raw_workbook", "workbook"]

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from toc.kumu.spreadsheet import read_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.kumu.document import Document

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheets: Mapping[str, Any], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets of cells; None leaves a cell out."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    days = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(number, column, cell, days)
                elif cell is not None:
                    sheet.write(number, column, cell)
        if name in hidden:
            sheet.hide()
    made.close()
    return file.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def raw_workbook(cells: str, texts: str | None = None) -> bytes:
    """A workbook whose only sheet has this XML in its `sheetData`, and these shared texts."""
    parts: dict[str, bytes | str] = {}
    with zipfile.ZipFile(io.BytesIO(workbook({"Elements": [["Label"]]}))) as packed:
        parts |= {name: packed.read(name) for name in packed.namelist()}
    head = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'
    parts["xl/worksheets/sheet1.xml"] = f"{head}{cells}</sheetData></worksheet>"
    if texts is not None:
        parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{_MAIN}">{texts}</sst>'
    return archive(parts)


def document_of(content: bytes, *, with_types: bool = False) -> Document:
    """The document that a workbook or table holds."""
    return read_spreadsheet([("map", content)], "map", with_types=with_types)


def csv_document(text: str) -> Document:
    """The document that the text of a CSV table holds."""
    return document_of(text.encode())


def cells_of(content: bytes) -> list[tuple[str, str]]:
    """Of every cell of every sheet its type and the tags within it, as the XML has them."""
    found: list[tuple[str, str]] = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/"):
                xml = packed.read(name).decode()
                for tag, inside in re.findall(r"<c ([^>]*?)/?>(?:(.*?)</c>)?", xml):
                    kind = re.search(r't="(\w+)"', tag)
                    found.append((kind[1] if kind else "", inside))
    return found
