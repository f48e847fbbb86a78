"""Stretches of texts inside a JSON file replaced where they stand; every other byte stays."""

from __future__ import annotations

__all__ = ["Path", "Splice", "spliced"]

import json
import re
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.json_style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Path = tuple[str | int, ...]

_BLANKS = re.compile(r"[ \t\r\n]*+")
_BETWEEN = re.compile(r"[ \t\r\n]*+,?+[ \t\r\n]*+")
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_CHARACTER = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.|[^\\]", re.DOTALL)


class Splice(NamedTuple):
    """A stretch of one text of a JSON file, and what is to stand there.

    `path` leads to the text; `start` and `end` count its characters as they are read, escapes as
    one. With `in_key` it is the key of the member at `path` that changes, not its value.
    """

    path: Path
    start: int
    end: int
    new: str
    in_key: bool = False


class _Node:
    """What is to change below one place of the file."""

    __slots__ = ("inside", "key", "value")

    def __init__(self) -> None:
        self.inside: dict[str | int, _Node] = {}
        self.value: list[Splice] = []
        self.key: list[Splice] = []


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A JSON text with all these stretches replaced, in its own manner of escaping.

    Raises:
        ValueError: two of them overlap, or one leads to no text.
    """
    root, listed = _Node(), list(splices)
    for one in listed:
        node = root
        for step in one.path:
            node = node.inside.setdefault(step, _Node())
        (node.key if one.in_key else node.value).append(one)
    edits = sorted(_Finder(text).edits(root))
    if len(edits) != len(listed):
        raise ValueError("not every place is a text")
    if any(first.end > second.start for first, second in pairwise(edits)):
        raise ValueError("two changes overlap")
    return _joined(text, edits)


def _joined(text: str, edits: Sequence[_Edit]) -> str:
    parts, at = list[str](), 0
    for one in edits:
        parts += (text[at : one.start], one.text)
        at = one.end
    return "".join((*parts, text[at:]))


class _Finder:
    """Finds the places in a well-formed JSON text, stepping over all that does not change."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.style = Style.of(text)
        # Numbers are stepped over, so they may be of any length.
        self.decoder = json.JSONDecoder(parse_int=str, parse_float=str)

    def edits(self, root: _Node) -> Iterator[_Edit]:
        waiting = [(root, self.after_blanks(0))]
        while waiting:
            node, start = waiting.pop()
            opening = self.text[start]
            if opening == '"':
                yield from self.in_text(start, node.value)
            elif opening == "{":
                for one, place, key_at in self.members(start, node):
                    yield from self.in_text(key_at, one.key)
                    waiting.append((one, place))
            elif opening == "[":
                waiting += self.entries(start, node)

    def members(self, start: int, node: _Node) -> Iterator[tuple[_Node, int, int]]:
        """Those members of an object that change: what, where the value and the key begin."""
        at = self.after_blanks(start + 1)
        while self.text[at] == '"':
            key, end = self.decoder.raw_decode(self.text, at)
            value = self.after_blanks(self.after_blanks(end) + 1)
            if key in node.inside:
                yield node.inside[key], value, at
            at = self.after_comma(value)

    def entries(self, start: int, node: _Node) -> Iterator[tuple[_Node, int]]:
        """Those entries of an array that change."""
        at, number = self.after_blanks(start + 1), 0
        while self.text[at] != "]":
            if number in node.inside:
                yield node.inside[number], at
            at, number = self.after_comma(at), number + 1

    def in_text(self, start: int, splices: Iterable[Splice]) -> Iterator[_Edit]:
        listed = sorted(splices, key=attrgetter("start"))
        found = _STRING.match(self.text, start) if listed else None
        if not found:
            return
        begin = found.start(1)
        starts: Sequence[int] = range(begin, found.end(1) + 1)
        if "\\" in found[1]:
            signs = _CHARACTER.finditer(self.text, *found.span(1))
            starts = [*(one.start() for one in signs), found.end(1)]
        for one in listed:
            written = self.style.string(one.new)[1:-1]
            yield _Edit(starts[one.start], starts[one.end], written)

    def after_blanks(self, at: int) -> int:
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

    def after_comma(self, at: int) -> int:
        """Where what follows the value that begins here begins, or the bracket that closes."""
        _, end = self.decoder.raw_decode(self.text, at)
        found = _BETWEEN.match(self.text, end)
        return found.end() if found else end
