"""Betweenness: how often an element lies on the shortest way between two others."""

from __future__ import annotations

__all__ = ["betweenness"]

import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.kumu.metric_graph import MetricGraph

_LONG = 200_000_000  # elements times arcs; some seconds of work
# The compiled search cannot be stopped from outside: a process of its own can.
_APART = """
import sys
from array import array
import rustworkx
size = int(sys.argv[1])
ends = array("q", sys.stdin.buffer.read())
graph = rustworkx.PyDiGraph()
graph.add_nodes_from([None] * size)
graph.extend_from_edge_list(list(zip(ends[::2], ends[1::2])))
found = rustworkx.digraph_betweenness_centrality(graph, normalized=True)
sys.stdout.buffer.write(array("d", (found[place] for place in range(size))).tobytes())
"""


def betweenness(graph: MetricGraph) -> list[float]:
    """For each element its share of the shortest paths between ordered pairs of others.

    Brandes' algorithm on the directed graph, end points not counted, divided by (N-1)(N-2)
    (U. Brandes, "A faster algorithm for betweenness centrality", 2001); 0 for up to two elements.
    Time grows with elements times connections.
    """
    if graph.size * len(graph.arcs) > _LONG and sys.executable:
        return _worked_out_apart(graph) or _worked_out_here(graph)
    return _worked_out_here(graph)


def _worked_out_here(graph: MetricGraph) -> list[float]:
    import rustworkx

    compiled: rustworkx.PyDiGraph[None, None] = rustworkx.PyDiGraph()
    compiled.add_nodes_from([None] * graph.size)
    compiled.extend_from_edge_list(list(graph.arcs))
    found = rustworkx.digraph_betweenness_centrality(compiled, normalized=True)
    return [found[place] for place in range(graph.size)]


def _worked_out_apart(graph: MetricGraph) -> list[float]:
    """The same in a process that Ctrl-C can end; nothing where that cannot be had."""
    import subprocess

    ends = array("q", (place for arc in graph.arcs for place in arc))
    try:
        child = subprocess.Popen(  # noqa: S603 - Python itself, with a script of ours
            [sys.executable, "-c", _APART, str(graph.size)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return []
    with child:
        try:
            answer, _ = child.communicate(ends.tobytes())
        finally:
            child.kill()
            child.wait()
    found = array("d", answer if child.returncode == 0 else b"")
    return found.tolist() if len(found) == graph.size else []
