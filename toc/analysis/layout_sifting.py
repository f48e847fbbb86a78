"""Fewer crossings between the columns of a layered drawing, by moving one node at a time."""

from __future__ import annotations

__all__ = ["count_crossings", "sift"]

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Near = Sequence[Sequence[int]]

ROUNDS = 10
REACH = 40
"""How many places a node may move at once; it bounds the work on long columns."""
WORTHWHILE = 0.004
"""A round that saves less than this share of the crossings is the last."""


def count_crossings(columns: Near, onward: Near) -> int:
    """How often links between neighbouring columns cross, drawn straight.

    `onward[n]` lists the nodes of the next column that node n is linked to. Links that share an
    end do not cross. The ends met so far are kept sorted in a list: up to some 20,000 links
    between two columns that is faster in CPython than a Fenwick tree.
    """
    crossings = 0
    for column, following in pairwise(columns):
        place = {node: at for at, node in enumerate(following)}
        met: list[int] = []
        for node in column:
            for end in sorted([place[near] for near in onward[node]]):
                at = bisect_right(met, end)
                crossings += len(met) - at
                met.insert(at, end)
    return crossings


def sift(columns: Sequence[list[int]], back: Near, onward: Near, bands: Sequence[int]) -> None:
    """Move nodes within their columns, in place, to where their links cross fewest others.

    `back[n]` and `onward[n]` list, each once, the nodes of the previous and the next column that
    node n is linked to. `bands[n]` never falls from top to bottom of a column, before and after.
    The method is that of Matuszewski, Schönfeld and Molitor (1999), "Using sifting for k-layer
    straightline crossing minimization".
    """
    place = [0] * len(bands)
    for column in columns:
        _renumber(column, place, 0)
    crossings = count_crossings(columns, onward)
    for turn in range(ROUNDS):
        saved = 0
        for column in columns if turn % 2 == 0 else reversed(columns):
            saved += _Sifting(column, back, onward, bands, place).saved
        crossings -= saved
        if saved <= crossings * WORTHWHILE:
            return


def _renumber(nodes: Sequence[int], place: list[int], first: int) -> None:
    for at, node in enumerate(nodes, first):
        place[node] = at


class _Sifting:
    """One column whose nodes are moved, each once, while the columns beside it stand still."""

    def __init__(
        self, column: list[int], back: Near, onward: Near, bands: Sequence[int], place: list[int]
    ) -> None:
        self.bands = [bands[node] for node in column]
        self.sides = [
            [sorted([place[near] for near in side[node]]) for node in column]
            for side in (back, onward)
        ]
        self.saved = 0
        for node in list(column):
            at = place[node]
            gain, goal = self._best_move(at)
            if gain:
                self.saved += gain
                column.insert(goal, column.pop(at))
                for side in self.sides:
                    side.insert(goal, side.pop(at))
                first, last = min(at, goal), max(at, goal)
                _renumber(column[first : last + 1], place, first)

    def _best_move(self, at: int) -> tuple[int, int]:
        """The most crossings that a move of the node at `at` saves, and where it goes."""
        band = self.bands[at]
        top = max(bisect_left(self.bands, band), at - REACH)
        gains = [0] * (min(bisect_right(self.bands, band), at + REACH + 1) - top)
        for side in self.sides:
            if side[at]:
                passed = side[top : top + len(gains)]
                last = max([ends[-1] for ends in passed if ends])
                weight = _weights(side[at], last + 1).__getitem__
                gains = [
                    gain + sum(map(weight, ends)) if ends else gain
                    for gain, ends in zip(gains, passed, strict=True)
                ]
        best, goal = 0, at
        for place, gain in enumerate(accumulate(gains[at - top + 1 :]), at + 1):
            if gain > best:
                best, goal = gain, place
        for steps, loss in enumerate(accumulate(gains[: at - top][::-1]), 1):
            if -loss > best:
                best, goal = -loss, at - steps
        return best, goal


def _weights(spots: Sequence[int], length: int) -> list[int]:
    """For each place, how many of the spots lie beyond it less how many lie before it."""
    weights: list[int] = []
    balance = len(spots)
    for spot in spots:
        weights += [balance] * (spot - len(weights))
        weights.append(balance - 1)
        balance -= 2
    return weights + [balance] * (length - len(weights))
