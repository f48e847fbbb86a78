"""How sure a figure of a small group is: intervals for means and shares."""

from __future__ import annotations

__all__ = ["Interval", "effective_n", "mean_interval", "share_interval"]

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.quantiles import t_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVEL = 0.95


class Interval(NamedTuple):
    """The ends of an interval, in the unit of what it is about."""

    low: float
    high: float


def mean_interval(
    mean: float,
    sd: float,
    n: int,
    people: int | None = None,
    *,
    level: float = _LEVEL,
    ends: tuple[float, float] = (0.0, 100.0),
) -> Interval | None:
    """The interval of a mean by Student's t, cut at the ends of the scale; None below n = 2.

    `sd` is the standard deviation with n - 1. `people` is how many there are in all, where the
    answers are from a known list: then the part that nobody need guess is taken off (the finite
    population correction; Cochran, Sampling Techniques, 1977, section 2.6).

    >>> low, high = mean_interval(61.2, 15, 12)
    >>> print(f"{low:.1f} to {high:.1f}")
    51.7 to 70.7
    """
    if n < 2:
        return None
    error = sd / math.sqrt(n)
    if people is not None and people >= n:
        error *= math.sqrt((people - n) / (people - 1))
    half = t_quantile((1 + level) / 2, n - 1) * error
    return Interval(max(mean - half, ends[0]), min(mean + half, ends[1]))


def share_interval(count: float, n: float, *, level: float = _LEVEL) -> Interval | None:
    """The interval of a share, 0 to 1 (Wilson 1927); None where nobody was asked.

    >>> low, high = share_interval(3, 8)
    >>> print(f"{low:.3f} to {high:.3f}")
    0.137 to 0.694
    """
    if n <= 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Interval(max(centre - half, 0.0), min(centre + half, 1.0))


def effective_n(weights: Iterable[float]) -> float:
    """How many equally weighted answers tell as much as these (Kish 1965); 0 for none."""
    listed = list(weights)
    squares = sum(weight**2 for weight in listed)
    return sum(listed) ** 2 / squares if squares else 0.0
