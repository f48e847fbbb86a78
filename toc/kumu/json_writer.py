"""A changed JSON value written back into the text it came from: only what differs is touched.

The original text is walked beside the value as it is now. Where both say the same, the original
characters are kept, whatever their spelling; where they differ, that place alone is written anew,
in the style of the text.
"""

from __future__ import annotations

__all__ = ["patch_json", "patched_bytes"]

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import UnwritableError
from toc.kumu.json_style import Style
from toc.kumu.json_walk import Entry, Slot, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENTATION = re.compile(r"[ \t]*")
_CHUNK = 1 << 20  # characters that are encoded at once


def patch_json(text: str, value: Any) -> str:
    """The JSON text `text` with exactly the changes that make it say `value`.

    Objects keep the order of their keys, with new keys last; arrays take the order of `value`.
    Items of an array are recognised by their `_id`, else `id`, else by being equal, so that they
    keep their spelling when others come, go or move.

    Raises:
        UnwritableError: `value` holds something that JSON cannot, or itself.
    """
    patch = _patched(text, value)
    return "".join(part for stretch in patch.pieces for part in patch.parts(stretch))


def patched_bytes(text: str, value: Any, mark: bytes = b"") -> bytes:
    """The same in UTF-8, after the bytes `mark`; it takes less memory for a large text.

    Raises:
        UnwritableError: `value` holds something that JSON cannot, or itself.
    """
    patch = _patched(text, value)
    out = BytesIO()
    out.write(mark)
    for stretch in patch.pieces:
        for part in patch.parts(stretch):
            out.write(part.encode())
    return out.getvalue()


def _patched(text: str, value: Any) -> _Patch:
    patch = _Patch(text)
    try:
        patch.write_document(value)
    except RecursionError:
        raise UnwritableError(
            "The values to write are nested too deeply, or in a circle."
        ) from None
    return patch


class _Stretch(NamedTuple):
    """A stretch of the original that is kept, and what is written after it."""

    start: int
    end: int
    text: str


class _Patch:
    """The new text as it grows: stretches of the original, and what is written anew."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.walk = Walk(original)
        self.style = Style.of(original)
        self.pieces: list[_Stretch] = []
        self.kept_from = self.kept_to = 0

    def write_document(self, new: Any) -> None:
        """Bring the whole text up to date."""
        start = self.walk.blank_end(0)
        same, end = self.walk.compare(start, new)
        if not same:
            self.changed(start, end, new)
        self.keep(len(self.original))
        self.write("", len(self.original))

    def parts(self, stretch: _Stretch) -> Iterator[str]:
        """The text of a stretch, in parts of a moderate size."""
        for start in range(stretch.start, stretch.end, _CHUNK):
            yield self.original[start : min(start + _CHUNK, stretch.end)]
        yield stretch.text

    def keep(self, end: int) -> None:
        """Keep the original up to a place."""
        self.kept_to = end

    def write(self, text: str, resume: int) -> None:
        """Write something new, after which the original goes on at another place."""
        self.pieces.append(_Stretch(self.kept_from, self.kept_to, text))
        self.kept_from = self.kept_to = resume

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
        slots: list[Slot] = []
        entries: list[Entry] = []
        known: set[str] = set()
        place = self.walk.blank_end(start + 1)
        while self.original[place] != "}":
            key, value = self.walk.key(place)
            same, end = self.walk.compare(value, new.get(key))
            if key in new:
                entries.append(Entry(len(slots), new[key], same))
            known.add(key)
            slots.append(Slot(place, value, end))
            place = self.walk.next(end)
        entries += [Entry(None, item, key=key) for key, item in new.items() if key not in known]
        self._container(start, slots, place, entries)

    def _array(self, start: int, new: list[Any]) -> None:
        array = self.walk.array(start, new)
        self._container(start, array.slots, array.close, array.entries)

    def _container(self, start: int, slots: list[Slot], close: int, entries: list[Entry]) -> None:
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
        self, start: int, slots: list[Slot], close: int, entries: list[Entry], done: int
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

    def _fresh(self, start: int, slots: list[Slot], place: int, entry: Entry) -> str:
        """A new member or item, with what separates it from the one before."""
        before = self._separator(start, slots) if place else self._lead(start, slots)
        key = ""
        if entry.key is not None:
            colon = self.style.colon
            if slots:
                colon = self.original[self.walk.scan(slots[0].start)[1] : slots[0].value]
            key = self.style.key(entry.key) + colon
        line = before.rpartition("\n")
        style = self.style if line[1] else replace(self.style, newline=None)
        return before + key + style.value(entry.value, _blanks_at(line[2], 0))

    def _before(self, start: int, slots: list[Slot], place: int, slot: int) -> str:
        """What goes before a slot that does not follow the one it followed in the original."""
        if not place:
            return self._lead(start, slots)
        if not slot:
            return self._separator(start, slots)
        return self.original[slots[slot - 1].end : slots[slot].start]

    def _lead(self, start: int, slots: list[Slot]) -> str:
        """The blanks before a first member or item."""
        if slots:
            return self.original[start + 1 : slots[0].start]
        return self._line(start) + self.style.indent if self.style.newline is not None else ""

    def _separator(self, start: int, slots: list[Slot]) -> str:
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
