"""Every route between two sets of nodes, the shortest first, in any graph."""

from __future__ import annotations

__all__ = ["Traced", "trace_routes"]

import heapq
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.graph import condense

if TYPE_CHECKING:
    from collections.abc import Collection

    from toc.analysis.graph import Graph

_NO_WAY = -1


class Traced(NamedTuple):
    """Routes as rows of nodes, the shortest first; `cut` says that there are more."""

    routes: list[tuple[int, ...]]
    cut: bool


def trace_routes(graph: Graph, starts: Collection[int], ends: Collection[int], most: int) -> Traced:
    """At most so many routes from one of the starts to one of the ends.

    A route has at least one link and passes each node once; it may pass other starts and ends.
    Parallel links are one way. Routes of the same length come in the order of their nodes.

    Beginnings of routes are taken up in the order of the shortest route that each can become.
    Among nodes that can reach one another that length is worked out anew around the nodes already
    passed, so that no beginning is followed that leads nowhere: the work grows with the routes
    given, not with the routes there are.
    """
    search = _Search(graph, ends)
    waiting = search.beginnings(starts)
    routes: list[tuple[int, ...]] = []
    while waiting:
        length, route = heapq.heappop(waiting)
        passed = len(route) - 1
        if route[-1] in search.ends:
            if passed:
                if len(routes) == most:
                    return Traced(routes, cut=True)
                routes.append(route)
        elif (left := search.left(route)) != length - passed:
            if left != _NO_WAY:
                heapq.heappush(waiting, (passed + left, route))
            continue
        for near in search.successors(route[-1]):
            if near not in route:
                heapq.heappush(waiting, (passed + 1 + search.distance[near], (*route, near)))
    return Traced(routes, cut=False)


class _Search:
    """How far each node is from the nearest end; -1 where no end can be reached."""

    def __init__(self, graph: Graph, ends: Collection[int]) -> None:
        self.ends = set(ends)
        self._graph = graph
        self._point = condense(graph).point
        self.distance = [_NO_WAY] * graph.size
        for one in self.ends:
            self.distance[one] = 0
        backwards, edge, steps = graph.reversed().successors, sorted(self.ends), 0
        while edge:
            steps += 1
            reached = {near for node in edge for near in backwards[node]}
            edge = [near for near in reached if self.distance[near] == _NO_WAY]
            for node in edge:
                self.distance[node] = steps

    def beginnings(self, starts: Collection[int]) -> list[tuple[int, tuple[int, ...]]]:
        """Each start from which an end can be reached, with how far it is; the nearest first."""
        found = ((self.distance[one], (one,)) for one in set(starts))
        return sorted(entry for entry in found if entry[0] != _NO_WAY)

    def successors(self, node: int) -> list[int]:
        """Where the links from a node lead, without what leads to no end."""
        distance = self.distance
        return [
            near
            for near in dict.fromkeys(self._graph.successors[node])
            if distance[near] != _NO_WAY
        ]

    def left(self, route: tuple[int, ...]) -> int:
        """The links from the last node of a route to the nearest end, around the nodes before."""
        last = route[-1]
        here = self._point[last]
        if not any(self._point[node] == here for node in route[:-1]):
            return self.distance[last]
        passed, edge, steps = set(route), [last], 0
        while edge:
            steps += 1
            reached = dict.fromkeys(near for node in edge for near in self.successors(node))
            edge = [near for near in reached if near not in passed]
            if any(near in self.ends for near in edge):
                return steps
            passed.update(edge)
        return _NO_WAY
