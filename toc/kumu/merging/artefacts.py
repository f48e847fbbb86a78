"""What Kumu works out by itself: two values of it are no disagreement between people."""

from __future__ import annotations

__all__ = ["Artefacts", "artefacts_of"]

from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.kumu.merging.values import same_value
from toc.kumu.metrics import METRICS
from toc.kumu.stale_metrics import MICMAC_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_CATEGORY = "metrics"
_WORKED_OUT = frozenset({*METRICS, *MICMAC_FIELDS, "community", "metrics::last"})


class Artefacts:
    """The fields, in lower case, that Kumu writes when somebody runs a metric."""

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = frozenset(fields)

    def edited(self, base: Any, side: Any) -> bool:
        """Whether somebody changed an item, and not only Kumu."""
        if same_value(base, side):
            return False
        return not same_value(self._without(base), self._without(side))

    def _without(self, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        left = {key: value for key, value in raw.items() if key.lower() not in self.fields}
        inner = left.get("attributes")
        if isinstance(inner, dict):
            left["attributes"] = self._without(inner)
        return left


def artefacts_of(definitions: Iterable[Any]) -> Artefacts:
    """The fields that Kumu works out, by the definitions of three documents.

    A field with the name of a metric that is defined as another sort of field is somebody's own.
    """
    found = set(_WORKED_OUT)
    own: set[str] = set()
    for one in definitions:
        if isinstance(one, dict):
            is_metric = text_of(one.get("category")).casefold() == _CATEGORY
            (found if is_metric else own).add(text_of(one.get("name")).lower())
    return Artefacts(found - own)
