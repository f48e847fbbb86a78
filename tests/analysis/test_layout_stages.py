from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from toc.analysis.layout_stages import columns_by_stage, links_without_loops

LINKS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@given(LINKS)
def test_what_is_left_has_no_loop(links: list[tuple[int, int]]) -> None:
    """Without the links left out there is no loop; left out are only links within one."""
    left = links_without_loops(12, links)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(left))
    loops = list(nx.strongly_connected_components(nx.DiGraph(links)))
    assert all(any({*link} <= loop for loop in loops) for link in set(links) - set(left))
    assert [link for link in links if link in left] == left


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=45))
def test_few_links_are_left_out(pairs: set[tuple[int, int]]) -> None:
    """Of m links among n nodes in a loop no more than m / 2 - n / 6 lead back, as was proved."""
    links = sorted((a, b) for a, b in pairs if a != b and not ((b, a) in pairs and a < b))
    left = links_without_loops(10, links)
    for loop in nx.strongly_connected_components(nx.DiGraph(links)):
        among = {link for link in links if {*link} <= loop}
        assert len(among.difference(left)) <= max(0, len(among) / 2 - len(loop) / 6)


def test_one_link_of_a_ring_leads_back() -> None:
    """A ring is cut once, before its first node."""
    ring = [(node, (node + 1) % 6) for node in range(6)]
    assert links_without_loops(6, ring) == ring[:5]


@given(LINKS, st.lists(st.one_of(st.none(), st.integers(-3, 9)), min_size=12, max_size=12))
def test_no_column_is_empty(links: list[tuple[int, int]], layers: list[int | None]) -> None:
    """Columns are counted from 0 without holes, whatever numbers the stages have."""
    columns = columns_by_stage(12, links, layers)
    assert {*columns} == {*range(max(columns) + 1)}


def test_chains_within_a_stage() -> None:
    """Outcomes that lead to one another stand in columns of their own, before the next stage."""
    assert columns_by_stage(5, [(0, 1), (1, 2), (2, 3), (3, 4)], [0, 1, 1, 1, 2]) == [0, 1, 2, 3, 4]


def test_nodes_without_a_stage_stand_between_their_neighbours() -> None:
    """An assumption between an output and an outcome stands between, in a row of its own."""
    links = [(0, 1), (1, 2), (2, 3)]
    assert columns_by_stage(4, links, [0, None, None, 5]) == [0, 1, 2, 3]


def test_nodes_that_only_lead_on_stand_one_stage_before() -> None:
    """What only leads to an outcome stands with the outputs, and pushes no outcome aside."""
    assert columns_by_stage(4, [(0, 2), (1, 2)], [0, None, 1, 1]) == [0, 0, 1, 1]
    assert columns_by_stage(2, [(0, 1)], [None, 0]) == [0, 1]


def test_links_back_change_nothing() -> None:
    """A link from a later stage to an earlier one moves neither of its ends."""
    assert columns_by_stage(2, [(0, 1), (1, 0)], [0, 1]) == [0, 1]


def test_sources_stand_next_to_what_they_lead_to() -> None:
    """What only leads to the end of a chain stands before that end, not at the start."""
    assert columns_by_stage(5, [(0, 1), (1, 2), (2, 3), (4, 3)], [None] * 5) == [0, 1, 2, 3, 2]
