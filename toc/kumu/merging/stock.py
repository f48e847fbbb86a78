"""What one document has, by the keys that things have in all three."""

from __future__ import annotations

__all__ = ["Stock", "stock_of"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.ends import named_elements
from toc.kumu.forms import section
from toc.kumu.items import Connection, Element, Loop
from toc.kumu.merging.one_name import own_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.kumu.merging.recognition import Three

_ENTRIES = ("elements", "connections", "loops")


class Stock(NamedTuple):
    """The things and map entries of one document by their keys.

    `things` are items, maps, views and definitions by section and key. `ends` gives the key of an
    element for what ends of connections call it, `lines` that of a connection for what loops call
    it. An entry is found by the key of its map, its section and the key of its item.
    """

    things: dict[str, dict[str, Any]]
    entries: dict[tuple[str, str, str], Any]
    ends: dict[str, str]
    lines: dict[str, str]

    def joined(self, connection: Any) -> tuple[str, str]:
        """The keys of what a connection leads from and to; what it says, where that is nothing."""
        if not isinstance(connection, dict):
            return "", ""
        start, end = connection.get("from"), connection.get("to")
        if not isinstance(start, str) or not isinstance(end, str):
            line = Connection(connection, 0)
            start, end = line.start, line.end
        return self.ends.get(start, start), self.ends.get(end, end)

    def run_through(self, loop: Any) -> list[str]:
        """The keys of the connections of a loop."""
        if not isinstance(loop, dict):
            return []
        return [self.lines.get(name, name) for name in Loop(loop, 0).connections]


def stock_of(data: dict[str, Any], keys: Mapping[str, Three], side: int) -> Stock:
    """What one of three documents has: the base is the first, theirs the last."""
    own = {name: three[side] for name, three in keys.items()}
    things = {name: dict(zip(own[name], section(data, name), strict=True)) for name in keys}
    elements = [
        Element(raw, place)
        for place, raw in enumerate(section(data, "elements"))
        if isinstance(raw, dict)
    ]
    ends = {name: own["elements"][one.place] for name, one in named_elements(elements).items()}
    lines: dict[str, str] = {}
    for key, raw in things["connections"].items():
        if name := own_id(raw):
            lines.setdefault(name, key)
    placed = dict(_entries(data, own["maps"], ends, lines))
    return Stock(things, placed, ends, lines)


def _entries(
    data: dict[str, Any], maps: list[str], ends: dict[str, str], lines: dict[str, str]
) -> Iterator[tuple[tuple[str, str, str], Any]]:
    for one, raw in zip(maps, section(data, "maps"), strict=True):
        for name in _ENTRIES:
            found = raw.get(name) if isinstance(raw, dict) else None
            for entry in found if isinstance(found, list) else ():
                if isinstance(entry, dict):
                    called = entry.get(name.removesuffix("s"), entry.get("_id"))
                    known = ends if name == "elements" else lines
                    yield (one, name, known.get(str(called), str(called))), entry
