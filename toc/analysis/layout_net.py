"""Nodes in columns, with every link led from column to column."""

from __future__ import annotations

__all__ = ["Net", "connected_parts"]

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CAREFUL = 20_000
"""Up to this many nodes and points, links are led through the columns between their ends."""


class Net:
    """Nodes 0 to `size - 1` in columns, and a point on each link in each column it runs through.

    Points are numbered on from the nodes, and `owner[p]` is the node where the link of point p
    starts (a node owns itself). Where there would be more than `CAREFUL` nodes and points there
    are no points, and `whole` is false. `back[n]` and `onward[n]` list what n is linked to in
    the columns on either side, `near[n]` these and what it is linked to in its own column. Which
    way a link leads plays no part, and two nodes have one link at most.
    """

    def __init__(self, column: Sequence[int], links: Iterable[tuple[int, int]]) -> None:
        self.size = len(column)
        self.columns: list[list[int]] = [[] for _ in range(max(column, default=-1) + 1)]
        self.owner: list[int] = []
        self.back: list[list[int]] = []
        self.onward: list[list[int]] = []
        self.near: list[list[int]] = []
        for node, here in enumerate(column):
            self._add(node, here)
        sides = ((a, b) if (column[a], a) < (column[b], b) else (b, a) for a, b in links if a != b)
        pairs = list(dict.fromkeys(sides))
        steps = sum([column[end] - column[start] for start, end in pairs])
        self.whole = self.size + steps <= CAREFUL
        for start, end in pairs:
            if column[start] == column[end]:
                self._join(start, end)
            else:
                self._lead(start, end, range(column[start] + 1, column[end]))

    def _add(self, owner: int, column: int) -> int:
        number = len(self.owner)
        self.columns[column].append(number)
        self.owner.append(owner)
        for lists in (self.back, self.onward, self.near):
            lists.append([])
        return number

    def _join(self, start: int, end: int) -> None:
        self.near[start].append(end)
        self.near[end].append(start)

    def _lead(self, start: int, end: int, between: Sequence[int]) -> None:
        points = [self._add(start, column) for column in between] if self.whole else []
        for here, there in pairwise((start, *points, end)):
            self._join(here, there)
            self.onward[here].append(there)
            self.back[there].append(here)


def connected_parts(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """The nodes in parts that nothing joins to one another, by their lowest numbers."""
    seen = [False] * len(near)
    parts: list[list[int]] = []
    for first in range(len(near)):
        if not seen[first]:
            seen[first] = True
            part = [first]
            for node in part:  # the part grows while it is walked along
                for other in near[node]:
                    if not seen[other]:
                        seen[other] = True
                        part.append(other)
            parts.append(part)
    return parts
