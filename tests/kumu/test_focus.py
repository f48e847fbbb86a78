"""Kumu's focus: what stands within some steps."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kumu_documents import blueprint, connection, element, read
from toc.kumu.focus import Direction, Focused, focused

ROW = {
    "elements": [{"id": name, "label": name} for name in "abcdef"],
    "connections": [
        {"id": "ab", "from": "a", "to": "b"},
        {"id": "bc", "from": "b", "to": "c"},
        {"id": "ca", "from": "c", "to": "a"},
        {"id": "cd", "from": "c", "to": "d", "direction": "mutual"},
        {"id": "ed", "from": "e", "to": "d"},
        {"id": "nowhere", "from": "e", "to": "gone"},
    ],
    "loops": [{"id": "l", "label": "R1", "connections": ["ab", "bc", "no"]}],
}


def shown(root: str, out: int, direction: Direction) -> tuple[str, str]:
    document = read(ROW)
    items = [*document.elements, *document.connections, *document.loops]
    roots = [one for one in items if one.assigned_id == root]
    found = focused(document.elements, document.connections, roots, out, direction)
    return text(found)


def text(found: Focused) -> tuple[str, str]:
    elements = "".join(one.label for one in found.elements)
    return elements, " ".join(one.assigned_id or "" for one in found.connections)


@pytest.mark.parametrize(
    ("root", "out", "direction", "expected"),
    [
        ("a", 0, "all", ("a", "")),
        ("a", 1, "all", ("abc", "ab bc ca")),
        ("a", 2, "all", ("abcd", "ab bc ca cd")),
        ("a", 1, "out", ("ab", "ab")),
        ("a", 2, "out", ("abc", "ab bc")),
        ("a", 9, "out", ("abcd", "ab bc ca cd")),
        ("a", 1, "in", ("ac", "ca")),
        ("d", 1, "in", ("cde", "cd ed")),
        ("d", 1, "out", ("cd", "cd")),
        ("f", 5, "all", ("f", "")),
        ("ab", 0, "all", ("ab", "ab")),
        ("l", 0, "all", ("abc", "ab bc ca")),
        ("ab", 0, "out", ("ab", "ab")),
        ("ab", 1, "out", ("abc", "ab bc")),
        ("nowhere", 3, "all", ("", "nowhere")),
        ("none", 3, "all", ("", "")),
    ],
)
def test_what_is_shown(
    root: str, out: int, direction: Direction, expected: tuple[str, str]
) -> None:
    """Elements within the steps, with the connections among them or, by direction, on the way."""
    assert shown(root, out, direction) == expected


def test_roots_from_elsewhere_are_passed_over() -> None:
    """A root that is not among the elements shows nothing."""
    document = read(ROW)
    assert text(focused(document.elements[1:], document.connections, document.elements[:1], 2)) == (
        *("", ""),
    )


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.integers(0, 6),
    st.integers(0, 4),
    st.sampled_from(("in", "out", "all")),
)
def test_degrees_are_shortest_ways(
    pairs: list[tuple[int, int]], root: int, out: int, direction: Direction
) -> None:
    """The degree of an element is the length of the shortest way, as networkx finds it."""
    document = blueprint(
        *(element(str(n), id=str(n)) for n in range(7)),
        connections=[connection(str(a), str(b)) for a, b in pairs],
    )
    graph: nx.DiGraph[int] = nx.DiGraph(pairs)
    graph.add_nodes_from(range(7))
    net = {"out": graph, "in": graph.reverse(), "all": graph.to_undirected()}[direction]
    expected = nx.single_source_shortest_path_length(net, root, cutoff=out)
    roots = [document.elements[root]]
    assert focused(document.elements, document.connections, roots, out, direction).degrees == (
        dict(expected)
    )
