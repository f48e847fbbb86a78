"""Heights within the columns of a layered drawing: near the neighbours, in order, not too close."""

from __future__ import annotations

__all__ = ["level_heights", "spread"]

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 20
FEWEST_ROUNDS = 3
VISITS = 400_000
"""How many nodes all rounds together may visit before there are fewer rounds."""


def level_heights(
    columns: Sequence[Sequence[int]],
    near: Sequence[Sequence[int]],
    offsets: Sequence[Sequence[float]],
    room: float,
) -> list[float]:
    """A height for each node, downwards from the middle, so that what is linked is nearly level.

    `columns` hold the nodes from top to bottom, and `offsets` beside each how far below the first
    of its column it stands when they are packed; nothing comes closer than that. A column that
    fits `room` when packed stays within it. Each column in turn is drawn to the mean of its
    neighbours, from right to left and back again. What stands in no column stays at 0.
    """
    heights = [0.0] * len(near)
    for column, packed in zip(columns, offsets, strict=True):
        for node, offset in zip(column, packed, strict=True):
            heights[node] = offset - packed[-1] / 2
    rounds = max(FEWEST_ROUNDS, min(ROUNDS, VISITS // max(1, len(heights))))
    for turn in range(rounds):
        for here in range(len(columns))[:: 1 if turn % 2 else -1]:
            _draw(columns[here], near, offsets[here], room, heights)
    return heights


def _draw(
    column: Sequence[int],
    near: Sequence[Sequence[int]],
    packed: Sequence[float],
    room: float,
    heights: list[float],
) -> None:
    wanted = [
        fsum([heights[other] for other in near[node]]) / len(near[node])
        if near[node]
        else heights[node]
        for node in column
    ]
    weights = [len(near[node]) or 0.1 for node in column]
    for node, height in zip(column, spread(wanted, weights, packed, room), strict=True):
        heights[node] = height


def spread(
    wanted: Sequence[float], weights: Sequence[float], packed: Sequence[float], room: float
) -> list[float]:
    """The heights nearest to those wanted, by weighted squares, that are no closer than packed.

    Pool adjacent violators (Ayer and others 1955): heights less their packed offsets must not
    fall; where they would, neighbours share their mean. They are then kept between half the
    room above the middle and half below it, or in the middle where there is too little room.
    """
    pools: list[tuple[float, float, int]] = []
    for height, weight, offset in zip(wanted, weights, packed, strict=True):
        mean, total, count = height - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            other, heavy, many = pools.pop()
            mean = (mean * total + other * heavy) / (total + heavy)
            total += heavy
            count += many
        pools.append((mean, total, count))
    top = min(-room / 2, -packed[-1] / 2)
    foot = -top - packed[-1]
    levels = [min(max(mean, top), foot) for mean, _, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, packed, strict=True)]
