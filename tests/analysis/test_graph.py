from __future__ import annotations

import networkx as nx
from hypothesis import event, given
from hypothesis import strategies as st

from tests.analysis.made_graphs import graphs, in_networkx
from toc.analysis.graph import Graph, condense, reach


@given(graphs())
def test_points_are_strongly_connected_components(graph: Graph) -> None:
    """Two nodes share a point exactly where networkx puts them into one component."""
    point, links = condense(graph)
    members = [{n for n in range(graph.size) if point[n] == p} for p in range(len(links))]
    expected = list(nx.strongly_connected_components(in_networkx(graph)))
    event(f"largest loop: {min(3, max(map(len, expected), default=0))}")
    assert sorted(map(sorted, members)) == sorted(map(sorted, expected))


@given(graphs())
def test_links_among_points_are_those_of_the_condensation(graph: Graph) -> None:
    """Points are linked as networkx links its components: each pair once, none to itself."""
    point, links = condense(graph)
    theirs = nx.condensation(in_networkx(graph))
    same = {theirs.graph["mapping"][node]: point[node] for node in range(graph.size)}
    assert {(same[a], same[b]) for a, b in theirs.edges} == {
        (here, end) for here, ends in enumerate(links) for end in ends
    }


@given(graphs())
def test_links_lead_from_higher_points_to_lower_ones(graph: Graph) -> None:
    """Every link between points leads to a lower number, so that one pass is enough."""
    assert all(end < here for here, ends in enumerate(condense(graph).links) for end in ends)


@given(graphs(), st.data())
def test_reach_is_the_starts_and_their_descendants(graph: Graph, data: st.DataObject) -> None:
    """What can be reached is what networkx calls descendants, and the starts themselves."""
    starts = data.draw(
        st.sets(st.sampled_from(range(graph.size))) if graph.size else st.just(set())
    )
    theirs = in_networkx(graph)
    expected = set(starts).union(*(nx.descendants(theirs, start) for start in starts))
    assert reach(graph, starts) == expected


@given(graphs())
def test_reversed_turns_every_link(graph: Graph) -> None:
    """Turned round, a graph has the same links from end to start, parallel ones as often."""

    def links(one: Graph) -> list[tuple[int, int]]:
        return [(n, end) for n, ends in enumerate(one.successors) for end in ends]

    assert sorted(links(graph.reversed())) == sorted((end, n) for n, end in links(graph))


def test_a_long_chain_needs_no_recursion() -> None:
    """A chain of 100,000 nodes is read to its end: every node is its own point."""
    size = 100_000
    chain = Graph(size, [(n, n + 1) for n in range(size - 1)])
    assert condense(chain).point == list(range(size - 1, -1, -1))
    assert len(reach(chain, [0])) == size


def test_a_huge_loop_is_one_point() -> None:
    """A loop of 100,000 nodes shrinks to one point that leads nowhere."""
    size = 100_000
    loop = Graph(size, [(n, (n + 1) % size) for n in range(size)])
    point, links = condense(loop)
    assert set(point) == {0}
    assert links == [set()]
