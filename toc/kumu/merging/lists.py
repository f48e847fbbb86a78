"""Lists of things that are known again: each merged on its own, then put in one order."""

from __future__ import annotations

__all__ = ["Listed", "merged_list"]

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from toc.kumu.merging.objects import Change, unless_both_changed
from toc.kumu.merging.sequences import Ordering, merged_order, numbered
from toc.kumu.merging.values import MISSING, same_value, written_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toc.kumu.merging.conflicts import Spot
    from toc.kumu.merging.objects import Objects, Rule
    from toc.kumu.merging.recognition import Three
    from toc.kumu.merging.sequences import Side

_BATCH = 500  # things that are compared at once
Key = tuple[str, int]


def _differ(base: Any, side: Any) -> bool:
    return not same_value(base, side)


@dataclass(frozen=True)
class Listed:
    """Three lists, a key for each thing in them, and what is particular to them.

    `spot` is where a thing of some key is, `order` where the order of the list is. `merge` merges
    one thing that both sides changed. `edited` says whether what one side made of a thing is an
    edit that its removal on the other side must not undo; `removed` is what such a conflict is
    called. `fixed` are things whose value is known beforehand, `MISSING` for those that go.
    `text` is what a thing is sorted by. Things that are `looked_into` are merged also where only
    one side changed them.
    """

    lists: Three
    keys: Three
    spot: Callable[[str], Spot]
    order: Spot
    merge: Rule
    fixed: Mapping[str, Any] = field(default_factory=dict[str, Any])
    edited: Callable[[Any, Any], bool] = _differ
    removed: str = "removed on one side, changed on the other"
    text: Callable[[Any], str] = lambda _: ""
    looked_into: bool = False


def merged_list(objects: Objects, listed: Listed) -> list[Any]:
    """The merged list: things as the sides hold them, and new ones where both changed something."""
    base, ours, theirs = listed.keys
    if base == ours == theirs and len(set(base)) == len(base):
        return _in_place(listed)
    return _ListMerge(objects, listed).result()


def _in_place(listed: Listed) -> list[Any]:
    """Where the same things stand in the same places: compared many at a time."""
    found: list[Any] = []
    for start in range(0, len(listed.lists.base), _BATCH):
        base, ours, theirs = (side[start : start + _BATCH] for side in listed.lists)
        if not listed.looked_into and same_value(base, theirs):
            found += ours
            continue
        for place, three in enumerate(zip(base, ours, theirs, strict=True), start):
            found.append(_merged_thing(listed, listed.keys.base[place], Change(*three)))
    return found


def _merged_thing(listed: Listed, key: str, change: Change) -> Any:
    if listed.looked_into and MISSING not in change:
        return listed.merge(listed.spot(key), change)
    found = unless_both_changed(change)
    return listed.merge(listed.spot(key), change) if found is None else found[0]


class _ListMerge:
    def __init__(self, objects: Objects, listed: Listed) -> None:
        self.referee = objects.referee
        self.listed = listed
        self.keys = [numbered(side) for side in listed.keys]
        self.places = [{key: place for place, key in enumerate(side)} for side in self.keys]
        self.values: dict[Key, Any] = {}
        self.together: dict[str, list[Any]] = {}  # what shares a key and is in conflict

    def result(self) -> list[Any]:
        shared = {key for side in self.keys for key, number in side if number}
        for key in dict.fromkeys(key for side in self.keys for key in side):
            if key[0] not in shared:
                self._thing(key)
            elif not key[1]:
                self._group(key[0])
        found: list[Any] = []
        for key in self._order():
            found += self.together.get(key[0], [self.values[key]])
        return found

    def _thing(self, key: Key) -> None:
        listed = self.listed
        places = [side.get(key) for side in self.places]
        base, ours, theirs = (
            MISSING if place is None else side[place]
            for side, place in zip(listed.lists, places, strict=True)
        )
        if key[0] in listed.fixed:
            self._keep(key, listed.fixed[key[0]])
        elif base is MISSING or (ours is not MISSING and theirs is not MISSING):
            self._keep(key, _merged_thing(listed, key[0], Change(base, ours, theirs)))
        elif ours is not theirs:
            self._removed(key, Change(base, ours, theirs))

    def _removed(self, key: Key, change: Change) -> None:
        """What one side removed: gone, unless the other changed it."""
        left = change.theirs if change.ours is MISSING else change.ours
        if self.listed.edited(change.base, left):
            spot = self.listed.spot(key[0])._replace(what=self.listed.removed)
            self._keep(key, self.referee.settle(spot, *change, undecided=left))

    def _keep(self, key: Key, value: Any) -> None:
        if value is not MISSING:
            self.values[key] = value

    def _group(self, key: str) -> None:
        """Things that share a key: as the side has them that changed some, else a conflict."""
        groups = Change(*(
            [side[place] for own, place in places.items() if own[0] == key]
            for side, places in zip(self.listed.lists, self.places, strict=True)
        ))  # fmt: skip
        if key in self.listed.fixed:
            gone = self.listed.fixed[key] is MISSING
            chosen: Any = [] if gone else groups.ours or groups.theirs
        elif (alone := unless_both_changed(groups)) is not None:
            chosen = alone[0]
        else:
            spot = self.listed.spot(key)._replace(what="several that cannot be told apart")
            undecided = groups.base or max(groups.ours, groups.theirs, key=written_alike)
            chosen = self.referee.settle(spot, *groups, undecided=undecided)
        if chosen is groups.ours or chosen is groups.theirs or not chosen:
            self.values.update({(key, number): one for number, one in enumerate(chosen)})
        else:  # nobody says where each of them stands
            self.together[key] = chosen if isinstance(chosen, list) else [chosen]
            self.values[(key, 0)] = None

    def _order(self) -> list[Key]:
        """The keys of the result in their order."""
        ours, theirs = ([key for key in side if key in self.values] for side in self.keys[1:])
        both = set(ours).intersection(theirs)
        base = [key for key in self.keys[0] if key in both]
        how = Ordering(first=self.referee.prefer, text=self._text)
        found = merged_order(base, ours, theirs, how)
        if found is None:
            names = [[self._name(key) for key in side] for side in (base, ours, theirs)]
            won = self.referee.settle(self.listed.order, *names, undecided=names[0])
            first: Side | Literal["base"] = (
                "ours" if won is names[1] else "theirs" if won is names[2] else "base"
            )
            found = merged_order(base, ours, theirs, how._replace(first=first))
        return found or []

    def _text(self, key: Key) -> str:
        places = [side.get(key) for side in self.places[1:]]
        lists = zip(self.listed.lists[1:], places, strict=True)
        texts = [self.listed.text(side[place]) for side, place in lists if place is not None]
        return f"{min(texts)}\0{key}"

    def _name(self, key: Key) -> str:
        return key[0] if not key[1] else f"{key[0]} #{key[1] + 1}"
