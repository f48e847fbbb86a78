"""What is different about the maps: what stands on which, where, and how it looks there."""

from __future__ import annotations

__all__ = ["map_differences"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.differing.difference import Difference
from toc.kumu.differing.entries import Entries
from toc.kumu.differing.meaning import changed_keys, same_meaning
from toc.kumu.differing.pointing import Pointing
from toc.kumu.json_matching import same_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.differing.difference import What
    from toc.kumu.differing.entries import Entered
    from toc.kumu.differing.sides import Sides
    from toc.kumu.pairs import Pair, Part

_LISTS = ("elements", "connections", "loops")
_LAYOUT = ("scale", "center")
_VIEW = "defaultPerspective"
_OWN = ("_id", "name", *_LISTS, _VIEW)
_ENTRY = ("_id", "position", "pinned", "curvature", "style")


def map_differences(sides: Sides) -> Iterator[Difference]:
    """What came into the trash and out of it, then map by map what changed on it.

    What is on one map less because it was removed, or on one more because it was added, is told
    with the item itself; so is what came into the trash.
    """
    if sides.can_have("maps"):
        comparing = _Comparing(sides)
        yield from comparing.trash()
        yield from comparing.maps()


class _Spot(NamedTuple):
    """An entry of a map: the kind of its item, what it stands for, and the map's name."""

    kind: str
    entered: Entered
    map: str


class _Comparing:
    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.to_trash: set[tuple[str, int]] = set()
        self.from_trash: set[tuple[str, int]] = set()
        self.positions = "positions" not in sides.ignored
        left, right, pairs = sides.left, sides.right, sides.pairs
        self.views = Pointing(pairs.views)
        self.entries: tuple[Entries[Any], ...] = (
            Entries("element", left.elements, right.elements, pairs.elements),
            Entries("connection", left.connections, right.connections, pairs.connections),
            Entries("loop", left.loops, right.loops, pairs.loops),
        )

    def trash(self) -> Iterator[Difference]:
        """Items that are in the trash in one document only; `map` says where they were or are."""
        before, after = self.sides.trash
        for pairing in self.sides.pairs[:3]:
            for left, right, _ in pairing.pairs if before or after else ():
                was, is_now = (left.kind, left.place) in before, (right.kind, right.place) in after
                if was is is_now:
                    continue
                (self.to_trash if is_now else self.from_trash).add((left.kind, left.place))
                item, side = (left, 0) if is_now else (right, 1)
                what: What = "into trash" if is_now else "out of trash"
                where = "; ".join(self.sides.maps_of(item, side))
                names = self.sides.names[1]
                own = (right.kind, names.id(right), names.label(right))
                yield Difference(*own, what, map=where)

    def maps(self) -> Iterator[Difference]:
        """Maps that both have, then those removed, then those added."""
        found = self.sides.pairs.maps
        for pair in found.pairs:
            yield from self._facts(pair)
            where = self.sides.map_name(pair.left, pair.right)
            for entries in self.entries:
                for left, right, entered in entries.beside(pair.left.raw, pair.right.raw):
                    yield from self._entry(left, right, _Spot(entries.kind, entered, where))
        for one in found.only_left:
            yield Difference("map", one.system_id or "", one.name, "removed", before=_counts(one))
        for one in found.only_right:
            yield Difference("map", one.system_id or "", one.name, "added", after=_counts(one))

    def _facts(self, pair: Pair[Part]) -> Iterator[Difference]:
        left, right = pair.left, pair.right
        own = ("map", right.system_id or "", right.name)
        if left.system_id != right.system_id:
            yield Difference(*own, "id changed", "_id", left.system_id, right.system_id)
        if left.name != right.name:
            yield Difference(*own, "renamed", "name", left.name, right.name)
        silent = {*_OWN, *(() if self.positions else _LAYOUT)}
        for key in changed_keys(left.raw, right.raw, silent):
            yield Difference(*own, "changed", key, left.raw.get(key), right.raw.get(key))
        if "views" not in self.sides.ignored:
            before, after = self.views.shown(left.raw.get(_VIEW), right.raw.get(_VIEW))
            if before != after:
                yield Difference(*own, "changed", "default view", before, after)

    def _entry(
        self, left: dict[str, Any] | None, right: dict[str, Any] | None, spot: _Spot
    ) -> Iterator[Difference]:
        if left is None or right is None:
            told = self.to_trash if right is None else self.from_trash
            if (spot.kind, spot.entered.place) not in told:
                yield self._on(spot, "put on map" if left is None else "taken off map")
            return
        if same_json(left, right):
            return
        if self.positions:
            yield from self._lies(left, right, spot)
        for key in changed_keys(left, right, {*_ENTRY, spot.kind}):
            yield self._on(spot, "changed", key, left.get(key), right.get(key))
        old, new = _style(left), _style(right)
        for key in changed_keys(old, new):
            yield self._on(spot, "restyled", key, old.get(key), new.get(key))

    def _lies(
        self, left: dict[str, Any], right: dict[str, Any], spot: _Spot
    ) -> Iterator[Difference]:
        words: tuple[tuple[str, What], ...] = (("position", "moved"), ("curvature", "bent"))
        for key, what in words:
            if not same_meaning(left.get(key), right.get(key)):
                yield self._on(spot, what, key, left.get(key), right.get(key))
        before, after = left.get("pinned") or False, right.get("pinned") or False
        if before != after:
            yield self._on(spot, "pinned" if after else "unpinned", "pinned", before, after)

    def _on(
        self, spot: _Spot, what: What, field: str = "", before: Any = None, after: Any = None
    ) -> Difference:
        item, name = spot.entered.item, spot.entered.name
        names = self.sides.names[1]
        own = (names.id(item), names.label(item)) if item else (name, name)
        return Difference(spot.kind, *own, what, field, before, after, spot.map)


def _style(entry: dict[str, Any]) -> dict[str, Any]:
    """The direct decorations of an entry, by property."""
    found = entry.get("style")
    return found if isinstance(found, dict) else {"style": found}


def _counts(one: Part) -> dict[str, int]:
    """How many entries of each kind a map has."""
    lists = {name: one.raw.get(name) for name in _LISTS}
    return {name: len(found) for name, found in lists.items() if isinstance(found, list)}
