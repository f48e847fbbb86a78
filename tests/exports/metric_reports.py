"""Reports on small maps for the tests of what is said of metrics."""

from __future__ import annotations

__all__ = ["report_on"]

from typing import TYPE_CHECKING, Any

from tests.kumu.metric_maps import drawn
from toc.exports.metrics_reading import MetricsReport, read_metrics
from toc.kumu.project import scope

if TYPE_CHECKING:
    from toc.kumu.document import Document


def report_on(
    map_: Document | str, *extras: str, weight: str | None = None, **fields: dict[str, Any]
) -> MetricsReport:
    """The report on a map, or on one written as its connections."""
    document = drawn(map_, **fields) if isinstance(map_, str) else map_
    return read_metrics(document, scope(document), weight=weight, extras=extras)
