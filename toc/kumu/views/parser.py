"""Reading a view: whatever the text is, there is a sheet, and it prints as the text again.

What cannot be understood becomes a `Broken` part and reading goes on behind it. Without recursion
and in one pass, so that no text takes long.
"""

from __future__ import annotations

__all__ = ["DEEPEST", "LONGEST", "parse_view", "picked"]

import re
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.selectors.parser import SelectorError, parse_selector
from toc.kumu.views.syntax import (
    Block,
    Broken,
    Comment,
    Control,
    Controls,
    Declaration,
    Import,
    Legend,
    Node,
    PartialView,
    Picked,
    Rule,
    Settings,
    Sheet,
    StrayBlock,
    Words,
)
from toc.kumu.views.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200_000
DEEPEST = 20

_ENDS = {"{", "}", ";"}
_SILENT = {"blank", "comment"}
_DIRECTLY_ABOVE = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_LEGEND = re.compile(
    r"\s*(?:(elements|connections)\s*:\s*)?(\S(?:.*\S)?)?\s*", re.DOTALL | re.IGNORECASE
)
_MARK = re.compile(r"![A-Za-z]+")


def parse_view(text: str) -> Sheet:
    """The syntax tree of a view; `str()` of it is the text again, whatever the text is.

    A text of more than 200,000 characters is one broken part, as are braces that stand inside
    more than 20 others.
    """
    if len(text) > LONGEST:
        much = Broken(text, 0, len(text), f"at most {LONGEST:,} characters")
        return Sheet(text, 0, len(text), (much,))
    return _Reader(text).sheet()


def picked(text: str, start: int, end: int) -> Picked:
    """The selector that stands in a part of a view."""
    try:
        return Picked(text, start, end, parse_selector(text[start:end]))
    except SelectorError as error:
        return Picked(text, start, end, None, error.expected, start + error.column - 1)


class _Open(NamedTuple):
    """Braces, or the sheet, that are being read: their start, their head, what was found."""

    kind: type[Node]
    start: int
    head: Words
    parts: list[Node]
    legend: Legend | None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.closing = _closing_parentheses(self.tokens)
        self.at = 0
        self.open = [_Open(Sheet, 0, Words(text, 0, 0), [], None)]

    def sheet(self) -> Sheet:
        while self.at < len(self.tokens):
            self.step(self.tokens[self.at])
        while len(self.open) > 1:
            self.close(len(self.text), closed=False)
        return Sheet(self.text, 0, len(self.text), tuple(self.open[0].parts))

    @property
    def parts(self) -> list[Node]:
        return self.open[-1].parts

    def step(self, token: Token) -> None:
        if token.kind == "comment":
            self.parts.append(Comment(self.text, token.start, token.end))
        elif token.kind == "}" and len(self.open) > 1:
            self.close(token.end, closed=True)
        elif token.kind == "}":
            self.broken(self.at + 1, "no brace, for none is open")
            return
        elif token.kind not in {"blank", ";"}:
            self.stretch()
            return
        self.at += 1

    def stretch(self) -> None:
        """What begins here, up to the brace or semicolon that decides what it is."""
        stop = self.at
        while stop < len(self.tokens) and self.tokens[stop].kind not in _ENDS:
            stop = self.closing.get(stop, stop) + 1
        ended = stop < len(self.tokens) and self.tokens[stop].kind == ";"
        if stop < len(self.tokens) and self.tokens[stop].kind == "{":
            self.begin(stop)
            return
        self.statement(stop, ended=ended)
        self.at = stop + ended

    def begin(self, brace: int) -> None:
        """Open braces, unless they stand too deep: those are left as they are."""
        if len(self.open) > DEEPEST:
            self.broken(self.matching_brace(brace) + 1, _SHALLOWER)
            return
        head = self.words(self.at, brace)
        kind = _kind_of(self.open[-1].kind, head.text)
        start = self.tokens[self.at].start
        legend = self.legend_above(start) if kind is Rule else None
        self.open.append(_Open(kind, start, head, [], legend))
        self.at = brace + 1

    def close(self, end: int, *, closed: bool) -> None:
        kind, start, head, parts, legend = self.open.pop()
        own, found = (self.text, start, end), tuple(parts)
        node: Node
        if kind is Rule:
            selector = picked(self.text, head.start, head.end)
            node = Rule(*own, head, found, closed, selector, legend)
        elif kind is PartialView:
            node = PartialView(*own, found, head, self.view_name(head), closed)
        elif issubclass(kind, Block):
            node = kind(*own, head, found, closed)
        else:
            raise AssertionError(kind)
        self.parts.append(node)

    def statement(self, stop: int, *, ended: bool) -> None:
        first = self.tokens[self.at]
        until = self.tokens[stop].end if ended else self.tokens[stop - 1].end
        whole = self.words(self.at, stop)
        end = until if ended else whole.end
        inside = issubclass(self.open[-1].kind, Block)
        colon = self.colon(stop) if inside else None
        if first.text.lower() == "@import" and not inside:
            name = self.words(self.at + 1, stop)
            self.parts.append(Import(self.text, first.start, end, name))
        elif colon is not None:
            self.parts.append(self.declaration(colon, stop, end, ended=ended))
        else:
            expected = "a property, a colon and a value" if inside else "braces behind a selector"
            self.parts.append(Broken(self.text, first.start, end, expected))

    def declaration(self, colon: int, stop: int, end: int, *, ended: bool) -> Declaration:
        last = stop
        while last > colon + 1 and self.tokens[last - 1].kind in _SILENT:
            last -= 1
        mark = None
        if last > colon + 1 and _MARK.fullmatch(self.tokens[last - 1].text):
            mark = self.words(last - 1, last)
            last -= 1
        name, value = self.words(self.at, colon), self.words(colon + 1, last)
        return Declaration(self.text, name.start, end, name, value, mark, ended)

    def colon(self, stop: int) -> int | None:
        """Where the name of a property ends: the first colon, with one word before it."""
        found = self.at + 1
        while found < stop and self.tokens[found].kind in _SILENT:
            found += 1
        is_name = self.tokens[self.at].kind == "word"
        return found if is_name and found < stop and self.tokens[found].kind == ":" else None

    def words(self, first: int, stop: int) -> Words:
        """Tokens as one stretch, without the blanks and comments around it."""
        while first < stop and self.tokens[first].kind in _SILENT:
            first += 1
        while stop > first and self.tokens[stop - 1].kind in _SILENT:
            stop -= 1
        if first == stop:
            place = self.tokens[first].start if first < len(self.tokens) else len(self.text)
            return Words(self.text, place, place)
        return Words(self.text, self.tokens[first].start, self.tokens[stop - 1].end)

    def broken(self, stop: int, expected: str) -> None:
        start, end = self.tokens[self.at].start, self.tokens[stop - 1].end
        self.parts.append(Broken(self.text, start, end, expected))
        self.at = stop

    def matching_brace(self, brace: int) -> int:
        """The closing brace that belongs to an opening one, or the last token."""
        depth = 0
        for place in range(brace, len(self.tokens)):
            kind = self.tokens[place].kind
            depth += (kind == "{") - (kind == "}")
            if depth == 0:
                return place
        return len(self.tokens) - 1

    def view_name(self, head: Words) -> Words | None:
        _, *others = tokens(self.text, head.start, head.end)
        spoken = [one for one in others if one.kind not in _SILENT]
        return Words(self.text, spoken[0].start, spoken[-1].end) if spoken else None

    def legend_above(self, start: int) -> Legend | None:
        above = self.parts[-1] if self.parts else None
        if not isinstance(above, Comment) or not self.text.startswith("/*", above.start):
            return None
        inner = _LEGEND.fullmatch(self.text, above.start + 2, max(above.start + 2, above.end - 2))
        if not _DIRECTLY_ABOVE.fullmatch(self.text, above.end, start) or not inner:
            return None
        label = Words(self.text, *inner.span(2)) if inner.group(2) else None
        about = (inner.group(1) or "").lower()
        return Legend(self.text, above.start, above.end, about, label) if label else None


_SHALLOWER = f"at most {DEEPEST} braces inside one another"


def _kind_of(outer: type[Node], head: str) -> type[Node]:
    """What braces are, by what they stand in and what stands before them."""
    word = head.split(None, 1)[0].lower() if head else ""
    if issubclass(outer, (Controls, Control)):
        return Control
    if issubclass(outer, Block):
        return StrayBlock
    if not word.startswith("@"):
        return Rule if head else StrayBlock
    if word == "@settings" and word == head.lower():
        return Settings
    if word == "@controls" and word == head.lower():
        return Controls
    return PartialView if outer is Sheet and re.match(r"@view(?![\w-])", word) else StrayBlock


def _closing_parentheses(found: Sequence[Token]) -> dict[int, int]:
    """For each parenthesis that is closed before the next brace, where."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for place, token in enumerate(found):
        if token.kind == "(":
            waiting.append(place)
        elif token.kind == ")" and waiting:
            pairs[waiting.pop()] = place
        elif token.kind in {"{", "}"}:
            waiting.clear()
    return pairs
