"""A table of answers as it is read: its headings, then its rows in pieces."""

from __future__ import annotations

__all__ = ["PIECE", "AnswerTable", "frame_table"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import UnreadableError
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

PIECE = 50_000
"""Rows that are held as texts at once."""


class AnswerTable(NamedTuple):
    """A table's headings, without blanks around them, and a way to its columns.

    `pieces` gives some columns, by their places among the headings, piece by piece; what stands in
    the others need not be looked at.
    """

    headings: list[str]
    pieces: Callable[[Sequence[int]], Iterator[list[pd.Series]]]

    def refuse_twice(self, name: str) -> None:
        """End here if two columns have the same heading.

        Raises:
            UnreadableError: two have.
        """
        for heading in self.headings:
            if heading and self.headings.count(heading) > 1:
                raise UnreadableError(
                    f'Two columns are headed "{legible(heading)}".',
                    where=name,
                    remedy="Take one of them out, or give it another heading.",
                )


def frame_table(frame: pd.DataFrame) -> AnswerTable:
    """A data frame as such a table, in one piece."""

    def pieces(places: Sequence[int]) -> Iterator[list[pd.Series]]:
        yield [frame.iloc[:, place] for place in places]

    return AnswerTable([str(one).strip() for one in frame.columns], pieces)
