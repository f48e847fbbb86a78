"""What leaves the scorer: figures that may be shown, and for all others nothing but a reason."""

from __future__ import annotations

__all__ = ["HIDDEN_REASONS", "Group", "HiddenScore", "Level", "Reason", "Score", "ShownScore"]

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


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score that may be shown: all numbers rounded to one decimal, `n` people.

    `low` and `high` are the ends of its interval, `sd` the standard deviation between people;
    a domain and an outcome, which are made from other shown scores (`parts`), have none.
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


@dataclass(frozen=True, slots=True)
class HiddenScore:
    """A score that is not shown. It holds no number, and nothing that leads to one."""

    level: Level
    id: str
    group: Group
    reason: Reason


Score = ShownScore | HiddenScore
