"""How well a drawing with straight lines reads, whoever made it."""

from __future__ import annotations

__all__ = ["boxes_crossed", "crossings", "order_kept"]

from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from toc.analysis.layered import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Position = tuple[float, float]
    Links = Sequence[tuple[int, int]]

HALF = np.array([Box().width, Box().height]) / 2
HARDLY = 1e-9


def crossings(positions: Sequence[Position], links: Links) -> int:
    """How many pairs of links cross, drawn straight from the border of one box to the other's.

    Links that share an end are not counted.
    """
    starts, ends = _lines(positions, links)
    nodes = np.array(links)
    total = 0
    for at in range(len(links) - 1):
        rest = slice(at + 1, None)
        way, ways = ends[at] - starts[at], ends[rest] - starts[rest]
        parted = _turn(way, starts[rest] - starts[at]) * _turn(way, ends[rest] - starts[at]) < 0
        parting = _turn(ways, starts[at] - starts[rest]) * _turn(ways, ends[at] - starts[rest]) < 0
        joined = (nodes[rest, :, None] == nodes[at]).any(axis=(1, 2))
        total += int((parted & parting & ~joined).sum())
    return total


def boxes_crossed(positions: Sequence[Position], links: Links) -> int:
    """How often a straight link runs through the box of a node that it does not join."""
    centres = np.array(positions)
    total = 0
    for nodes, start, end in zip(links, *_lines(positions, links), strict=True):
        way = np.where(np.abs(end - start) < HARDLY, HARDLY, end - start)
        sides = np.stack([centres - HALF - start, centres + HALF - start]) / way
        enters, leaves = sides.min(axis=0).max(axis=1), sides.max(axis=0).min(axis=1)
        through = (enters < leaves) & (leaves > 0) & (enters < 1)
        through[list(nodes)] = False
        total += int(through.sum())
    return total


def _lines(positions: Sequence[Position], links: Links) -> tuple[Points, Points]:
    """Where links leave the box of their start, and where they meet that of their end."""
    centres = np.array(positions)
    nodes = np.array(links)
    starts, ends = centres[nodes[:, 0]], centres[nodes[:, 1]]
    share = (HALF / np.maximum(np.abs(ends - starts), HARDLY)).min(axis=1, keepdims=True)
    inside = (ends - starts) * np.minimum(share, 0.5)
    return starts + inside, ends - inside


def _turn(way: Points, to: Points) -> Points:
    """Above 0 where one has to turn to one side, below 0 where to the other."""
    turn: Points = way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0]
    return turn


def order_kept(
    columns: Sequence[int],
    before: Sequence[Position],
    after: Sequence[Position],
    now: Sequence[int],
) -> float:
    """The share of pairs of nodes in one column that still stand in the same order.

    `columns` are those before; node n of before has the number `now[n]` in `after`.
    """
    nodes: dict[int, list[int]] = {}
    for node, column in enumerate(columns):
        nodes.setdefault(column, []).append(node)
    pairs = [pair for own in nodes.values() for pair in combinations(own, 2)]
    return fmean(
        (before[a][1] < before[b][1]) == (after[now[a]][1] < after[now[b]][1]) for a, b in pairs
    )
