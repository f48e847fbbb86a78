"""Scores on one scale, counted in the finest groups: from here on nobody is a row any more."""

from __future__ import annotations

__all__ = ["FinestGroups", "ScaleScores", "counted", "finest_groups", "scale_scores"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.analysis.privacy import Cells
from toc.analysis.scoring import percent_of_maximum, person_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toc.analysis.answers import Answers
    from toc.models.survey_parts import SubDimension
    from toc.models.surveys import Survey

_PLACES = 9  # decimals by which scores count as the same: sums of thirds are not exact


class FinestGroups(NamedTuple):
    """The groups of people who have the same label in every column.

    `of_person` has the number of each person's group, `labels` a row of labels for each group in
    the order of `columns`.
    """

    columns: tuple[str, ...]
    labels: list[tuple[str, ...]]
    of_person: NDArray[np.int64]

    def column(self, name: str) -> list[str]:
        """The label of each group in a column."""
        place = self.columns.index(name)
        return [labels[place] for labels in self.labels]


class ScaleScores(NamedTuple):
    """The scores of persons on a sub-dimension and on its items, NaN for none; `ends` of both.

    `skipped` marks people who answered some of what they were asked, and not all of it.
    """

    persons: NDArray[np.float64]
    items: dict[str, NDArray[np.float64]]
    skipped: NDArray[np.bool_]
    ends: tuple[float, float]

    def skipping(self) -> NDArray[np.float64]:
        """The mean of what those answered who skipped an item or have no score; NaN for others."""
        table = np.stack([*self.items.values()])
        given = (~np.isnan(table)).sum(axis=0)
        means = np.nansum(table, axis=0) / np.maximum(given, 1)
        partial = (given > 0) & (self.skipped | np.isnan(self.persons))
        return np.where(partial, means, np.nan)


def finest_groups(answers: Answers, columns: Sequence[str]) -> FinestGroups:
    """The finest groups that some columns make."""
    numbers = np.zeros(answers.people, dtype=np.int64)
    for name in columns:
        codes, found = pd.factorize(answers.column(name))
        numbers, _ = pd.factorize(numbers * max(len(found), 1) + codes)
    first = np.flatnonzero(~pd.Series(numbers).duplicated())
    held = [answers.column(name) for name in columns]
    labels = [tuple(str(one[person]) for one in held) for person in first]
    return FinestGroups(tuple(columns), labels, numbers)


def scale_scores(survey: Survey, sub_dimension: SubDimension, answers: Answers) -> ScaleScores:
    """What each person scores on a sub-dimension and on each of its items.

    Items are turned where they are reversed, and are percent of the maximum possible. A
    sub-dimension with the user's own table is scored by it, and complete answers only.
    """
    items = survey.items_of(sub_dimension.id)
    turned = np.empty((answers.people, len(items)), order="F")  # sums along rows are faster so
    asked = np.empty(turned.shape, dtype=bool, order="F")
    raw = np.zeros(answers.people)
    for place, item in enumerate(items):
        scale, given = survey.scale_of(item), answers.item(item.id)
        turned[:, place] = percent_of_maximum(given, scale.min, scale.max, reverse=item.reversed)
        asked[:, place] = answers.asked(survey, item)
        raw += scale.min + turned[:, place] / 100 * (scale.max - scale.min)
    turned[~asked] = np.nan
    given_any, none_given = (~np.isnan(turned)).any(axis=1), np.isnan(turned) & asked
    skipped = np.logical_and(given_any, none_given.any(axis=1))
    held = {item.id: turned[:, place] for place, item in enumerate(items)}
    if table := sub_dimension.conversion:
        found = {total: table.score_of(total) for total in set(raw[~np.isnan(raw)].tolist())}
        scores = [found.get(total) for total in raw.tolist()]
        persons = np.array([np.nan if one is None else one for one in scores], dtype=float)
        return ScaleScores(persons, held, skipped, (table.lowest, table.highest))
    least = survey.minimum_of(sub_dimension)
    return ScaleScores(person_scores(turned, asked, least), held, skipped, (0.0, 100.0))


def counted(
    scores: NDArray[np.float64], groups: FinestGroups, ends: tuple[float, float] = (0.0, 100.0)
) -> Cells:
    """How many people of each finest group have which score; people without one do not count.

    Who is the only one of their voice in their team, among those with a score, is marked.
    """
    held = ~np.isnan(scores)
    codes, values = pd.factorize(np.round(scores[held], _PLACES), sort=True)
    number, width = len(groups.labels), max(len(values), 1)
    places = groups.of_person[held] * width + codes
    counts = np.bincount(places, minlength=number * width).reshape(number, width)
    values = values if len(values) else np.zeros(1)
    listed = [groups.column(name) for name in groups.columns if name != "voice"]
    return Cells(counts, values, _alone(counts, groups), listed, ends[1] - ends[0])


def _alone(counts: NDArray[np.int64], groups: FinestGroups) -> NDArray[np.bool_]:
    sizes = counts.sum(axis=1)
    if not {"voice", "team"} <= set(groups.columns):
        return np.zeros(len(sizes), dtype=bool)
    pairs = list(zip(groups.column("voice"), groups.column("team"), strict=True))
    together: dict[tuple[str, str], int] = {}
    for pair, size in zip(pairs, sizes.tolist(), strict=True):
        together[pair] = together.get(pair, 0) + size
    return np.array([together[pair] == 1 and all(pair) for pair in pairs], dtype=bool)
