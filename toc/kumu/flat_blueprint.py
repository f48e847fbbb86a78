"""The flat blueprint: the one form that Kumu documents, and the only one that can be linked.

It is made from a document of any form; what it has no place for is named.
"""

from __future__ import annotations

__all__ = ["flat_blueprint"]

from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import Conversion, lists_left_out, loops_in
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.items import CORE_FIELDS, Connection, Item
from toc.kumu.json_reader import paused_gc
from toc.kumu.project import scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.items import Element, Loop

LAST_METRIC = "metrics::last"  # Kumu's own copy of the metric run last; means nothing elsewhere
_RESERVED = frozenset({*CORE_FIELDS, "_id", "attributes", "from", "to", "direction", "connections"})
_INSIDE = frozenset(CORE_FIELDS) - {"type"}


def flat_blueprint(
    document: Document, map_name: str | None = None, *, include_private: bool = False
) -> Conversion:
    """The documented blueprint of a document: elements, connections and loops, nothing else.

    Reserved keys are written in lower case, fields under the names that the project gives them.
    From a flat document ids and ends stay as they are; from another form every element gets an
    id (the assigned one where all have one of their own, else the system id) and ends use it. Of
    a full project one map is taken, or everything but the trash for `all`. Fields marked private
    are left out unless `include_private`.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    source = document.respelled()
    with paused_gc():
        if document.form is Form.FLAT:
            flat: _FromFlat | _FromOther = _FromFlat(source)
        else:
            flat = _FromOther(source, map_name, include_private=include_private)
        data = flat.data()
    left_out = (*flat.left_out(), *lists_left_out(source, {"elements", "connections", "loops"}))
    return Conversion(Document.from_data(data, document.name), left_out)


class _FromOther:
    """The flat blueprint of a document of another form, while it is written."""

    def __init__(self, source: Document, map_name: str | None, *, include_private: bool) -> None:
        self.source = source
        self.part = scope(source, map_name)
        definitions = [one for one in source.section("attributes") if isinstance(one, dict)]
        self.names = {
            name.lower(): name for one in definitions if isinstance(name := one.get("name"), str)
        }
        self.private = {
            name.lower()
            for one in definitions
            if isinstance(name := one.get("name"), str) and one.get("private") is True
        }
        if include_private:
            self.private = set()
        self.homeless: set[str] = set()
        self.hidden: set[str] = set()
        self.element_ids = _ids(self.part.elements, set())
        self.connection_ids = _ids(self.part.connections, set(self.element_ids.values()))
        self.named = named_elements(source.elements)

    def data(self) -> dict[str, Any]:
        loops = [self._loop(one) for one in loops_in(self.source, self.part)]
        return {
            "elements": [self._element(one) for one in self.part.elements],
            "connections": [self._connection(one) for one in self.part.connections],
            **({"loops": loops} if loops else {}),
        }

    def left_out(self) -> Iterator[str]:
        if self.hidden:
            shown = sorted(self.names.get(field, field) for field in self.hidden)
            yield f"private fields: {', '.join(shown)} (--include-private keeps them)"
        if self.homeless:
            yield f"fields with a name that the form needs: {', '.join(sorted(self.homeless))}"
        for word, key in (("delay marks", "delayed"), ("reversed marks", "reversed")):
            count = sum(one.raw.get(key) is True for one in self.part.connections)
            if count:
                yield f"{word} of {count} connections"

    def _element(self, element: Element) -> dict[str, Any]:
        return {"id": self.element_ids[element.place]} | self._fields(element)

    def _connection(self, connection: Connection) -> dict[str, Any]:
        out: dict[str, Any] = {"id": self.connection_ids[connection.place]}
        out["from"] = self._end(connection, "from", connection.start)
        out["to"] = self._end(connection, "to", connection.end)
        fields = self._fields(connection)
        if "type" in fields:
            out["type"] = fields["type"]
        direction = connection.reserved("direction")
        if direction is not None:
            out["direction"] = direction
        return out | fields

    def _loop(self, loop: Loop) -> dict[str, Any]:
        ids = {
            name: self.connection_ids.get(one.place, name)
            for one in self.part.connections
            for name in (one.system_id, one.assigned_id)
            if name
        }
        return self._fields(loop) | {"connections": [ids.get(one, one) for one in loop.connections]}

    def _end(self, connection: Connection, key: str, name: str) -> Any:
        element = self.named.get(name)
        written = connection.reserved(key)
        return self.element_ids.get(element.place, written) if element else written

    def _fields(self, item: Item) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for field, value in item.fields.items():
            if field in {"id", LAST_METRIC}:
                continue
            if field in self.private:
                self.hidden.add(field)
            elif field == f"{item.kind} type":
                out["type"] = value
            elif field in CORE_FIELDS and field != "type":
                out[field] = value
            elif field in _RESERVED:
                self.homeless.add(field)
            else:
                out[self._name(item, field)] = value
        return out

    def _name(self, item: Item, field: str) -> str:
        """A field's name as people wrote it: in the item itself, else in the project."""
        inner = item.raw.get("attributes")
        written = inner if isinstance(inner, dict) else {}
        if field in item.raw or field in written:
            return self.names.get(field, field)
        return next((key for key in (*item.raw, *written) if key.lower() == field), field)


def _ids(items: Sequence[Item], taken: set[str]) -> dict[int, str]:
    """The id to write for each item, by its place; Kumu wants them unique among all items."""
    assigned = [one.assigned_id for one in items if one.assigned_id]
    unique = len(assigned) == len(items) == len(set(assigned)) and not taken.intersection(assigned)
    return {
        one.place: (unique and one.assigned_id) or one.system_id or one.shown_id for one in items
    }


class _FromFlat:
    """The documented spelling of a blueprint that is flat already: nothing else changes."""

    def __init__(self, source: Document) -> None:
        self.source = source
        self.named = named_elements(source.elements)
        self.homeless: set[str] = set()

    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "elements": [self._item(one) for one in self.source.elements],
            "connections": [self._connection(one) for one in self.source.connections],
        }
        if loops := self.source.loops:
            data["loops"] = [self._item(one) for one in loops]
        return data

    def left_out(self) -> Iterator[str]:
        if self.homeless:
            yield f"fields with a name that the form needs: {', '.join(sorted(self.homeless))}"

    def _connection(self, connection: Connection) -> dict[str, Any]:
        out = self._item(connection)
        for key, name in (("from", connection.start), ("to", connection.end)):
            element = self.named.get(name)
            if element and element.system_id == name:
                out[key] = element.fields.get("id", name)
        return out

    def _item(self, item: Item) -> dict[str, Any]:
        raw, inner = item.raw, item.raw.get("attributes")
        out: dict[str, Any] = {}
        if item.system_id and "id" not in item.fields:
            out["id"] = item.system_id
        for key, value in raw.items():
            if key == "_id" or (key == "attributes" and isinstance(inner, dict)):
                continue
            low = key.lower()
            out[low if low in _RESERVED and low not in raw else key] = value
        for key, value in inner.items() if isinstance(inner, dict) else ():
            if key in out or (key.lower() in _RESERVED and key.lower() not in _INSIDE):
                self.homeless.add(key)
            else:
                out[key] = value
        return out
