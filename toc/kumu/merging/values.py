"""Three-way merge of JSON values: one value out of a base and what two sides made of it."""

from __future__ import annotations

__all__ = ["MISSING", "Clash", "Missing", "is_set", "merged_value", "same_value", "written_alike"]

import json
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, TypeGuard

from toc.kumu.json_matching import same_json
from toc.kumu.merging.sequences import Ordering, Side, merged_order, numbered


class _Missing(Enum):
    MISSING = "missing"


MISSING = _Missing.MISSING
Missing = Literal[_Missing.MISSING]
_SCALARS = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Clash:
    """What no rule can make one value of: both sides changed it, each in its own way."""

    base: Any
    ours: Any
    theirs: Any


def merged_value(
    base: Any, ours: Any, theirs: Any, *, ordered: bool = False, first: Side | None = None
) -> Any:
    """The value that a base and two sides come to: a JSON value, `MISSING`, or a `Clash`.

    `MISSING` stands for a value that is not there. What one side left alone is as the other has
    it. Objects are merged key by key, and lists of plain values as sets whose order is kept: what
    either side added or removed holds. In an `ordered` list, such as the connections of a loop,
    additions of both sides at one place clash. `first` settles the order of a list, and only
    that, for one side.

    >>> merged_value(["a", "b"], ["a", "b", "c"], ["b"])
    ['b', 'c']
    >>> merged_value("old", "new", "newer")
    Clash(base='old', ours='new', theirs='newer')
    """
    if same_value(theirs, base) or same_value(ours, theirs):
        return ours
    if same_value(ours, base):
        return theirs
    found: Any = None
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if base is MISSING or isinstance(base, dict):
            found = _merged_object({} if base is MISSING else base, ours, theirs, first)
    elif is_set(ours) and is_set(theirs) and (base is MISSING or is_set(base)):
        how = Ordering(strict=ordered, first=first)
        found = _merged_list([] if base is MISSING else base, ours, theirs, how)
    return Clash(base, ours, theirs) if found is None else found


def same_value(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON, or both not there."""
    if one is other:
        return True
    return one is not MISSING and other is not MISSING and same_json(one, other)


def is_set(value: Any) -> TypeGuard[list[Any]]:
    """Whether a value is a list of texts, numbers and the like, without a list or object in it."""
    return isinstance(value, list) and all(isinstance(one, _SCALARS) for one in value)


def written_alike(value: Any) -> str:
    """A text that two values share if they are the same JSON, and no others."""
    return json.dumps(value, sort_keys=True)


def _merged_object(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], first: Side | None
) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for key in (*ours, *(key for key in theirs if key not in ours)):
        sides = (one.get(key, MISSING) for one in (base, ours, theirs))
        value = merged_value(*sides, first=first)
        if isinstance(value, Clash):
            return None
        if value is not MISSING:
            found[key] = value
    return found


def _merged_list(
    base: list[Any], ours: list[Any], theirs: list[Any], how: Ordering
) -> list[Any] | None:
    sides = [list(map(written_alike, side)) for side in (base, ours, theirs)]
    if not _repeats_alike(sides):
        return None
    keys = [numbered(side) for side in sides]
    order = merged_order(keys[0], keys[1], keys[2], how)
    if order is None:
        return None
    values = dict(zip(keys[2], theirs, strict=True)) | dict(zip(keys[1], ours, strict=True))
    return [values[key] for key in order]


def _repeats_alike(sides: list[list[str]]) -> bool:
    """Whether what stands several times in one list does so as often in the others.

    Else nobody could say which of the copies came or went.
    """
    if all(len(set(side)) == len(side) for side in sides):
        return True
    counts = [Counter(side) for side in sides]
    repeated = {key for count in counts for key, number in count.items() if number > 1}
    return all(len({count[key] for count in counts}) == 1 for key in repeated)
