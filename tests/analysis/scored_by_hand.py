"""Scores of persons as a short script would find them, in floating point and person by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def percent_of_maximum(
    answers: NDArray[np.float64], low: float, high: float, *, reverse: bool = False
) -> NDArray[np.float64]:
    """Answers on a scale with these declared ends as 0 to 100; NaN stays NaN."""
    shares = (answers - low) / (high - low)
    return 100 * (1 - shares) if reverse else 100 * shares


def person_scores(
    items: NDArray[np.float64], asked: NDArray[np.bool_], least: float = 0.5
) -> NDArray[np.float64]:
    """The mean of what each person answered, NaN for those who answered too little."""
    found = []
    for given, wanted in zip(items, asked, strict=True):
        answered = [one for one, yes in zip(given, wanted, strict=True) if yes and one == one]
        enough = answered and len(answered) >= least * wanted.sum() - 1e-9
        found.append(sum(answered) / len(answered) if enough else np.nan)
    return np.array(found)
