"""Figures about a map as a whole, as Kumu's dashboard shows them.

What each is called and for is on Kumu's page (https://docs.kumu.io/guides/metrics); Kumu prints no
formulas, so the divisors and directions are our reading.
"""

from __future__ import annotations

__all__ = ["Dashboard", "dashboard"]

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.kumu.metrics import Metrics


@dataclass(frozen=True)
class Dashboard:
    """The figures of one map.

    `density` is the share of all ordered pairs of elements that a connection joins, `reciprocity`
    the share of those pairs that are joined the other way as well (both 0 to 1). `diameter` is
    the longest of all shortest paths, and `average_path_length` their mean: both are infinite as
    soon as one ordered pair has no path. `longest_path` and `mean_path` say the same of the
    `joined_pairs` that have one; 0 where there is none.
    """

    element_count: int
    connection_count: int
    density: float
    reciprocity: float
    average_degree: float
    diameter: float
    average_path_length: float
    joined_pairs: int
    longest_path: int
    mean_path: float


def dashboard(metrics: Metrics) -> Dashboard:
    """The figures of the map that these metrics are about."""
    graph, far = metrics.graph, metrics.distances
    size, arcs = graph.size, set(graph.arcs)
    pairs = size * (size - 1)
    joined, longest = sum(far.reached), max(far.furthest, default=0)
    mean = sum(far.steps) / max(joined, 1)
    whole = joined == pairs
    return Dashboard(
        element_count=size,
        connection_count=len(graph.lines),
        density=len(arcs) / max(pairs, 1),
        reciprocity=sum((end, start) in arcs for start, end in arcs) / max(len(arcs), 1),
        average_degree=sum(one.degree for one in metrics.elements) / max(size, 1),
        diameter=longest if whole else math.inf,
        average_path_length=mean if whole else math.inf,
        joined_pairs=joined,
        longest_path=longest,
        mean_path=mean,
    )
