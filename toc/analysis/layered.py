"""Positions for a drawing from left to right: causes left, effects right, few lines crossing.

A drawing is made in steps that have a module each: which column a node stands in
(`layout_stages`), in what order (`layout_net`, `layout_order`, `layout_sifting`), how many
sub-columns a column is wrapped into (`layout_wrapping`), and how high a node stands
(`layout_rows`). What is new in a drawing that has positions is put in by `layout_beside`.
"""

from __future__ import annotations

__all__ = ["Box", "layout"]

from typing import TYPE_CHECKING

from toc.analysis.layout_beside import place_beside
from toc.analysis.layout_net import Net
from toc.analysis.layout_order import order_columns
from toc.analysis.layout_stages import columns_by_stage
from toc.analysis.layout_wrapping import Box, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Position = tuple[float, float]

DEFAULT_BOX = Box()
WIDE = 16 / 9


def layout(
    size: int,
    links: Iterable[tuple[int, int]],
    layers: Sequence[int | None],
    *,
    fixed: Mapping[int, Position] | None = None,
    aspect: float | None = WIDE,
    groups: Sequence[int] | None = None,
    box: Box = DEFAULT_BOX,
) -> list[Position]:
    """The position of each of the nodes 0 to `size - 1`: its centre, x to the right, y downwards.

    `layers[n]` is the stage of node n (of outputs before that of outcomes, say), or None where it
    has none: then its links decide. A later stage stands right of an earlier one, and within a
    stage effects stand right of their causes, loops apart. Nodes with the same number in `groups`
    stand together in their columns. Columns are wrapped into sub-columns until the drawing is
    about `aspect` times as wide as high; None leaves them whole. The drawing is centred on
    (0, 0), in the units of `box`, to one decimal.

    Nodes in `fixed` keep their positions exactly. The others are put beside their neighbours,
    right of what leads to them and left of what they lead to, in a layered drawing into columns
    of their stage. What no link joins to a fixed node, or a few links for very many nodes, comes
    as a drawing of its own below or right of everything.

    The same input gives the same positions on every machine, boxes never overlap (fixed ones
    aside), and a little more or less of a theory moves little: its nodes keep their order. Up to
    20,000 nodes and columns crossed by links, crossings are counted and saved; beyond that the
    order comes from the neighbours alone, and time grows evenly: some ten seconds for 100,000
    nodes and 200,000 links, or two for 1,000 beside 100,000 fixed ones.

    >>> layout(3, [(0, 1), (1, 2)], [0, 1, 1])
    [(-380.0, 0.0), (0.0, 0.0), (380.0, 0.0)]
    """
    pairs = list(links)
    if not fixed:
        return _drawn(pairs, layers, aspect, groups, box)
    placed = dict(fixed)
    place_beside(pairs, layers, placed, (box.width + box.beside, box.height + box.below))
    apart = [node for node in range(size) if node not in placed]
    if apart:
        number = {node: place for place, node in enumerate(apart)}
        among = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
        own_groups = [groups[node] for node in apart] if groups else None
        block = _drawn(among, [layers[node] for node in apart], aspect, own_groups, box)
        moved = _moved_beyond(list(placed.values()), block, aspect or WIDE, box)
        placed.update(zip(apart, moved, strict=True))
    return [placed[node] for node in range(size)]


def _drawn(
    links: list[tuple[int, int]],
    layers: Sequence[int | None],
    aspect: float | None,
    groups: Sequence[int] | None,
    box: Box,
) -> list[Position]:
    net = Net(columns_by_stage(len(layers), links, layers), links)
    order_columns(net, groups)
    return wrapped(net, aspect, box)


def _moved_beyond(
    placed: Sequence[Position], block: Sequence[Position], aspect: float, box: Box
) -> list[Position]:
    """The block moved below what is placed, or right of it, whichever keeps nearer the aspect."""
    left, right, top, foot = _bounds(placed, box)
    block_left, block_right, block_top, block_foot = _bounds(block, box)
    wide, high = right - left + box.between, foot - top + box.between
    more_wide, more_high = block_right - block_left, block_foot - block_top
    if _off(max(wide, more_wide), high + more_high, aspect) <= _off(
        wide + more_wide, max(high, more_high), aspect
    ):
        across, down = left - block_left, foot + box.between - block_top
    else:
        across, down = right + box.between - block_left, top - block_top
    return [(round(x + across, 1) + 0.0, round(y + down, 1) + 0.0) for x, y in block]


def _bounds(centres: Sequence[Position], box: Box) -> tuple[float, float, float, float]:
    """The left, right, upper and lower edge of boxes."""
    across, down = [x for x, _ in centres], [y for _, y in centres]
    half, rise = box.width / 2, box.height / 2
    return min(across) - half, max(across) + half, min(down) - rise, max(down) + rise


def _off(width: float, height: float, aspect: float) -> float:
    ratio = width / height / aspect
    return max(ratio, 1 / ratio)
