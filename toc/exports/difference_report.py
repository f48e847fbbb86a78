"""Differences of documents and of theories as one list of rows, for everything that shows them."""

from __future__ import annotations

__all__ = [
    "AmbiguousRow",
    "DifferenceReport",
    "DifferenceRow",
    "report_documents",
    "report_theories",
]

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.analysis.theory_differences import TheoryDifferences
    from toc.kumu.differences import Differences


class DifferenceRow(NamedTuple):
    """What is different about one thing; `Difference` and `TheoryDifference` say what is what.

    `map` is empty where the difference is on no map in particular.
    """

    kind: str
    id: str
    label: str
    what: str
    field: str
    before: Any
    after: Any
    map: str


class AmbiguousRow(NamedTuple):
    """Things that could not be told apart: what they share, and their ids on both sides."""

    kind: str
    label: str
    by: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class DifferenceReport:
    """The differences between an older source and a newer one.

    `not_compared` names what only one of them could hold; `same_bytes` says whether the two files
    are the same, None where they are not to be held against one another.
    """

    rows: tuple[DifferenceRow, ...]
    ambiguous: tuple[AmbiguousRow, ...]
    not_compared: tuple[str, ...]
    same_bytes: bool | None

    @property
    def is_equal(self) -> bool:
        """Whether nothing that means anything is different."""
        return not self.rows and not self.ambiguous

    def __str__(self) -> str:
        from toc.exports.difference_text import differences_text

        return differences_text(self).rstrip("\n")


def report_documents(found: Differences) -> DifferenceReport:
    """The differences between two Kumu documents."""
    return DifferenceReport(
        tuple(DifferenceRow(*one) for one in found.found),
        tuple(AmbiguousRow(*one) for one in found.ambiguous),
        found.not_compared,
        found.same_bytes,
    )


def report_theories(
    found: TheoryDifferences, *, not_compared: Iterable[str] = (), same_bytes: bool | None = None
) -> DifferenceReport:
    """The differences between two theories."""
    return DifferenceReport(
        tuple(DifferenceRow(*one, "") for one in found.found),
        tuple(
            AmbiguousRow(one.kind, one.label, "label and role", one.before, one.after)
            for one in found.ambiguous
        ),
        tuple(not_compared),
        same_bytes,
    )
