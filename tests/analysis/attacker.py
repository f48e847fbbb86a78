"""Somebody who knows all shown figures, and works out what is hidden by linear programming.

The unknowns are how many people of each voice in each team gave which pair of answers. Every shown
figure is a linear equation over them, give or take its rounding: the number of people, the sum of
their scores, and from the standard deviation the sum of their squares.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

from toc.analysis.shown_scores import ShownScore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toc.analysis.shown_scores import Group, Score

    Answered = tuple[int | None, int | None]
    Cell = tuple[str, str]

STEPS = (None, 1, 2, 3, 4, 5)
PATTERNS: list[Answered] = [
    (a, b) for a, b in product(STEPS, STEPS) if a is not None or b is not None
]
HALF = 0.05 + 1e-9  # of the last decimal shown


class Range(NamedTuple):
    """What something hidden can be at least and at most."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def score_of(level: str, name: str, answered: Answered) -> float | None:
    """What a person of this pattern scores on an item or on the scale."""
    a, b = answered
    scores = [None if a is None else 25.0 * (a - 1), None if b is None else 25.0 * (5 - b)]
    if level == "item":
        return scores["ab".index(name)]
    given = [one for one in scores if one is not None]
    return sum(given) / len(given)


class Attacker:
    """All shown figures of one wave; `named` are the teams that the report mentions.

    The attacker even knows who is the only one of a voice in a team (`alone`), and that such
    people are left out at the level of teams.
    """

    def __init__(
        self, cells: list[Cell], named: Iterable[str] = (), alone: Iterable[Cell] = ()
    ) -> None:
        self.unknowns = [(cell, pattern) for cell in cells for pattern in PATTERNS]
        self.alone = set(alone)
        self._rows: list[np.ndarray] = []
        self._most: list[float] = []
        for team in named:
            self._add(np.array([-float(cell[1] == team) for cell, _ in self.unknowns]), -1)

    def learn(self, scores: Iterable[Score]) -> None:
        """Write down what is shown."""
        for one in scores:
            if isinstance(one, ShownScore) and one.level in {"item", "sub-dimension"}:
                self._learn(one)

    def count_of(self, group: Group) -> Range:
        """How many people a group can have, as whole numbers."""
        row = self._row(lambda cell, _: float(self.holds(group, cell)))
        low, high = (self._extreme(sign * row) * sign for sign in (1, -1))
        return Range(float(np.ceil(low - 1e-6)), float(np.floor(high + 1e-6)))

    def mean_of(self, group: Group, patterns: Callable[[Answered], bool] = lambda _: True) -> Range:
        """What the mean score on the scale of some people of a group can be, if there are any."""
        some = self._row(lambda cell, one: float(self.holds(group, cell) and patterns(one)))
        total = self._row(
            lambda cell, one: (
                float(self.holds(group, cell) and patterns(one))
                * (score_of("sub-dimension", "", one) or 0.0)
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
        scores = {pattern: score_of(one.level, one.id, pattern) for pattern in PATTERNS}

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
