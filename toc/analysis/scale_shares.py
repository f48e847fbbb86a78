"""How much of the answers is favourable, counted in the finest groups as scores are."""

from __future__ import annotations

__all__ = ["favourable_cut", "item_shares", "scale_shares", "skipping_shares"]

from typing import TYPE_CHECKING

import numpy as np

from toc.analysis.coded import Coded
from toc.analysis.scale_cells import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toc.analysis.privacy import Cells
    from toc.analysis.scale_cells import FinestGroups
    from toc.analysis.scale_scores import ScaleScores
    from toc.models.survey_parts import SurveyItem
    from toc.models.surveys import Survey

_NEAR = 1e-7  # of 100: how close to the cut an answer may be and still be at it
_USUAL_STEPS, _USUAL_CUT = 5, 3  # the top two of five


def favourable_cut(survey: Survey, item: SurveyItem) -> float | None:
    """The lowest favourable answer of an item after reversal, from 0 to 100.

    What its scale declares; on a scale of five steps without a word about it the fourth; on others
    None.
    """
    scale = survey.scale_of(item)
    cut = scale.favourable_from
    if cut is None:
        steps = scale.values()
        cut = steps[_USUAL_CUT] if len(steps) == _USUAL_STEPS else None
    return None if cut is None else 100 * (cut - scale.min) / (scale.max - scale.min)


def scale_shares(survey: Survey, found: ScaleScores, groups: FinestGroups) -> Cells | None:
    """How much of what each person answered is favourable, 0 to 100, of all who have a score.

    None where an item has no cut.
    """
    return _counted(survey, found, groups, ~np.isnan(found.scored.values))


def skipping_shares(survey: Survey, found: ScaleScores, groups: FinestGroups) -> Cells | None:
    """The same of those who answered and skipped an item or have no score."""
    return _counted(survey, found, groups, ~np.isnan(found.skipping().values))


def item_shares(cut: float | None, scored: Cells) -> Cells | None:
    """How many answers to an item are below the cut, and how many are not: 0 and 100.

    `scored` are the cells of the item's scores.
    """
    if cut is None:
        return None
    above = scored.values >= cut - _NEAR
    sides = [scored.counts[:, side].sum(axis=1) for side in (~above, above)]
    return scored._replace(counts=np.stack(sides, axis=1), values=np.array([0.0, 100.0]))


def _counted(
    survey: Survey, found: ScaleScores, groups: FinestGroups, held: NDArray[np.bool_]
) -> Cells | None:
    cuts = {one.id: favourable_cut(survey, one) for one in survey.items if one.id in found.answered}
    if None in cuts.values():
        return None
    favourable = np.zeros(len(held))
    for name, answered in found.answered.items():
        favourable += np.nan_to_num(answered.values, nan=-1) >= (cuts[name] or 0.0) - _NEAR
    shares = np.where(held, 100 * favourable / np.maximum(found.given.values, 1), np.nan)
    return counted(Coded(found.given.codes, shares), groups)
