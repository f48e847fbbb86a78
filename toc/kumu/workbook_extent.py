"""How much a sheet of a workbook comes to when it is laid out as a grid, before anybody does so.

A few bytes can claim a cell in the last column of the last row; whoever lays that sheet out asks
for seventeen thousand million cells. Here only the places of cells are looked at.
"""

from __future__ import annotations

__all__ = ["Extent", "extent_of", "holds_texts", "length_of_texts", "longest_text"]

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ODD_CELLS = (re.compile(rb"<c[/>\t\r\n]"), re.compile(rb":c[\s/>]"))  # with a prefix, or bare
# No second r: of two that a cell has, some readers take the last.
_USUAL_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"(?: (?:s|t|cm|vm|ph)="[^"<>]*")*\s?/?>')
_CELL = b"<c "
_WIDE_CELL = re.compile(rb'<c r="([A-Z]{2,3})[0-9]')
_PLACE = re.compile("([A-Za-z]{1,6})([0-9]{1,12})")
_UNEVALUATED = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]* t="e"')
_TEXT = re.compile(rb'<c [^>]*t="s"[^>]*>\s*<v>\s*([0-9]{1,10})\s*<')
_END_OF_TEXT = b"</si>"
_TEXTS = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?si[\s/>]")
_LONGEST_TAG = 50
_MOST_HELD = 3_000_000  # bytes between two cells; a cell holds 32,767 characters
_LETTERS = 26


class Extent(NamedTuple):
    """How far a sheet reaches, how many cells are written in it, and places of two odd kinds.

    `unevaluated` are formulas without a stored value, `errors` cells that show one.
    """

    rows: int
    columns: int
    number: int
    unevaluated: list[str]
    errors: list[str]

    @property
    def cells(self) -> int:
        """The cells of the grid, empty ones included."""
        return self.rows * self.columns


class _UnusualError(Exception):
    """Cells are written in another way than spreadsheet programs do it."""


def extent_of(pieces: Callable[[], Iterable[bytes]]) -> Extent:
    """How far the sheet reaches whose XML is given piece by piece, as often as it is asked for.

    Raises:
        xml.parsers.expat.ExpatError: its cells are written unusually, and it is no XML.
    """
    try:
        return _usual_extent(pieces())
    except _UnusualError:
        return _unusual_extent(pieces())


def _usual_extent(pieces: Iterable[bytes]) -> Extent:
    rows, columns, number = 0, 0, 0
    unevaluated: list[str] = []
    errors: list[str] = []
    for part in _whole_cells(pieces):
        found = _USUAL_CELL.findall(part)
        if len(found) != part.count(_CELL) or any(odd.search(part) for odd in _ODD_CELLS):
            raise _UnusualError
        if not found:
            continue
        number += len(found)
        rows = max(rows, *map(int, found))
        wide = max(map(_column, set(_WIDE_CELL.findall(part))), default=_LETTERS)
        columns = max(columns, wide)
        if b"<f" in part:
            unevaluated += [place.decode() for place in _UNEVALUATED.findall(part)]
        if b't="e"' in part:
            errors += [place.decode() for place in _ERROR.findall(part)]
    return Extent(rows, columns, number, unevaluated, errors)


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where a cell begins."""
    held = b""
    for piece in pieces:
        held += piece
        cut = held.rfind(_CELL)
        if cut < 0:
            cut = held.rfind(b"<")
        if cut > 0:
            yield held[:cut]
            held = held[cut:]
        elif len(held) > _MOST_HELD:
            raise _UnusualError
    yield held


def _column(letters: bytes | str) -> int:
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * _LETTERS + ord(letter.upper()) - ord("A") + 1
    return number


class _Walk:
    """Where each cell of a sheet stands, also where it does not say so."""

    def __init__(self) -> None:
        self.row, self.column = 0, 0
        self.rows, self.columns, self.number = 0, 0, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind not in {"row", "c"}:
            return
        place = attributes.get("r", "")
        if kind == "row":
            self.row = int(place) if place.isdecimal() else self.row + 1
            self.column = 0
            return
        self.column += 1
        self.number += 1
        if found := _PLACE.fullmatch(place):
            self.column, self.row = _column(found[1]), int(found[2])
        self.rows = max(self.rows, self.row)
        self.columns = max(self.columns, self.column)


def _unusual_extent(pieces: Iterable[bytes]) -> Extent:
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)
    return Extent(walk.rows, walk.columns, walk.number, [], [])


def holds_texts(pieces: Iterable[bytes]) -> bool:
    """Whether a part of a workbook holds texts that cells share, whatever it is called."""
    tail = b""
    for piece in pieces:
        held = tail + piece
        if _TEXTS.search(held):
            return True
        tail = held[-_LONGEST_TAG:]
    return False


def longest_text(pieces: Iterable[bytes]) -> tuple[int, list[int]]:
    """Of the texts that cells share: the bytes of the longest, and those of each in order."""
    lengths: list[int] = []
    run, tail = 0, b""
    for piece in pieces:
        *whole, rest = (tail + piece).split(_END_OF_TEXT)
        for text in whole:
            lengths.append(run + len(text))
            run = 0
        tail = rest[-len(_END_OF_TEXT) + 1 :]
        run += len(rest) - len(tail)
    return max([run, *lengths]), lengths


def length_of_texts(pieces: Iterable[bytes], lengths: list[int]) -> int:
    """The bytes of all shared texts that the cells of a sheet name."""
    return sum(
        lengths[place]
        for part in _whole_cells(pieces)
        for place in map(int, _TEXT.findall(part))
        if place < len(lengths)
    )
