"""A JSON text walked beside the value that it is to say: what stands where, and what is the same.

Large arrays are gone through item by item, so that they are never held in memory twice.
"""

from __future__ import annotations

__all__ = ["Array", "Entry", "Slot", "Walk"]

import re
from json import JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from toc.kumu.json_matching import have_same_id, matched_items, same_json
from toc.kumu.json_reader import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANKS = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n]*(?:,[ \t\r\n]*)?")
_LARGE = 1_000  # items above which an array is gone through one by one


class Slot(NamedTuple):
    """A member or item as the text has it: where it, its value and its end are."""

    start: int
    value: int
    end: int


class Entry(NamedTuple):
    """A member or item as it is to be: its old slot, if it has one, its value, its key if new.

    `same` says that its value is what the text at its slot says already.
    """

    slot: int | None
    value: Any
    same: bool = False
    key: str | None = None


class Array(NamedTuple):
    """An array as the text has it, the items that it is to have, and where its bracket closes."""

    slots: list[Slot]
    entries: list[Entry]
    close: int


class Walk:
    """A JSON text, known to be well formed, and what is found in it."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._differing: dict[int, Array] = {}  # by where they begin
        self._scan = _scanner(JSONDecoder())

    def blank_end(self, position: int) -> int:
        """Where the blanks that begin at a position end."""
        found = _BLANKS.match(self.original, position)
        return found.end() if found else position

    def scan(self, position: int) -> tuple[Any, int]:
        """The value that begins at a position, and where it ends."""
        try:
            return self._scan(self.original, position)
        except ValueError:  # a whole number of more digits than int() converts
            self._scan = _scanner(JSONDecoder(parse_int=whole_number))
            return self._scan(self.original, position)

    def compare(self, position: int, new: Any) -> tuple[bool, int]:
        """Whether the value that begins at a position says the same, and where it ends."""
        opening = self.original[position]
        if opening == "[" and isinstance(new, list) and _is_large(new):
            array = self._walk(position, new)
            same = len(array.entries) == len(array.slots) and all(
                entry.same and entry.slot == place for place, entry in enumerate(array.entries)
            )
            if not same:
                self._differing[position] = array
            return same, array.close + 1
        if opening == "{" and isinstance(new, dict) and _is_large(new):
            return self._compare_object(position, new)
        old, end = self.scan(position)
        return same_json(old, new), end

    def _compare_object(self, start: int, new: dict[str, Any]) -> tuple[bool, int]:
        same, number = True, 0
        place = self.blank_end(start + 1)
        while self.original[place] != "}":
            key, value = self.key(place)
            same = same and key in new
            found, end = self.compare(value, new[key] if same else None)
            same = same and found
            number += 1
            place = self.next(end)
        return same and number == len(new), place + 1

    def key(self, place: int) -> tuple[Any, int]:
        """The key of the member that begins at a place, and where its value begins."""
        key, end = self.scan(place)
        return key, self.blank_end(self.blank_end(end) + 1)

    def array(self, start: int, new: list[Any]) -> Array:
        """The array that begins at a place beside the items that it is to have."""
        return self._differing.pop(start, None) or self._walk(start, new)

    def _walk(self, start: int, new: list[Any]) -> Array:
        """An array of the text beside the items that it is to have."""
        slots: list[Slot] = []
        entries: list[Entry] = []
        rest: list[Any] = []  # from the first that is not the new one at its place
        for more, olds in self._batches(start):
            if not rest:
                entries += _entries_in_place(olds, new, len(slots))
            rest += olds[max(len(entries) - len(slots), 0) :]
            slots += more
        done = len(entries)
        for item, match in zip(new[done:], matched_items(rest, new[done:]), strict=True):
            slot = None if match.place is None else done + match.place
            entries.append(Entry(slot, item, match.same))
        close = self.next(slots[-1].end) if slots else self.blank_end(start + 1)
        return Array(slots, entries, close)

    def _batches(self, start: int) -> Iterator[tuple[list[Slot], list[Any]]]:
        """The items of an array, some at a time, so that a large one takes little room."""
        text = self.original
        slots: list[Slot] = []
        olds: list[Any] = []
        place, between = self.blank_end(start + 1), "\0"
        while text[place] != "]":
            old, end = self.scan(place)
            olds.append(old)
            slots.append(Slot(place, place, end))
            place = end + len(between)
            if not text.startswith(between, end) or text[place] <= " ":
                place = self.next(end)
                between = text[end:place]  # most items of an array stand apart in the same way
            if len(olds) == _LARGE:
                yield slots, olds
                slots, olds = [], []
        if slots:
            yield slots, olds

    def next(self, end: int) -> int:
        """Where the member or item after this end begins, or the bracket that closes."""
        found = _BETWEEN.match(self.original, end)
        return found.end() if found else end


def _scanner(decoder: JSONDecoder) -> Callable[[str, int], tuple[Any, int]]:
    """What reads one value; `raw_decode` is the same behind one more call for each item."""
    return cast("Callable[[str, int], tuple[Any, int]]", cast("Any", decoder).scan_once)


def _entries_in_place(olds: list[Any], new: list[Any], first: int) -> list[Entry]:
    """The new items that stand where the old ones do, up to the first that is another.

    `first` is the place of the first old one.
    """
    here = new[first : first + len(olds)]
    if same_json(olds, here):
        return [Entry(place, item, same=True) for place, item in enumerate(here, first)]
    found: list[Entry] = []
    for place, (old, item) in enumerate(zip(olds, here, strict=False), first):
        same = same_json(old, item)
        if not same and not have_same_id(old, item):
            break
        found.append(Entry(place, item, same))
    return found


def _is_large(value: Any) -> bool:
    """Whether decoding the value as a whole would take much room."""
    if isinstance(value, list):
        return len(value) > _LARGE or any(map(_is_large, value))
    return isinstance(value, dict) and any(map(_is_large, value.values()))
