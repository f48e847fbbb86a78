"""Theories merged part by part and key by key: what either side changed, and what clashes.

The result is plain data as in a JSON theory file, not yet checked for references that lead to
something which one side removed.
"""

from __future__ import annotations

__all__ = ["PartsMerge"]

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.theory_edits import json_data
from toc.exports.theory_matching import entry_name, has_fixed_id
from toc.kumu.json_matching import same_json
from toc.kumu.merging.conflicts import Spot
from toc.kumu.merging.objects import either
from toc.kumu.merging.sequences import Ordering, merged_order
from toc.kumu.merging.values import MISSING, Clash, merged_value
from toc.models.base import Model
from toc.models.measures import DatedValue, Mark

if TYPE_CHECKING:
    from toc.kumu.merging.conflicts import Referee
    from toc.kumu.merging.sequences import Side
    from toc.models.theory import Theory

_REMOVED = "removed on one side, changed on the other"
_KINDS = {"links": "link", "unknown": "unknown", "waivers": "waiver", "surveys": "survey"}


class _Thing(NamedTuple):
    """One entry of a list in the three versions; `MISSING` where a version does not have it."""

    base: Any
    ours: Any
    theirs: Any


class PartsMerge:
    """One merge of theories; `referee` settles what clashes, `prefer` the order of lists."""

    def __init__(self, referee: Referee, prefer: Side | None) -> None:
        self.referee = referee
        self.prefer: Side | None = prefer

    def merged(self, base: Theory, ours: Theory, theirs: Theory) -> dict[str, Any]:
        """The keys and values of the merged theory, as in a JSON file."""
        spot = _spot("theory", "", base.name or "")
        return {"toc": 1, **self._model(spot, _Thing(base, ours, theirs))}

    def _model(self, spot: Spot, thing: _Thing) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in type(thing.ours).model_fields.items():
            values = (_given(side, name, field.default) for side in thing)
            key = field.serialization_alias or name
            value = self._value(_inside(spot, key), _Thing(*values))
            if value is not MISSING:
                found[key] = value
        return found

    def _value(self, spot: Spot, thing: _Thing) -> Any:
        base, ours, theirs = thing
        if _same(theirs, base) or _same(ours, theirs):
            return _shown(ours)
        if _same(ours, base):
            return _shown(theirs)
        if any(isinstance(side, tuple) for side in thing):
            return self._list(spot, _Thing(*(() if side is MISSING else side for side in thing)))
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._plain(spot, _Thing({} if base is MISSING else base, ours, theirs))
        parts = isinstance(ours, Model) and isinstance(theirs, Model)
        if parts and not isinstance(ours, Mark | DatedValue):  # a number and its day are one fact
            return self._model(spot, thing)
        return self._whole(spot, thing)

    def _whole(self, spot: Spot, thing: _Thing) -> Any:
        base, ours, theirs = map(_shown, thing)
        undecided = base if base is not MISSING else either(None, ours, theirs)
        return self.referee.settle(spot, base, ours, theirs, undecided=undecided)

    def _plain(self, spot: Spot, thing: _Thing) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in dict.fromkeys((*thing.ours, *thing.theirs)):
            sides = _Thing(*(side.get(key, MISSING) for side in thing))
            value = merged_value(*sides, first=self.prefer)
            if isinstance(value, Clash):
                inner = _inside(spot, key)
                both = isinstance(sides.ours, dict) and isinstance(sides.theirs, dict)
                olds = sides.base if isinstance(sides.base, dict) else {}
                parts = _Thing(olds, sides.ours, sides.theirs)
                value = self._plain(inner, parts) if both else self._whole(inner, sides)
            if value is not MISSING:
                found[key] = value
        return found

    def _list(self, spot: Spot, thing: _Thing) -> Any:
        if all(isinstance(entry, str) for side in thing for entry in side):
            value = merged_value(*map(list, thing), first=self.prefer)
            found = self._whole(spot, thing) if isinstance(value, Clash) else value
        else:
            found = self._parts(spot, thing)
        return found or MISSING

    def _parts(self, spot: Spot, thing: _Thing) -> list[Any]:
        groups = _groups(thing)
        found: dict[str, list[Any]] = {}
        for key in dict.fromkeys(key for side in groups for key in side):
            found[key] = self._group(spot, key, [side.get(key, []) for side in groups])
        stays = {key for key, entries in found.items() if entries}
        base, ours, theirs = (list(side) for side in groups)
        fallen = [key for key in base if key in stays]
        mine = _with_kept(ours, theirs, fallen, stays)
        yours = _with_kept(theirs, ours, fallen, stays)
        order = _order(base, mine, yours, self.prefer)
        return [entry for key in order for entry in found[key]]

    def _group(self, spot: Spot, key: str, sides: list[list[Any]]) -> list[Any]:
        """What the entries with one name come to: as a rule one or none on each side."""
        if all(len(side) < 2 for side in sides):
            one = _Thing(*(side[0] if side else MISSING for side in sides))
            value = self._part(_part_spot(spot, key, one), one)
            return [] if value is MISSING else [value]
        base, ours, theirs = sides
        if theirs in (base, ours):
            return [_shown(one) for one in ours]
        if ours == base:
            return [_shown(one) for one in theirs]
        # Which of several is which nobody can tell, so they are one place.
        inner = _part_spot(spot, key, _Thing(*(side[0] if side else MISSING for side in sides)))
        several = self._whole(inner, _Thing(*(tuple(side) or MISSING for side in sides)))
        return several if isinstance(several, list) else []

    def _part(self, spot: Spot, thing: _Thing) -> Any:
        base, ours, theirs = thing
        if base is MISSING or (ours is not MISSING and theirs is not MISSING):
            return self._value(spot, thing)
        kept = theirs if ours is MISSING else ours
        if kept is MISSING or kept == base:
            return MISSING
        spot = _inside(spot, _REMOVED)
        return self.referee.settle(spot, *map(_shown, thing), undecided=_shown(kept))


def _groups(thing: _Thing) -> list[dict[str, list[Any]]]:
    """The entries of each of three lists by their names, in order."""
    met = Counter(own for side in thing for own in {getattr(entry, "id", None) for entry in side})
    found: list[dict[str, list[Any]]] = []
    for side in thing:
        groups: dict[str, list[Any]] = {}
        for entry in side:
            own = getattr(entry, "id", None)
            # An id that one side alone has given is no name yet: the others have the same link.
            name = own if has_fixed_id(entry) or met[own] > 1 else None
            groups.setdefault(name or _name(entry), []).append(entry)
        found.append(groups)
    return found


def _order(base: list[str], ours: list[str], theirs: list[str], prefer: Side | None) -> list[str]:
    """The order of keys; where both sides moved them and none is preferred, one has its way."""
    found = merged_order(base, ours, theirs, Ordering(first=prefer))
    if found is None:  # whose way hardly matters, as long as it is the same after a swap
        common = set(ours).intersection(theirs)
        mine, yours = ([key for key in side if key in common] for side in (ours, theirs))
        first: Side = "ours" if mine < yours else "theirs"
        found = merged_order(base, ours, theirs, Ordering(first=first))
    return found or []


def _with_kept(side: list[str], other: list[str], fallen: list[str], stays: set[str]) -> list[str]:
    """The keys of a side without those that go, and with those that it removed and that stay."""
    kept = [key for key in side if key in stays]
    own, back = set(kept), set(fallen) & set(other)
    place = 0
    for key in other:
        if key in own:
            place = kept.index(key) + 1
        elif key in back:
            kept.insert(place, key)
            place += 1
    return kept


def _name(entry: Any) -> str:
    name = entry_name(entry)
    parts = name if isinstance(name, tuple) else (name,)
    return " → ".join(str(part) for part in parts if part is not None)


def _given(side: Any, name: str, default: object) -> Any:
    """The value of a field; `MISSING` where it is the default, or there is nothing to have it."""
    value = MISSING if side is MISSING else getattr(side, name)
    return MISSING if value is MISSING or value == default else value


def _shown(value: Any) -> Any:
    return value if value is MISSING else json_data(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return same_json(one, other)
    return bool(one == other)


def _spot(kind: str, own: str, label: str) -> Spot:
    return Spot(kind, own, label, "", ())


def _inside(spot: Spot, key: str) -> Spot:
    return spot.inside(key, f"{spot.what}: {key}" if spot.what else key)


def _part_spot(spot: Spot, key: str, thing: _Thing) -> Spot:
    """A part of the theory is a place of its own; an entry inside one is a place in it."""
    if len(spot.address) > 1:
        return spot.inside(key, f"{spot.what} {key}")
    there: list[Any] = [side for side in thing if side is not MISSING]
    section = "".join(spot.address)
    kind = getattr(there[0], "role", None) or _KINDS.get(section, section)
    labels = [getattr(side, "label", None) or key for side in there]
    own = _spot(kind, key, min(labels) if thing.base is MISSING else labels[0])
    return own._replace(address=(*spot.address, key))
