"""The ids in the ID column of a spreadsheet."""

from __future__ import annotations

__all__ = ["SheetIds"]

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from toc.kumu.fresh_ids import fresh_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.kumu.items import Connection, Element, Item

_PREFIXES = {"element": "elem", "connection": "conn"}


class SheetIds:
    """Which id each element and connection has in a spreadsheet.

    Those that people gave them, where `assigned`. With `made`, every element has one that is its
    own, and so has each of several connections between the same two; other connections are known
    by their ends. It is the assigned one, else the system id, else a new one, which stays the same
    as long as the label and type, or the ends, do. `meant` gives the element that an end names.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        connections: Sequence[Connection],
        meant: Mapping[str, Element],
        *,
        assigned: bool,
        made: bool,
    ) -> None:
        items: list[Item] = [*elements, *connections]
        self._ids: dict[tuple[str, int], str] = {}
        if assigned:
            given = {(one.kind, one.place): one.assigned_id for one in items}
            self._ids = {key: own for key, own in given.items() if own and not own.isspace()}
        self._given = {**self._ids}
        if made:
            self._make([*elements, *_parallel(connections, meant)])
        self.used = any(kind == "element" for kind, _ in self._ids)

    def of(self, item: Item) -> str | None:
        """The id of an item; None where it has none."""
        return self._ids.get((item.kind, item.place))

    def is_new(self, item: Item) -> bool:
        """Whether an item has an id here that nobody gave it: Kumu would not find it by that."""
        key = (item.kind, item.place)
        return self._ids.get(key) != self._given.get(key)

    def _make(self, items: Sequence[Item]) -> None:
        counts = Counter(chain(self._ids.values(), (one.system_id for one in items)))
        shared = {own for own in self._ids.values() if counts[own] > 1}
        kept = {key: own for key, own in self._ids.items() if own not in shared}
        taken = {*kept.values(), *shared}
        for item in items:
            key = (item.kind, item.place)
            if key in kept:
                continue
            own = item.system_id
            if not own or own in taken:
                own = fresh_id(_PREFIXES[item.kind], _key(item), taken)
            taken.add(own)
            kept[key] = own
        self._ids = kept


def _parallel(connections: Sequence[Connection], meant: Mapping[str, Element]) -> list[Connection]:
    """The connections that others run beside, from and to the same elements."""

    def ends(one: Connection) -> tuple[str | int, ...]:
        return tuple(meant[name].place if name in meant else name for name in (one.start, one.end))

    counts = Counter(map(ends, connections))
    return [one for one in connections if counts[ends(one)] > 1]


def _key(item: Item) -> str:
    ends = f"\n{item.raw.get('from')}\n{item.raw.get('to')}" if item.kind == "connection" else ""
    return f"{item.label}\n{item.type}{ends}"
