"""Items by kind, type, tag and id, and who is joined to whom: made when first asked for."""

from __future__ import annotations

__all__ = ["ItemIndex"]

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from toc.kumu.ends import named_elements
from toc.kumu.items import Connection, Element, Item, Loop, text_of
from toc.kumu.selectors.fields import FieldIndex
from toc.kumu.slugs import SlugIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_MANY = 8  # from one element in so many on, looking at every connection is quicker
_NO_TYPE = "undefined"  # what Kumu writes for the slug of no type at all


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
    def system_ids(self) -> dict[str, tuple[int, ...]]:
        """Items by Kumu's own ids."""
        found: dict[str, tuple[int, ...]] = {}
        for n, item in enumerate(self.items):
            if name := item.system_id:
                found[name] = (*found.get(name, ()), n)
        return found

    @cached_property
    def names(self) -> SlugIndex:
        """Items by their assigned ids and labels."""
        numbered = enumerate(self.items)
        both = ((n, name) for n, item in numbered for name in (item.assigned_id, item.label))
        return SlugIndex((n, name) for n, name in both if name)

    @cached_property
    def ends(self) -> dict[int, tuple[int | None, int | None]]:
        """The elements at both ends of each connection; None for an end that is missing."""
        named = named_elements(self.elements)
        places = {element.place: n for n, element in enumerate(self.elements)}
        place = {name: places[element.place] for name, element in named.items()}.get
        numbered = enumerate(self.connections, self.first_connection)
        return {n: (place(one.start), place(one.end)) for n, one in numbered}

    def lines_at(self, elements: set[int], among: set[int] | None) -> Collection[int]:
        """The connections that meet some of these elements; of very many elements all there are.

        `among` are the connections to choose from, None for all.
        """
        if len(elements) * _MANY > len(self.elements):
            return self.ends if among is None else among
        meeting = (self.meeting[one] for one in elements & self.meeting.keys())
        found = {line for lines in meeting for line in lines}
        return found if among is None else found & among

    @cached_property
    def both_ways(self) -> set[int]:
        """Connections that count in both directions."""
        return self.directions["undirected"] | self.directions["mutual"]

    @cached_property
    def meeting(self) -> dict[int, list[int]]:
        """For each element that has a connection, the connections that meet it."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for line, ends in self.ends.items():
            for end in ends:
                if end is not None:
                    found[end].append(line)
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
        return self.kinds["element"] - self.meeting.keys()

    def joining(self, elements: set[int], end: str) -> set[int]:
        """Connections that lead `from`, or `to`, one of these elements, by their stored ends."""
        side = int(end == "to")
        return {n for n, ends in self.ends.items() if ends[side] in elements}

    def in_loops(self, loops: Iterable[int]) -> set[int]:
        """The connections that these loops name, and the elements that they join."""
        found: set[int] = set()
        for place in loops:
            loop = self.items[place]
            for name in loop.connections if isinstance(loop, Loop) else ():
                if (connection := self._connection_ids.get(name)) is not None:
                    ends = (end for end in self.ends[connection] if end is not None)
                    found.update({connection, *ends})
        return found

    @cached_property
    def _connection_ids(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for names in ("system_id", "assigned_id"):
            for n, connection in enumerate(self.connections, self.first_connection):
                if name := getattr(connection, names):
                    found.setdefault(name, n)
        return found
