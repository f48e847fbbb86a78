"""Elements, connections and loops for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "ItemRow", "item_rows", "items_csv", "items_json"]

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.csv_cells import csv_row
from toc.exports.json_values import plain_json
from toc.kumu.ends import named_elements, shown_ids
from toc.kumu.items import Connection, text_of
from toc.kumu.on_maps import trashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Item

SCHEMA = 1

_COLUMNS = ("kind", "id", "label", "type", "from", "to", "direction", "trash")


class ItemRow(NamedTuple):
    """One item of a document.

    `id` is its system id, else its assigned id, else its label; met again among the items of its
    kind it gets ` #2`, ` #3`. A connection that has none of the three is called by its ends, as
    in `Meals --> Friends`. `start` and `end` are the ids of the elements that a connection joins,
    or what the file says where there is no such element, and empty for the other kinds;
    `end_labels` are the labels of the two. `trash` says that the item is on no map of a full
    project.
    """

    item: Item
    id: str
    start: str
    end: str
    end_labels: tuple[str, str]
    trash: bool

    @property
    def direction(self) -> str:
        """`directed`, `undirected` or `mutual` for a connection, else empty."""
        return self.item.direction if isinstance(self.item, Connection) else ""


def item_rows(document: Document, items: Iterable[Item]) -> list[ItemRow]:
    """Rows for some items of a document, in the order given."""
    with document.settled():
        names = _Names(document)
        trash = trashed(document)
    return [
        ItemRow(
            item,
            names.of(item),
            *names.ends(item),
            names.end_labels(item),
            trash=(item.kind, item.place) in trash,
        )
        for item in items
    ]


class _Names:
    """What the items of a document are called: all different within each kind."""

    def __init__(self, document: Document) -> None:
        self._elements = named_elements(document.elements)
        self._ids = _ids(document.elements) | _ids(document.loops)
        with_name = [one for one in document.connections if one.shown_id]
        self._ids |= _ids(with_name)
        nameless = [one for one in document.connections if not one.shown_id]
        names = _numbered(" --> ".join(self.ends(one)) for one in nameless)
        called = zip(nameless, names, strict=True)
        self._ids |= {(one.kind, one.place): name for one, name in called}

    def of(self, item: Item) -> str:
        return self._ids[item.kind, item.place]

    def ends(self, item: Item) -> tuple[str, str]:
        start, end = _written_ends(item)
        return self._end(start), self._end(end)

    def end_labels(self, item: Item) -> tuple[str, str]:
        start, end = _written_ends(item)
        return self._end_label(start), self._end_label(end)

    def _end(self, written: str) -> str:
        element = self._elements.get(written)
        return self.of(element) if element else written

    def _end_label(self, written: str) -> str:
        element = self._elements.get(written)
        return (element.label if element else "") or self._end(written)


def _ids(items: Sequence[Item]) -> dict[tuple[str, int], str]:
    called = zip(items, shown_ids(items), strict=True)
    return {(item.kind, item.place): name for item, name in called}


def _numbered(names: Iterable[str]) -> Iterator[str]:
    """Each name; met again with ` #2`, ` #3` and so on."""
    seen: dict[str, int] = {}
    for name in names:
        number = seen[name] = seen.get(name, 0) + 1
        yield name if number == 1 else f"{name} #{number}"


def _written_ends(item: Item) -> tuple[str, str]:
    return (item.start, item.end) if isinstance(item, Connection) else ("", "")


def items_json(rows: Iterable[ItemRow]) -> str:
    """The items as JSON, with a `schema` number: the keys do not change within it.

    `kind` is element, connection or loop; `type` is null where there is none; `from`, `to` and
    `direction` are there for connections only; `fields` holds every value as the file has it,
    under lower-case names; `trash` is there, and true, only for what is on no map of a full
    project. Two blanks of indent, every script as it is, a final newline. A half character stays
    one: encode the text with `errors="backslashreplace"`.
    """
    answer = {"schema": SCHEMA, "items": [_entry(row) for row in rows]}
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _entry(row: ItemRow) -> dict[str, Any]:
    item = row.item
    found: dict[str, Any] = {
        "kind": item.kind,
        "id": row.id,
        "label": item.label,
        "type": item.type or None,
    }
    if isinstance(item, Connection):
        found |= {"from": row.start, "to": row.end, "direction": row.direction}
    found["fields"] = {name: plain_json(value) for name, value in item.fields.items()}
    if row.trash:
        found["trash"] = True
    return found


def items_csv(rows: Iterable[ItemRow]) -> str:
    """The items as csv: one row for each, in the order given.

    Columns: kind, id, label, type, from, to, direction, trash (`yes` or empty), then every other
    field that one of the items has, in the order in which they are met; a field called like one of
    the first columns has ` (field)` behind its name. Several values are joined by `; `, what is
    not given is empty. Cells are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    listed = list(rows)
    shown = {"label", "element type", "connection type", "loop type"}
    names = [name for row in listed for name in row.item.fields if name not in shown]
    fields = list(dict.fromkeys(names))
    headings = [f"{name} (field)" if name in _COLUMNS else name for name in fields]
    lines = [csv_row([*_COLUMNS, *headings])]
    for row in listed:
        item = row.item
        own = (item.kind, row.id, item.label, item.type, row.start, row.end, row.direction)
        values = item.fields
        held = (text_of(values.get(name)) for name in fields)
        lines.append(csv_row([*own, "yes" if row.trash else "", *held]))
    return "".join(lines)
