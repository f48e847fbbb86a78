"""Which decoded JSON values are the same, and which items of an array are which of another."""

from __future__ import annotations

__all__ = ["Match", "have_same_id", "matched_items", "same_json"]

import marshal
from collections import defaultdict
from typing import Any, NamedTuple

# The last version of marshal that writes equal values as equal bytes, whoever else holds them.
_PLAIN_MARSHAL = 2


class Match(NamedTuple):
    """The old item that a new one is or is written over, by place; whether they are the same."""

    place: int | None
    same: bool = False


def same_json(old: Any, new: Any) -> bool:
    """Whether two decoded values are the same JSON: `1`, `1.0` and `true` are three values.

    The order of keys does not count.
    """
    if not old == new:  # noqa: SIM201
        return False
    try:
        # Both steps run in C; Python's own == takes 1, 1.0 and True for the same.
        if marshal.dumps(old, _PLAIN_MARSHAL) == marshal.dumps(new, _PLAIN_MARSHAL):
            return True
    except ValueError:  # a kind of text or number of somebody's own
        pass
    if isinstance(old, dict):
        return all(same_json(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return all(map(same_json, old, new))
    if isinstance(old, float) and isinstance(new, float):
        return float.__repr__(old) == float.__repr__(new)  # 0.0 and -0.0
    return all(isinstance(old, kind) is isinstance(new, kind) for kind in (bool, int, float))


def matched_items(old: list[Any], new: list[Any]) -> list[Match]:
    """For each new item the old one that it is, or that it is written over, if any.

    Items are recognised by their `_id`, else `id`, else by being equal. A new item that is none
    of the old ones is written over the one that followed its neighbour, if that one is gone.
    """
    head = tail = 0
    shorter = min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    old_end, new_end = len(old) - tail, len(new) - tail
    matches = _in_place(old[:head], new[:head], 0)
    for item, place in zip(
        new[head:new_end], _matched(old[head:old_end], new[head:new_end]), strict=True
    ):
        same = place is not None and same_json(old[head + place], item)
        matches.append(Match(None if place is None else head + place, same))
    return matches + _in_place(old[old_end:], new[new_end:], old_end)


def have_same_id(old: Any, new: Any) -> bool:
    """Whether two items are one by their `_id`, else `id`."""
    named = isinstance(old, dict) and isinstance(new, dict) and not {"_id", "id"}.isdisjoint(old)
    return named and _identity(old) == _identity(new)


def _in_place(old: list[Any], new: list[Any], first: int) -> list[Match]:
    if same_json(old, new):
        return [Match(place, True) for place in range(first, first + len(old))]
    pairs = enumerate(zip(old, new, strict=True), first)
    return [Match(place, same_json(*pair)) for place, pair in pairs]


def _matched(old: list[Any], new: list[Any]) -> list[int | None]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in range(len(old) - 1, -1, -1):
        places[_identity(old[place])].append(place)
    known = [places[key].pop() if places.get(key := _identity(item)) else None for item in new]
    free = set(range(len(old))).difference(place for place in known if place is not None)
    found: list[int | None] = []
    follows = 0
    for match in known:
        here = follows if match is None and follows in free else match
        found.append(here)
        follows = follows if here is None else here + 1
    return found


def _identity(item: Any) -> str:
    if isinstance(item, dict):
        for key in ("_id", "id"):
            if isinstance(item.get(key), str | int):
                return f"{key}={item[key]}"
    return repr(item)
