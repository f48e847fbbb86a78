"""Eigenvector centrality: an element counts as much as what leads to it."""

from __future__ import annotations

__all__ = ["Eigenvector", "eigenvector"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from toc.kumu.metric_graph import MetricGraph

_SETTLED = 1e-13
_MOST_ROUNDS = 20_000
_MOST_WORK = 2_000_000_000  # rounds times elements and arcs; some ten seconds


class Eigenvector(NamedTuple):
    """The values, which sum to 1 or are all 0, and whether the rounds came to rest."""

    values: list[float]
    settled: bool


def eigenvector(graph: MetricGraph) -> Eigenvector:
    """The main eigenvector along incoming connections, scaled so that the values sum to 1.

    Every element begins with the same value and in each round takes over the values of those that
    lead to it, in addition to its own: without its own, a graph in two parts would swing for ever.
    The rounds end when the sum of all changes is below 1e-13; that never comes where two loops of
    equal strength lead one into the other, so there is a bound. Without any loop all values are 0,
    and elements that no loop leads to have 0.
    """
    import numpy as np

    alive = graph.behind_loops
    if not alive:
        return Eigenvector([0.0] * graph.size, settled=True)
    arcs = np.array(graph.arcs, dtype=np.int64).reshape(-1, 2)
    starts, ends = arcs[:, 0].copy(), arcs[:, 1].copy()
    values = np.full(graph.size, 1 / graph.size)
    rounds = min(_MOST_ROUNDS, _MOST_WORK // (graph.size + len(arcs)))
    settled = False
    for _ in range(rounds):
        new = values + np.bincount(ends, weights=values[starts], minlength=graph.size)
        new = new / new.sum()
        settled = float(np.abs(new - values).sum()) < _SETTLED
        values = new
        if settled:
            break
    kept = np.zeros(graph.size, dtype=bool)
    kept[list(alive)] = True
    values = np.where(kept, values, 0.0)
    return Eigenvector((values / values.sum()).tolist(), settled=settled)
