"""The rows of an import: of a spreadsheet as it stands, or the items of a Kumu document."""

from __future__ import annotations

__all__ = ["Incoming", "incoming_items", "incoming_rows"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.items import Connection
from toc.kumu.spreadsheet import ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.spreadsheet import ReadRow, SheetRows


class Incoming(NamedTuple):
    """One row of an import: an element or a connection.

    `place` says where it stands, `values` what it says under lower-case keys of the flat
    blueprint, `names` how its fields are spelled; `system_id` is Kumu's own id, in Kumu's own
    files; `with_type` whether the import has types.
    """

    kind: str
    place: str
    values: Mapping[str, Any]
    names: Mapping[str, str]
    with_type: bool
    system_id: str | None = None


def incoming_rows(rows: SheetRows) -> tuple[list[Incoming], list[Incoming]]:
    """The elements and the connections of a spreadsheet; a cell with several ends makes several."""
    names = {
        str(row.values[key])
        for row in rows.elements
        for key in ("id", "label")
        if key in row.values
    }
    elements = [_incoming(row, row.values) for row in rows.elements]
    connections = [
        _incoming(row, {**row.values, "from": start, "to": end})
        for row in rows.connections
        for start in ends_of(row.values["from"], names)
        for end in ends_of(row.values["to"], names)
    ]
    return elements, connections


def incoming_items(document: Document) -> tuple[list[Incoming], list[Incoming]]:
    """The elements and connections of a document of any form."""
    return _items(document.elements, "elements"), _items(document.connections, "connections")


def _incoming(row: ReadRow, values: dict[str, Any]) -> Incoming:
    names = {key.lower(): key for key in values}
    lowered = {key.lower(): value for key, value in values.items()}
    return Incoming(row.section.kind, row.place, lowered, names, row.section.has("type"))


def _items(items: Sequence[Item], section: str) -> list[Incoming]:
    with_type = any(item.type for item in items)
    return [
        Incoming(
            item.kind, f"{section}[{item.place}]", _values(item), {}, with_type, item.system_id
        )
        for item in items
    ]


def _values(item: Item) -> dict[str, Any]:
    kind = f"{item.kind} type"
    found = {"type" if key == kind else key: value for key, value in item.fields.items()}
    if isinstance(item, Connection):
        given = {"direction": item.direction} if item.reserved("direction") else {}
        found |= {"from": item.start, "to": item.end, **given}
    return found
