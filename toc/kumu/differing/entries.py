"""What the entries of a map stand for in two documents, so that they can be laid side by side."""

from __future__ import annotations

__all__ = ["Entered", "Entries"]

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from toc.kumu.items import Item
from toc.kumu.json_matching import same_json
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.kumu.pairs import Pairing

_I = TypeVar("_I", bound=Item)
_Entry = dict[str, Any]
_Mark = int | str


class Entered(NamedTuple):
    """What an entry stands for: an item that both documents have, else a name that means nothing.

    `place` is where the item stands in the older document.
    """

    name: str
    place: int | None
    item: Item | None


class Entries(Generic[_I]):
    """The entries of maps for items of one kind.

    An entry whose item is in one document only is known by the name that it has for it.
    """

    def __init__(self, kind: str, left: list[_I], right: list[_I], pairing: Pairing[_I]) -> None:
        self.kind = kind
        self._pairing = pairing
        self._items = (left, right)
        self._by_name = all(
            one.left.system_id is not None and one.left.system_id == one.right.system_id
            for one in pairing.pairs
        )

    def beside(
        self, left: _Entry, right: _Entry
    ) -> Iterator[tuple[_Entry | None, _Entry | None, Entered]]:
        """The entries of a map in both documents; None where only one has the entry.

        Left out are entries of items that are not in the other document at all.
        """
        section = f"{self.kind}s"
        if self._by_name and same_json(left.get(section), right.get(section)):
            return
        olds, news = self._marked(left, 0), self._marked(right, 1)
        for mark, mine in olds.items():
            yours = news.pop(mark, [])
            entered = self._entered(mark)
            for place, entry in enumerate(mine):
                other = yours[place] if place < len(yours) else None
                if other is not None or self._is_in_both(mark, 0):
                    yield entry, other, entered
            for entry in yours[len(mine) :]:
                yield None, entry, entered
        for mark, yours in news.items():
            for entry in yours if self._is_in_both(mark, 1) else ():
                yield None, entry, self._entered(mark)

    @cached_property
    def _named(self) -> tuple[dict[str, _I], dict[str, _I]]:
        return _by_entry_id(self._items[0]), _by_entry_id(self._items[1])

    def _marked(self, raw: _Entry, side: int) -> dict[_Mark, list[_Entry]]:
        found: dict[_Mark, list[_Entry]] = {}
        entries = raw.get(f"{self.kind}s")
        for entry in entries if isinstance(entries, list) else ():
            name = entry.get(self.kind, entry.get("_id")) if isinstance(entry, dict) else None
            if isinstance(name, str):
                found.setdefault(self._mark(name, side), []).append(entry)
        return found

    def _mark(self, name: str, side: int) -> _Mark:
        """The place that an item has in the older document, where both have it; else its name."""
        item = self._named[side].get(name)
        if item is None:
            return name
        if side == 0:
            return item.place if item.place in self._pairing.to_right else name
        other = self._pairing.to_left.get(item.place)
        return name if other is None else other.place

    def _is_in_both(self, mark: _Mark, side: int) -> bool:
        """Whether an item is in both documents, or in none of them."""
        return isinstance(mark, int) or mark not in self._named[side]

    def _entered(self, mark: _Mark) -> Entered:
        if isinstance(mark, str):
            return Entered(mark, None, None)
        item = self._pairing.to_right[mark]
        return Entered(item.shown_id, mark, item)


def _by_entry_id(items: Iterable[_I]) -> dict[str, _I]:
    named: dict[str, _I] = {}
    for one in items:
        named.setdefault(entry_id(one), one)
    return named
