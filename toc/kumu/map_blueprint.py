"""The nested blueprint: items in Kumu's own shape, with one map and its view.

Dropped on a project in Kumu it brings positions, decorations and the view along.
"""

from __future__ import annotations

__all__ = ["map_blueprint"]

from collections import Counter
from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import (
    Conversion,
    items_left_out,
    keys_left_out,
    lists_left_out,
    loops_in,
)
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements, shown_ids
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import ALL_MAPS, Map, chosen_map, read_maps, scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.items import Connection, Item

_LISTS = ("elements", "connections", "loops")
_MARKS = ("direction", "delayed", "reversed")


def map_blueprint(document: Document, map_name: str | None = None) -> Conversion:
    """The nested blueprint of a document: its items, and one map with its default view.

    Of a full project only what stands on the map is kept, or everything but the trash and all
    maps for `all`. A document without maps gets none; items without a system id get one in
    Kumu's shape.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    source = document.respelled()
    with paused_gc():
        part = scope(source, map_name)
        loops = loops_in(source, part)
        left_out = [*items_left_out(source, part, loops)]
        if source.form is Form.FLAT:
            data: dict[str, Any] = _Nesting(source).data()
            left_out += keys_left_out([*source.elements, *source.connections, *source.loops])
        else:
            found: tuple[Sequence[Item], ...] = (part.elements, part.connections, loops)
            data = {
                key: [one.raw for one in items] for key, items in zip(_LISTS, found, strict=True)
            }
            data |= _drawn(source, map_name, left_out)
        left_out += lists_left_out(source, {*data, "maps", "perspectives"})
    return Conversion(Document.from_data(data, document.name), tuple(left_out))


def _drawn(source: Document, map_name: str | None, left_out: list[str]) -> dict[str, Any]:
    """The map that was taken and its default view; what else there is goes to `left_out`."""
    maps = read_maps(source)
    chosen, _ = chosen_map(source, maps, map_name)
    kept = [chosen] if chosen else maps
    views = [view for view in source.section("perspectives") if isinstance(view, dict)]
    wanted = {view for one in kept if (view := one.raw.get("defaultPerspective"))}
    known = views if map_name == ALL_MAPS else [one for one in views if one.get("_id") in wanted]
    left_out += _missing_views(kept, {view.get("_id") for view in views})
    for number, word in ((len(maps) - len(kept), "maps"), (len(views) - len(known), "views")):
        if number:
            left_out.append(f"other {word}: {number}")
    return {"maps": [one.raw for one in kept], "perspectives": known} if kept else {}


def _missing_views(maps: Sequence[Map], known: set[Any]) -> Iterator[str]:
    for one in maps:
        view = one.raw.get("defaultPerspective")
        if view and view not in known:
            yield f"the default view of the map {quoted(one.name)}, which is missing"


class _Nesting:
    """The items of a flat document in the shape that Kumu itself uses."""

    def __init__(self, source: Document) -> None:
        self.source = source
        items: tuple[Item, ...] = (*source.elements, *source.connections, *source.loops)
        self.taken = {one.system_id for one in items if one.system_id}
        self.named = named_elements(source.elements)
        names = shown_ids(source.elements)
        self.elements = self._system_ids(source.elements, "elem", names)
        names = [_connection_name(one) for one in source.connections]
        self.connections = self._system_ids(source.connections, "conn", names)
        self.loops = self._system_ids(source.loops, "loop", shown_ids(source.loops))

    def data(self) -> dict[str, Any]:
        """The document as decoded JSON."""
        parts: dict[str, str] = {}
        for one in self.source.connections:
            parts.setdefault(one.system_id or "", self.connections[one.place])
        for one in self.source.connections:
            parts.setdefault(one.assigned_id or "", self.connections[one.place])
        parts.pop("", None)
        return {
            "elements": [
                {"_id": self.elements[one.place], "attributes": dict(one.fields)}
                for one in self.source.elements
            ],
            "connections": [self._connection(one) for one in self.source.connections],
            "loops": [
                {
                    "_id": self.loops[one.place],
                    "attributes": dict(one.fields),
                    "connections": [parts.get(name, name) for name in one.connections],
                }
                for one in self.source.loops
            ],
        }

    def _connection(self, connection: Connection) -> dict[str, Any]:
        out: dict[str, Any] = {"_id": self.connections[connection.place]}
        for key in _MARKS:
            written = connection.reserved(key)
            if key == "direction" and written is not None and not connection.unknown_direction:
                written = connection.direction
            if written is not None:
                out[key] = written
        out["attributes"] = dict(connection.fields)
        for key, name in (("from", connection.start), ("to", connection.end)):
            element = self.named.get(name)
            written = self.elements[element.place] if element else connection.reserved(key)
            if written is not None:
                out[key] = written
        return out

    def _system_ids(
        self, items: Sequence[Item], prefix: str, names: Sequence[str]
    ) -> dict[int, str]:
        """A system id for each item; the same name gives the same one whatever stands around it."""
        met: Counter[str] = Counter()
        ids: dict[int, str] = {}
        kept: set[str] = set()
        for item, name in zip(items, names, strict=True):
            met[name] += 1
            key = name if met[name] == 1 else f"{name}\n{met[name]}"
            own = item.system_id if item.system_id not in kept else None
            ids[item.place] = own or fresh_id(prefix, key, self.taken)
            kept.add(ids[item.place])
        return ids


def _connection_name(connection: Connection) -> str:
    """What tells a connection from others: its id, else its ends and its type."""
    ends = (connection.start, connection.end, connection.type)
    return connection.assigned_id or "\n".join(ends)
