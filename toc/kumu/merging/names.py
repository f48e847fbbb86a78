"""What people call the things that a conflict is about."""

from __future__ import annotations

__all__ = ["Names"]

from typing import TYPE_CHECKING, Any

from toc.kumu.items import Connection, Element, Item, Loop, text_of
from toc.kumu.merging.conflicts import Spot
from toc.kumu.merging.one_name import own_id

if TYPE_CHECKING:
    from toc.kumu.merging.conflicts import Kind
    from toc.kumu.merging.stock import Stock

_KINDS: dict[str, Kind] = {
    "elements": "element",
    "connections": "connection",
    "loops": "loop",
    "maps": "map",
    "perspectives": "view",
    "attributes": "definition",
}
_ITEMS: dict[str, type[Item]] = {"element": Element, "connection": Connection, "loop": Loop}


class Names:
    """Names for the things of three documents, by section and key."""

    def __init__(self, stocks: tuple[Stock, Stock, Stock]) -> None:
        self.stocks = stocks

    def spot(self, section: str, key: str) -> Spot:
        """Where a thing is: its kind, the id that people find it by, its label.

        A thing without a label is named after its type, a connection after what it joins. Names
        are those of the base, where it has the thing, so that swapping the sides changes none.
        """
        named = [
            (
                self._label(section, side.things[section][key], side),
                own_id(side.things[section][key]),
            )
            for side in self.stocks
            if key in side.things[section]
        ]
        label, own = (
            named[0]
            if key in self.stocks[0].things[section]
            else min(named, default=("", None), key=str)
        )
        return Spot(_KINDS[section], own or label or key, label, "", (section, key))

    def _label(self, section: str, raw: Any, stock: Stock) -> str:
        kind = _KINDS[section]
        if not isinstance(raw, dict):
            return text_of(raw)
        if kind not in _ITEMS:
            return text_of(raw.get("name"))
        item = _ITEMS[kind](raw, 0)
        if item.label or not isinstance(item, Connection):
            return item.label or item.type
        ends = (stock.things["elements"].get(key) for key in stock.joined(raw))
        names = [self._label("elements", one, stock) for one in ends]
        return f"{names[0] or item.start} → {names[1] or item.end}"
