"""Items by kind, type, tag and id, and who is joined to whom: made when first asked for."""

from __future__ import annotations

__all__ = ["ItemIndex", "Neighbour"]

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.ends import named_elements
from toc.kumu.items import Connection, Element, Item, Loop, text_of
from toc.kumu.selectors.fields import FieldIndex
from toc.kumu.slugs import SlugIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_TYPE = "undefined"  # what Kumu writes for the slug of no type at all


class Neighbour(NamedTuple):
    """The place of a connection at an element, the element beyond, and whether it leads here."""

    connection: int
    element: int
    leads_here: bool


class ItemIndex:
    """Elements, connections and loops in one list, known by their places in it."""

    def __init__(
        self,
        elements: Sequence[Element],
        connections: Sequence[Connection],
        loops: Sequence[Loop] = (),
    ) -> None:
        self.elements = elements
        self.connections = connections
        self.items: list[Item] = [*elements, *connections, *loops]
        self.first_connection = len(elements)
        self.first_loop = len(elements) + len(connections)
        self.fields = FieldIndex(self.items)

    @cached_property
    def everything(self) -> set[int]:
        """All places."""
        return set(range(len(self.items)))

    @cached_property
    def kinds(self) -> dict[str, set[int]]:
        """Places by `element`, `connection` and `loop`."""
        return {
            "element": set(range(self.first_connection)),
            "connection": set(range(self.first_connection, self.first_loop)),
            "loop": set(range(self.first_loop, len(self.items))),
        }

    @cached_property
    def element_types(self) -> SlugIndex:
        """Elements by their type."""
        return SlugIndex((n, item.type or _NO_TYPE) for n, item in enumerate(self.elements))

    @cached_property
    def connection_types(self) -> SlugIndex:
        """Connections by their type."""
        numbered = enumerate(self.connections, self.first_connection)
        return SlugIndex((n, item.type or _NO_TYPE) for n, item in numbered)

    @cached_property
    def tags(self) -> SlugIndex:
        """Items by their tags."""
        texts = self.fields.texts
        return SlugIndex(
            (n, tag) for n, item in enumerate(self.items) for tag in texts(item, "tags")
        )

    @cached_property
    def system_ids(self) -> dict[str, set[int]]:
        """Items by Kumu's own ids."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for n, item in enumerate(self.items):
            if item.system_id:
                found[item.system_id].add(n)
        return dict(found)

    @cached_property
    def names(self) -> SlugIndex:
        """Items by their assigned ids and labels."""
        numbered = enumerate(self.items)
        both = ((n, name) for n, item in numbered for name in {item.assigned_id, item.label})
        return SlugIndex((n, name) for n, name in both if name)

    @cached_property
    def ends(self) -> list[tuple[int | None, int | None]]:
        """The elements at both ends of each connection, from the first connection on.

        None for an end that is missing.
        """
        named = named_elements(self.elements)
        places = {element.place: n for n, element in enumerate(self.elements)}
        place = {name: places[element.place] for name, element in named.items()}.get
        return [(place(one.start), place(one.end)) for one in self.connections]

    @cached_property
    def neighbours(self) -> dict[int, list[Neighbour]]:
        """For each element that has a connection, those that join it to another."""
        found: defaultdict[int, list[Neighbour]] = defaultdict(list)
        for connection, (start, end) in enumerate(self.ends, self.first_connection):
            if end is not None and start is not None:
                found[end].append(Neighbour(connection, start, leads_here=True))
                found[start].append(Neighbour(connection, end, leads_here=False))
            elif end is not None:
                found[end]
            elif start is not None:
                found[start]
        return dict(found)

    @cached_property
    def directions(self) -> dict[str, set[int]]:
        """Connections by `directed`, `undirected` and `mutual`."""
        found: dict[str, set[int]] = {"directed": set(), "undirected": set(), "mutual": set()}
        for n, connection in enumerate(self.connections, self.first_connection):
            found[connection.direction].add(n)
        return found

    @cached_property
    def delayed(self) -> set[int]:
        """Connections that say they take effect late."""
        return {
            n
            for n, connection in enumerate(self.connections, self.first_connection)
            if text_of(connection.reserved("delayed")).lower() == "true"
        }

    @cached_property
    def orphans(self) -> set[int]:
        """Elements at which no connection ends or begins."""
        return self.kinds["element"] - self.neighbours.keys()

    def joining(self, elements: set[int], end: str) -> set[int]:
        """Connections that lead `from`, or `to`, one of these elements, by their stored ends."""
        side = int(end == "to")
        numbered = enumerate(self.ends, self.first_connection)
        return {n for n, ends in numbered if ends[side] in elements}

    def in_loops(self, loops: Iterable[int]) -> set[int]:
        """The connections that these loops name, and the elements that they join."""
        found: set[int] = set()
        for place in loops:
            loop = self.items[place]
            for name in loop.connections if isinstance(loop, Loop) else ():
                if (connection := self._connection_ids.get(name)) is not None:
                    ends = self.ends[connection - self.first_connection]
                    found.update({connection, *(end for end in ends if end is not None)})
        return found

    @cached_property
    def _connection_ids(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for names in ("system_id", "assigned_id"):
            for n, connection in enumerate(self.connections, self.first_connection):
                if name := getattr(connection, names):
                    found.setdefault(name, n)
        return found
