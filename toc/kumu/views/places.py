"""Lines and columns of a view."""

from __future__ import annotations

__all__ = ["Lines"]

from bisect import bisect_right


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(n for n, sign in enumerate(text, 1) if sign == "\n")]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character, counted from 0."""
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
