"""What is wrong with answers: one line for each kind of fault in each column."""

from __future__ import annotations

__all__ = ["AnswerFaults", "AnswersError", "rows_text"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import UnreadableError
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

_NAMED = 3  # rows that are named where more have the same fault
_MOST_LINES = 60


class AnswersError(UnreadableError):
    """Answers with faults; `faults` names rows and columns, never what else somebody answered."""

    def __init__(self, name: str, faults: Sequence[str], number: int) -> None:
        self.faults = tuple(faults)
        said = "1 fault" if number == 1 else f"{number:,} faults"
        super().__init__(f"{said} in these answers.", where=name)

    def __str__(self) -> str:
        shown = self.faults[:_MOST_LINES]
        more = len(self.faults) - len(shown)
        rest = [f"{self.where}: and {more} more such lines"] if more else []
        return "\n".join(
            [f"{self.where}: {self.what}", *(f"{self.where}: {one}" for one in shown), *rest]
        )


class _Kind(NamedTuple):
    """A kind of fault: the place of its column in what is told, the column, and what is wrong."""

    place: int
    column: str
    what: str


class AnswerFaults:
    """Faults as they are found; told by column, in the order of `columns`."""

    def __init__(self, columns: Iterable[str]) -> None:
        self._columns = {name: place for place, name in enumerate(columns)}
        self._numbers: dict[_Kind, int] = {}
        self._named: dict[_Kind, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def add(self, column: str, what: str, rows: NDArray[np.integer]) -> None:
        """The same fault in some rows, numbered as a spreadsheet does."""
        self.add_places(column, what, [str(row) for row in rows[:_NAMED].tolist()], len(rows))

    def add_places(self, column: str, what: str, places: Sequence[str], number: int) -> None:
        """The same fault a number of times, with the first places of it."""
        if not number:
            return
        kind = _Kind(self._columns.get(column, len(self._columns)), column, what)
        self._numbers[kind] = self._numbers.get(kind, 0) + number
        named = self._named.setdefault(kind, [])
        named += places[: _NAMED - len(named)]

    def refuse(self, name: str) -> None:
        """End here if there are any.

        Raises:
            AnswersError: there are.
        """
        if not self:
            return
        lines = []
        for kind in sorted(self._numbers):
            rows = rows_text(self._named[kind], self._numbers[kind])
            place = ", ".join(filter(None, (legible(kind.column), rows)))
            lines.append(f"{place}: {kind.what}" if place else kind.what)
        raise AnswersError(name, lines, sum(self._numbers.values()))


def rows_text(named: Sequence[str], number: int) -> str:
    """Some rows, or rows that belong together, in words: `rows 2, 5, 9 and 12 more`; "" for none.

    >>> rows_text(["2"], 1), rows_text(["2 and 4", "3 and 9"], 2)
    ('row 2', 'rows 2 and 4; 3 and 9')
    """
    if not named:
        return ""
    several = any(" " in one for one in named)
    if number > len(named):
        named = [*named, f"{number - len(named):,} more"]
    if several or len(named) == 1:
        return f"row{'s' if several else ''} {'; '.join(named)}"
    return f"rows {', '.join(named[:-1])} and {named[-1]}"
