"""Scores on one scale, counted in the finest groups: from here on nobody is a row any more."""

from __future__ import annotations

__all__ = ["FinestGroups", "counted", "finest_groups"]

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.analysis.coded import Coded
from toc.analysis.privacy import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from toc.analysis.answers import Answers

_PLACES = 9  # decimals by which scores count as the same
_MOST_CELLS = 4_000_000  # counts of more different scores than that are made of those that occur


class Counts(NamedTuple):
    """How many people have a code: a row for each of those `held`, a column for each group."""

    held: NDArray[np.integer]
    counts: NDArray[np.int64]


class FinestGroups:
    """The groups of people who have the same label in every column.

    `of_person` has the number of each person's group, `labels` a row of labels for each group in
    the order of `columns`.
    """

    def __init__(
        self, columns: Sequence[str], labels: list[tuple[str, ...]], of_person: NDArray[np.int64]
    ) -> None:
        self.columns = tuple(columns)
        self.labels = labels
        self.of_person = of_person
        self._within: dict[tuple[tuple[str, str], ...], NDArray[np.bool_]] = {}
        self._counted: tuple[NDArray[np.integer], Counts] | None = None

    def column(self, name: str) -> list[str]:
        """The label of each group in a column."""
        place = self.columns.index(name)
        return [labels[place] for labels in self.labels]

    def within(self, group: Iterable[tuple[str, str]]) -> NDArray[np.bool_]:
        """Which of the finest groups have these labels: columns, each with a label."""
        key = tuple(group)
        if key not in self._within:
            found = np.ones(len(self.labels), dtype=bool)
            for name, label in key:
                found &= self._codes[name] == self._names[name].get(label, -1)
            self._within[key] = found
        return self._within[key].copy()

    def table(self, codes: NDArray[np.integer], below: int) -> Counts:
        """How many people of each group have each code; codes asked for again are not recounted."""
        if self._counted is None or self._counted[0] is not codes:
            self._counted = codes, self._count(codes, below)
        return self._counted[1]

    def _count(self, codes: NDArray[np.integer], below: int) -> Counts:
        held, number = np.arange(below), len(self.labels)
        if number * below > _MOST_CELLS:
            codes, held = pd.factorize(codes.astype(np.int64))
        places = np.multiply(codes, number, dtype=np.int64)
        places += self.of_person
        counts = np.bincount(places, minlength=number * len(held)).reshape(len(held), number)
        some = counts.any(axis=1)
        return Counts(held[some], counts[some])

    @cached_property
    def listed(self) -> list[list[str]]:
        """The label of each group in every column but the voice."""
        return [self.column(name) for name in self.columns if name != "voice"]

    @cached_property
    def _names(self) -> dict[str, dict[str, int]]:
        return {
            name: {label: number for number, label in enumerate(dict.fromkeys(self.column(name)))}
            for name in self.columns
        }

    @cached_property
    def _codes(self) -> dict[str, NDArray[np.int64]]:
        return {
            name: np.array([self._names[name][one] for one in self.column(name)], dtype=np.int64)
            for name in self.columns
        }


def finest_groups(answers: Answers, columns: Sequence[str]) -> FinestGroups:
    """The finest groups that some columns make; those that come first in the columns come first."""
    numbers = np.zeros(answers.people, dtype=np.int64)
    labels: list[tuple[str, ...]] = [()]
    for name in columns:
        column = answers.coded(name)
        each = max(len(column.names), 1)
        if each > 1:
            numbers *= each
            numbers += column.codes
        held, numbers = _those_that_occur(numbers, len(labels) * each)
        labels = [(*labels[one // each], column.names[one % each]) for one in held]
    return FinestGroups(columns, labels, numbers)


def _those_that_occur(
    numbers: NDArray[np.int64], below: int
) -> tuple[list[int], NDArray[np.int64]]:
    """Which of the numbers below one occur, and the place of each number among those."""
    if below > _MOST_CELLS:
        found, places = np.unique(numbers, return_inverse=True)
        return found.tolist(), places
    occur = np.bincount(numbers, minlength=below) > 0
    if not occur.all():
        numbers = (np.cumsum(occur) - 1)[numbers]
    return np.flatnonzero(occur).tolist(), numbers


def counted(
    scores: Coded | NDArray[np.float64],
    groups: FinestGroups,
    ends: tuple[float, float] = (0.0, 100.0),
) -> Cells:
    """How many people of each finest group have which score; people without one do not count.

    Who is the only one of their voice in their team, among those with a score, is marked.
    """
    scores = scores if isinstance(scores, Coded) else Coded.of(scores)
    table = groups.table(scores.codes, len(scores.values))
    values = np.round(scores.values[table.held], _PLACES)
    order = np.argsort(values, kind="stable")[: int((~np.isnan(values)).sum())]
    values = values[order]
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    if len(first):
        counts = np.add.reduceat(table.counts[order], first, axis=0).T
    else:
        first, values = np.zeros(1, dtype=np.int64), np.zeros(1)
        counts = np.zeros((len(groups.labels), 1), dtype=np.int64)
    counts = np.ascontiguousarray(counts)
    return Cells(counts, values[first], _alone(counts, groups), groups.listed, ends[1] - ends[0])


def _alone(counts: NDArray[np.int64], groups: FinestGroups) -> NDArray[np.bool_]:
    sizes = counts.sum(axis=1)
    if not ({"voice", "team"} <= set(groups.columns) and (sizes == 1).any()):
        return np.zeros(len(sizes), dtype=bool)
    pairs = list(zip(groups.column("voice"), groups.column("team"), strict=True))
    together: dict[tuple[str, str], int] = {}
    for pair, size in zip(pairs, sizes.tolist(), strict=True):
        together[pair] = together.get(pair, 0) + size
    return np.array([together[pair] == 1 and all(pair) for pair in pairs], dtype=bool)
