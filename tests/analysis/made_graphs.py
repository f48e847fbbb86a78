"""Small directed graphs of every kind: self links, parallel links, loops, lone nodes."""

from __future__ import annotations

__all__ = ["graphs", "in_networkx"]

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import strategies as st

from toc.analysis.graph import Graph

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn


@st.composite
def graphs(draw: DrawFn, most: int = 12) -> Graph:
    """A graph of up to `most` nodes, dense or sparse, its links in any order."""
    size = draw(st.integers(0, most))
    if size == 0:
        return Graph(0)
    node = st.integers(0, size - 1)
    return Graph(size, draw(st.lists(st.tuples(node, node), max_size=3 * size)))


def in_networkx(graph: Graph) -> nx.DiGraph[int]:
    """The same graph, as networkx has it."""
    same: nx.DiGraph[int] = nx.DiGraph()
    same.add_nodes_from(range(graph.size))
    same.add_edges_from((n, end) for n, ends in enumerate(graph.successors) for end in ends)
    return same
