"""The metrics of a map with everything that is told beside them, worked out once for every form."""

from __future__ import annotations

__all__ = ["EXTRAS", "MetricsReport", "read_metrics", "weight_remark"]

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toc.kumu.causal_loops import LoopSearch, find_loops
from toc.kumu.communities import groups
from toc.kumu.dashboard import Dashboard, dashboard
from toc.kumu.ends import shown_ids
from toc.kumu.json_tokens import quoted
from toc.kumu.metrics import Metrics, metrics_of, number_of
from toc.kumu.micmac import Influence, influence
from toc.kumu.stale_metrics import StoredMetrics, stored_metrics
from toc.models.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from toc.kumu.document import Document
    from toc.kumu.items import Element
    from toc.kumu.project import Scope

EXTRAS = ("influence", "groups", "loops")
"""What is worked out only where it is asked for."""


@dataclass(frozen=True)
class MetricsReport:
    """The metrics of one map, its figures, what of it is stale, and what else was asked for.

    `map` is the name of the map, None for a whole document; `other_maps` and `trash` say how many
    elements that leaves out. `ids` are the ids of the document's elements by their places.
    `weight` is the field of the weighted size. `groups` has the number of a group for each
    element, in the order of the metrics.
    """

    metrics: Metrics
    figures: Dashboard
    stored: StoredMetrics
    map: str | None
    other_maps: int
    trash: int
    note: str | None
    ids: dict[int, str]
    weight: str | None
    influence: Influence | None
    groups: list[int] | None
    loops: LoopSearch | None

    def id(self, element: Element) -> str:
        """What answers call an element."""
        return self.ids[element.place]


def weight_remark(part: Scope, weight: str) -> str | None:
    """What is to be said where no element has a number in the field of the weights; else None."""
    field = weight.lower()
    if any(number_of(one.fields.get(field)) is not None for one in part.elements):
        return None
    names = dict.fromkeys(name for one in part.elements for name in one.fields)
    near = None if field in names else nearest(field, names)
    hint = f" (did you mean {quoted(near)}?)" if near else ""
    return f"no element has a number in the field {quoted(weight)}, so that each weighs 1{hint}"


def read_metrics(
    document: Document,
    part: Scope,
    *,
    weight: str | None = None,
    extras: Collection[str] = (),
) -> MetricsReport:
    """The metrics of a part of a document.

    `weight` names the number field for the weighted size; `extras` are some of `EXTRAS`.
    """
    everything = document.elements
    metrics = metrics_of(part.elements, part.connections, everything, weight=weight)
    graph = metrics.graph
    return MetricsReport(
        metrics=metrics,
        figures=dashboard(metrics),
        stored=stored_metrics(document, metrics),
        map=part.map.name if part.map else None,
        other_maps=len(part.other_maps),
        trash=len(part.trash),
        note=part.note,
        ids=dict(zip((one.place for one in everything), shown_ids(everything), strict=True)),
        weight=weight,
        influence=influence(graph) if "influence" in extras else None,
        groups=groups(graph) if "groups" in extras else None,
        loops=find_loops(graph) if "loops" in extras else None,
    )
