"""What an import file says, row by row, before it is matched with anything.

Source: https://docs.kumu.io/guides/import (how a sheet is laid out) and
https://docs.kumu.io/guides/import/blueprints (JSON).
"""

from __future__ import annotations

__all__ = ["RESERVED", "Row", "Sheetful", "csv_rows", "json_rows", "xlsx_rows"]

import csv
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from tests.fake_kumu.serialising import number
from tests.fake_kumu.state import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.fake_kumu.serialising import Json

RESERVED = (
    "label", "type", "description", "tags", "image", "email", "url", "id", "from", "to",
    "direction",
)  # fmt: skip
_SINGLE = {"label", "type", "id", "from", "to", "direction"}  # never split at a pipe


@dataclass
class Row:
    """One row: what it says under reserved names in lower case, and under the fields' own.

    `named` are the columns that its table has, whether or not this row fills them.
    """

    place: str
    values: dict[str, Any]
    named: frozenset[str]


@dataclass
class Sheetful:
    """All rows of a file, and what in it could not be read."""

    elements: list[Row] = field(default_factory=list)
    connections: list[Row] = field(default_factory=list)
    loops: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def xlsx_rows(content: bytes) -> Sheetful:
    """The rows of a workbook: every sheet but those with `(ignore)` in their name, hidden ones too.

    Two blank rows begin a new section with its own headers. Source: docs.kumu.io/guides/import.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except CalamineError:
        raise Refused("Import format not recognized") from None
    found = Sheetful()
    for name in book.sheet_names:
        if "(ignore)" in name.lower():
            continue
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for start, section in _sections(cells):
            _read_section(found, section, f"{name} row", start)
    return found


def csv_rows(content: bytes) -> Sheetful:
    """The rows of a table in UTF-8: one section. Source: docs.kumu.io/guides/import."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("A csv file must be UTF-8") from None
    found = Sheetful()
    _read_section(found, list(csv.reader(StringIO(text, newline=""))), "row", 1)
    return found


def json_rows(data: Json) -> Sheetful:
    """The items of a flat blueprint; keys at its top that are not known are passed over.

    Source: docs.kumu.io/guides/import/blueprints; that reserved keys may be capitalised is
    inferred from files that were linked to live maps.
    """
    found = Sheetful()
    for name, rows in (
        ("elements", found.elements),
        ("connections", found.connections),
        ("loops", found.loops),
    ):
        listed = next((value for key, value in data.items() if key.lower() == name), None)
        for place, one in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(one, dict):
                values = {_key(key): value for key, value in one.items()}
                rows.append(Row(f"{name}[{place}]", values, frozenset(values)))
    if not (found.elements or found.connections):
        raise Refused("There are no elements and no connections in this blueprint")
    return found


def _sections(cells: Sequence[Sequence[Any]]) -> Iterable[tuple[int, list[list[Any]]]]:
    """The stretches of a sheet between two blank rows or more, each with its first row's number."""
    blank, start = 0, 1
    part: list[list[Any]] = []
    for place, row in enumerate(cells, 1):
        if any(_filled(one) for one in row):
            if blank >= 2 and part:
                yield start, part
                part = []
            if not part:
                start = place
            elif blank == 1:
                part.append([])
            part.append(list(row))
            blank = 0
        else:
            blank += 1
    if part:
        yield start, part


def _read_section(found: Sheetful, rows: list[list[Any]], words: str, start: int) -> None:
    if not rows:
        return
    headers = [str(one).strip() if _filled(one) else "" for one in rows[0]]
    keys = [_key(one) for one in headers]
    first = keys[1:] if keys[:1] == ["id"] else keys
    if first[:1] == ["label"]:
        target = found.elements
    elif first[:2] == ["from", "to"]:
        target = found.connections
    else:
        raise Refused(f"{words} {start}: the first headers are neither Label nor From and To")
    named = frozenset(key for key in keys if key)
    for place, row in enumerate(rows[1:], start + 1):
        values = {
            key: _cell(key, value)
            for key, value in zip(keys, row, strict=False)
            if key and _filled(value)
        }
        if values:
            target.append(Row(f"{words} {place}", values, named))


def _key(header: str) -> str:
    """A reserved name in lower case, another as it is written."""
    low = header.lower()
    return low if low in RESERVED else header


def _filled(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _cell(key: str, value: Any) -> Any:
    """A cell: several values where a pipe parts them; a number stays one in a field.

    Source: docs.kumu.io/guides/import for the pipe; inferred that a typed number stays a number.
    """
    if isinstance(value, bool):
        value = "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        plain: int | float = int(value) if float(value).is_integer() else value
        return number(plain) if key in RESERVED else plain
    text = str(value)
    if key in _SINGLE or "|" not in text:
        return text
    return [part.strip() for part in text.split("|") if part.strip()]
