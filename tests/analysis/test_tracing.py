"""Routes between two sets of nodes, checked against networkx on generated graphs."""

from __future__ import annotations

import time
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.analysis.graph import Graph
from toc.analysis.tracing import trace_routes

nodes = st.integers(0, 6)
links = st.lists(st.tuples(nodes, nodes), max_size=20)


def by_networkx(
    found: list[tuple[int, int]], starts: set[int], ends: set[int]
) -> list[tuple[int, ...]]:
    graph = nx.DiGraph(found)
    graph.add_nodes_from(range(7))
    routes = {
        tuple(route)
        for start in starts
        for end in ends - {start}
        for route in nx.all_simple_paths(graph, start, end)
    }
    return sorted(routes, key=lambda route: (len(route), route))


@given(links, st.sets(nodes), st.sets(nodes))
def test_every_route_is_found_the_shortest_first(
    found: list[tuple[int, int]], starts: set[int], ends: set[int]
) -> None:
    """The routes are the simple paths that networkx finds, by length, then by their nodes."""
    traced = trace_routes(Graph(7, found), starts, ends, 100_000)
    assert traced.routes == by_networkx(found, starts, ends)
    assert not traced.cut


@given(links, st.sets(nodes), st.sets(nodes), st.integers(1, 5))
def test_the_first_are_the_shortest(
    found: list[tuple[int, int]], starts: set[int], ends: set[int], most: int
) -> None:
    """Cut off, the routes are the first of all, and it is said whether there are more."""
    every = by_networkx(found, starts, ends)
    traced = trace_routes(Graph(7, found), starts, ends, most)
    assert traced.routes == every[:most]
    assert traced.cut is (len(every) > most)


def everything_to_everything(size: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(size) for b in range(size)]


@pytest.mark.parametrize(
    ("found", "size", "number"),
    [
        (everything_to_everything(60), 62, 0),
        ([*everything_to_everything(60), (59, 60), (60, 61)], 62, 100),
        ([(n, n + step) for n in range(300) for step in (1, 2)], 310, 100),
        ([(n, (n + step) % 400) for n in range(400) for step in (1, 3, 399)], 401, 0),
    ],
)
def test_loops_and_very_many_routes_are_no_reason_to_wait(
    found: list[tuple[int, int]], size: int, number: int
) -> None:
    """Where there are more routes than anybody could count, the first ones come at once."""
    started = time.perf_counter()
    end = size - 1 if number == 0 else max(node for link in found for node in link)
    traced = trace_routes(Graph(size, found), [0], [end], 100)
    assert len(traced.routes) == number
    assert traced.cut is bool(number)
    for route in traced.routes:
        assert len(set(route)) == len(route)
        assert {*pairwise(route)} <= {*found}
    assert time.perf_counter() - started < 5


def test_a_trap_of_loops_is_seen_from_outside() -> None:
    """A large tangle that leads on only through the node the route came from is not searched."""
    tangle = [(a, b) for a in range(1, 40) for b in range(1, 40) if a != b]
    found = [(0, 1), *tangle, *((n, 0) for n in range(1, 40)), (0, 40)]
    started = time.perf_counter()
    assert trace_routes(Graph(41, found), [0], [40], 100).routes == [(0, 40)]
    assert time.perf_counter() - started < 2


def test_a_way_that_only_looks_short_is_not_followed_first() -> None:
    """Where the near way leads back through a node already passed, the long way is counted."""
    tangle = [(a, b) for a in range(1, 20) for b in range(1, 20) if a != b]
    chain = [(n, n + 1) for n in range(19, 60)]
    found = [(0, 1), (0, 60), *tangle, *((n, 0) for n in range(1, 20)), *chain]
    started = time.perf_counter()
    traced = trace_routes(Graph(61, found), [0], [60], 3)
    assert [len(route) for route in traced.routes] == [2, 44, 45]
    assert time.perf_counter() - started < 3
