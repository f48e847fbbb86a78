"""Three lists of keys made into one: what either side added, removed or moved."""

from __future__ import annotations

__all__ = ["Ordering", "merged_order", "numbered"]

import heapq
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

_K = TypeVar("_K", bound="Hashable")

Side = Literal["ours", "theirs"]


class Ordering(NamedTuple):
    """How the keys of three lists are put in one order.

    `first` says whose order holds where both sides moved things; without it such an order is a
    clash. `text` is what additions at one place are sorted by when they come from both sides.
    `strict` makes such additions a clash as well: there the order means something.
    """

    first: Side | Literal["base"] | None = None
    text: Callable[[Any], str] = str
    strict: bool = False


def merged_order(
    base: Sequence[_K], ours: Sequence[_K], theirs: Sequence[_K], how: Ordering
) -> list[_K] | None:
    """The keys that three lists without repeats come to; None where their order clashes.

    A key stays unless a side removed it. Those that both sides have keep their order, or get that
    of the side which moved them; what one side added comes behind what it stands behind there.
    """
    if ours == theirs:
        return list(ours)
    mine, yours = set(ours), set(theirs)
    stays = (mine & yours) | ((mine ^ yours).difference(base))
    kept = [[one for one in side if one in stays] for side in (ours, theirs)]
    spine = _spine(base, kept[0], kept[1], how)
    if spine is None:
        return None
    known = set(spine)
    added = [_behind(side, stays, known) for side in (ours, theirs)]
    found: list[_K] = []
    for place in (None, *spine):
        if place is not None:
            found.append(place)
        both = [side[place] for side in added if place in side]
        if how.strict and how.first is None and len(both) == 2:
            return None
        found += _put_together(added[0].get(place, []), added[1].get(place, []), how)
    return found


def numbered(items: Iterable[_K]) -> list[tuple[_K, int]]:
    """Each item with how often it came before, so that repeats are told apart.

    >>> numbered(["a", "b", "a"])
    [('a', 0), ('b', 0), ('a', 1)]
    """
    seen: Counter[_K] = Counter()
    found: list[tuple[_K, int]] = []
    for item in items:
        found.append((item, seen[item]))
        seen[item] += 1
    return found


def _spine(base: Sequence[_K], ours: list[_K], theirs: list[_K], how: Ordering) -> list[_K] | None:
    """The keys that both sides have, in order; None where both sides moved them."""
    common = set(ours).intersection(theirs)
    mine = [one for one in ours if one in common]
    yours = [one for one in theirs if one in common]
    if mine == yours:
        return mine
    old = [one for one in base if one in common]
    known = set(old)
    moved = [[one for one in side if one in known] != old for side in (mine, yours)]
    if moved[0] is not moved[1]:
        return mine if moved[0] else yours
    if how.first == "base":
        return old + sorted(common - known, key=how.text)
    return {"ours": mine, "theirs": yours}.get(how.first or "")


def _behind(side: Sequence[_K], stays: set[_K], known: set[_K]) -> dict[_K | None, list[_K]]:
    """What a side alone has, by the key of the spine that it stands behind; None: the start."""
    found: defaultdict[_K | None, list[_K]] = defaultdict(list)
    place: _K | None = None
    for one in side:
        if one in known:
            place = one
        elif one in stays:
            found[place].append(one)
    return found


def _put_together(ours: list[_K], theirs: list[_K], how: Ordering) -> list[_K]:
    if not ours or not theirs:
        return ours or theirs
    if all(a <= b for side in (ours, theirs) for a, b in pairwise(map(how.text, side))):
        return list(heapq.merge(ours, theirs, key=how.text))
    return [*min(ours, theirs, key=_texts(how)), *max(ours, theirs, key=_texts(how))]


def _texts(how: Ordering) -> Callable[[list[Any]], list[str]]:
    return lambda side: [how.text(one) for one in side]
