"""What leaves the scorer: figures that may be shown, and for all others nothing but a reason."""

from __future__ import annotations

__all__ = [
    "HIDDEN_REASONS",
    "Alpha",
    "Favourable",
    "Group",
    "HiddenScore",
    "Level",
    "Method",
    "PeopleMean",
    "Reason",
    "Score",
    "ShownScore",
    "Weights",
]

from dataclasses import dataclass
from typing import Literal

Level = Literal["item", "sub-dimension", "domain", "outcome"]
Group = tuple[tuple[str, str], ...]
"""Columns with the label that all its people have there: `(("voice", "workers"),)`; () is all."""

Reason = Literal["too few", "not asked", "parts hidden", "no answers", "published"]

HIDDEN_REASONS: dict[Reason, str] = {
    "too few": "too few people, answers too much alike, or it would give away a smaller group",
    "not asked": "this group is not asked about it",
    "parts hidden": "not all of its sub-dimensions can be shown for this group",
    "no answers": "no answers",
    "published": "scores of this wave were published from other answers",
}
"""What people read of each reason. None says how many people there are."""


Weights = Literal["people", "voice"]
"""Whether each person counts the same in a mean, or each voice."""

Method = Literal["t", "bca"]
"""How an interval is found: by Student's t, or by the bootstrap of Efron (1987)."""


@dataclass(frozen=True, slots=True)
class Favourable:
    """How much of a group's answers is favourable, in percent, with its interval.

    Whole numbers below a hundred people, else with one decimal. Each person counts the same, and
    the interval (Wilson's) is that of so many people: as wide as it is at most where each of them
    answered several questions.
    """

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha (at most 1) with its interval, two decimals, of `n` complete answers."""

    alpha: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class PeopleMean:
    """The mean in which each person counts the same, where another is the score."""

    n: int
    score: float
    low: float
    high: float
    sd: float | None = None
    band: str | None = None
    favourable: Favourable | None = None


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score that may be shown: all numbers rounded to one decimal, `n` people.

    `low` and `high` are the ends of its interval, found by `method`, `sd` the standard deviation
    between people; a domain and an outcome, which are made from other shown scores (`parts`), have
    none. Where each voice counts the same (`weights`), the score tells as much as that of
    `effective_n` people alike, and `of_people` is the other mean. `people` is how many could have
    answered, where that is known.
    """

    level: Level
    id: str
    group: Group
    n: int
    score: float
    low: float
    high: float
    sd: float | None = None
    band: str | None = None
    parts: tuple[str, ...] = ()
    method: Method = "t"
    favourable: Favourable | None = None
    reliability: Alpha | None = None
    weights: Weights = "people"
    effective_n: float | None = None
    of_people: PeopleMean | None = None
    people: int | None = None

    @property
    def response_rate(self) -> float | None:
        """How much of those who could answer did, in percent; None where that is not known."""
        if not self.people or self.people < self.n:
            return None
        return round(100 * self.n / self.people, 1)


@dataclass(frozen=True, slots=True)
class HiddenScore:
    """A score that is not shown. It holds no number, and nothing that leads to one."""

    level: Level
    id: str
    group: Group
    reason: Reason


Score = ShownScore | HiddenScore
