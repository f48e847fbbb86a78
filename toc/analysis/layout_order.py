"""The order of the nodes within the columns of a layered drawing, so that few links cross.

Nodes are first drawn to the mean height of their neighbours, again and again, starting from the
order they were given in; then each is moved within its column to where its links cross fewest
others. There is no chance in it and no best of many tries: those find a few crossings less, and
quite another drawing as soon as one link is added.
"""

from __future__ import annotations

__all__ = ["order_columns"]

from math import fsum
from typing import TYPE_CHECKING

from toc.analysis.layout_net import connected_parts
from toc.analysis.layout_sifting import sift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.layout_net import Net

PASSES = 150
FEWEST_PASSES = 10
VISITS = 1_000_000
"""How many nodes all passes together may visit before there are fewer passes."""
DIGITS = 9
"""Heights that differ by less are the same: the order that was given decides."""


def order_columns(net: Net, groups: Sequence[int] | None = None) -> None:
    """Put the columns of the net in order from top to bottom, in place.

    Nodes of one group stand together, and groups in the same order in every column. Within that,
    parts that no link joins stand apart, and nodes without links stand last. Links within a
    column only draw their ends together. Crossings are counted and saved only where the net is
    whole; otherwise drawing nodes to their neighbours has to do.
    """
    heights = _first_heights(net)
    parts = connected_parts(net.near)
    part_of = _part_ranks(parts, heights)
    passes = max(FEWEST_PASSES, min(PASSES, VISITS // max(1, len(heights))))
    for part in parts:
        _smooth(part, net.near, heights, passes)
    for nodes in net.columns:
        nodes.sort(key=lambda node: (part_of[node], heights[node]))
    bands = _group_ranks(net, groups) if groups else [0] * len(net.near)
    for nodes in net.columns:
        nodes.sort(key=lambda node: bands[node])
    if net.whole:
        sift(net.columns, net.back, net.onward, bands)


def _first_heights(net: Net) -> list[float]:
    """From -0.5 at the top of a column to 0.5 at its foot, in the order given."""
    heights = [0.0] * len(net.near)
    for nodes in net.columns:
        own = [node for node in nodes if node < net.size]
        for place, node in enumerate(own):
            heights[node] = (place + 0.5) / len(own) - 0.5
    for point in range(net.size, len(heights)):
        heights[point] = heights[net.owner[point]]
    return heights


def _part_ranks(parts: Sequence[Sequence[int]], heights: Sequence[float]) -> list[int]:
    """Parts by their mean height, those of one node last."""
    means = [fsum([heights[node] for node in part]) / len(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (len(parts[at]) == 1, means[at]))
    ranks = [0] * len(heights)
    for rank, at in enumerate(order):
        for node in parts[at]:
            ranks[node] = rank
    return ranks


def _smooth(
    part: Sequence[int], near: Sequence[Sequence[int]], heights: list[float], passes: int
) -> None:
    """Draw the nodes of one part to the mean of their neighbours, without drawing all together.

    In each pass a node goes half the way. What all have in common is taken off and the rest
    scaled up, so that in the end the slowest wave through the part remains: what is far apart
    along the links is far apart in height. Sums are exactly rounded and so the same everywhere.
    """
    if len(part) == 1:
        return
    weight = sum([len(near[node]) for node in part])
    height = heights.__getitem__
    for _ in range(passes):
        mean = fsum([heights[node] * len(near[node]) for node in part]) / weight
        size = max([abs(heights[node] - mean) for node in part]) or 1.0
        for node in part:
            heights[node] = (heights[node] - mean) / size
        means = [fsum(map(height, near[node])) / len(near[node]) for node in part]
        for node, drawn in zip(part, means, strict=True):
            heights[node] = (heights[node] + drawn) / 2
    for node in part:
        heights[node] = round(heights[node], DIGITS)


def _group_ranks(net: Net, groups: Sequence[int]) -> list[int]:
    """Groups from top to bottom by the mean place of their nodes; points go with their owners."""
    places: dict[int, list[float]] = {}
    for nodes in net.columns:
        for place, node in enumerate(nodes):
            if node < net.size:
                places.setdefault(groups[node], []).append((place + 0.5) / len(nodes))
    order = sorted(places, key=lambda group: fsum(places[group]) / len(places[group]))
    rank = {group: place for place, group in enumerate(order)}
    return [rank[groups[owner]] for owner in net.owner]
