"""What stands within some steps of chosen items: Kumu's focus.

Source: the focus page of Kumu's documentation. Where it is silent: mutual and undirected
connections are followed both ways; all connections between the elements reached are shown, but
with a direction only those on the way; a focused connection stands for its two ends, and a focused
loop for the ends of its connections.
"""

from __future__ import annotations

__all__ = ["Direction", "Focused", "focused"]

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from toc.kumu.ends import named_elements
from toc.kumu.items import Connection, Element, Loop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from toc.kumu.items import Item

Direction = Literal["in", "out", "all"]


class Focused(NamedTuple):
    """What a focus shows, in the order of the document.

    `degrees` says for each element, by its place in the document, how many steps it is away from
    the nearest focused one; 0 is one of those.
    """

    elements: list[Element]
    connections: list[Connection]
    degrees: dict[int, int]


def focused(
    elements: Sequence[Element],
    connections: Sequence[Connection],
    roots: Iterable[Item],
    out: int,
    direction: Direction = "all",
) -> Focused:
    """The elements within `out` steps of the roots, and the connections among them.

    `elements` and `connections` are all there are, such as those of one map; roots that are not
    among them are passed over. `direction` follows connections as they point (`out`), against that
    (`in`) or either way (`all`).
    """
    net, chosen = _Net(elements, connections), list(roots)
    degrees = dict.fromkeys(net.starts(chosen), 0)
    shown = net.lines(chosen)
    front: Collection[int] = list(degrees)
    for degree in range(1, out + 1):
        front = net.step(front, direction, degrees, shown, degree)
        if not front:
            break
    if direction == "all":
        shown |= {n for n, (a, b) in net.ends.items() if a in degrees and b in degrees}
    return Focused(
        [one for one in elements if one.place in degrees],
        [one for one in connections if one.place in shown],
        degrees,
    )


class _Net:
    """Elements and connections by their places in the document."""

    def __init__(self, elements: Sequence[Element], connections: Sequence[Connection]) -> None:
        named = named_elements(elements)
        self._places = {one.place for one in elements}
        self._named = {name: element.place for name, element in named.items()}
        self.ends: dict[int, tuple[int, int]] = {}
        self._from: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._to: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._called: dict[str, int] = {}
        for line in connections:
            for name in (line.assigned_id, line.system_id):
                if name:
                    self._called[name] = line.place
            start, end = self._named.get(line.start), self._named.get(line.end)
            if start is None or end is None:
                continue
            self.ends[line.place] = (start, end)
            both_ways = ((start, end), (end, start)) if line.both_ways else ((start, end),)
            for first, second in both_ways:
                self._from[first].append((line.place, second))
                self._to[second].append((line.place, first))

    def starts(self, roots: Iterable[Item]) -> Iterable[int]:
        """The elements that a focus on these items begins with."""
        for root in roots:
            if isinstance(root, Element):
                yield from {root.place} & self._places
            elif isinstance(root, Connection):
                yield from self.ends.get(root.place, ())
            elif isinstance(root, Loop):
                lines = (self._called.get(name, -1) for name in root.connections)
                yield from (end for line in lines for end in self.ends.get(line, ()))

    def lines(self, roots: Iterable[Item]) -> set[int]:
        """The connections that stand among these items, and those of the loops among them."""
        found: set[int] = set()
        for root in roots:
            if isinstance(root, Connection):
                found.add(root.place)
            elif isinstance(root, Loop):
                found.update(self._called.get(name, -1) for name in root.connections)
        return found

    def step(
        self,
        front: Collection[int],
        direction: Direction,
        degrees: dict[int, int],
        shown: set[int],
        degree: int,
    ) -> list[int]:
        """Go one step on from the elements reached last; gives those that are new."""
        sides = {"out": (self._from,), "in": (self._to,), "all": (self._from, self._to)}[direction]
        found: list[int] = []
        for here in front:
            for side in sides:
                for line, there in side.get(here, ()):
                    shown.add(line)
                    if there not in degrees:
                        degrees[there] = degree
                        found.append(there)
        return found
