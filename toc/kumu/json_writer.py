"""A changed JSON value written back into the text it came from: only what differs is touched.

The original text is walked beside the value as it is now. Where both say the same, the original
characters are kept, whatever their spelling; where they differ, that place alone is written anew,
in the style of the text.
"""

from __future__ import annotations

__all__ = ["patch_json"]

import json
import re
from dataclasses import replace
from typing import Any, NamedTuple

from toc.errors import UnwritableError
from toc.kumu.json_matching import matched_items, same_json
from toc.kumu.json_reader import whole_number
from toc.kumu.json_style import Style

_BLANKS = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n]*(?:,[ \t\r\n]*)?")
_INDENTATION = re.compile(r"[ \t]*")


def patch_json(text: str, value: Any) -> str:
    """The JSON text `text` with exactly the changes that make it say `value`.

    Objects keep the order of their keys, with new keys last; arrays take the order of `value`.
    Items of an array are recognised by their `_id`, else `id`, else by being equal, so that they
    keep their spelling when others come, go or move.

    Raises:
        UnwritableError: `value` holds something that JSON cannot, or itself.
    """
    try:
        return _Patch(text).write_document(value)
    except RecursionError:
        raise UnwritableError(
            "The values to write are nested too deeply, or in a circle."
        ) from None


class _Slot(NamedTuple):
    """A member or item as the text has it: where it, its value and its end are."""

    start: int
    value: int
    end: int


class _Entry(NamedTuple):
    """A member or item as it is to be: its old slot, if it has one, its value, its key if new.

    `same` says that its value is what the text at its slot says already.
    """

    slot: int | None
    value: Any
    same: bool = False
    key: str | None = None


class _Patch:
    """The new text as it grows: stretches of the original, and what is written anew."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.style = Style.of(original)
        self.pieces: list[str] = []
        self.kept_from = self.kept_to = 0
        self.decoder = json.JSONDecoder()

    def write_document(self, new: Any) -> str:
        """The whole text, brought up to date."""
        start = self.blank_end(0)
        if self.original[start] in "{[":
            end = len(self.original.rstrip(" \t\r\n"))
            self.changed(start, end, new)
        else:
            old, end = self.scan(start)
            if not same_json(old, new):
                self.changed(start, end, new)
        self.keep(len(self.original))
        self.write("", len(self.original))
        return "".join(self.pieces)

    def keep(self, end: int) -> None:
        """Keep the original up to a place."""
        self.kept_to = end

    def write(self, text: str, resume: int) -> None:
        """Write something new, after which the original goes on at another place."""
        self.pieces += (self.original[self.kept_from : self.kept_to], text)
        self.kept_from = self.kept_to = resume

    def blank_end(self, position: int) -> int:
        """Where the blanks that begin at a position end."""
        found = _BLANKS.match(self.original, position)
        return found.end() if found else position

    def scan(self, position: int) -> tuple[Any, int]:
        """The value that begins at a position, and where it ends."""
        try:
            return self.decoder.raw_decode(self.original, position)
        except ValueError:  # a whole number of more digits than int() converts
            self.decoder = json.JSONDecoder(parse_int=whole_number)
            return self.decoder.raw_decode(self.original, position)

    def changed(self, start: int, end: int, new: Any) -> None:
        """Bring the value that stands between `start` and `end` up to date."""
        opening = self.original[start]
        if opening == "{" and isinstance(new, dict):
            self._object(start, new)
        elif opening == "[" and isinstance(new, list | tuple):
            self._array(start, list(new))
        else:
            self.keep(start)
            self.write(self.style.value(new, self._indentation(start)), end)

    def _object(self, start: int, new: dict[str, Any]) -> None:
        slots: list[_Slot] = []
        entries: list[_Entry] = []
        known: set[str] = set()
        place = self.blank_end(start + 1)
        while self.original[place] != "}":
            key, key_end = self.scan(place)
            value = self.blank_end(self.blank_end(key_end) + 1)
            old, end = self.scan(value)
            if key in new:
                same = same_json(old, new[key])
                entries.append(_Entry(len(slots), new[key], same))
            del old  # a section of a large file: its successor needs the room
            known.add(key)
            slots.append(_Slot(place, value, end))
            place = self._next(end)
        entries += [_Entry(None, item, key=key) for key, item in new.items() if key not in known]
        self._container(start, slots, place, entries)

    def _array(self, start: int, new: list[Any]) -> None:
        slots: list[_Slot] = []
        olds: list[Any] = []
        place = self.blank_end(start + 1)
        while self.original[place] != "]":
            old, end = self.scan(place)
            olds.append(old)
            slots.append(_Slot(place, place, end))
            place = self._next(end)
        matches = matched_items(olds, new)
        entries = [
            _Entry(match.place, item, match.same) for item, match in zip(new, matches, strict=True)
        ]
        del olds, matches
        self._container(start, slots, place, entries)

    def _next(self, end: int) -> int:
        """Where the member or item after this end begins, or the bracket that closes."""
        found = _BETWEEN.match(self.original, end)
        return found.end() if found else end

    def _container(self, start: int, slots: list[_Slot], close: int, entries: list[_Entry]) -> None:
        """Write an object's members or an array's items, the original ones with their blanks."""
        done = -1  # the slot up to which the original has been gone through
        for place, entry in enumerate(entries):
            after = slots[done].end if done >= 0 else start + 1
            if entry.slot is None:
                self.keep(after)
                self.write(self._fresh(start, slots, place, entry), after)
                continue
            slot = slots[entry.slot]
            if entry.slot != done + 1 or (place and not entry.slot):
                self.keep(after)
                self.write(self._before(start, slots, place, entry.slot), slot.start)
            if not entry.same:
                self.changed(slot.value, slot.end, entry.value)
            self.keep(slot.end)
            done = entry.slot
        self._tail(start, slots, close, entries, done)

    def _tail(
        self, start: int, slots: list[_Slot], close: int, entries: list[_Entry], done: int
    ) -> None:
        """Close an object or array: after its last slot `done`, or where that is not the last."""
        if slots and not entries:
            self.keep(start + 1)
            self.write("", close)
        elif entries and not slots:
            blanks = self._line(start) if self.style.newline is not None else ""
            self.write(blanks, close)
        elif slots and done < len(slots) - 1:
            self.keep(slots[done].end if done >= 0 else start + 1)
            self.write("", slots[-1].end)
        self.keep(close + 1)

    def _fresh(self, start: int, slots: list[_Slot], place: int, entry: _Entry) -> str:
        """A new member or item, with what separates it from the one before."""
        before = self._separator(start, slots) if place else self._lead(start, slots)
        key = ""
        if entry.key is not None:
            colon = self.style.colon
            if slots:
                colon = self.original[self.scan(slots[0].start)[1] : slots[0].value]
            key = self.style.key(entry.key) + colon
        line = before.rpartition("\n")
        style = self.style if line[1] else replace(self.style, newline=None)
        return before + key + style.value(entry.value, _blanks_at(line[2], 0))

    def _before(self, start: int, slots: list[_Slot], place: int, slot: int) -> str:
        """What goes before a slot that does not follow the one it followed in the original."""
        if not place:
            return self._lead(start, slots)
        if not slot:
            return self._separator(start, slots)
        return self.original[slots[slot - 1].end : slots[slot].start]

    def _lead(self, start: int, slots: list[_Slot]) -> str:
        """The blanks before a first member or item."""
        if slots:
            return self.original[start + 1 : slots[0].start]
        return self._line(start) + self.style.indent if self.style.newline is not None else ""

    def _separator(self, start: int, slots: list[_Slot]) -> str:
        """The comma between two members or items, with its blanks."""
        if len(slots) > 1:
            return self.original[slots[0].end : slots[1].start]
        lead = self._lead(start, slots)
        return "," + lead if "\n" in lead else self.style.comma

    def _line(self, position: int) -> str:
        """A line break, and the blanks that the line of this position begins with."""
        return (self.style.newline or "") + self._indentation(position)

    def _indentation(self, position: int) -> str:
        if self.style.newline is None:
            return ""
        return _blanks_at(self.original, self.original.rfind("\n", 0, position) + 1)


def _blanks_at(text: str, position: int) -> str:
    found = _INDENTATION.match(text, position)
    return found.group() if found else ""
