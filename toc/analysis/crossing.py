"""Columns of codes crossed: one number for all that a person has in them."""

from __future__ import annotations

__all__ = ["Crossed", "crossed"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.analysis.coded import smallest_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_MOST = 65_536  # combinations up to which none is looked up, whether it occurs or not


class Crossed(NamedTuple):
    """Person `n` has the combination `table[codes[n]]`: one row for each, a column for each column.

    `table` may hold combinations that nobody has.
    """

    codes: NDArray[np.integer]
    table: NDArray[np.int64]


def crossed(columns: Iterable[tuple[NDArray[np.integer], int]], people: int) -> Crossed:
    """Some columns crossed; each comes with the number that all its codes are below."""
    codes: NDArray[np.integer] = np.zeros(people, dtype=np.uint8)
    table = np.zeros((1, 0), dtype=np.int64)
    for column, below in columns:
        size = len(table) * below
        kind = smallest_for(max(size - 1, 0))
        if len(table) == 1:
            codes = column.astype(kind, copy=False)
        elif below > 1:
            codes = codes.astype(kind) * kind(below)
            codes += column.astype(kind, copy=False)
        if size > _MOST:
            codes, held = pd.factorize(codes.astype(np.int64))
        else:
            held = np.arange(size)
        before, own = np.divmod(held.astype(np.int64), max(below, 1))
        table = np.column_stack([table[before], own])
    return Crossed(codes, table)
