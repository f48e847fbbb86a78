"""Student's t and F, for intervals: the few lines that would need scipy."""

from __future__ import annotations

__all__ = ["f_quantile", "t_beyond", "t_quantile"]

import math
from functools import cache
from statistics import NormalDist

_TINY = 1e-300
_ENOUGH = 1e-16
_CLOSE = 1e-12  # of which a further step of Newton's would leave nothing
_STEPS = 500
_MANY = 1000  # degrees of freedom from which the series about the normal curve is exact


@cache
def t_quantile(share: float, freedom: float) -> float:
    """The point of Student's t below which a share (0 to 1) of it lies.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5 for many degrees of freedom,
    else 26.5 by bisection.
    """
    if share < 0.5:
        return -t_quantile(1 - share, freedom)
    if freedom > _MANY:
        return _near_normal(NormalDist().inv_cdf(share), freedom)
    part = _beta_quantile(2 * share - 1, 0.5, freedom / 2)
    return math.sqrt(freedom * part / (1 - part))


def t_beyond(t: float, freedom: float) -> float:
    """The share (0 to 1) of Student's t that lies as far from 0 as `t`, on either side."""
    return _beta_share(freedom / (freedom + t**2), freedom / 2, 0.5)


@cache
def f_quantile(share: float, above: float, below: float) -> float:
    """The point of F, with these degrees of freedom, below which a share (0 to 1) of it lies."""
    part = _beta_quantile(share, above / 2, below / 2)
    return below * part / (above * (1 - part))


def _near_normal(z: float, freedom: float) -> float:
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))


def _beta_quantile(share: float, a: float, b: float) -> float:
    """By Newton's steps, and by halving where one would leave what is known to hold the point."""
    if not 0 < share < 1:
        return float(share >= 1)
    low, high = 0.0, 1.0
    mean, sd = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
    point = mean + sd * NormalDist().inv_cdf(share)
    point = point if low < point < high else mean
    for _ in range(_STEPS):
        above = _beta_share(point, a, b) - share
        low, high = (point, high) if above < 0 else (low, point)
        slope = _beta_slope(point, a, b)
        step = point - above / slope if slope else low
        if not low < step < high:
            step = (low + high) / 2
        moved, point = abs(step - point), step
        if moved <= _CLOSE * min(point, 1 - point) or point in (low, high):
            break
    return point


def _beta_slope(x: float, a: float, b: float) -> float:
    size = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(size + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction 26.5.8 of Abramowitz and Stegun, from the front (Lentz 1976)."""
    c, d = 1.0, 1 / _kept(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = value
        for term in (even, odd):
            d = 1 / _kept(1 + term * d)
            c = _kept(1 + term / c)
            value *= d * c
        if abs(value - before) < _ENOUGH * abs(value):
            break
    return value


def _kept(value: float) -> float:
    """The value, kept away from 0, by which it is about to be divided."""
    return value if abs(value) > _TINY else _TINY
