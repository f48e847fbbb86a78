"""What the items of a document are called where differences are told."""

from __future__ import annotations

__all__ = ["Names"]

from functools import cached_property
from typing import TYPE_CHECKING, Any

from toc.kumu.ends import named_elements, shown_ids
from toc.kumu.items import Connection

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.items import Element, Item

_ARROWS = {"directed": "-->", "mutual": "<-->", "undirected": "--"}


class Names:
    """The ids and labels of the items of one document; to be asked while it is settled."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._items: dict[str, list[Any]] = {
            "element": document.elements,
            "connection": document.connections,
            "loop": document.loops,
        }
        self._ids: dict[str, dict[int, str]] = {}

    def id(self, item: Item) -> str:
        """System id, else assigned id, else label; met again with ` #2`, ` #3`."""
        if item.kind not in self._ids:
            self._ids[item.kind] = self._numbered(self._items[item.kind])
        own = self._ids[item.kind].get(item.place) or item.system_id
        return own or item.shown_id

    def label(self, item: Item) -> str:
        """The label; a connection is called by the labels of its ends, its own behind them."""
        if not isinstance(item, Connection):
            return item.label
        start, end = self.end(item.start)["label"], self.end(item.end)["label"]
        ends = f"{start} {_ARROWS[item.direction]} {end}"
        return f"{ends}: {item.label}" if item.label else ends

    def end(self, name: str) -> dict[str, Any]:
        """Id and label of the element that an end names; the name alone where there is none."""
        element = self._named.get(name)
        if element is None:
            return {"id": name, "label": name}
        own = self.id(element)
        return {"id": own, "label": element.label or own}

    def values(self, item: Item) -> dict[str, Any]:
        """Everything that an item says: ends and direction, then its fields."""
        joined: dict[str, Any] = {}
        if isinstance(item, Connection):
            ends = {"from": self.end(item.start), "to": self.end(item.end)}
            joined = {**ends, "direction": item.direction}
        return {**joined, **item.fields}

    @cached_property
    def _named(self) -> dict[str, Element]:
        return named_elements(self._document.elements)

    def _numbered(self, items: list[Any]) -> dict[int, str]:
        """The ids of items by place; none where each has a system id of its own, as mostly."""
        known = {one.system_id for one in items}
        if len(known) == len(items) and None not in known:
            return {}
        return {one.place: own for one, own in zip(items, shown_ids(items), strict=True)}
