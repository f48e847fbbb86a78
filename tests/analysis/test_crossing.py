"""Crossed columns say of each person all that they have, in one number."""

from __future__ import annotations

import numpy as np
import pytest

from toc.analysis.crossing import crossed


@pytest.mark.parametrize("sizes", [(3, 4), (1, 5, 1), (300, 300), (6,) * 12, (70_000, 2)])
def test_nothing_is_lost(sizes: tuple[int, ...]) -> None:
    """The table gives back every column, however many combinations there could be."""
    random = np.random.default_rng(len(sizes))
    columns = [random.integers(0, size, 500) for size in sizes]
    found = crossed(zip(columns, sizes, strict=True), 500)
    assert (found.table[found.codes] == np.stack(columns, axis=1)).all()


def test_nobody_and_nothing() -> None:
    """Without columns everybody is alike; without people there is nobody."""
    assert crossed([], 3).table.shape == (1, 0)
    assert crossed([], 3).codes.tolist() == [0, 0, 0]
    assert crossed([(np.zeros(0, dtype=np.uint8), 4)], 0).codes.tolist() == []
