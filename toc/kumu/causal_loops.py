"""Feedback loops: ways from an element back to itself that pass no element twice."""

from __future__ import annotations

__all__ = ["FoundLoop", "LoopSearch", "find_loops"]

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toc.kumu.polarity import LoopKind, kind_of, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.items import Connection, Element
    from toc.kumu.metric_graph import MetricGraph

MOST, LONGEST = 100, 12
_MOST_WORK = 2_000_000  # connections looked at; some seconds


@dataclass(frozen=True)
class FoundLoop:
    """One loop: its elements in order, and for each the connections that lead to the next.

    `kind` says what going round once does to a change: it is `unclear` where a connection does
    not say whether it turns the change, or parallel ones say different things.
    """

    elements: tuple[Element, ...]
    connections: tuple[tuple[Connection, ...], ...]
    kind: LoopKind


@dataclass(frozen=True)
class LoopSearch:
    """The loops that were found, the shortest first, and what was not looked for.

    `complete` where there are no others. Else there may be more, and only those of up to
    `searched` elements are all listed.
    """

    loops: tuple[FoundLoop, ...]
    complete: bool
    searched: int


def find_loops(graph: MetricGraph, most: int = MOST, longest: int = LONGEST) -> LoopSearch:
    """The loops of a graph, at most `most` of them and none of more than `longest` elements.

    The shortest come first; of equal ones that with the earlier elements. A mutual connection is
    itself a loop of two; undirected connections claim no direction and make no loop, nor does a
    connection from an element to itself. The search is given up after some seconds' work.
    """
    joining = _joining(graph)
    nearest, largest = _inside_loops(graph.size, sorted(joining))
    found: list[FoundLoop] = []
    search = _Search(nearest)
    for length in range(2, min(longest, largest) + 1):
        for places in search.of_length(length):
            if len(found) == most:
                return LoopSearch(tuple(found), complete=False, searched=length - 1)
            found.append(_loop(graph, joining, places))
        if search.work > _MOST_WORK:
            return LoopSearch(tuple(found), complete=False, searched=length - 1)
    return LoopSearch(tuple(found), complete=longest >= largest, searched=longest)


def _joining(graph: MetricGraph) -> dict[tuple[int, int], list[Connection]]:
    """The connections that lead from one place to another."""
    joining: defaultdict[tuple[int, int], list[Connection]] = defaultdict(list)
    for start, end, both_ways, connection in graph.lines:
        if start == end or connection.direction == "undirected":
            continue
        joining[start, end].append(connection)
        if both_ways:
            joining[end, start].append(connection)
    return dict(joining)


def _inside_loops(size: int, arcs: Sequence[tuple[int, int]]) -> tuple[dict[int, list[int]], int]:
    """The places in loops, each with those that it leads to within a loop.

    And the largest number of places that can all reach one another: no loop is longer.
    """
    import rustworkx

    compiled: rustworkx.PyDiGraph[None, None] = rustworkx.PyDiGraph()
    compiled.add_nodes_from([None] * size)
    compiled.extend_from_edge_list(list(arcs))
    parts = [one for one in rustworkx.strongly_connected_components(compiled) if len(one) > 1]
    part_of = {place: number for number, places in enumerate(parts) for place in places}
    nearest: dict[int, list[int]] = {place: [] for place in sorted(part_of)}
    for start, end in arcs:
        if start in part_of and part_of[start] == part_of.get(end):
            nearest[start].append(end)
    return nearest, max(map(len, parts), default=0)


def _loop(
    graph: MetricGraph, joining: dict[tuple[int, int], list[Connection]], places: list[int]
) -> FoundLoop:
    steps = [joining[step] for step in zip(places, [*places[1:], places[0]], strict=True)]
    signs: list[int | None] = []
    for step in steps:
        said = {sign_of(connection) for connection in step}
        signs.append(said.pop() if len(said) == 1 else None)
    return FoundLoop(
        tuple(graph.elements[place] for place in places),
        tuple(map(tuple, steps)),
        kind_of(signs),
    )


class _Search:
    """Loops of one length after another, each told once, from its earliest place.

    A way is followed only to places from which the way back is short enough.
    """

    def __init__(self, nearest: dict[int, list[int]]) -> None:
        self.work = 0
        self._nearest = nearest
        self._before: defaultdict[int, list[int]] = defaultdict(list)
        for place, after in nearest.items():
            for near in after:
                self._before[near].append(place)

    def of_length(self, length: int) -> Iterator[list[int]]:
        """Every loop of so many elements, until too much work is done."""
        for start in self._nearest:
            back = self._steps_back(start, length - 1)
            if len(back) >= length:
                yield from self._from(start, length, back)
            if self.work > _MOST_WORK:
                return

    def _steps_back(self, start: int, most: int) -> dict[int, int]:
        """How many steps lead back to `start`, for later places with at most so many."""
        steps = {start: 0}
        queue = deque([start])
        while queue:
            place = queue.popleft()
            if steps[place] == most:
                break
            for before in self._before[place]:
                self.work += 1
                if before > start and before not in steps:
                    steps[before] = steps[place] + 1
                    queue.append(before)
        return steps

    def _from(self, start: int, length: int, back: dict[int, int]) -> Iterator[list[int]]:
        path = [start]
        ahead = [iter(self._nearest[start])]
        while ahead and self.work <= _MOST_WORK:
            for near in ahead[-1]:
                self.work += 1
                if near == start and len(path) == length:
                    yield path.copy()
                left = length - len(path)
                if near not in path and near in back and back[near] <= left and near != start:
                    path.append(near)
                    ahead.append(iter(self._nearest[near]))
                    break
            else:
                ahead.pop()
                path.pop()
