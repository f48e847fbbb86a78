"""The items of a whole document, or of one map of it, and which are in the trash."""

from __future__ import annotations

__all__ = ["Items", "items_on", "trashed"]

from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.document import Form
from toc.kumu.project import ALL_MAPS, chosen_map, entry_id, read_maps

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element, Loop
    from toc.kumu.project import Map


class Items(NamedTuple):
    """Elements, connections and loops, each in the order of the document."""

    elements: list[Element]
    connections: list[Connection]
    loops: list[Loop]


def items_on(document: Document, name: str | None = None) -> Items:
    """What is on the map of that name or id; on any map for `all`; everything without a name.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    everything = Items(document.elements, document.connections, document.loops)
    if name is None:
        return everything
    maps = read_maps(document)
    chosen, _ = chosen_map(document, maps, name)
    if chosen is not None:
        return _on([chosen], everything)
    whole = name != ALL_MAPS or not maps or document.form is not Form.PROJECT
    return everything if whole else _on(maps, everything)


def trashed(document: Document) -> set[tuple[str, int]]:
    """The kind and place of every item that is on no map of a full project, Kumu's trash."""
    maps = read_maps(document) if document.form is Form.PROJECT else []
    if not maps:
        return set()
    everything = Items(document.elements, document.connections, document.loops)
    placed = {(one.kind, one.place) for part in _on(maps, everything) for one in part}
    return {(one.kind, one.place) for part in everything for one in part} - placed


def _on(maps: list[Map], items: Items) -> Items:
    elements = frozenset[str]().union(*(one.elements for one in maps))
    connections = frozenset[str]().union(*(one.connections for one in maps))
    loops = frozenset[str]().union(*(one.loops for one in maps))
    return Items(
        [one for one in items.elements if entry_id(one) in elements],
        [one for one in items.connections if entry_id(one) in connections],
        [one for one in items.loops if entry_id(one) in loops],
    )
