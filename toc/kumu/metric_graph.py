"""The graph that Kumu's metrics are worked out on: who is joined to whom, and which way."""

from __future__ import annotations

__all__ = ["Line", "MetricGraph", "metric_graph"]

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.items import Connection, Element


class Line(NamedTuple):
    """A connection between two elements of the graph, by their places from 0."""

    start: int
    end: int
    both_ways: bool
    connection: Connection


@dataclass(frozen=True)
class MetricGraph:
    """The elements that take part and the connections with both ends among them.

    `lines` has every connection, parallel ones and those from an element to itself included.
    `arcs` is what distances and flows run along: pairs of different places, each pair once, a
    mutual or undirected connection as two of them, in ascending order.
    """

    elements: tuple[Element, ...]
    lines: tuple[Line, ...]

    @property
    def size(self) -> int:
        """How many elements take part, the N of the formulas."""
        return len(self.elements)

    @cached_property
    def arcs(self) -> tuple[tuple[int, int], ...]:
        """From where to where one can go, each pair once, without going nowhere."""
        found = {(line.start, line.end) for line in self.lines}
        found |= {(line.end, line.start) for line in self.lines if line.both_ways}
        return tuple(sorted((start, end) for start, end in found if start != end))

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each place the places that it leads to, ascending."""
        lists: list[list[int]] = [[] for _ in self.elements]
        for start, end in self.arcs:
            lists[start].append(end)
        return tuple(map(tuple, lists))

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """For each place the places that lead to it, ascending."""
        lists: list[list[int]] = [[] for _ in self.elements]
        for start, end in self.arcs:
            lists[end].append(start)
        return tuple(map(tuple, lists))

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """For each place the other places that a connection joins to it, either way."""
        sets: list[set[int]] = [set() for _ in self.elements]
        for start, end in self.arcs:
            sets[start].add(end)
            sets[end].add(start)
        return tuple(map(frozenset, sets))

    @cached_property
    def behind_loops(self) -> frozenset[int]:
        """The places in a loop or behind one; none where the graph has no loop.

        What nothing leads to is taken away until nothing more can be.
        """
        waiting = [len(before) for before in self.predecessors]
        free = [place for place, number in enumerate(waiting) if not number]
        for place in free:
            for after in self.successors[place]:
                waiting[after] -= 1
                if not waiting[after]:
                    free.append(after)
        return frozenset(range(self.size)).difference(free)


def metric_graph(
    elements: Iterable[Element],
    connections: Iterable[Connection],
    known: Sequence[Element] | None = None,
) -> MetricGraph:
    """The graph of some elements; a connection without both ends among them is left out.

    `known` are all elements of the document, where ends may be labels that one of the others
    bears first.
    """
    taking_part = tuple(elements)
    places = {element.place: place for place, element in enumerate(taking_part)}
    named = named_elements(taking_part if known is None else known)
    place_of = {name: places.get(element.place) for name, element in named.items()}
    lines: list[Line] = []
    for one in connections:
        start, end = place_of.get(one.start), place_of.get(one.end)
        if start is not None and end is not None:
            lines.append(Line(start, end, one.both_ways, one))
    return MetricGraph(taking_part, tuple(lines))
