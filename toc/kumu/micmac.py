"""Direct and indirect influence, counted so that nothing overflows.

The method is Godet's MICMAC (J.-C. Duperrin and M. Godet, 1973; M. Godet, "Creating Futures",
2001): powers of the matrix of direct influences count the ways from one element to another, and
the powers are taken until the order of the elements no longer changes. Two things are our own:
ways of all lengths up to that power are added up, because on a map without loops the powers
themselves end in nothing, and direct influences are not among the indirect ones.
"""

from __future__ import annotations

__all__ = ["INFLUENCE_FIELDS", "LONGEST", "Influence", "Ways", "influence"]

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from toc.kumu.metric_graph import MetricGraph

    Tally = list[int] | list[float]
    Places = Sequence[Sequence[int]]

INFLUENCE_FIELDS = (
    "direct influence",
    "direct dependence",
    "indirect influence",
    "indirect dependence",
)
"""What the four numbers are called; Kumu's own fields are `micmac influence` and `… exposure`."""

LONGEST = 100
_STEADY = 3
_EXACT_ARCS = 20_000  # counting in whole numbers takes long where there are more
_DIGITS = 9


class Ways(NamedTuple):
    """How many ways begin, or end, at each element.

    `shares` are parts of the largest number, from 0 to 1; `logarithms` are to the base 10, None
    where there is no way. `counts` are the whole numbers, None for a map with more than 20,000
    connected pairs, where only logarithms are kept.
    """

    shares: list[float]
    logarithms: list[float | None]
    counts: list[int] | None


@dataclass(frozen=True)
class Influence:
    """Direct and indirect influence and dependence of each element, in the graph's order.

    Direct: how many others an element leads to, and how many lead to it. Indirect: how many ways
    of two and more steps, up to `longest`, begin and end at it; a way may pass an element again.
    `complete` where there are no longer ways, `steady` where the last three lengths did not
    change the order of the elements; where neither holds, counting ended at its bound.
    """

    direct_influence: list[int]
    direct_dependence: list[int]
    indirect_influence: Ways
    indirect_dependence: Ways
    longest: int
    complete: bool
    steady: bool


def influence(graph: MetricGraph, longest: int = LONGEST) -> Influence:
    """The influence of each element on the others, and its dependence on them.

    Parallel connections count once, and an element does not influence itself directly. On a map
    without loops all ways are counted; on others until the order is steady. None is longer than
    `longest` steps.
    """
    exact = len(graph.arcs) <= _EXACT_ARCS
    tally: Callable[[Places], Iterator[Tally]] = _counts if exact else _logarithms
    forth, back = graph.successors, graph.predecessors
    lengths = zip(tally(forth), tally(back), strict=True)
    found = _taken(lengths, longest, until_steady=bool(graph.behind_loops))
    ways = _of_counts if exact else _of_logarithms
    return Influence(
        list(map(len, forth)),
        list(map(len, back)),
        ways(found.outward),
        ways(found.inward),
        found.longest,
        found.complete,
        found.steady,
    )


class _Taken(NamedTuple):
    outward: Tally
    inward: Tally
    longest: int
    complete: bool
    steady: bool


def _taken(lengths: Iterable[tuple[Tally, Tally]], longest: int, *, until_steady: bool) -> _Taken:
    """The tallies at the length where counting ends."""
    tallies: tuple[Tally, Tally] = ([], [])
    before: list[list[int]] = []
    steps = unchanged = 0
    for steps, tallies in enumerate(lengths, 1):
        orders = [_order(map(_logarithm, one)) for one in tallies]
        unchanged = unchanged + 1 if orders == before else 0
        before = orders
        steady = unchanged >= _STEADY
        if steps == longest or (until_steady and steady):
            return _Taken(*tallies, steps, complete=False, steady=steady)
    return _Taken(*tallies, steps, complete=True, steady=False)


def _counts(nearest: Places) -> Iterator[Tally]:
    """For 1, 2, 3 … steps the number of ways that long or shorter, single steps not counted."""
    ways = list(map(len, nearest))
    total = [0] * len(ways)
    yield total
    while any(ways := [sum([ways[near] for near in around]) for around in nearest]):
        total = [one + more for one, more in zip(total, ways, strict=True)]
        yield total


def _logarithms(nearest: Places) -> Iterator[Tally]:
    """The same as natural logarithms, minus infinity for no way."""
    import numpy as np

    lengths = np.array(list(map(len, nearest)))
    going = np.flatnonzero(lengths)
    ends = np.array([near for around in nearest for near in around], dtype=np.int64)
    groups = np.concatenate(([0], np.cumsum(lengths[going])[:-1])).astype(np.int64)
    nothing = np.full(len(lengths), -np.inf)
    ways, total = nothing.copy(), nothing
    ways[going] = np.log(lengths[going])
    yield total.tolist()
    while len(going):
        longer = nothing.copy()
        longer[going] = np.logaddexp.reduceat(ways[ends], groups)
        if not np.isfinite(longer).any():
            return
        ways, total = longer, np.logaddexp(total, longer)
        yield total.tolist()


def _order(logarithms: Iterable[float]) -> list[int]:
    """The rank of each element, sharing it with those that are equal to a billionth."""
    keys = [round(one, _DIGITS) for one in logarithms]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return [ranks[key] for key in keys]


def _logarithm(one: float) -> float:
    """The natural logarithm of a count; what is one already stays as it is."""
    if isinstance(one, int):
        return math.log(one) if one else -math.inf
    return one


def _of_counts(tally: Tally) -> Ways:
    counts = [int(one) for one in tally]
    most = max(counts, default=0) or 1
    logarithms = [math.log10(one) if one else None for one in counts]
    return Ways([one / most for one in counts], logarithms, counts)


def _of_logarithms(tally: Tally) -> Ways:
    most = max(max(tally, default=0.0), 0.0)
    logarithms = [one / math.log(10) if math.isfinite(one) else None for one in tally]
    return Ways([math.exp(one - most) for one in tally], logarithms, None)
