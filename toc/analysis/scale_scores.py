"""What people score on a sub-dimension and its items."""

from __future__ import annotations

__all__ = ["ScaleScores", "scale_scores"]

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toc.analysis.coded import Coded
from toc.analysis.crossing import crossed
from toc.analysis.item_steps import item_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toc.analysis.answers import Answers, Asked
    from toc.models.survey_parts import SubDimension
    from toc.models.survey_scales import Conversion, Scale
    from toc.models.surveys import Survey

    Numbers = NDArray[np.float64]

_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class ScaleScores:
    """What people score on a sub-dimension and its items, by what they answered of all its items.

    Everything has the same codes, one for each pattern of answers, and so needs no look at anybody:
    `scored` is the score between `ends`, `answered` what was answered of each item in percent of
    the maximum possible, `means` the mean of that, `given` how many items were answered, `asked`
    how many were asked. NaN is none.
    """

    scored: Coded
    answered: dict[str, Coded]
    ends: tuple[float, float]
    means: Coded
    given: Coded
    asked: Coded

    @property
    def persons(self) -> Numbers:
        """The score of each person."""
        return self.scored.numbers()

    @property
    def skipped(self) -> NDArray[np.bool_]:
        """Of which patterns some items were answered, and not all that were asked."""
        return (self.given.values > 0) & (self.given.values < self.asked.values)

    def skipping(self) -> Coded:
        """The mean of what those answered who skipped an item or have no score; NaN for others."""
        partial = self.skipped | np.isnan(self.scored.values)
        return Coded(self.means.codes, np.where(partial, self.means.values, np.nan))


def scale_scores(survey: Survey, sub_dimension: SubDimension, answers: Answers) -> ScaleScores:
    """What each person scores on a sub-dimension and on each of its items.

    Items are turned where they are reversed. A person's score is the mean of what they answered, if
    that is the least part of what they were asked, rounded up; what they were not asked counts
    neither way. A sub-dimension with the user's own table is scored by it, and complete answers
    only.
    """
    items = survey.items_of(sub_dimension.id)
    scales = [survey.scale_of(item) for item in items]
    steps = [
        item_steps(answers.coded_item(item.id), scale, turned=item.reversed)
        for item, scale in zip(items, scales, strict=True)
    ]
    who = [answers.asked(survey, item) for item in items]
    kinds = [(one.kinds, len(one.askers)) for one in who if len(one.askers) > 1][:1]
    columns = [(np.zeros(answers.people, dtype=np.uint8), 1), *kinds]
    columns += [(one.codes, one.top + 2) for one in steps]
    patterns = crossed(columns, answers.people)
    asked = _asked(who, patterns.table[:, len(kinds)])
    given = patterns.table[:, len(columns) - len(items) :] * asked
    percent = np.empty(given.shape, order="F")
    for place, one in enumerate(steps):
        percent[:, place] = one.percent(given[:, place])
    number = (given > 0).sum(axis=1)
    means = np.where(number > 0, np.nansum(percent, axis=1) / np.maximum(number, 1), np.nan)
    table = sub_dimension.conversion
    if table:
        scores = _converted(table, scales, percent)
    else:
        least = survey.minimum_of(sub_dimension)
        needed = np.maximum(np.ceil(least * asked.sum(axis=1) - _NEAR), 1)
        scores = np.where(number >= needed, means, np.nan)

    def coded(values: Numbers) -> Coded:
        return Coded(patterns.codes, values)

    return ScaleScores(
        coded(scores),
        {item.id: coded(percent[:, place]) for place, item in enumerate(items)},
        (table.lowest, table.highest) if table else (0.0, 100.0),
        coded(means),
        coded(number.astype(float)),
        coded(asked.sum(axis=1).astype(float)),
    )


def _asked(who: Sequence[Asked], kinds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which items those of each pattern were asked: a row for each pattern."""
    found = np.empty((len(kinds), len(who)), dtype=bool)
    for place, one in enumerate(who):
        found[:, place] = one.askers[kinds] if len(one.askers) > 1 else one.askers
    return found


def _converted(table: Conversion, scales: Sequence[Scale], percent: Numbers) -> Numbers:
    """The scores by the user's own table; NaN where not all items were answered."""
    totals = sum(
        scale.min + percent[:, place] / 100 * (scale.max - scale.min)
        for place, scale in enumerate(scales)
    )
    found, places = np.unique(totals, return_inverse=True)
    scores = [table.score_of(one) for one in found.tolist()]
    return np.array([np.nan if one is None else one for one in scores], dtype=float)[places]
