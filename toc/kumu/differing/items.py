"""What is different about the elements, connections and loops themselves."""

from __future__ import annotations

__all__ = ["item_differences"]

from typing import TYPE_CHECKING, Any

from toc.kumu.differing.difference import Difference
from toc.kumu.differing.meaning import changed_keys
from toc.kumu.items import Connection, Loop
from toc.kumu.json_matching import same_json
from toc.kumu.same_ends import SameEnds, SameParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.kumu.differing.difference import What
    from toc.kumu.differing.sides import Sides
    from toc.kumu.items import Item
    from toc.kumu.pairs import Pair, Pairing

_FLAGS = ("delayed", "reversed")


def item_differences(sides: Sides) -> Iterator[Difference]:
    """Items added and removed, and what changed in the others, kind by kind.

    Those that are in both documents come first, in the order of the older one, then what was
    removed, then what was added.
    """
    comparing = _Comparing(sides)
    pairs = sides.pairs
    for pairing in (pairs.elements, pairs.connections, pairs.loops):
        yield from comparing.pairs(pairing)
        yield from comparing.removed(pairing.only_left)
        yield from comparing.added(pairing.only_right)


class _Comparing:
    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.ends = SameEnds(sides.left, sides.right, sides.pairs.elements)
        self.parts = SameParts(sides.left, sides.right, sides.pairs.connections)

    def pairs(self, pairing: Pairing[Any]) -> Iterator[Difference]:
        """What changed in items that both documents have."""
        by_name = self.ends.by_name
        for pair in pairing.pairs:
            left, right = pair.left, pair.right
            same = same_json(left.raw, right.raw)
            if isinstance(left, Connection):
                if not (same and by_name):
                    yield from self._rewired(left, right)
                if not same:
                    yield from self._marked(left, right)
            elif isinstance(left, Loop):
                yield from self._rerouted(left, right)
            if not same:
                yield from self._changed(pair)

    def removed(self, items: Sequence[Item]) -> Iterator[Difference]:
        """Items that only the older document has."""
        names = self.sides.names[0]
        for one in items:
            where = "; ".join(self.sides.maps_of(one, 0))
            own = (one.kind, names.id(one), names.label(one))
            yield Difference(*own, "removed", before=names.values(one), map=where)

    def added(self, items: Sequence[Item]) -> Iterator[Difference]:
        """Items that only the newer document has."""
        names = self.sides.names[1]
        for one in items:
            where = "; ".join(self.sides.maps_of(one, 1))
            own = (one.kind, names.id(one), names.label(one))
            yield Difference(*own, "added", after=names.values(one), map=where)

    def _said(self, item: Item, what: What, field: str, before: Any, after: Any) -> Difference:
        names = self.sides.names[1]
        return Difference(item.kind, names.id(item), names.label(item), what, field, before, after)

    def _changed(self, pair: Pair[Any]) -> Iterator[Difference]:
        left, right = pair.left, pair.right
        yield from self._ids(left, right)
        kind = f"{left.kind} type"
        words: dict[str, What] = {"label": "relabelled", kind: "retyped"}
        old, new = left.fields, right.fields
        for field in changed_keys(old, new, self.sides.silent_fields | {"id"}):
            name = "type" if field == kind else field
            what = words.get(field, "changed")
            yield self._said(right, what, name, old.get(field), new.get(field))
        if self.sides.same_form:
            for key in _unread_changes(left, right):
                yield self._said(right, "changed", key, left.raw.get(key), right.raw.get(key))

    def _ids(self, left: Item, right: Item) -> Iterator[Difference]:
        """Changes of system id and assigned id, where both forms have them."""
        if _stands_for_system_id(left, right) or _stands_for_system_id(right, left):
            return
        both = left.system_id is not None and right.system_id is not None
        if (both or self.sides.same_form) and left.system_id != right.system_id:
            yield self._said(right, "id changed", "_id", left.system_id, right.system_id)
        if left.assigned_id != right.assigned_id:
            yield self._said(right, "id changed", "id", left.assigned_id, right.assigned_id)

    def _rewired(self, left: Connection, right: Connection) -> Iterator[Difference]:
        """Changes of ends."""
        old, new = self.ends.left(left), self.ends.right(right)
        names = self.sides.names
        turned = left.both_ways and right.both_ways and old == new[::-1]
        for place, key in enumerate(("from", "to")) if old != new and not turned else ():
            before, after = (left.start, left.end)[place], (right.start, right.end)[place]
            if old[place] != new[place]:
                ends = names[0].end(before), names[1].end(after)
                yield self._said(right, "rewired", key, *ends)

    def _marked(self, left: Connection, right: Connection) -> Iterator[Difference]:
        """Changes of the direction and of the marks on the line."""
        before, after = (one.unknown_direction or one.direction for one in (left, right))
        if before != after:
            yield self._said(right, "rewired", "direction", before, after)
        for key in _FLAGS:
            before, after = left.reserved(key), right.reserved(key)
            absent = before is None or after is None
            known = self.sides.same_form or not (absent and self.sides.has_flat)
            if known and (before or False) != (after or False):
                yield self._said(right, "changed", key, before, after)

    def _rerouted(self, left: Loop, right: Loop) -> Iterator[Difference]:
        """Changes of the connections that a loop runs through."""
        if self.parts.left(left) != self.parts.right(right):
            before, after = list(left.connections), list(right.connections)
            yield self._said(right, "rewired", "connections", before, after)


def _stands_for_system_id(flat: Item, other: Item) -> bool:
    """Whether the id of an item without a system id is the system id of the other."""
    return flat.system_id is None and flat.assigned_id == other.system_id is not None


def _unread_changes(left: Item, right: Item) -> Iterable[str]:
    """Keys of the file that are neither structure nor fields, and mean different things."""
    read = {"attributes", "type", *left.structure, *left.fields, *right.fields}
    keys = {key for key in (*left.raw, *right.raw) if key.lower() in read}
    return changed_keys(left.raw, right.raw, keys)
