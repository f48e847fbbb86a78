"""The nested blueprint: items in Kumu's own shape, with one map and its view.

Dropped on a project in Kumu it brings positions, decorations and the view along.
"""

from __future__ import annotations

__all__ = ["map_blueprint"]

from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import Conversion, lists_left_out, loops_in
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.json_reader import paused_gc
from toc.kumu.project import ALL_MAPS, Scope, chosen_map, read_maps, scope

if TYPE_CHECKING:
    from toc.kumu.items import Item


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
        if source.form is Form.FLAT:
            data = _nested(source)
            left_out = tuple(lists_left_out(source, {"elements", "connections", "loops"}))
        else:
            data, missing = _one_map(source, part, map_name)
            left_out = (*missing, *lists_left_out(source, set(data)))
    return Conversion(Document.from_data(data, document.name), left_out)


def _one_map(
    source: Document, part: Scope, map_name: str | None
) -> tuple[dict[str, Any], list[str]]:
    maps = read_maps(source)
    chosen, _ = chosen_map(source, maps, map_name)
    kept = [chosen] if chosen else maps
    views = [view for view in source.section("perspectives") if isinstance(view, dict)]
    missing: list[str] = []
    if map_name != ALL_MAPS:
        wanted = {one.raw.get("defaultPerspective") for one in kept}
        views = [view for view in views if view.get("_id") in wanted]
        if kept and not views:
            missing.append(f'the default view of the map "{kept[0].name}", which is missing')
    data: dict[str, Any] = {
        "elements": [one.raw for one in part.elements],
        "connections": [one.raw for one in part.connections],
        "loops": [one.raw for one in loops_in(source, part)],
    }
    if kept:
        data |= {"maps": [one.raw for one in kept], "perspectives": views}
    return data, missing


def _nested(source: Document) -> dict[str, Any]:
    """The items of a flat document in the shape that Kumu itself uses."""
    items: tuple[Item, ...] = (*source.elements, *source.connections, *source.loops)
    taken = {one.system_id for one in items if one.system_id}
    named = named_elements(source.elements)

    def system_id(item: Item, prefix: str) -> str:
        return item.system_id or fresh_id(prefix, f"{item.place} {item.shown_id}", taken)

    ids = {one.place: system_id(one, "elem") for one in source.elements}

    def end(name: str) -> str:
        return ids[named[name].place] if name in named else name

    connections = {one.place: system_id(one, "conn") for one in source.connections}
    by_name = {one.shown_id: connections[one.place] for one in source.connections}
    return {
        "elements": [
            {"_id": ids[one.place], "attributes": dict(one.fields)} for one in source.elements
        ],
        "connections": [
            {"_id": connections[one.place]}
            | ({"direction": one.direction} if one.reserved("direction") is not None else {})
            | {"attributes": dict(one.fields), "from": end(one.start), "to": end(one.end)}
            for one in source.connections
        ],
        "loops": [
            {
                "_id": system_id(one, "loop"),
                "attributes": dict(one.fields),
                "connections": [by_name.get(name, name) for name in one.connections],
            }
            for one in source.loops
        ],
    }
