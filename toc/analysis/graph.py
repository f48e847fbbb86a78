"""A directed graph on plain lists: quick to build, nothing to import.

Nodes are the numbers from 0. What is worked out here is checked against networkx in the tests.
"""

from __future__ import annotations

__all__ = ["Condensed", "Graph", "condense", "reach"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Graph:
    """Nodes 0 to `size - 1` and the links among them; loops and parallel links are welcome.

    `successors[n]` lists where the links from node n lead, in the order they were given.
    """

    __slots__ = ("size", "successors")

    def __init__(self, size: int, links: Iterable[tuple[int, int]] = ()) -> None:
        self.size = size
        self.successors: list[list[int]] = [[] for _ in range(size)]
        for start, end in links:
            self.successors[start].append(end)

    def reversed(self) -> Graph:
        """The same links the other way round."""
        links = ((end, start) for start, ends in enumerate(self.successors) for end in ends)
        return Graph(self.size, links)


class Condensed(NamedTuple):
    """A graph with every group of nodes that can reach one another shrunk to one point.

    `point[n]` is the point of node n. Points are numbered so that links lead from higher numbers
    to lower ones; `links[p]` holds the other points that point p leads to, each once.
    """

    point: list[int]
    links: list[set[int]]


def condense(graph: Graph) -> Condensed:
    """The graph of strongly connected components (Tarjan 1972, without recursion)."""
    order: list[int] = [-1] * graph.size
    low: list[int] = [0] * graph.size
    point: list[int] = [-1] * graph.size
    open_nodes: list[int] = []
    points = clock = 0
    for root in range(graph.size):
        if order[root] >= 0:
            continue
        order[root] = low[root] = clock
        clock += 1
        open_nodes.append(root)
        path = [(root, iter(graph.successors[root]))]
        while path:
            node, rest = path[-1]
            for near in rest:
                if order[near] < 0:
                    order[near] = low[near] = clock
                    clock += 1
                    open_nodes.append(near)
                    path.append((near, iter(graph.successors[near])))
                    break
                if point[near] < 0:
                    low[node] = min(low[node], order[near])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    low[before] = min(low[before], low[node])
                if low[node] == order[node]:
                    _close(node, open_nodes, point, points)
                    points += 1
    return Condensed(point, _point_links(graph, point, points))


def _close(node: int, open_nodes: list[int], point: list[int], number: int) -> None:
    while True:
        member = open_nodes.pop()
        point[member] = number
        if member == node:
            return


def _point_links(graph: Graph, point: list[int], points: int) -> list[set[int]]:
    links: list[set[int]] = [set() for _ in range(points)]
    for start, ends in enumerate(graph.successors):
        here = point[start]
        links[here].update([point[end] for end in ends if point[end] != here])
    return links


def reach(graph: Graph, starts: Iterable[int]) -> set[int]:
    """Every node that can be reached from the starts, the starts included."""
    found = set(starts)
    edge = list(found)
    while edge:
        edge = [near for node in edge for near in graph.successors[node]]
        edge = [near for near in set(edge) if near not in found]
        found.update(edge)
    return found
