"""What value functions need to know of all items: ranges of numbers, and values in their order."""

from __future__ import annotations

__all__ = ["FieldValues"]

from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.kumu.views.values import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.selectors.item_index import ItemIndex


class FieldValues:
    """The fields of the items on a map, as `scale` and `categorize` look at them.

    The order of a field's values is that of the list of choices that the project defines, then, for
    others, the order in which the items have them.
    """

    def __init__(self, index: ItemIndex, document: Document | None = None) -> None:
        self._index = index
        self._choices = _choices(document) if document else {}
        self._ranges: dict[tuple[str, str], tuple[float, float] | None] = {}
        self._orders: dict[tuple[str, str], dict[str, int]] = {}

    def texts(self, item: Item, field: str) -> list[str]:
        """The values of a field as texts, several one by one, empty ones left out."""
        return self._index.fields.texts(item, self._index.fields.field(field))

    def number(self, item: Item, field: str) -> float | None:
        """The number in a field; None where there is none."""
        found = self.texts(item, field)
        return number_of(found[0].strip()) if found else None

    def range(self, kind: str, field: str) -> tuple[float, float] | None:
        """The smallest and largest number that items of this kind have; None without numbers."""
        key = (kind, field.lower())
        if key not in self._ranges:
            found = [self.number(one, field) for one in self._of(kind)]
            numbers = [one for one in found if one is not None]
            self._ranges[key] = (min(numbers), max(numbers)) if numbers else None
        return self._ranges[key]

    def number_in_order(self, kind: str, field: str, value: str) -> int:
        """Which of the field's values this is, 0 the first."""
        key = (kind, field.lower())
        if key not in self._orders:
            named = self._index.fields.field(field)
            listed = self._choices.get(named, self._choices.get(field.lower(), []))
            met = (text for one in self._of(kind) for text in self.texts(one, field))
            folded = dict.fromkeys(text.casefold() for text in (*listed, *met))
            self._orders[key] = {text: place for place, text in enumerate(folded)}
        order = self._orders[key]
        return order.setdefault(value.casefold(), len(order))

    def _of(self, kind: str) -> Sequence[Item]:
        places = self._index.kinds[kind]
        return [self._index.items[place] for place in sorted(places)]


def _choices(document: Document) -> dict[str, list[str]]:
    """The choices that a project defines, by the lower-case name of the field."""
    found: dict[str, list[str]] = {}
    for one in document.section("attributes"):
        values: Any = one.get("values") if isinstance(one, dict) else None
        if isinstance(values, list) and isinstance(one.get("name"), str):
            found[one["name"].lower()] = [text for value in values if (text := text_of(value))]
    return found
