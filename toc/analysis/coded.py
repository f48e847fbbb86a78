"""Columns of a million people kept small: a whole number each, and what the numbers stand for."""

from __future__ import annotations

__all__ = ["Coded", "Labels", "smallest_for"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Codes = NDArray[np.integer]

_KINDS = (np.uint8, np.uint16, np.uint32)


def smallest_for(largest: int) -> type[np.integer]:
    """The smallest type of whole numbers from 0 to `largest`."""
    return next((one for one in _KINDS if largest <= np.iinfo(one).max), np.int64)


class Coded(NamedTuple):
    """Numbers of which there are few different ones: person `n` has `values[codes[n]]`.

    NaN among the values is none.
    """

    codes: Codes
    values: NDArray[np.float64]

    @classmethod
    def of(cls, numbers: NDArray[np.float64]) -> Coded:
        """A column of numbers, NaN for none; none has the code 0."""
        given = ~np.isnan(numbers)
        values, places = np.unique(numbers[given], return_inverse=True)
        codes = np.zeros(len(numbers), dtype=smallest_for(len(values)))
        codes[given] = places + 1
        return cls(codes, np.append(np.nan, values))

    def numbers(self) -> NDArray[np.float64]:
        """The number of each person, eight bytes apiece."""
        return self.values[self.codes]


class Labels(NamedTuple):
    """A column of labels: person `n` has `names[codes[n]]`; "" is none, and no name is twice."""

    codes: Codes
    names: list[str]

    @classmethod
    def of(cls, labels: Iterable[str]) -> Labels:
        """A column of texts; names in the order in which they are met."""
        codes, names = pd.factorize(np.array(list(labels), dtype=object))
        return cls(codes.astype(smallest_for(len(names))), [str(one) for one in names])

    def texts(self) -> NDArray[np.object_]:
        """The label of each person."""
        return np.array([*self.names, ""], dtype=object)[self.codes]
