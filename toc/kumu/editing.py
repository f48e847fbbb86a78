"""Changes to a Kumu document in the terms of its form: fields, new items, maps, removal.

Only what is asked for is touched. New items come where Kumu would sort them, or last.
"""

from __future__ import annotations

__all__ = ["Editor"]

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toc.kumu.document import Document, Form
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.items import CORE_FIELDS
from toc.kumu.project import read_maps

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from toc.kumu.items import Connection, Item

_PREFIXES = {"elements": "elem", "connections": "conn"}
_ENTRIES = {"elements": ("node", "element"), "connections": ("edge", "connection")}
_TYPES = {"elements": "element type", "connections": "connection type"}


class Editor:
    """A document being changed; `data` is its decoded JSON."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = document.data
        self.nested = document.form is not Form.FLAT
        self.added: dict[str, Any] = {}  # the item that was added last
        self._pending: dict[int, tuple[list[Any], str, list[dict[str, Any]]]] = {}
        everything = (*document.elements, *document.connections, *document.loops)
        self.taken = {one.system_id for one in everything if one.system_id}
        self.taken |= {
            str(entry.get("_id"))
            for one in read_maps(document)
            for section in ("elements", "connections", "loops")
            for entry in _dicts(one.raw.get(section))
        }
        self.taken |= {str(one.get("_id")) for one in _dicts(self.data.get("attributes"))}

    def set_fields(self, item: Item, changes: Mapping[str, Any]) -> None:
        """Set fields of an item by their names; None takes a field away.

        A field keeps the spelling of its key and its place; a new one comes last, under the
        lower-case name where the form is Kumu's own. `type` is the type of the item.
        """
        for name, value in changes.items():
            home, key = self._home(item, name)
            if value is None:
                home.pop(key, None)
            else:
                home[key] = _fitting(home.get(key), value)

    def add_item(self, section: str, key: str, fields: Mapping[str, Any], **ends: str) -> str:
        """Add an element or connection and give the name that ends and maps know it by.

        `key` is what its system id is made from, `fields` its values by display name with `type`
        for the type; a connection has `start`, `end` and `direction`.
        """
        item: dict[str, Any] = {}
        if self.nested:
            item["_id"] = fresh_id(_PREFIXES[section], key, self.taken)
        if section == "connections":
            item |= {"direction": ends["direction"], "from": ends["start"], "to": ends["end"]}
        if self.document.form is Form.PROJECT and section == "connections":
            item = {"_id": item["_id"], "direction": ends["direction"]}
            item |= {"delayed": False, "reversed": False, "attributes": {}}
            item |= {"from": ends["start"], "to": ends["end"]}
        values = {self._key(section, name): value for name, value in fields.items()}
        if self.nested:
            item["attributes"] = values
        else:
            item = {"id": values["id"], **item, **values} if "id" in values else item | values
        self._insert(self._list(section), item)
        self.added = item
        return str(item["_id"] if self.nested else item.get("id", item.get("label")))

    def put_on_map(self, map_id: str, section: str, name: str) -> dict[str, Any]:
        """Put an item on a map; gives its entry, an element's with a position to be filled in."""
        prefix, kind = _ENTRIES[section]
        entry: dict[str, Any] = {"_id": fresh_id(prefix, f"{map_id} {name}", self.taken)}
        if section == "elements":
            entry |= {"position": {"x": 0, "y": 0}, "pinned": True}
        entry |= {"style": {}, kind: name}
        for raw in _dicts(self.data.get("maps")):
            if raw.get("_id") == map_id:
                self._insert(raw.setdefault(section, []), entry)
        return entry

    def set_direction(self, connection: Connection, direction: str) -> None:
        """Give a connection a direction; the key keeps its spelling and place."""
        key = next((key for key in connection.raw if key.lower() == "direction"), "direction")
        connection.raw[key] = direction

    def take_away(self, section: str, names: Collection[str]) -> None:
        """Take items off every map; from a blueprint they go altogether.

        A full project keeps them without a place on a map: Kumu's trash.
        """
        _, kind = _ENTRIES[section]
        for raw in _dicts(self.data.get("maps")):
            if isinstance(entries := raw.get(section), list):
                entries[:] = [
                    entry
                    for entry in entries
                    if not isinstance(entry, dict) or entry.get(kind) not in names
                ]
        if self.document.form is Form.PROJECT:
            return
        items = self._list(section)
        items[:] = [one for one in items if not isinstance(one, dict) or _name(one) not in names]
        if section == "connections":
            self._take_from_loops(names)

    def add_definitions(self, definitions: list[dict[str, Any]]) -> None:
        """Add field definitions to a project, in the order of their names where it has one."""
        known = self.data.get("attributes")
        if isinstance(known, list):
            for definition in definitions:
                self._insert(known, definition, key="name")

    def add_choice(self, field: str, choice: str) -> None:
        """Add a choice to a field's list, where the field is defined with one and lacks it."""
        for definition in _dicts(self.data.get("attributes")):
            values = definition.get("values")
            named = str(definition.get("name")).casefold() == field.casefold()
            if named and isinstance(values, list) and values and choice not in values:
                values.append(choice)

    def _take_from_loops(self, names: Collection[str]) -> None:
        for loop in _dicts(self.data.get("loops")):
            if isinstance(parts := loop.get("connections"), list):
                parts[:] = [part for part in parts if part not in names]

    def _home(self, item: Item, name: str) -> tuple[dict[str, Any], str]:
        """The object and key where an item keeps a field, or would keep it."""
        wanted = name.lower()
        for key in item.raw:
            if key.lower() == wanted and key != "attributes":
                return item.raw, key
        inner = item.raw.get("attributes")
        if not isinstance(inner, dict):
            return item.raw, name
        inside = _TYPES[f"{item.kind}s"] if wanted == "type" and self.nested else wanted
        for key in inner:
            if key.lower() == inside:
                return inner, key
        if self.nested:
            return inner, inside
        return (item.raw, wanted) if wanted in CORE_FIELDS else (inner, name)

    def _key(self, section: str, name: str) -> str:
        if not self.nested:
            return name
        return _TYPES[section] if name == "type" else name.lower()

    def _list(self, section: str) -> list[Any]:
        for key, value in self.data.items():
            if key.lower() == section and isinstance(value, list):
                return value
        found: list[Any] = []
        self.data[section] = found
        return found

    def _insert(self, items: list[Any], item: dict[str, Any], key: str = "_id") -> None:
        self._pending.setdefault(id(items), (items, key, []))[2].append(item)

    def finish(self) -> None:
        """Bring what was added to its place; to be called once, after the last addition."""
        for items, key, new in self._pending.values():
            names = [_sort_text(key, one) for one in items]
            ordered = all(before <= after for before, after in pairwise(names))
            items.extend(new)
            if ordered and all(key in one for one in new):
                items.sort(key=partial(_sort_text, key))
        self._pending.clear()


def _sort_text(key: str, item: Any) -> str:
    return str(item.get(key, "")) if isinstance(item, dict) else ""


def _fitting(old: Any, new: Any) -> Any:
    """A single value where the field held one, several where it held several."""
    if isinstance(new, list) and len(new) == 1 and isinstance(old, str):
        return new[0]
    return new


def _name(item: dict[str, Any]) -> Any:
    return item.get("_id") or item.get("id") or item.get("label")


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
