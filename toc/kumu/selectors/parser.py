"""Reading a selector: a hand-written descent that says what was expected where."""

from __future__ import annotations

__all__ = ["DEEPEST", "LONGEST", "SelectorError", "parse_selector"]

import re
from typing import TYPE_CHECKING, NoReturn, cast

from toc.errors import TocError
from toc.kumu.selectors.syntax import (
    Arrow,
    Compound,
    Everything,
    FieldTest,
    Id,
    Kind,
    Part,
    Pseudo,
    Selector,
    Tag,
    Traversal,
    TypeName,
)

if TYPE_CHECKING:
    from toc.kumu.selectors.syntax import Direction, Operator

LONGEST = 20_000
DEEPEST = 40

_BLANKS = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_LETTER = r"""[^\s,\[\](){}#.:*"'<>=!~^$|/\\;&-]"""
_WORD = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)*")
_SIGN_TYPE = re.compile(rf"--?connection(?!-?{_LETTER})")  # the slugs of the types "+" and "-"
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_OPERATOR = re.compile(r"!=|\^=|\$=|\*=|~=|>=|<=|=|>|<")
_BARE_NAME = re.compile(r"(?:[^\]=!^$*~<>\"'/]|/(?![/*]))+")
_BARE_VALUE = re.compile(r"[^\]\"']*")
_ARROW_START = re.compile(r"<--?>|--?>|<--?|--?")
_ARROW_END = re.compile(r"--?>?")
_PART_START = re.compile(rf"[*#.\[:]|--?connection|{_LETTER}")
_KINDS = {"element", "connection", "loop"}
_PLAIN = {"directed", "undirected", "mutual", "delayed", "orphan", "focus"}
_WITH_SELECTOR = {"from", "to", "not", "loop"}


class SelectorError(TocError):
    """A selector that cannot be read; `column` counts from 1."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.column = position + 1
        self.expected = expected
        found = f'"{text[position]}" was found' if position < len(text) else "the selector ends"
        line = text.replace("\n", " ")
        start = max(position - 60, 0)
        shown = f"\n  {line[start : position + 40]}\n  {' ' * (position - start)}^"
        super().__init__(f"At column {self.column} {found}, but {expected} was expected.{shown}")


def parse_selector(text: str) -> Selector:
    """The syntax tree of a selector; `str()` of it, and of each part, is the text again.

    Raises:
        SelectorError: it cannot be read, is longer than 20,000 characters, or has more than 40
            selectors inside one another.
    """
    if len(text) > LONGEST:
        raise SelectorError(text, LONGEST, f"an end (at most {LONGEST:,} characters are read)")
    reader = _Reader(text)
    found = reader.selector(0)
    if reader.at < len(text):
        reader.fail("a comma, an arrow or the end of the selector")
    return Selector(text, 0, found.choices)


class _Reader:
    """A place in a text that moves on as parts are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def fail(self, expected: str, position: int | None = None) -> NoReturn:
        raise SelectorError(self.text, self.at if position is None else position, expected)

    def blanks(self) -> None:
        if found := _BLANKS.match(self.text, self.at):
            self.at = found.end()

    def take(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self.text, self.at)
        if not found or not found.group():
            return None
        self.at = found.end()
        return found.group()

    def since(self, start: int) -> str:
        return self.text[start : self.at]

    def selector(self, depth: int) -> Selector:
        if depth > DEEPEST:
            self.fail(f"an end (at most {DEEPEST} selectors may stand inside one another)")
        self.blanks()
        start = self.at
        choices = [self.traversal(depth)]
        while self.text.startswith(",", self.at):
            self.at += 1
            self.blanks()
            choices.append(self.traversal(depth))
        return Selector(self.since(start), start, tuple(choices))

    def traversal(self, depth: int) -> Traversal:
        """Compounds with arrows between; the last pair is joined first."""
        links: list[tuple[Compound, Arrow]] = []
        compound = self.compound(depth)
        self.blanks()
        while self.text[self.at : self.at + 1] in {"-", "<"}:
            if len(links) >= DEEPEST:
                self.fail(f"an end (at most {DEEPEST} arrows may stand in a row)")
            arrow, following = self.arrow(depth)
            self.blanks()
            links.append((compound, arrow))
            compound = following or self.compound(depth)
            self.blanks()
        end = compound.start + len(compound.text)
        found = Traversal(compound.text, compound.start, compound, None, None)
        for first, arrow in reversed(links):
            found = Traversal(self.text[first.start : end], first.start, first, arrow, found)
        return found

    def arrow(self, depth: int) -> tuple[Arrow, Compound | None]:
        """An arrow, and what follows it where that had to be read to know the arrow's end."""
        start = self.at
        opening = self.take(_ARROW_START)
        if opening is None:
            self.fail("an arrow (-->, <-- or <-->)")
        if opening.endswith(">"):
            return Arrow(opening, start, "either" if opening[0] == "<" else "to", None), None
        if opening[0] == "<":
            return self.backward(start, opening, depth)
        through = self.through(depth)
        closing = self.take(_ARROW_END)
        if closing is None or not closing.endswith(">"):
            self.fail("--> after the connection")
        return Arrow(self.since(start), start, "to", through), None

    def backward(self, start: int, opening: str, depth: int) -> tuple[Arrow, Compound | None]:
        """`<--` alone, or with a connection right inside it: `<--funds--`, `<--funds-->`."""
        if not _PART_START.match(self.text, self.at):
            return Arrow(opening, start, "from", None), None
        inner = self.compound(depth)
        closing = self.take(_ARROW_END)
        if closing is None:
            return Arrow(opening, start, "from", None), inner
        direction: Direction = "either" if closing.endswith(">") else "from"
        return Arrow(self.since(start), start, direction, inner), None

    def through(self, depth: int) -> Compound:
        self.blanks()
        found = self.compound(depth)
        self.blanks()
        return found

    def compound(self, depth: int) -> Compound:
        start = self.at
        parts: list[Part] = []
        while (part := self.part(depth, first=not parts)) is not None:
            parts.append(part)
            end = self.at
            self.blanks()
            if self.text[self.at : self.at + 1] != "[":
                self.at = end
        if not parts:
            self.fail("a type, #id, .tag, [field], :condition or *")
        return Compound(self.since(start), start, tuple(parts))

    def part(self, depth: int, *, first: bool) -> Part | None:
        start, sign = self.at, self.text[self.at : self.at + 1]
        if sign == "*" and first:
            self.at += 1
            return Everything("*", start)
        if sign in {"#", "."}:
            self.at += 1
            name = self.take(_WORD) or self.fail("a name (letters, digits, hyphens)")
            return (Id if sign == "#" else Tag)(self.since(start), start, name)
        if sign == "[":
            return self.field()
        if sign == ":":
            return self.pseudo(depth)
        word = self.take(_SIGN_TYPE) if first else None
        word = word or self.take(_WORD)
        if word is None:
            return None
        if not first:
            self.fail("#, ., [ or : before a further condition", start)
        return (Kind if word.lower() in _KINDS else TypeName)(word, start)

    def field(self) -> FieldTest:
        start = self.at
        self.at += 1
        self.blanks()
        absent = self.text.startswith("!", self.at)
        self.at += absent
        self.blanks()
        name = self.name()
        self.blanks()
        operator = None if absent else self.take(_OPERATOR)
        value = ""
        if operator is not None:
            self.blanks()
            quoted = self.quoted()
            value = quoted[1:-1] if quoted else (self.take(_BARE_VALUE) or "").strip()
            if not quoted and not value:
                self.fail("a value")
            self.blanks()
        if not self.text.startswith("]", self.at):
            self.fail('"]"' if operator or absent else 'an operator such as = or "]"')
        self.at += 1
        return FieldTest(
            self.since(start), start, name, absent, cast("Operator | None", operator), value
        )

    def name(self) -> str:
        quoted = self.quoted()
        found = quoted[1:-1] if quoted else (self.take(_BARE_NAME) or "")
        return found.strip() or self.fail("the name of a field")

    def quoted(self) -> str | None:
        """A text in quotes, with them; None where none begins."""
        sign = self.text[self.at : self.at + 1]
        if sign not in {'"', "'"}:
            return None
        return self.take(_QUOTED) or self.fail(f"a closing {sign}", len(self.text))

    def pseudo(self, depth: int) -> Pseudo:
        start = self.at
        self.at += 1
        name = (self.take(_WORD) or "").lower()
        if name not in _PLAIN | _WITH_SELECTOR:
            self.fail(f"one of {', '.join(sorted(_PLAIN | _WITH_SELECTOR))}", start + 1)
        inner = None
        if name in _WITH_SELECTOR:
            if not self.text.startswith("(", self.at):
                self.fail('"("')
            self.at += 1
            self.blanks()
            if name != "loop" or not self.text.startswith(")", self.at):
                inner = self.selector(depth + 1)
            if not self.text.startswith(")", self.at):
                self.fail('")"')
            self.at += 1
        return Pseudo(self.since(start), start, name, inner)
