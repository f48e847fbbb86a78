"""Heights within the columns of a layered drawing: near the neighbours, in order, never too close."""

from __future__ import annotations

__all__ = ["heights_in_order", "spread"]

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROUNDS = 20
FEWEST_ROUNDS = 3
VISITS = 400_000
"""How many nodes all rounds together may visit before there are fewer rounds."""


def heights_in_order(
    columns: Sequence[Sequence[int]], links: Iterable[tuple[int, int]], steps: Sequence[float]
) -> list[float]:
    """A height for each node, downwards, so that what is linked is nearly level.

    `columns` hold every node once, from top to bottom; nodes that follow each other in column c
    come out at least `steps[c]` apart. Each column in turn is drawn to the mean of its
    neighbours, from left to right and back again.
    """
    heights = [0.0] * sum([len(column) for column in columns])
    near: list[list[int]] = [[] for _ in heights]
    for start, end in links:
        if start != end:
            near[start].append(end)
            near[end].append(start)
    for column, step in zip(columns, steps, strict=True):
        for place, node in enumerate(column):
            heights[node] = (place - (len(column) - 1) / 2) * step
    rounds = max(FEWEST_ROUNDS, min(ROUNDS, VISITS // max(1, len(heights))))
    for turn in range(rounds):
        way = range(len(columns)) if turn % 2 else range(len(columns) - 1, -1, -1)
        for here in way:
            _draw(columns[here], near, steps[here], heights)
    return heights


def _draw(
    column: Sequence[int], near: Sequence[Sequence[int]], step: float, heights: list[float]
) -> None:
    wanted = [
        fsum([heights[other] for other in near[node]]) / len(near[node])
        if near[node]
        else heights[node]
        for node in column
    ]
    weights = [len(near[node]) or 0.1 for node in column]
    for node, height in zip(column, spread(wanted, weights, step), strict=True):
        heights[node] = height


def spread(wanted: Sequence[float], weights: Sequence[float], step: float) -> list[float]:
    """The heights nearest to those wanted, by weighted squares, that keep `step` between two.

    Pool adjacent violators: heights less their place times the step must not fall; where they
    would, neighbours share their mean (Ayer and others 1955).
    """
    pools: list[tuple[float, float, int]] = []
    for place, (height, weight) in enumerate(zip(wanted, weights, strict=True)):
        mean, total, count = height - place * step, weight, 1
        while pools and pools[-1][0] >= mean:
            other, heavy, many = pools.pop()
            mean = (mean * total + other * heavy) / (total + heavy)
            total += heavy
            count += many
        pools.append((mean, total, count))
    levels = [mean for mean, _, count in pools for _ in range(count)]
    return [level + place * step for place, level in enumerate(levels)]
