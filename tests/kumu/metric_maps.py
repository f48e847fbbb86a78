"""Small maps for the tests of metrics, written as their connections."""

from __future__ import annotations

__all__ = ["by_label", "drawn", "graph_of", "metrics_on"]

from typing import TYPE_CHECKING, Any

from tests.kumu_documents import blueprint, connection, element
from toc.kumu.metric_graph import MetricGraph, metric_graph
from toc.kumu.metrics import ElementMetrics, document_metrics

if TYPE_CHECKING:
    from toc.kumu.document import Document

_ARROWS = {"->": "directed", "<->": "mutual", "--": "undirected"}


def drawn(lines: str, **fields: dict[str, Any]) -> Document:
    """A map of lines like `a -> b`, `b <-> c`, `c -- d`, with an element for each letter.

    A line with a single letter is an element without connections; behind a colon stands the type
    of a connection. `fields` are fields of elements by their letters.
    """
    parts = [line.split() for line in lines.replace(",", "\n").splitlines() if line.strip()]
    names = sorted({part for words in parts for part in words[:3] if part not in _ARROWS})
    elements = [element(name, **fields.get(name, {})) for name in names]
    joined = [
        connection(words[0], words[2], direction=_ARROWS[words[1]], type=" ".join(words[3:]))
        for words in parts
        if len(words) > 1
    ]
    return blueprint(*elements, connections=joined)


def graph_of(lines: str) -> MetricGraph:
    """The graph of a map of lines."""
    document = drawn(lines)
    return metric_graph(document.elements, document.connections)


def metrics_on(lines: str) -> dict[str, ElementMetrics]:
    """The metrics of a map of lines, by letter."""
    return by_label(document_metrics(drawn(lines)).elements)


def by_label(found: tuple[ElementMetrics, ...]) -> dict[str, ElementMetrics]:
    """Metrics by the labels of their elements."""
    return {one.element.label: one for one in found}
