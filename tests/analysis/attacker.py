"""Somebody who knows all shown figures, and works out what is hidden by linear programming.

The unknowns are how many people of each voice in each team gave which answers. Every shown figure
is a linear equation over them, give or take its rounding: the number of people, the sum of their
scores, from the standard deviation the sum of their squares, the sum of their favourable shares,
and the number of complete answers that alpha rests on. From alpha itself, where all are complete,
comes the sum of the squares of all answers, as closely as the means of items leave it open.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

from toc.analysis.equal_voices import people_alike
from toc.analysis.shown_scores import ShownScore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toc.analysis.shown_scores import Alpha, Group, Score

    Answered = tuple[int | None, ...]
    Cell = tuple[str, str]

STEPS = (None, 1, 2, 3, 4, 5)
ITEMS = "abc"
HALF = 0.05 + 1e-9  # of the last decimal shown


class Range(NamedTuple):
    """What something hidden can be at least and at most."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def scores_of(answered: Answered) -> list[float | None]:
    """What a person of this pattern scores on each item; the second is reversed."""
    return [
        None if one is None else 25.0 * (5 - one if place == 1 else one - 1)
        for place, one in enumerate(answered)
    ]


def score_of(level: str, name: str, answered: Answered) -> float | None:
    """What a person of this pattern scores on an item or on the scale."""
    scores = scores_of(answered)
    if level == "item":
        return scores[ITEMS.index(name)]
    given = [one for one in scores if one is not None]
    return sum(given) / len(given)


def share_of(level: str, name: str, answered: Answered) -> float:
    """How much of what a person of this pattern answered is favourable, 0 to 1."""
    scores = scores_of(answered)
    if level == "item":
        scores = [scores[ITEMS.index(name)]]
    given = [float(one >= 75) for one in scores if one is not None]
    return sum(given) / len(given) if given else 0.0


def is_voice_of(part: ShownScore, one: ShownScore) -> bool:
    """Whether this is the score of one voice in the group of the other."""
    same = (part.level, part.id) == (one.level, one.id)
    return (
        same and [name for name, _ in part.group[:1]] == ["voice"] and part.group[1:] == one.group
    )


def anybody(_: Answered) -> bool:
    return True


class Attacker:
    """All shown figures of one wave; `named` are the teams that the report mentions.

    The attacker even knows who is the only one of a voice in a team (`alone`), and that such
    people are left out at the level of teams.
    """

    def __init__(
        self,
        cells: list[Cell],
        named: Iterable[str] = (),
        alone: Iterable[Cell] = (),
        items: int = 2,
    ) -> None:
        self.patterns = [one for one in product(STEPS, repeat=items) if any(one)]
        self.unknowns = [(cell, pattern) for cell in cells for pattern in self.patterns]
        self.alone = set(alone)
        self._rows: list[np.ndarray] = []
        self._most: list[float] = []
        for team in named:
            self._add(np.array([-float(cell[1] == team) for cell, _ in self.unknowns]), -1)

    def learn(self, scores: Iterable[Score]) -> None:
        """Write down what is shown."""
        shown = [
            one
            for one in scores
            if isinstance(one, ShownScore) and one.level in {"item", "sub-dimension"}
        ]
        for one in shown:
            self._learn(people_alike(one))
            if one.weights == "voice":
                self._learn_weighted(one, [part for part in shown if is_voice_of(part, one)])

    def count_of(self, group: Group, patterns: Callable[[Answered], bool] = anybody) -> Range:
        """How many people of these patterns a group can have, as whole numbers."""
        row = self._row(lambda cell, one: float(self.holds(group, cell) and patterns(one)))
        low, high = (self._extreme(sign * row) * sign for sign in (1, -1))
        return Range(float(np.ceil(low - 1e-6)), float(np.floor(high + 1e-6)))

    def mean_of(self, group: Group, patterns: Callable[[Answered], bool] = anybody) -> Range:
        """What the mean score on the scale of some people of a group can be, if there are any."""
        return self._ratio(group, patterns, lambda one: score_of("sub-dimension", "", one))

    def item_of(self, group: Group, name: str) -> Range:
        """What the mean of an item can be of those people of a group who answered it."""
        place = ITEMS.index(name)
        return self._ratio(
            group, lambda one: one[place] is not None, lambda one: score_of("item", name, one)
        )

    def share_of(self, group: Group) -> Range:
        """What the favourable share of a group can be, 0 to 1, if there is anybody."""
        return self._ratio(group, anybody, lambda one: share_of("sub-dimension", "", one))

    def _ratio(
        self,
        group: Group,
        patterns: Callable[[Answered], bool],
        value: Callable[[Answered], float | None],
    ) -> Range:
        some = self._row(lambda cell, one: float(self.holds(group, cell) and patterns(one)))
        total = self._row(
            lambda cell, one: (
                (value(one) or 0.0) if self.holds(group, cell) and patterns(one) else 0.0
            )
        )
        found = [self._extreme_ratio(sign * total, some) * sign for sign in (1, -1)]
        return Range(*found)

    def holds(self, group: Group, cell: Cell) -> bool:
        """Whether the group has the people of this voice and team."""
        of_team = any(name == "team" for name, _ in group)
        labels = dict(zip(("voice", "team"), cell, strict=True))
        return all(labels[name] == label for name, label in group) and not (
            of_team and cell in self.alone and len(group) == 1
        )

    def _learn(self, one: ShownScore) -> None:
        assert one.sd is not None
        scores = {pattern: score_of(one.level, one.id, pattern) for pattern in self.patterns}

        def times(power: int) -> np.ndarray:
            return self._row(
                lambda cell, pattern: (
                    0.0
                    if (score := scores[pattern]) is None or not self.holds(one.group, cell)
                    else score**power
                )
            )

        self._between(times(0), one.n, one.n)
        self._between(times(1), one.n * (one.score - HALF), one.n * (one.score + HALF))
        ends = [
            (one.n - 1) * max(one.sd + half, 0) ** 2 + one.n * max(one.score + half, 0) ** 2
            for half in (-HALF, HALF)
        ]
        self._between(times(2), *ends)
        if one.favourable:
            half = 0.5 + 1e-9 if one.n < 100 else HALF
            row = self._row(
                lambda cell, pattern: (
                    share_of(one.level, one.id, pattern)
                    if scores[pattern] is not None and self.holds(one.group, cell)
                    else 0.0
                )
            )
            around = one.favourable.share - half, one.favourable.share + half
            self._between(row, *(one.n * end / 100 for end in around))
        if one.reliability:
            self._learn_alpha(one, one.reliability)

    def _learn_weighted(self, one: ShownScore, parts: list[ShownScore]) -> None:
        """The mean of the means of voices, each of them rounded as well."""
        assert sum(part.n for part in parts) == one.n

        def weight(cell: Cell) -> float:
            return sum(1 / part.n for part in parts if self.holds(part.group, cell)) / len(parts)

        row = self._row(
            lambda cell, pattern: (score_of(one.level, one.id, pattern) or 0.0) * weight(cell)
        )
        self._between(row, one.score - 2 * HALF, one.score + 2 * HALF)

    def _learn_alpha(self, one: ShownScore, found: Alpha) -> None:
        complete = self._row(
            lambda cell, pattern: float(self.holds(one.group, cell) and None not in pattern)
        )
        self._between(complete, found.n, found.n)
        items = len(self.patterns[0])
        if found.n != one.n or one.sd is None:
            return
        squares = self._row(
            lambda cell, pattern: (
                sum((score or 0.0) ** 2 for score in scores_of(pattern))
                if self.holds(one.group, cell)
                else 0.0
            )
        )
        parts = [
            (items * max(one.sd + half, 0)) ** 2 * (1 - (found.alpha + less) * (items - 1) / items)
            for half in (-HALF, HALF)
            for less in (-0.005, 0.005)
        ]
        mean = one.score + HALF
        full, rest = divmod(items * mean, 100)
        least = (one.n - 1) * min(parts) + one.n * items * max(one.score - HALF, 0) ** 2
        most = (one.n - 1) * max(parts) + one.n * (full * 100**2 + rest**2)
        self._between(squares, least, most)

    def _row(self, value: Callable[[Cell, Answered], float]) -> np.ndarray:
        return np.array([value(cell, pattern) for cell, pattern in self.unknowns])

    def _add(self, row: np.ndarray, most: float) -> None:
        self._rows.append(row)
        self._most.append(most)

    def _between(self, row: np.ndarray, low: float, high: float) -> None:
        self._add(row, high)
        self._add(-row, -low)

    def _extreme(self, row: np.ndarray) -> float:
        if not self._rows:
            return 0.0 if (row >= 0).all() else -1e6
        found = linprog(row, np.array(self._rows), np.array(self._most))
        return float(found.fun) if found.status == 0 else -1e6

    def _extreme_ratio(self, total: np.ndarray, some: np.ndarray) -> float:
        """The least of total / some, with some at least 1 (Charnes and Cooper 1962)."""
        if not self._rows:
            return 0.0 if (total >= 0).all() else -100.0
        rows = np.column_stack([np.array(self._rows), -np.array(self._most)])
        found = linprog(
            np.append(total, 0),
            rows,
            np.zeros(len(rows)),
            np.append(some, 0)[None, :],
            [1],
            bounds=[(0, None)] * len(total) + [(1e-9, 1)],
        )
        return float(found.fun) if found.status == 0 else float("nan")
