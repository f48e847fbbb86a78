"""What is measured, how often and at what size, and what both sides of it have in common."""

from __future__ import annotations

__all__ = ["SCRIPTS", "Plan", "Row", "insist", "made_map", "timed"]

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from benchmarks.timing import middle, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.timing import Run

SCRIPTS = Path(__file__).parent

Unit = Literal["s", "MB"]


@dataclass(frozen=True)
class Row:
    """One measured ratio: ours by theirs, the most it may be and what it should be."""

    work: str
    against: str
    unit: Unit
    ours: float
    theirs: float
    must: float
    aim: float

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Whether the ratio is within the most it may be."""
        return self.ratio <= self.must


@dataclass(frozen=True)
class Plan:
    """Sizes in elements, and how often short and long commands are timed.

    Metrics are timed once: the script takes minutes.
    """

    small: int = 300
    middle: int = 10_000
    large: int = 100_000
    network: int = 5_000
    people: int = 1_000_000
    short: int = 15
    long: int = 5


def timed(
    work: str, against: str, ours: Sequence[Run], theirs: Sequence[Run], must: float, aim: float
) -> Row:
    """A row of the median seconds of whole commands."""
    return Row(work, against, "s", middle(ours)[0], middle(theirs)[0], must, aim)


def made_map(size: int, folder: Path) -> tuple[Path, list[str]]:
    """A made-up map and its gaps; made by another process, so that this one stays small."""
    path, gaps = folder / f"{size}.json", folder / f"{size}.gaps.json"
    if not path.exists():
        run([sys.executable, SCRIPTS / "maps.py", str(size), path, gaps])
    known: list[str] = json.loads(gaps.read_text(encoding="utf-8"))
    return path, known


def insist(work: str, same: bool) -> None:
    """Stop everything where both sides have not given the same answer."""
    if not same:
        sys.exit(f"{work}: the two sides do not agree, so there is nothing to time.")
