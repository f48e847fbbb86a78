"""Two documents side by side: what all who look for differences between them need."""

from __future__ import annotations

__all__ = ["Sides"]

from functools import cached_property
from typing import TYPE_CHECKING

from toc.kumu.differing.names import Names
from toc.kumu.document import Form
from toc.kumu.flat_blueprint import LAST_METRIC
from toc.kumu.metrics import METRICS
from toc.kumu.project import entry_id, on_any, read_maps
from toc.kumu.stale_metrics import own_fields

if TYPE_CHECKING:
    from collections.abc import Collection

    from toc.kumu.differing.difference import Ignored
    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.pairs import Pairs, Part
    from toc.kumu.project import Map

_COMPUTED = (*METRICS, LAST_METRIC, "community", "micmac influence", "micmac exposure")


class Sides:
    """The older document and the newer one, their pairs, and what is not to be looked at."""

    def __init__(
        self, left: Document, right: Document, pairs: Pairs, ignored: Collection[Ignored]
    ) -> None:
        self.left, self.right = left, right
        self.pairs = pairs
        self.ignored = frozenset(ignored)
        self.names = (Names(left), Names(right))
        self.has_flat = Form.FLAT in {left.form, right.form}
        self.same_form = left.form is right.form

    @cached_property
    def trash(self) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
        """Kind and place of what is in the trash of the older and of the newer document."""
        return self._trash(self.left, 0), self._trash(self.right, 1)

    def _trash(self, document: Document, side: int) -> set[tuple[str, int]]:
        maps = self._maps[side]
        if document.form is not Form.PROJECT or not maps:
            return set()
        elements = on_any([one.elements for one in maps])
        connections = on_any([one.connections for one in maps])
        loops = on_any([one.loops for one in maps])
        return {
            *((one.kind, one.place) for one in document.elements if entry_id(one) not in elements),
            *(
                (one.kind, one.place)
                for one in document.connections
                if entry_id(one) not in connections
            ),
            *((one.kind, one.place) for one in document.loops if entry_id(one) not in loops),
        }

    @cached_property
    def silent_fields(self) -> frozenset[str]:
        """The fields of items that are not compared: metrics where they are to be ignored.

        A flat blueprint has no copy of the metric that Kumu ran last.
        """
        if "metrics" not in self.ignored:
            return frozenset({LAST_METRIC} if self.has_flat and not self.same_form else ())
        defined = [
            one
            for document in (self.left, self.right)
            for one in document.section("attributes")
            if isinstance(one, dict) and str(one.get("category")).casefold() == "metrics"
        ]
        names = {str(one.get("name")).lower() for one in defined}
        own = {*own_fields(self.left), *own_fields(self.right)}
        return frozenset(names | ({*_COMPUTED} - own))

    def maps_of(self, item: Item, side: int) -> list[str]:
        """The names of the maps of the older (0) or newer (1) document that an item is on."""
        name = entry_id(item)
        maps = self._maps[side]
        return [one.name or one.id for one in maps if name in getattr(one, f"{item.kind}s")]

    @cached_property
    def _maps(self) -> tuple[list[Map], list[Map]]:
        return read_maps(self.left), read_maps(self.right)

    def can_have(self, section: str) -> bool:
        """Whether both documents have a list of that name, or are of one form and could have."""
        if self.same_form:
            return True
        keys = (self.left.keys, self.right.keys)
        return all(any(key.lower() == section for key in one) for one in keys)

    def map_name(self, left: Part, right: Part) -> str:
        """What a map is called: by the newer document, else by the older, else its id."""
        return right.name or left.name or right.system_id or ""
