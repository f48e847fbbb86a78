"""Columns of a layered drawing on a sheet: wrapped into sub-columns, spread to fill it."""

from __future__ import annotations

__all__ = ["Box", "wrapped"]

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from toc.analysis.layout_rows import level_heights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.layout_net import Net

    Position = tuple[float, float]

MOST_STRETCH = 2.0
"""How much further apart than need be nodes of a drawing that is too wide stand."""
SLACK = 1.08
"""How much higher than its fullest column a drawing may be, so that links can be level."""


@dataclass(frozen=True)
class Box:
    """The room that each node takes and the gaps to the next, in the units of the map.

    An element on a Kumu map is a circle with its label below: the box holds both. Gaps are
    `below` each box, `beside` it among the sub-columns of one column, and `between` columns,
    where most lines cross. Gaps of less than 1 may vanish in rounding.
    """

    width: float = 220
    height: float = 60
    below: float = 30
    beside: float = 40
    between: float = 160


def wrapped(net: Net, aspect: float | None, box: Box) -> list[Position]:
    """The positions of the nodes of a net whose columns are in order; see `layered.layout`.

    A column that is wrapped into three goes on like this: the first node in the first sub-column,
    the second in the second and a third of a step lower, and so on. So the order shows in the
    heights, and lines pass between boxes. Where there is height to spare, nodes stand further
    apart.
    """
    columns = [[node for node in column if node < net.size] for column in net.columns]
    lanes = _lanes([len(column) for column in columns], aspect, box)
    height = _width(lanes, box) / aspect - box.height if aspect else 0.0
    heights = _heights(net, lanes, height, box.height + box.below)
    positions = [(0.0, 0.0)] * net.size
    left = (box.width - _width(lanes, box)) / 2
    for column, lane in zip(columns, lanes, strict=True):
        for place, node in enumerate(column):
            across = left + place % lane * (box.width + box.beside)
            positions[node] = round(across, 1) + 0.0, round(heights[node], 1) + 0.0  # no -0.0
        left += lane * (box.width + box.beside) - box.beside + box.between
    return positions


def _heights(net: Net, lanes: Sequence[int], height: float, step: float) -> list[float]:
    """The heights of all nodes, spread over `height` where that is more than they need."""
    offsets = [
        _packed(column, net.size, step / lane)
        for column, lane in zip(net.columns, lanes, strict=True)
    ]
    tallest = max([column[-1] for column in offsets], default=0.0)
    if 0 < tallest < height:
        stretch = min(MOST_STRETCH, height / tallest)
        offsets = [[offset * stretch for offset in column] for column in offsets]
    return level_heights(net.columns, net.near, offsets, max(height, tallest * SLACK))


def _packed(column: Sequence[int], size: int, step: float) -> list[float]:
    """How far below the first of its column each stands at least.

    A link passes midway between two nodes, together with others that pass there.
    """
    steps = [((here < size) + (there < size)) / 2 * step for here, there in pairwise(column)]
    return list(accumulate(steps, initial=0.0))


def _width(lanes: Sequence[int], box: Box) -> float:
    within = sum(lanes) * (box.width + box.beside) - len(lanes) * box.beside
    return within + (len(lanes) - 1) * box.between


def _lanes(counts: Sequence[int], aspect: float | None, box: Box) -> list[int]:
    """Into how many sub-columns each column is wrapped, for a drawing of about that aspect."""
    most = max(counts, default=0)

    def wrap(rows: int) -> list[int]:
        return [-(-count // rows) for count in counts]

    def ratio(rows: int) -> float:
        lanes = wrap(rows)
        tall = max([-(-count // lane) for count, lane in zip(counts, lanes, strict=True)])
        return _width(lanes, box) / (tall * (box.height + box.below) - box.below)

    if aspect is None or most == 0:
        return [1] * len(counts)
    rows = bisect_left(range(1, most), -aspect, key=lambda rows: -ratio(rows)) + 1
    if rows > 1 and ratio(rows - 1) / aspect < aspect / ratio(rows):
        rows -= 1
    return wrap(rows)
