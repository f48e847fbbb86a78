"""Metrics that a document has stored, held against those of its present graph.

Kumu writes a metric into a field when somebody runs it, and never again: whatever is changed
afterwards, the number stays, on the map and in every export.
"""

from __future__ import annotations

__all__ = [
    "MICMAC_FIELDS",
    "StaleMetric",
    "StoredMetrics",
    "differs",
    "own_fields",
    "stored_metrics",
]

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.metrics import METRICS, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.kumu.document import Document
    from toc.kumu.items import Element
    from toc.kumu.metrics import Metrics

MICMAC_FIELDS = ("micmac influence", "micmac exposure")
_CATEGORY = "metrics"
_RELATIVE = 1e-9
_NOISE = 1e-12  # less than any metric of a map can be, more than rounding leaves of nothing


class StaleMetric(NamedTuple):
    """A stored metric that is not what the graph gives now."""

    element: Element
    metric: str
    stored: float
    now: float


@dataclass(frozen=True)
class StoredMetrics:
    """What a document has stored of Kumu's metrics, on the elements that some metrics are about.

    `counts` says how many values of each metric were compared, `stale` which of them differ.
    `not_compared` are eigenvectors that there is nothing exact to compare with, `not_numbers`
    values that no number can be read from, `elsewhere` other elements with stored metrics,
    `micmac` all elements with Kumu's MICMAC values, and `own` fields that have the name of a
    metric and are defined as something else.
    """

    counts: dict[str, int]
    stale: tuple[StaleMetric, ...]
    not_compared: int
    not_numbers: int
    elsewhere: int
    micmac: int
    own: tuple[str, ...]

    @property
    def stale_counts(self) -> dict[str, int]:
        """How many values of each metric are stale, without those of which none is."""
        found = Counter(one.metric for one in self.stale)
        return {name: found[name] for name in METRICS if found[name]}


def stored_metrics(document: Document, metrics: Metrics) -> StoredMetrics:
    """The stored metrics of a document, compared with these.

    Where a weighted size was asked for, it is what the stored size is compared with, since Kumu
    keeps both in the field `size`.
    """
    own = own_fields(document)
    names = [name for name in METRICS if name not in own]
    found = [
        StaleMetric(one.element, name, number, one.kept(name))
        for one in metrics.elements
        for name in names
        if (number := number_of(one.element.fields.get(name))) is not None
    ]
    told = [one for one in found if metrics.settled or one.metric != "eigenvector"]
    counts = Counter(one.metric for one in told)
    here = {one.element.place for one in metrics.elements}
    others = [element for element in document.elements if element.place not in here]
    return StoredMetrics(
        counts={name: counts[name] for name in names if counts[name]},
        stale=tuple(one for one in told if differs(one.stored, one.now)),
        not_compared=len(found) - len(told),
        not_numbers=_filled([one.element for one in metrics.elements], names) - len(found),
        elsewhere=sum(_filled([element], names) > 0 for element in others),
        micmac=sum(_filled([element], MICMAC_FIELDS) > 0 for element in document.elements),
        own=tuple(own),
    )


def _filled(elements: Iterable[Element], names: Iterable[str]) -> int:
    """How many of these fields hold anything."""
    return sum(one.text(name) != "" for one in elements for name in names)


def differs(stored: float, now: float) -> bool:
    """Whether a stored metric is stale: off by more than a billionth of the larger value."""
    return abs(stored - now) > max(_RELATIVE * max(abs(stored), abs(now)), _NOISE)


def own_fields(document: Document) -> list[str]:
    """Names of metrics under which the project defines a field that is not one of Kumu's metrics.

    Kumu puts its metrics into a category of that name; a blueprint has no definitions, and every
    number under the name of a metric counts as one.
    """
    categories = {
        str(one.get("name")).casefold(): str(one.get("category")).casefold()
        for one in document.section("attributes")
        if isinstance(one, dict)
    }
    return [name for name in METRICS if categories.get(name, _CATEGORY) != _CATEGORY]
