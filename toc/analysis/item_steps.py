"""Answers as steps of their scales: whole numbers, turned round where an item is reversed."""

from __future__ import annotations

__all__ = ["ItemSteps", "item_steps"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.coded import smallest_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toc.analysis.coded import Coded
    from toc.models.survey_scales import Scale

_OFF = 1e-6  # how far from a step an answer may be and still be on it


class ItemSteps(NamedTuple):
    """The answers to an item in steps of its scale: 0 is none, 1 the lowest, `top` + 1 the highest.

    `turned` says that the lowest is to count as the highest.
    """

    codes: NDArray[np.integer]
    top: int
    turned: bool

    def percent(self, codes: NDArray[np.integer]) -> NDArray[np.float64]:
        """Codes in percent of the maximum possible, NaN for none, by the scale's declared ends.

        Cohen, Cohen, Aiken and West (1999), "The problem of units and the circumstance for POMP".
        """
        up = self.top + 1 - codes if self.turned else codes - 1
        return np.where(codes > 0, 100 * up / self.top, np.nan)


def item_steps(answers: Coded, scale: Scale, *, turned: bool) -> ItemSteps:
    """The answers to an item as steps of its scale.

    Raises:
        ValueError: an answer that is not on the scale.
    """
    top = round((scale.max - scale.min) / scale.step)
    given = ~np.isnan(answers.values)
    steps = (answers.values - scale.min) / scale.step
    places = np.where(given, np.rint(steps) + 1, 0).astype(np.int64)
    off = (np.abs(steps + 1 - places) > _OFF) | (places < 1) | (places > top + 1)
    if (off & given).any():
        message = "answers that are not on their scale"
        raise ValueError(message)
    kind = smallest_for(top + 1)
    if np.array_equal(places, np.arange(len(places))):
        return ItemSteps(answers.codes.astype(kind, copy=False), top, turned)
    return ItemSteps(places.astype(kind)[answers.codes], top, turned)
