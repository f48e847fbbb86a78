from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.made_graphs import graphs, in_networkx
from toc.analysis.graph import Graph
from toc.analysis.routes import MOST_ROUTES, Routes, count_routes, end_outcomes

if TYPE_CHECKING:
    from collections.abc import Collection

parts_of_eight = st.sets(st.integers(0, 7))


def routes_by_hand(graph: Graph, outputs: Collection[int], ends: Collection[int]) -> list[int]:
    """For each node the routes through its point, every one of them written out."""
    small = nx.condensation(in_networkx(graph))
    point = small.graph["mapping"]
    starts, stops = {point[node] for node in outputs}, {point[node] for node in ends}
    routes = [[one] for one in starts & stops]
    for start in starts:
        for stop in stops - {start}:
            routes += nx.all_simple_paths(small, start, stop)
    return [sum(point[node] in route for route in routes) for node in range(graph.size)]


@given(graphs(most=8), parts_of_eight, parts_of_eight)
def test_routes_are_counted_as_if_written_out(
    graph: Graph, outputs: set[int], ends: set[int]
) -> None:
    """Each node has as many routes as there are paths through its point, from output to end."""
    outputs, ends = ({n for n in some if n < graph.size} for some in (outputs, ends))
    assume(graph.size)
    expected = routes_by_hand(graph, outputs, ends)
    assert count_routes(graph, outputs, ends) == [Routes(number, False) for number in expected]


def diamonds(levels: int) -> Graph:
    """A ladder of diamonds: each level offers two ways, so 2 ** levels lead to the last node."""
    links = []
    for level in range(levels):
        top = 3 * level
        links += [(top, top + 1), (top, top + 2), (top + 1, top + 3), (top + 2, top + 3)]
    return Graph(3 * levels + 1, links)


@pytest.mark.parametrize("levels", [40, 45, 200])
def test_more_routes_than_anybody_counts_are_cut(levels: int) -> None:
    """Above 10^12 routes that number is given, and said to be cut."""
    graph = diamonds(levels)
    routes = count_routes(graph, [0], [graph.size - 1])
    assert routes[0] == routes[-1] == Routes(10**12, True)
    if levels == 40:
        assert routes[1] == Routes(2**39, False)


def test_exactly_the_most_routes_is_not_cut() -> None:
    """10^12 routes are given as they are; one more is cut."""
    tens = Graph(133, [(11 * n, 11 * n + k) for n in range(12) for k in range(1, 11)])
    for n in range(12):
        for k in range(1, 11):
            tens.successors[11 * n + k].append(11 * n + 11)
    assert count_routes(tens, [0], [132])[0] == Routes(MOST_ROUTES, False)
    tens.successors[0].append(132)
    assert count_routes(tens, [0], [132])[0] == Routes(MOST_ROUTES, True)


def test_what_lies_on_no_route_has_none_even_beside_very_many() -> None:
    """A node that no output leads to has no routes, whatever number it leads to."""
    graph = diamonds(45)
    assert count_routes(graph, [], [graph.size - 1]) == [Routes(0, False)] * graph.size


@given(graphs(), st.data())
def test_ends_are_outcomes_that_lead_to_no_outcome_outside_their_loop(
    graph: Graph, data: st.DataObject
) -> None:
    """Where none is marked, an end is what reaches no outcome but those that reach it, too."""
    assume(graph.size)
    outcomes = data.draw(st.sets(st.sampled_from(range(graph.size))))
    below = {n: nx.descendants(in_networkx(graph), n) for n in range(graph.size)}
    expected = {
        n for n in outcomes if all(n in below[other] for other in outcomes & below[n] - {n})
    }
    assert end_outcomes(graph, outcomes) == expected


def test_an_outcome_that_leads_on_through_an_output_is_no_end() -> None:
    """Leading to an outcome by way of an output is leading to it."""
    outcome, output, last = 0, 2, 1
    graph = Graph(3, [(outcome, output), (output, last)])
    assert end_outcomes(graph, [outcome, last]) == {last}


def test_a_loop_at_the_end_is_all_end() -> None:
    """In a loop that leads nowhere else every outcome is an end."""
    graph = Graph(4, [(0, 1), (1, 2), (2, 1), (3, 3)])
    assert end_outcomes(graph, [0, 1, 2, 3]) == {1, 2, 3}
