"""How often the links between neighbouring columns of a layered drawing cross."""

from __future__ import annotations

__all__ = ["count_crossings", "swap_adjacent", "sift"]

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Near = list[list[int]]


def count_crossings(columns, right, place) -> int:
    number = 0
    for column in columns:
        seen: list[int] = []
        for node in column:
            for end in sorted([place[near] for near in right[node]]):
                here = bisect_right(seen, end)
                number += len(seen) - here
                seen.insert(here, end)
    return number


def swap_adjacent(column, sides, place, rank) -> int:
    """Swap neighbours while that saves crossings; how many it saved. Places are kept up to date."""
    spots = [[sorted([place[m] for m in near[n]]) for n in column] for near in sides]
    saved = 0
    todo = True
    rounds = 0
    while todo and rounds < 20:
        rounds += 1
        todo = False
        for i in range(len(column) - 1):
            if rank and rank[column[i]] != rank[column[i + 1]]:
                continue
            gain = 0
            for side in spots:
                a = side[i]
                b = side[i + 1]
                if a and b and a[-1] > b[0]:
                    for x in a:
                        for y in b:
                            if x > y:
                                gain += 1
                            elif x < y:
                                gain -= 1
                elif a and b:
                    gain -= 1  # a quick refusal
                    gain -= len(a) * len(b)
            if gain > 0:
                column[i], column[i + 1] = column[i + 1], column[i]
                for side in spots:
                    side[i], side[i + 1] = side[i + 1], side[i]
                saved += gain
                todo = True
    for i, n in enumerate(column):
        place[n] = i
    return saved


def sift(column, sides, place, rank, sizes) -> int:
    saved = 0
    for node in list(column):
        tables = []
        for near, size in zip(sides, sizes):
            if not near[node]:
                continue
            # weight[k]: crossings gained minus lost when passing a neighbour at k
            steps = [0] * (size + 1)
            for m in near[node]:
                steps[place[m]] += 1
            total = len(near[node])
            diff = []
            below = 0
            for k in range(size):
                here = steps[k]
                # node above u with end k: crossings = ends of node > k ; node below: ends of node < k
                diff.append((total - below - here) - below)
                below += here
            tables.append((near, diff))
        if not tables:
            continue
        at = column.index(node)
        # cost of u standing below node minus above
        cost = [0] * len(column)
        for near, diff in tables:
            cost = [c + sum([diff[place[m]] for m in near[u]]) for c, u in zip(cost, column)]
        # moving down past u: before node above u: crossings A=total-below.. ; after node below u
        best, where = 0, at
        now = 0
        for i in range(at + 1, len(column)):
            if rank and rank[column[i]] != rank[node]:
                break
            now -= cost[i]
            if now < best:
                best, where = now, i
        now = 0
        for i in range(at - 1, -1, -1):
            if rank and rank[column[i]] != rank[node]:
                break
            now += cost[i]
            if now < best:
                best, where = now, i
        if where != at:
            column.pop(at)
            column.insert(where, node)
            saved -= best
    for i, n in enumerate(column):
        place[n] = i
    return saved
