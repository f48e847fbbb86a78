"""Spreadsheets in Kumu's layout: a workbook, or CSV tables, read as a Kumu document.

Kumu's page about them: https://docs.kumu.io/guides/import. Where it says nothing, toc reads so
that nothing is lost, and says so.
"""

from __future__ import annotations

__all__ = ["ReadRow", "SheetRows", "ends_of", "read_rows", "read_spreadsheet"]

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import FormError
from toc.kumu.csv_reading import read_table
from toc.kumu.document import Document
from toc.kumu.import_matching import Target, Targets
from toc.kumu.json_reader import paused_gc
from toc.kumu.limits import Limits
from toc.kumu.sheet_recognition import is_table, is_workbook
from toc.kumu.sheet_sections import place_of, rows_of
from toc.kumu.sheet_values import pieces, row_values
from toc.kumu.sheets import Remarks
from toc.kumu.workbook_reading import read_workbook

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from toc.kumu.sheet_sections import Section, SheetRow
    from toc.kumu.sheets import Sheet

_REMEDY = "Kumu wants Label first in the header of elements, From and To in that of connections."
_SHARED = (
    "ends of connections whose label several elements share, taken for the first"
    " (an ID column in both tables tells them apart)"
)
_MADE = "elements made of the end of a connection, since none has that label"


class ReadRow(NamedTuple):
    """A row: its section, where it stands, and its values by the keys of the flat blueprint."""

    section: Section
    sheet: str
    number: int
    values: dict[str, Any]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return place_of(self.sheet, self.number)


class SheetRows(NamedTuple):
    """All rows of a spreadsheet, in its order, and what was odd about reading them."""

    elements: list[ReadRow]
    connections: list[ReadRow]
    remarks: Remarks

    @property
    def uses_ids(self) -> bool:
        """Whether an element has an id: then From and To hold ids."""
        return any("id" in row.values for row in self.elements)


def read_spreadsheet(
    files: Sequence[tuple[str, bytes]],
    name: str,
    *,
    limits: Limits | None = None,
    with_types: bool = False,
) -> Document:
    """The document that spreadsheets hold together: one workbook, or CSV tables.

    `files` are names and bytes. Everything is text, unless `with_types` makes numbers of what
    reads as one. Rows that mean the same element are one element, of which the last row counts,
    field by field; of connections each row is one. An end that no element has as its label makes
    an element, where ids are not used. What is odd is in the document's `oddities`.

    Raises:
        FormError: there is no section of elements or connections.
        LimitError: larger than `limits` allow.
        UnreadableError: damaged, or with a password.
    """
    limits = limits or Limits()
    with paused_gc():
        rows = read_rows(files, name, limits=limits, with_types=with_types)
        assembly = _Assembly(rows)
        text = json.dumps({"elements": assembly.elements(), "connections": assembly.lines()})
        content = text.encode()
        roomy = replace(limits, size=max(limits.size, len(content)))
        document = Document(content, name, limits=roomy)
    document.oddities = rows.remarks.dirt()
    return document


def read_rows(
    files: Sequence[tuple[str, bytes]], name: str, *, limits: Limits, with_types: bool = False
) -> SheetRows:
    """The rows of spreadsheets, those that name no element or end left out.

    Raises:
        FormError, LimitError, UnreadableError: as for `read_spreadsheet`.
    """
    found = SheetRows([], [], Remarks())
    for sheet in _sheets(files, found.remarks, limits):
        for row in rows_of(sheet, found.remarks):
            _keep(found, row, row_values(row, found.remarks, with_types=with_types))
    if not found.remarks.sections:
        what = "There are no elements or connections of Kumu's in it."
        raise FormError(what, where=name, remedy=_REMEDY)
    return found


def _sheets(
    files: Sequence[tuple[str, bytes]], remarks: Remarks, limits: Limits
) -> Iterator[Sheet]:
    for name, content in files:
        if is_workbook(content):
            yield from read_workbook(content, name, remarks, limits)
        elif is_table(content):
            yield read_table(content, name, remarks)
        else:
            remarks.note("files without a header of Kumu's, not read", name)


def _keep(rows: SheetRows, row: SheetRow, values: dict[str, Any]) -> None:
    read = ReadRow(row.section, row.sheet, row.number, values)
    if row.section.kind == "element":
        if values.get("label") or values.get("id"):
            rows.elements.append(read)
        else:
            rows.remarks.note("rows without a label, not read", row.place)
    elif values.get("from") and values.get("to"):
        rows.connections.append(read)
    else:
        rows.remarks.note("rows without a From or To, not read", row.place)


def ends_of(text: str, names: Container[str]) -> list[str]:
    """The ends that a cell under From or To means; a name that has a pipe itself is one."""
    return [text] if "|" not in text or text in names else pieces(text) or [text]


class _Assembly:
    """Rows on their way to becoming elements and connections."""

    def __init__(self, rows: SheetRows) -> None:
        self._rows = rows
        self._found: list[dict[str, Any]] = []
        self._targets = Targets[Target]()

    def elements(self) -> list[dict[str, Any]]:
        """Each element once; to be asked before `lines`, which adds those that ends make."""
        for one in self._rows.elements:
            values, section = one.values, one.section
            kind = values.get("type", "") if section.has("type") else None
            label, own = values.get("label", ""), values.get("id")
            meant = self._targets.meant(label, kind, own)
            if not meant:
                self._found.append(values)
                self._targets.add(Target(values), label, values.get("type", ""), own)
                continue
            self._join(meant, one)
        return self._found

    def _join(self, meant: list[Target], one: ReadRow) -> None:
        remarks, old = self._rows.remarks, meant[0].values
        if len(meant) > 1:
            remarks.note("rows that may mean several elements, taken for the first", one.place)
        elif any(key in old and old[key] != value for key, value in one.values.items()):
            remarks.note("rows for an element met before, the last of which counts", one.place)
        before = (old.get("label", ""), old.get("type", ""))
        old.update(one.values)
        after = (old.get("label", ""), old.get("type", ""))
        if before != after:
            self._targets.renamed(meant[0], before, after)

    def lines(self) -> list[dict[str, Any]]:
        """The connections; a cell with several ends makes one for each."""
        found: list[dict[str, Any]] = []
        for one in self._rows.connections:
            values = one.values
            if "|" not in values["from"] and "|" not in values["to"]:
                found.append(values)
                continue
            for start in ends_of(values["from"], self._targets):
                ends = ends_of(values["to"], self._targets)
                found += [{**values, "from": start, "to": end} for end in ends]
        self._make_missing(found)
        return found

    def _make_missing(self, lines: list[dict[str, Any]]) -> None:
        uses_ids, remarks = self._rows.uses_ids, self._rows.remarks
        ends = Counter(name for line in lines for name in (line["from"], line["to"]))
        for name, times in ends.items():
            if name in self._targets:
                if not self._targets.with_id(name) and len(self._targets.labelled(name)) > 1:
                    remarks.note(_SHARED, name, times)
            elif not uses_ids:
                values = {"label": name}
                self._found.append(values)
                self._targets.add(Target(values), name, "", None)
                if self._rows.elements:
                    remarks.note(_MADE, name)
