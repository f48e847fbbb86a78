"""The maps of a document: what is on which, what is in the trash, which one is meant."""

from __future__ import annotations

__all__ = ["ALL_MAPS", "Map", "Scope", "chosen_map", "read_maps", "scope"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import NotFoundError
from toc.kumu.document import Form

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element, Item

ALL_MAPS = "all"


class Map(NamedTuple):
    """One map: its id and name, and the system ids of the items on it.

    `raw` is the decoded object as the file has it, with positions and decorations.
    """

    id: str
    name: str
    elements: frozenset[str]
    connections: frozenset[str]
    loops: frozenset[str]
    raw: dict[str, Any]


class Scope(NamedTuple):
    """The part of a document that an answer is about, and the elements that it leaves out.

    `map` is None where the whole document is meant; `other_maps` are elements that are only on
    other maps, `trash` those on no map at all. `note` says how the map was chosen where that was
    not plain.
    """

    map: Map | None
    elements: list[Element]
    connections: list[Connection]
    other_maps: list[Element]
    trash: list[Element]
    note: str | None = None


def read_maps(document: Document) -> list[Map]:
    """All maps of a document in the order of the file; none for a flat blueprint."""
    return [
        Map(
            id=_text(raw.get("_id")),
            name=_text(raw.get("name")),
            elements=_named(raw, "element"),
            connections=_named(raw, "connection"),
            loops=_named(raw, "loop"),
            raw=raw,
        )
        for raw in document.section("maps")
        if isinstance(raw, dict)
    ]


def chosen_map(
    document: Document, maps: list[Map], name: str | None = None
) -> tuple[Map | None, str | None]:
    """The map that is meant, and a note where the document does not say it plainly.

    By name or id; without one the project's default map, else its only map, else the first. None
    stands for the whole document: for `all`, and where a form or file has no maps.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    if name is not None and name != ALL_MAPS:
        found = [one for one in maps if name in {one.name, one.id}]
        found = found or [one for one in maps if one.name.casefold() == name.casefold()]
        if not found:
            names = ", ".join(one.name or one.id for one in maps)
            raise NotFoundError(
                f'There is no map "{name}".',
                where=document.name,
                remedy=f"Its maps are: {names}." if maps else "This document has no maps.",
            )
        return found[0], None
    if name == ALL_MAPS or not maps or document.form is not Form.PROJECT:
        return None, None
    default = document.top("defaultMap")
    found = [one for one in maps if one.id == default]
    if found:
        return found[0], None
    note = None
    if len(maps) > 1:
        note = f'the project names no default map; read by its first, "{maps[0].name}"'
    return maps[0], note


def scope(document: Document, name: str | None = None) -> Scope:
    """The elements and connections that an answer about a document covers.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    maps = read_maps(document)
    chosen, note = chosen_map(document, maps, name)
    if document.form is not Form.PROJECT and chosen is None:
        return Scope(None, document.elements, document.connections, [], [], note)
    if not maps:
        return Scope(None, document.elements, document.connections, [], [], note)
    placed = frozenset[str]().union(*(one.elements for one in maps))
    drawn = frozenset[str]().union(*(one.connections for one in maps))
    elements = chosen.elements if chosen else placed
    elsewhere = placed - elements
    connections = chosen.connections if chosen else drawn
    return Scope(
        chosen,
        [item for item in document.elements if _id(item) in elements],
        [item for item in document.connections if _id(item) in connections],
        [item for item in document.elements if _id(item) in elsewhere],
        [item for item in document.elements if _id(item) not in placed],
        note,
    )


def _named(raw: dict[str, Any], kind: str) -> frozenset[str]:
    """The items on a map: entries name them, or bear their id themselves in people's files."""
    entries = raw.get(f"{kind}s")
    if not isinstance(entries, list):
        return frozenset()
    found = (entry.get(kind, entry.get("_id")) for entry in entries if isinstance(entry, dict))
    return frozenset(item for item in found if isinstance(item, str))


def _id(item: Item) -> str:
    return item.system_id or item.shown_id


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
