"""Changes to a Kumu document in the terms of its form: fields, new items, maps, removal.

Only what is asked for is touched. New items come where Kumu would sort them, or last.
"""

from __future__ import annotations

__all__ = ["Editor"]

from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import spelled_key
from toc.kumu.document import Document, Form
from toc.kumu.field_homes import clear_field, field_key, field_value, set_field
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.items import text_of
from toc.kumu.json_matching import same_json
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from toc.kumu.items import Connection, Item
    from toc.kumu.project import Map

_PREFIXES = {"elements": "elem", "connections": "conn"}
_ENTRIES = {"elements": ("node", "element"), "connections": ("edge", "connection")}
_LISTS = ("elements", "connections", "loops")


class Editor:
    """A document being changed; what was added comes to its place with `finish`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nested = document.form is not Form.FLAT
        self._pending: dict[int, tuple[list[Any], str, list[dict[str, Any]]]] = {}

    def set_field(self, item: Item, name: str, value: Any) -> bool:
        """Set a field of an item by its name, or take it away for None; whether that changed it.

        A field keeps the spelling of its key and its place; a new one comes last, under the
        lower-case name where the form is Kumu's own. `type` is the type of the item.
        """
        _ = self._data
        if value is None:
            return clear_field(item, name)
        old = field_value(item, name)
        fitting = self._fitting(name, old, value)
        if same_json(old, fitting):
            return False
        set_field(item, name, fitting, nested=self.nested)
        return True

    def add_element(self, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Add an element, and give it as it is to stand in the document.

        `key` is what its system id is made from, `fields` its values by display name, with
        `type` for the type and `id` for the assigned id.
        """
        return self._add("elements", key, {}, fields)

    def add_connection(
        self, key: str, fields: Mapping[str, Any], *, start: str, end: str, direction: str
    ) -> dict[str, Any]:
        """Add a connection between what `start` and `end` name; else as `add_element`."""
        structure: dict[str, Any] = {"from": start, "to": end, "direction": direction}
        if self.nested:
            structure = {"direction": direction, "delayed": False, "reversed": False}
            structure |= {"attributes": {}, "from": start, "to": end}
        return self._add("connections", key, structure, fields)

    def put_on_map(self, where: Map, section: str, name: str) -> dict[str, Any]:
        """Put an item on a map; gives its entry, an element's with a position to be filled in."""
        _ = self._data
        prefix, kind = _ENTRIES[section]
        entries = where.raw.get(section)
        if not isinstance(entries, list):
            entries = where.raw[section] = []
        entry: dict[str, Any] = {"_id": fresh_id(prefix, f"{where.id} {name}", self.taken)}
        if section == "elements":
            entry |= {"position": None, "pinned": True}
        if self._entries_have_styles(entries):
            entry["style"] = {}
        entry[kind] = name
        self._insert(entries, entry)
        return entry

    def set_direction(self, connection: Connection, direction: str) -> None:
        """Give a connection a direction; the key keeps its spelling and place."""
        self._set_reserved(connection, "direction", direction)

    def set_end(self, connection: Connection, end: str, name: str) -> None:
        """Let the end `from` or `to` of a connection name another element."""
        self._set_reserved(connection, end, name)

    def take_off_maps(self, section: str, names: Collection[str]) -> None:
        """Take items off every map, by what its entries call them."""
        _, kind = _ENTRIES[section]
        _ = self._data
        for raw in _dicts(self.document.section("maps")):
            entries = raw.get(section)
            if isinstance(entries, list) and any(
                _entry_name(kind, one) in names for one in entries
            ):
                entries[:] = [one for one in entries if _entry_name(kind, one) not in names]

    def remove(self, section: str, items: Collection[Item]) -> None:
        """Take items out of the document, off its maps and out of its loops."""
        _ = self._data
        gone = {id(item.raw) for item in items}
        listed = self.document.section(section)
        listed[:] = [raw for raw in listed if id(raw) not in gone]
        left: Iterable[Item] = self.document.elements
        if section == "connections":
            left = self.document.connections
            self._take_from_loops(_loop_names(items) - _loop_names(left))
        self.take_off_maps(section, set(map(entry_id, items)) - set(map(entry_id, left)))

    def add_definitions(self, definitions: Iterable[dict[str, Any]]) -> None:
        """Add field definitions to a project, in the order of their names where it has one."""
        for definition in definitions:
            self._insert(self._data_section("attributes"), definition, key="name")

    def add_choice(self, field: str, choice: str) -> None:
        """Add a choice to a field's list, where the field is defined with one and lacks it."""
        values = self._definitions.get(field.casefold(), {}).get("values")
        if isinstance(values, list) and values and choice not in values:
            _ = self._data
            values.append(choice)

    def finish(self) -> None:
        """Bring what was added since the last time to its place."""
        for items, key, new in self._pending.values():
            names = [_sort_text(key, one) for one in items]
            ordered = all(before <= after for before, after in pairwise(names))
            items.extend(new)
            if ordered and all(key in one for one in new):
                items.sort(key=partial(_sort_text, key))
        self._pending.clear()

    @cached_property
    def taken(self) -> set[str]:
        """Every system id that something in the document has or refers to."""
        found: set[str] = set()
        for section in (*_LISTS, "attributes", "maps", "perspectives"):
            found.update(_ids_in(self.document.section(section)))
        for raw in _dicts(self.document.section("maps")):
            for section in _LISTS:
                found.update(_ids_in(raw.get(section)))
        for loop in self.document.loops:
            found.update(loop.connections)
        return found

    @property
    def _data(self) -> dict[str, Any]:
        """The decoded JSON; asking for it tells the document that it is being changed."""
        return self.document.data

    def _data_section(self, name: str) -> list[Any]:
        """A list at the top of the document, made where there is none."""
        data = self._data
        key = name if data.get(name) is not None else spelled_key(data, name)
        if key is None or not isinstance(data.get(key), list):
            key = name
            data[key] = []
        found: list[Any] = data[key]
        return found

    def _set_reserved(self, connection: Connection, key: str, value: str) -> None:
        _ = self._data
        connection.raw[spelled_key(connection.raw, key) or key] = value

    def _add(
        self, section: str, key: str, structure: dict[str, Any], fields: Mapping[str, Any]
    ) -> dict[str, Any]:
        if self.nested:
            kind = section.removesuffix("s")
            values = {
                field_key(kind, name): self._fitting(name, None, value)
                for name, value in fields.items()
            }
            own = fresh_id(_PREFIXES[section], key, self.taken)
            item = {"_id": own, **structure, "attributes": values}
        else:
            item = ({"id": fields["id"]} if "id" in fields else {}) | structure | dict(fields)
        self._insert(self._data_section(section), item)
        return item

    @cached_property
    def _definitions(self) -> dict[str, dict[str, Any]]:
        """The definitions of fields, by their names without regard to case."""
        found: dict[str, dict[str, Any]] = {}
        for definition in _dicts(self.document.section("attributes")):
            found.setdefault(str(definition.get("name")).casefold(), definition)
        return found

    def _fitting(self, name: str, old: Any, new: Any) -> Any:
        """A single value where the field holds one, several where it holds several."""
        limit = None if old is not None else self._definitions.get(name.casefold(), {}).get("limit")
        if isinstance(new, list):
            single = isinstance(old, str) or limit == 1
            return new[0] if single and len(new) == 1 else new
        return [new] if isinstance(old, list) or limit == "none" else new

    def _entries_have_styles(self, entries: list[Any]) -> bool:
        """Whether entries of a map have a key for decorations; those of old exports have none."""
        first = next(iter(_dicts(entries)), None)
        if first is not None:
            return "style" in first
        return self.document.form is not Form.PROJECT or self.document.top("version") is not None

    def _take_from_loops(self, names: set[str]) -> None:
        for loop in self.document.loops:
            key = spelled_key(loop.raw, "connections")
            if key and not names.isdisjoint(loop.connections):
                parts = zip(loop.connections, loop.raw[key], strict=True)
                loop.raw[key] = [part for name, part in parts if name not in names]

    def _insert(self, items: list[Any], item: dict[str, Any], key: str = "_id") -> None:
        self._pending.setdefault(id(items), (items, key, []))[2].append(item)


def _sort_text(key: str, item: Any) -> str:
    return str(item.get(key, "")) if isinstance(item, dict) else ""


def _entry_name(kind: str, entry: Any) -> str | None:
    """What the entry of a map calls its item, as maps are read."""
    found = entry.get(kind, entry.get("_id")) if isinstance(entry, dict) else None
    return found if isinstance(found, str) else None


def _loop_names(items: Iterable[Item]) -> set[str]:
    """What loops may call connections."""
    return {name for item in items for name in (item.system_id, item.assigned_id) if name}


def _ids_in(items: Any) -> Iterator[str]:
    """The ids of some items, and what their ends and entries name."""
    for item in _dicts(items):
        for key in ("_id", "from", "to", "element", "connection", "loop"):
            if key in item:
                yield text_of(item[key])


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
