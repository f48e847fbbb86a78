"""The lines of a YAML text, found by position, and the comments that belong to an entry."""

from __future__ import annotations

__all__ = ["COMMENT", "Extent", "Lines"]

import re
from bisect import bisect_right
from typing import NamedTuple

COMMENT = r"#[^\n\r\x85\u2028\u2029]*"
"""The regular expression of a comment, which ends with its line."""

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_REMARK = re.compile(rf"(?P<indent> *){COMMENT}")
_REST = re.compile(rf"[ \t]*(?:{COMMENT})?")


class Extent(NamedTuple):
    """From where to where something reaches in a text, the end not included."""

    start: int
    end: int


class Lines:
    """The lines of one text; positions count characters from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_BREAK.finditer(text))
        self._starts = [0, *(match.end() for match in found)]
        self._ends = [*(match.start() for match in found), len(text)]
        self.newline = found[0].group() if found else "\n"

    def start(self, position: int) -> int:
        """Where the line of a position begins."""
        return self._starts[bisect_right(self._starts, position) - 1]

    def end(self, position: int) -> int:
        """Where the line of a position ends, before its line break."""
        return self._ends[bisect_right(self._starts, position) - 1]

    def after(self, position: int) -> int:
        """Where the next line begins; the end of the text on the last one."""
        number = bisect_right(self._starts, position)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def number(self, position: int) -> int:
        """The number of the line of a position, counted from 1."""
        return bisect_right(self._starts, position)

    def column(self, position: int) -> int:
        """How many characters stand before a position in its line."""
        return position - self.start(position)

    def begins_line(self, position: int) -> bool:
        """Whether nothing but space stands before a position in its line."""
        return not self.text[self.start(position) : position].strip(" \t")

    def ends_line(self, position: int) -> bool:
        """Whether nothing but space and a comment follows a position in its line."""
        found = _REST.match(self.text, position)
        return found is not None and found.end() == self.end(position)

    def broken(self, start: int, end: int) -> bool:
        """Whether a line ends between two positions."""
        return bisect_right(self._starts, start) != bisect_right(self._starts, end)

    def is_blank(self, position: int) -> bool:
        """Whether the line of a position holds nothing but space."""
        return not self.text[self.start(position) : self.end(position)].strip(" \t")

    def holds_blank(self, start: int, end: int) -> bool:
        """Whether a blank line lies wholly between two positions."""
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end) - 1
        return any(self.is_blank(self._starts[number]) for number in range(first, last))

    def remark_below(self, position: int) -> int:
        """The column of a comment on the next line that is not blank; -1 where there is none."""
        for further in range(bisect_right(self._starts, position), len(self._starts)):
            if not self.is_blank(self._starts[further]):
                found = _REMARK.match(self.text, self._starts[further])
                return len(found["indent"]) if found else -1
        return -1

    def with_comments(self, start: int, end: int, floor: int) -> Extent:
        """An entry with the comments that are its own; `floor` is where the one before ends.

        Its own are those right above it in its column, those behind it, and those below it that
        stand further to the right than it does. Above the first entry they are about all of them.
        """
        column = self.column(start)
        own_start = start
        if self.begins_line(start):
            own_start = self._above(start, column, floor)
        return Extent(own_start, self._below(end, column))

    def _above(self, start: int, column: int, floor: int) -> int:
        number = bisect_right(self._starts, start) - 1
        while number and self._starts[number - 1] >= floor:
            found = _REMARK.match(self.text, self._starts[number - 1])
            if not found or len(found["indent"]) != column:
                break
            number -= 1
            start = self._starts[number] + column
        return start

    def _below(self, end: int, column: int) -> int:
        if not self.ends_line(end):
            return end
        number = bisect_right(self._starts, end) - 1
        last = number
        for further in range(number + 1, len(self._starts)):
            found = _REMARK.match(self.text, self._starts[further])
            if found and len(found["indent"]) > column:
                last = further
            elif not self.is_blank(self._starts[further]):
                break
        return self._ends[last]
