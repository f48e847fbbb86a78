"""Whether the items of a scale hang together: Cronbach's alpha."""

from __future__ import annotations

__all__ = ["FEWEST_ITEMS", "Reliability", "alpha_of", "reliability"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.quantiles import f_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_ITEMS = 3
"""With fewer items alpha says nothing."""

_LEAST = 1e-9  # a variance below this is none, but for how numbers are kept


class Reliability(NamedTuple):
    """Cronbach's alpha (at most 1) with its interval, and how many people it rests on.

    Below 0 an item that should be reversed was probably not.
    """

    alpha: float
    low: float
    high: float
    n: int


def reliability(
    scores: NDArray[np.float64], *, minimum: int = 10, level: float = 0.95
) -> Reliability | None:
    """Alpha of a scale from its items, each on the same 0 to 100 after reversal.

    One row per person, one column per item; people who left an item out do not count. None for
    fewer than three items or fewer than `minimum` people, and where all totals are alike.
    Cronbach (1951); interval by Feldt, Woodruff and Salih (1987).
    """
    complete = scores[~np.isnan(scores).any(axis=1)]
    n, items = complete.shape
    if items < FEWEST_ITEMS or n < max(minimum, 2):
        return None
    columns = np.column_stack([complete, complete.sum(axis=1)])
    return alpha_of(columns.var(axis=0, ddof=1), n, level=level)


def alpha_of(variances: NDArray[np.float64], n: int, *, level: float = 0.95) -> Reliability | None:
    """Alpha from the variances (n - 1) of the items and, last, of their sum, of `n` people.

    None where all totals are alike.
    """
    items = len(variances) - 1
    parts, whole = float(variances[:-1].sum()), float(variances[-1])
    if whole <= _LEAST:
        return None
    alpha = items / (items - 1) * (1 - parts / whole)
    first, second = n - 1, (n - 1) * (items - 1)
    low = 1 - (1 - alpha) * f_quantile((1 + level) / 2, first, second)
    high = 1 - (1 - alpha) * f_quantile((1 - level) / 2, first, second)
    return Reliability(alpha, low, high, n)
