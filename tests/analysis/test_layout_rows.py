from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.analysis.layout_rows import level_heights, spread

HEIGHTS = st.lists(st.integers(-500, 500), min_size=1, max_size=12)


def packed(count: int, step: float) -> list[float]:
    """The offsets of nodes that stand a step apart."""
    return list(accumulate([step] * (count - 1), initial=0.0))


@given(HEIGHTS, st.floats(0, 5000))
def test_nothing_comes_closer_than_packed(wanted: list[int], room: float) -> None:
    """Neighbours keep their step, and the column its room where that is enough."""
    offsets = packed(len(wanted), 40)
    heights = spread(wanted, [1] * len(wanted), offsets, room)
    assert all(below - above > 40 - 1e-6 for above, below in pairwise(heights))
    half = max(room, offsets[-1]) / 2 + 1e-6
    assert -half <= heights[0]
    assert heights[-1] <= half


@given(HEIGHTS, st.lists(st.integers(1, 9), min_size=12, max_size=12), st.data())
def test_no_heights_are_nearer_to_those_wanted(
    wanted: list[int], weights: list[int], data: st.DataObject
) -> None:
    """Any other heights in order and a step apart are further away, by weighted squares."""
    offsets = packed(len(wanted), 40)
    heights = spread(wanted, weights[: len(wanted)], offsets, 1e6)
    gaps = [data.draw(st.integers(40, 200)) for _ in offsets[1:]]
    other = list(accumulate(gaps, initial=data.draw(st.integers(-900, 900))))

    def off(heights: list[float]) -> float:
        return sum(
            weight * (height - want) ** 2
            for weight, height, want in zip(weights, heights, wanted, strict=False)
        )

    assert off(heights) <= off([float(height) for height in other]) + 1e-3


def test_heights_that_fit_are_taken() -> None:
    """Heights in order and far enough apart are given as wanted."""
    assert spread([-100, 0, 50], [1, 1, 1], packed(3, 40), 1000) == [-100, 0, 50]


def test_linked_nodes_become_level() -> None:
    """A node alone in its column stands at the mean height of its neighbours."""
    near = [[3], [3], [], [0, 1]]
    heights = level_heights([[0, 1, 2], [3]], near, [packed(3, 90), [0.0]], 180)
    assert heights[3] == pytest.approx((heights[0] + heights[1]) / 2, abs=0.5)
