"""The maps of a document: what is on which, what is in the trash, which one is meant."""

from __future__ import annotations

__all__ = ["ALL_MAPS", "Map", "Scope", "chosen_map", "entry_id", "on_any", "read_maps", "scope"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import NotFoundError
from toc.kumu.document import Form
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

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
            names = ", ".join(quoted(one.name or one.id) for one in maps)
            raise NotFoundError(
                f"There is no map {quoted(name)}.",
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
    if len(maps) == 1:
        return maps[0], None
    fault = "names no default map" if default is None else "lacks its default map"
    return maps[0], f"the project {fault}; read by its first, {quoted(maps[0].name)}"


def scope(document: Document, name: str | None = None) -> Scope:
    """The elements and connections that an answer about a document covers.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    maps = read_maps(document)
    chosen, note = chosen_map(document, maps, name)
    if not maps or (document.form is not Form.PROJECT and chosen is None):
        return Scope(None, document.elements, document.connections, [], [], note)
    placed = on_any([one.elements for one in maps])
    here = chosen.elements if chosen else placed
    elements: list[Element] = []
    other_maps: list[Element] = []
    trash: list[Element] = []
    for element in document.elements:
        name = entry_id(element)
        (elements if name in here else other_maps if name in placed else trash).append(element)
    lines = chosen.connections if chosen else on_any([one.connections for one in maps])
    connections = [item for item in document.connections if entry_id(item) in lines]
    return Scope(chosen, elements, connections, other_maps, trash, note)


def on_any(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """What stands on at least one of several maps."""
    return sets[0] if len(sets) == 1 else frozenset[str]().union(*sets)


def entry_id(item: Item) -> str:
    """What the entries of a map call an item: its system id, where it has one."""
    return item.system_id or item.shown_id


def _named(raw: dict[str, Any], kind: str) -> frozenset[str]:
    """The items on a map: entries name them, or bear their id themselves in people's files."""
    entries = raw.get(f"{kind}s")
    if not isinstance(entries, list):
        return frozenset()
    found = (entry.get(kind, entry.get("_id")) for entry in entries if isinstance(entry, dict))
    return frozenset(item for item in found if isinstance(item, str))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
