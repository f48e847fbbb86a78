"""How far the items of a scale hang together, from counts of the finest groups."""

from __future__ import annotations

__all__ = ["Consistency", "consistency"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.coded import Coded
from toc.analysis.reliability import FEWEST_ITEMS, alpha_of
from toc.analysis.scale_cells import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toc.analysis.privacy import Cells, Members
    from toc.analysis.reliability import Reliability
    from toc.analysis.scale_cells import FinestGroups
    from toc.analysis.scale_scores import ScaleScores


class Consistency(NamedTuple):
    """What alpha needs: the answers of those who answered every item, item by item and together.

    `complete` counts the means of what they answered, `others` those of all who answered something
    else.
    """

    items: Sequence[Cells]
    complete: Cells
    others: Cells

    def alpha(self, members: Members, minimum: int) -> Reliability | None:
        """Alpha of the people of some finest groups, as `reliability` gives it."""
        n = int(self.complete.counts[members].sum())
        if n < max(minimum, 2):
            return None
        parts = [_variance(one, members) for one in self.items]
        whole = _variance(self.complete, members) * len(parts) ** 2
        return alpha_of(np.array([*parts, whole]), n)


def consistency(found: ScaleScores, groups: FinestGroups) -> Consistency | None:
    """The counts of a scale of three items or more; None of fewer, which have no alpha."""
    if len(found.answered) < FEWEST_ITEMS:
        return None
    complete = found.given.values == len(found.answered)
    return Consistency(
        [counted(_those(one, complete), groups) for one in found.answered.values()],
        counted(_those(found.means, complete), groups),
        counted(_those(found.means, ~complete), groups),
    )


def _those(answered: Coded, some: NDArray[np.bool_]) -> Coded:
    """The answers of those of some patterns, none for all others."""
    return Coded(answered.codes, np.where(some, answered.values, np.nan))


def _variance(cells: Cells, members: Members) -> float:
    counts = cells.counts[members].sum(axis=0)
    n = int(counts.sum())
    mean = counts @ cells.values / n
    return float(counts @ (cells.values - mean) ** 2 / (n - 1))
