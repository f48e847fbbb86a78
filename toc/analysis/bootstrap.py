"""Intervals of means from the answers alone: drawn again and again, without Student's curve."""

from __future__ import annotations

__all__ = ["bootstrap_interval"]

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from toc.analysis.intervals import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEED = 20261122  # always the same, so that a report can be made again
_DRAWS = 9_999
_AT_ONCE = 2_000_000  # numbers


def bootstrap_interval(
    values: NDArray[np.float64],
    counts: NDArray[np.int64],
    *,
    level: float = 0.95,
    draws: int = _DRAWS,
    seed: int = _SEED,
) -> Interval | None:
    """The interval of a mean by the bootstrap, corrected for bias and skewness (BCa, Efron 1987).

    `counts` people have each of `values`; people are drawn, with all they answered. The same
    answers always give the same interval. None below two people; the mean itself where all are
    alike.
    """
    n = int(counts.sum())
    if n < 2:
        return None
    mean = float(counts @ values) / n
    apart = values - mean
    spread = float(counts @ apart**2)
    if spread <= 0:
        return Interval(mean, mean)
    drawn = _means(values, counts, n, draws, seed)
    near = 1e-9 * max(abs(mean), 1.0)
    below = (np.mean(drawn < mean - near) + np.mean(drawn <= mean + near)) / 2
    if not 0 < below < 1:
        return Interval(float(drawn.min()), float(drawn.max()))
    normal = NormalDist()
    bias = normal.inv_cdf(float(below))
    skewness = float(counts @ apart**3) / (6 * spread**1.5)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + normal.inv_cdf(tail)
        ends.append(normal.cdf(bias + shifted / (1 - skewness * shifted)))
    low, high = np.quantile(drawn, ends)
    return Interval(float(low), float(high))


def _means(
    values: NDArray[np.float64], counts: NDArray[np.int64], n: int, draws: int, seed: int
) -> NDArray[np.float64]:
    """The mean of as many people, drawn with replacement; so many times."""
    random = np.random.default_rng(seed)
    held = counts > 0
    chances, scores = counts[held] / n, values[held]
    found = []
    step = max(_AT_ONCE // len(scores), 1)
    for first in range(0, draws, step):
        number = min(step, draws - first)
        found.append(random.multinomial(n, chances, size=number) @ scores / n)
    return np.concatenate(found)
