"""Kumu's metrics, worked out as Kumu does: nine numbers for each element of one map.

Kumu's own page says what each is for: https://docs.kumu.io/guides/metrics. The divisors and
boundaries were found by comparing with what Kumu has stored.
"""

from __future__ import annotations

__all__ = ["METRICS", "ElementMetrics", "Metrics", "document_metrics", "metrics_of", "number_of"]

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.betweenness import betweenness
from toc.kumu.distances import Distances, distances
from toc.kumu.eigenvector import eigenvector
from toc.kumu.metric_graph import MetricGraph, metric_graph
from toc.kumu.project import scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element

METRICS = (
    "degree",
    "indegree",
    "outdegree",
    "size",
    "betweenness",
    "closeness",
    "eigenvector",
    "reach",
    "reach-efficiency",
)
"""The metrics by the names of the fields that Kumu keeps them in."""


class ElementMetrics(NamedTuple):
    """The metrics of one element.

    `degree` counts connections, `indegree` and `outdegree` those that arrive and leave, `size`
    the element and its neighbours; the others are shares from 0 to 1. `weighted_size` is there
    where a weight was asked for.
    """

    element: Element
    degree: int
    indegree: int
    outdegree: int
    size: int
    betweenness: float
    closeness: float
    eigenvector: float
    reach: float
    reach_efficiency: float
    weighted_size: float | None = None

    def value(self, name: str) -> float:
        """A metric by the name of Kumu's field, such as `reach-efficiency`."""
        found: float = getattr(self, name.replace("-", "_"))
        return found

    def kept(self, name: str) -> float:
        """What Kumu keeps in the field of a metric: as size the weighted one, if any."""
        if name == "size" and self.weighted_size is not None:
            return self.weighted_size
        return self.value(name)


@dataclass(frozen=True)
class Metrics:
    """The metrics of some elements, in their order, and the graph that they are about.

    `settled` is False where the eigenvector is only as good as a bounded number of rounds;
    `distances` are the sums over shortest paths that closeness and reach come from.
    """

    elements: tuple[ElementMetrics, ...]
    graph: MetricGraph
    distances: Distances
    settled: bool


def document_metrics(
    document: Document, map_name: str | None = None, *, weight: str | None = None
) -> Metrics:
    """The metrics of one map of a document.

    That of the name or id, else the default map of a full project, else everything; `all` is a
    full project without its trash. `weight` names a number field for the weighted size.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    with document.settled():
        part = scope(document, map_name)
        return metrics_of(part.elements, part.connections, document.elements, weight=weight)


def metrics_of(
    elements: Iterable[Element],
    connections: Iterable[Connection],
    known: Sequence[Element] | None = None,
    *,
    weight: str | None = None,
) -> Metrics:
    """The metrics of these elements with the connections among them, and nothing else.

    `known` are all elements of the document, where an end may be a label that another element
    bears first. `weight` names a number field: an element without a number in it weighs 1.
    """
    graph = metric_graph(elements, connections, known)
    far = distances(graph)
    flow = eigenvector(graph)
    weighted = [None] * graph.size if weight is None else _weighted_sizes(graph, weight)
    columns = (*_counts(graph), betweenness(graph), *_shares(graph, far), flow.values, weighted)
    found: list[ElementMetrics] = []
    for element, degree, coming, going, between, close, reach, own, heavy in zip(
        graph.elements, *columns, strict=True
    ):
        size = 1 + len(graph.neighbours[len(found)])
        shares = (between, close, own, reach, reach / size)
        found.append(ElementMetrics(element, degree, coming, going, size, *shares, heavy))
    return Metrics(tuple(found), graph, far, flow.settled)


def _counts(graph: MetricGraph) -> tuple[list[int], list[int], list[int]]:
    """Degree, indegree and outdegree: of connections, parallel ones each for itself."""
    degree, coming, going = ([0] * graph.size for _ in range(3))
    for start, end, both_ways, _ in graph.lines:
        degree[start] += 1
        going[start] += 1
        coming[end] += 1
        if start != end:
            degree[end] += 1
            if both_ways:
                going[end] += 1
                coming[start] += 1
    return degree, coming, going


def _shares(graph: MetricGraph, far: Distances) -> tuple[list[float], list[float]]:
    """Closeness and reach."""
    others = max(graph.size - 1, 1)
    closeness = [total / others for total in far.harmonic]
    return closeness, [(1 + near) / graph.size for near in far.within_two]


def _weighted_sizes(graph: MetricGraph, field: str) -> list[float]:
    found = [number_of(element.fields.get(field.lower())) for element in graph.elements]
    weights = [1.0 if number is None else number for number in found]
    return [
        math.fsum([weights[place], *(weights[near] for near in sorted(around))])
        for place, around in enumerate(graph.neighbours)
    ]


def number_of(value: Any) -> float | None:
    """The number that a field holds, also one written as text; None where it holds none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None
