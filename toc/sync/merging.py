"""What both sides have made of a theory since they last agreed, part by part and value by value.

A value that one side changed is that side's; one that both changed to different things is a
conflict. Of several values each that a side added or took away counts for itself. A part that one
side took away and the other changed is a conflict as a whole, with the links that it has. One whose
element has lost its role is held: each side keeps its own, whoever wins.
"""

from __future__ import annotations

__all__ = [
    "Conflict",
    "Merged",
    "Winner",
    "merge",
    "open_values",
    "waiting",
    "with_open_values",
]

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toc.sync.units import GROUPS, belongs, can_join, ends_of, item_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from toc.sync.units import Key, Open, Units

Winner = Literal["ours", "theirs"]
Follower = tuple["Key", str | None]
_NONE: dict[str, Any] = {}
_HELD = "held"  # marks, among old values, the items that are held


class Conflict(NamedTuple):
    """A part, or one value of it, on which both sides differ; None for a side that lacks it.

    `field` is None where one side took the whole part away. `type` is the type that the element
    has in Kumu by now, where that has no role.
    """

    key: Key
    field: str | None
    base: Any
    ours: Any
    theirs: Any
    type: str | None = None


class Merged(NamedTuple):
    """What both sides come to, with one winner in conflicts, and those conflicts.

    `followers` are links that go the way of an item in conflict, and attributes that name it.
    `held` are the items that wait for a role, `waiting` those of the followers that wait with them.
    """

    units: Units
    conflicts: tuple[Conflict, ...]
    followers: tuple[Follower, ...] = ()
    held: tuple[str, ...] = ()
    waiting: tuple[Follower, ...] = ()


def merge(
    base: Units,
    ours: Units,
    theirs: Units,
    winner: Winner,
    without_role: Mapping[str, str] | None = None,
    named: Collection[str] = (),
    side: Winner | None = None,
) -> Merged:
    """The parts that follow from three states of them; swapping the sides swaps the winner only.

    `without_role` gives items whose elements are still there for the other side, but have lost
    their role, with their types: that took nothing away on purpose. `named` are items that more
    than these parts of our side refers to. `side` is the one that the parts are for, the winner if
    not given: it keeps what waits for a role.
    """
    merging = _Merging(base, ours, theirs, (winner, side or winner), without_role or {})
    merging.busy_here.update(named)
    return merging.result()


def waiting(merged: Merged) -> Merged:
    """The same, with those conflicts only that no winner settles: what waits for a role."""
    conflicts = tuple(one for one in merged.conflicts if one.type is not None)
    return merged._replace(conflicts=conflicts, followers=merged.waiting)


def open_values(merged: Merged, base: Units) -> Open:
    """The old values of what is in conflict, by which it is known as a conflict the next time."""
    found: Open = {(_HELD, own): None for own in merged.held}
    for one in merged.conflicts:
        old = base.get(one.key, _NONE)
        names = [one.field] if one.field else {**old, **(one.ours or {}), **(one.theirs or {})}
        patch = found.setdefault(one.key, {})
        if patch is not None:
            patch |= {name: old.get(name) for name in names}
    for key, name in merged.followers:
        patch = found.get(key, {})
        if name is None:
            found[key] = base.get(key)
        elif patch is not None:
            found[key] = {name: base.get(key, _NONE).get(name), **patch}
    return found


def with_open_values(units: Units, kept: Open) -> Units:
    """Parts with old values in place of newer ones; None takes a value, or a part, away.

    Of items that were held nothing but the old values counts: whatever else there is was not
    looked at when the base was taken.
    """
    held = {key[1] for key in kept if key[0] == _HELD}
    found = _without(units, held) if held else dict(units)
    for key, patch in kept.items():
        if patch is None:
            found.pop(key, None)
        else:
            both = {**found.get(key, _NONE), **patch}
            found[key] = {name: value for name, value in both.items() if value is not None}
    return found


def _without(units: Units, held: set[str]) -> Units:
    """Parts without some items, their links, and what names them."""
    return {
        key: {
            name: value for name, value in values.items() if not (name in GROUPS and value in held)
        }
        for key, values in units.items()
        if held.isdisjoint(ends_of(key) or key[1:2])
    }


class _Merging:
    """One merge on its way."""

    def __init__(
        self,
        base: Units,
        ours: Units,
        theirs: Units,
        winner_and_side: tuple[Winner, Winner],
        without_role: Mapping[str, str],
    ) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        winner, side = winner_and_side
        self.winning = ours if winner == "ours" else theirs
        self.keeping = ours if side == "ours" else theirs
        self.held = {own: one for own, one in without_role.items() if item_key(own) in ours}
        self.conflicts: list[Conflict] = []
        self.followers: list[Follower] = []
        self.waiting: list[Follower] = []
        self.units: Units = {}
        self.torn: set[str] = set()
        self.busy_here = _newly_named(base, ours)
        self.busy_there = _newly_named(base, theirs)

    def result(self) -> Merged:
        """Items first, since links follow what becomes of their ends."""
        keys = list(dict.fromkeys((*self.ours, *self.theirs, *self.base)))
        for key in sorted(keys, key=lambda key: key[0] != "item"):
            found = self._link(key) if ends_of(key) else self._unit(key)
            if found is not None:
                self.units[key] = found
        self._settle_groups()
        followers = (*self.followers, *self.waiting)
        return Merged(
            self.units, tuple(self.conflicts), followers, tuple(self.held), tuple(self.waiting)
        )

    def _settle_groups(self) -> None:
        """Let no item name another that is gone; what names one in conflict is the winner's."""
        self.followers += [
            (key, name)
            for key, values in self.theirs.items()
            for name in GROUPS
            if values.get(name) in self.torn
            and values.get(name) != self.base.get(key, _NONE).get(name)
        ]
        for key, values in self.units.items():
            for name in GROUPS:
                if name in values and item_key(values[name]) not in self.units:
                    side = self.keeping if values[name] in self.held else self.winning
                    other = side.get(key, _NONE).get(name)
                    del values[name]
                    if other is not None and item_key(other) in self.units:
                        values[name] = other

    def _link(self, key: Key) -> dict[str, Any] | None:
        """What becomes of a link or tie; of an item in conflict it goes the way of the item."""
        held = not self.held.keys().isdisjoint(ends_of(key))
        torn = not self.torn.isdisjoint(ends_of(key))
        if held or torn:
            (self.waiting if held else self.followers).append((key, None))
        roles = [self.units.get(item_key(end), _NONE).get("role", "") for end in ends_of(key)]
        if not can_join(key, *roles):
            return None
        if held or torn:
            return (self.keeping if held else self.winning).get(key)
        return self._unit(key)

    def _unit(self, key: Key) -> dict[str, Any] | None:
        base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        own = key[1] if key[0] == "item" else ""
        if own in self.held:
            if ours != theirs:
                self.conflicts.append(Conflict(key, None, base, ours, theirs, self.held[own]))
            return _copied(self.keeping.get(key))
        if ours is not None and theirs is not None:
            return self._fields(key, base or _NONE, ours, theirs)
        left = theirs if ours is None else ours
        if left is None or base is None:
            return left and dict(left)
        busy = own in (self.busy_there if ours is None else self.busy_here)
        if left == base and not busy:
            return None
        self.conflicts.append(Conflict(key, None, base, ours, theirs))
        if own:
            self.torn.add(own)
        return _copied(self.winning.get(key))

    def _fields(
        self, key: Key, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        names = dict.fromkeys((*ours, *theirs))
        if "role" in names:
            role = self._value(key, "role", *(one.get("role") for one in (base, ours, theirs)))
            found["role"] = role
            names = dict.fromkeys(one for one in names if one != "role" and belongs(role, one))
        for name in names:
            value = self._value(key, name, base.get(name), ours.get(name), theirs.get(name))
            if value is not None:
                found[name] = value
        return found

    def _value(self, key: Key, name: str, base: Any, ours: Any, theirs: Any) -> Any:
        if name in GROUPS and theirs is None and not self.held.keys().isdisjoint((base, ours)):
            # Their side names nothing only because what it named has no role there.
            self.waiting.append((key, name))
            return self.keeping[key].get(name) if ours in self.held else ours
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if all(one is None or isinstance(one, list) for one in (base, ours, theirs)):
            return _both(base or [], ours or [], theirs or []) or None
        self.conflicts.append(Conflict(key, name, base, ours, theirs))
        return ours if self.winning is self.ours else theirs


def _copied(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else dict(values)


def _newly_named(base: Units, side: Units) -> set[str]:
    """The items that something of one side names, or newly says something of, since the base."""
    found: set[str] = set()
    for key, values in side.items():
        old = base.get(key, _NONE)
        if values != old or key not in base:
            found.update(ends_of(key))
            named = (values[name] for name in GROUPS if name in values)
            found.update(own for own in named if own not in (old.get(name) for name in GROUPS))
    return found


def _both(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Several values, without what a side took away and with what a side added."""
    kept = [one for one in ours if one in theirs or one not in base]
    return kept + [one for one in theirs if one not in base and one not in ours]
