"""From answers to scores of persons, in percent of the maximum possible."""

from __future__ import annotations

__all__ = ["favourable", "percent_of_maximum", "person_scores"]

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEAR = 1e-9


def percent_of_maximum(
    answers: NDArray[np.float64], low: float, high: float, *, reverse: bool = False
) -> NDArray[np.float64]:
    """Answers on a scale with these declared ends as 0 to 100; NaN stays NaN.

    A reversed item is turned by its declared ends, never by those that happen to be seen. Cohen,
    Cohen, Aiken and West (1999), "The problem of units and the circumstance for POMP".
    """
    shares = (answers - low) / (high - low)
    return 100 * (1 - shares) if reverse else 100 * shares


def person_scores(
    items: NDArray[np.float64], asked: NDArray[np.bool_], least: float = 0.5
) -> NDArray[np.float64]:
    """The mean of what each person answered, NaN for those who answered too little.

    `items` has a row per person and a column per item, in 0 to 100 with NaN for no answer; `asked`
    says, in the same shape, who was asked what. A person needs the share `least` of the items they
    were asked, rounded up; what they were not asked counts neither way.
    """
    given = ~np.isnan(items) & asked
    number = given.sum(axis=1)
    needed = np.maximum(np.ceil(least * asked.sum(axis=1) - _NEAR), 1)
    total = np.where(given, items, 0.0).sum(axis=1)
    enough = number >= needed
    return np.where(enough, total / np.maximum(number, 1), np.nan)


def favourable(
    answers: NDArray[np.float64], cut: float, ends: tuple[float, float], *, reverse: bool = False
) -> NDArray[np.float64]:
    """1 for an answer at or above the cut, 0 below it, NaN for none; reversed by declared ends."""
    turned = ends[0] + ends[1] - answers if reverse else answers
    return np.where(np.isnan(turned), np.nan, (turned >= cut - _NEAR).astype(float))
