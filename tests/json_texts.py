"""JSON as text in every spelling that JSON allows, with the place of each value in it."""

from __future__ import annotations

__all__ = ["Layout", "Node", "Obj", "Rendered", "Scribe", "json_nodes", "layouts", "members"]

import json
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from hypothesis.strategies import SearchStrategy

Path = tuple[str | int, ...]


class Obj(NamedTuple):
    """An object to be rendered: keys as JSON tokens with their quotes, and values."""

    members: tuple[tuple[str, Node], ...]


# A text is a token, written as it stands; a tuple is an array.
Node = str | tuple["Node", ...] | Obj


class Layout(NamedTuple):
    """How a JSON text is laid out; `blanks` are strewn around every token where there are any."""

    newline: str | None = "\n"
    indent: str = "  "
    colon: str = ": "
    comma: str = ","
    empty: str = ""
    blanks: tuple[str, ...] = ()
    mark: bool = False
    final: str = ""


class Rendered(NamedTuple):
    """A JSON text, and from where to where the value at each path stands in it."""

    text: str
    spans: dict[Path, tuple[int, int]]


class _Writer:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.blanks: Iterator[str] = cycle(layout.blanks or ("",))
        self.pieces: list[str] = []
        self.position = 0
        self.spans: dict[Path, tuple[int, int]] = {}

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.position += len(text)

    def gap(self) -> None:
        self.put(next(self.blanks))

    def node(self, node: Node, path: Path, depth: int) -> None:
        start = self.position
        if isinstance(node, str):
            self.put(node)
        elif isinstance(node, Obj):
            keyed = [(key, json.loads(key), value) for key, value in node.members]
            self.block("{", keyed, "}", path, depth)
        else:
            self.block("[", [(None, n, v) for n, v in enumerate(node)], "]", path, depth)
        self.spans[path] = (start, self.position)

    def block(
        self,
        opening: str,
        parts: Sequence[tuple[str | None, str | int, Node]],
        closing: str,
        path: Path,
        depth: int,
    ) -> None:
        layout = self.layout
        lines = layout.newline is not None
        self.put(opening)
        for number, (key, step, value) in enumerate(parts):
            if number:
                self.gap()
                self.put(layout.comma)
            self.put(f"{layout.newline}{layout.indent * (depth + 1)}" if lines else "")
            self.gap()
            if key is not None:
                self.put(key)
                self.gap()
                self.put(layout.colon)
                self.gap()
            self.node(value, (*path, step), depth + 1)
        self.gap()
        if parts:
            self.put(f"{layout.newline}{layout.indent * depth}" if lines else "")
        else:
            self.put(layout.empty)
        self.put(closing)


def rendered(node: Node, layout: Layout) -> Rendered:
    """The text of a node; without the byte-order mark that the layout may ask for."""
    writer = _Writer(layout)
    writer.gap()
    writer.node(node, (), 0)
    writer.put(layout.final)
    return Rendered("".join(writer.pieces), writer.spans)


COMPACT = Layout(newline=None, colon=":")
TWO = Layout()
FOUR = Layout(indent="    ", final="\n")
TABS = Layout(indent="\t", colon=" : ", empty="\n\n\t")
ONE_LINE = Layout(newline=None, comma=", ", final="\n")
WINDOWS = Layout(newline="\r\n", final="\r\n", mark=True)
OLD_EMPTIES = Layout(empty="\n\n    ")
STREWN = Layout(newline=None, colon=":", blanks=("", " ", "\n", "", "\t ", "\r\n", "  "))
LAYOUTS = (COMPACT, TWO, FOUR, TABS, ONE_LINE, WINDOWS, OLD_EMPTIES, STREWN)


_PIECES = (
    *("a", "Trust", "  ", " ", "/", "é", "ß", "目標", "{", "}", "[", ",", ":", "null", "<b>", "="),
    *("😀", "𝒳", "\u2028", "\u200b", "e\u0301"),
    *(
        "\\u00e9",
        "\\u00E9",
        "\\/",
        "\\n",
        "\\t",
        '\\"',
        '\\":',
        "\\\\",
        "\\u0000",
        "\\b",
        "\\u005c",
    ),
    *("\\ud83d\\ude00", "\\uD83D", "\\ude00"),
)
_NUMBERS = (
    *("0.00003367", "1.50", "1e5", "-0", "12345678901234567890", "3.4e-7", "1E+2", "-0.0", "1.0"),
    *("0", "7", "-12", "1e999", "100", "3.367e-05", "0.1"),
)
_KEYS = ("x", "Note", "_extra", "\\u0078y", "é", "\\u00e9", "a\\\\", "n:", "", " ", "null", "\\/")


class Scribe:
    """Writes made-up JSON by a source of chance, in all spellings."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one_in(self, number: int) -> bool:
        """True about once in so many times."""
        return self.random.randrange(number) == 0

    def pick(self, tokens: Sequence[str]) -> str:
        """One of these tokens."""
        return self.random.choice(tokens)

    def text(self) -> str:
        """A text as JSON writes it: raw, escaped, and with half a surrogate pair as an escape."""
        pieces = self.random.choices(_PIECES, k=self.random.randrange(6))
        return f'"{"".join(pieces)}"'

    def number(self) -> str:
        """A number, often in a spelling that a reader and writer lose easily."""
        return str(self.random.randint(-999, 999)) if self.one_in(4) else self.pick(_NUMBERS)

    def node(self, depth: int = 2) -> Node:
        """A value of any kind, objects and empty arrays among them."""
        kind = self.random.randrange(8 if depth else 5)
        if kind < 2:
            return self.text()
        if kind < 4:
            return self.number()
        if kind == 4:
            return self.pick(("null", "true", "false"))
        if kind == 5:
            return self.object(depth=depth - 1)
        return tuple(self.node(depth - 1) for _ in range(self.random.randrange(4)))

    def object(self, *known: tuple[str, Node], most: int = 3, depth: int = 1) -> Obj:
        """An object with these members, and unknown ones before, between and behind them."""
        found = list(known)
        taken = {json.loads(key) for key, _ in known}
        for _ in range(self.random.randint(0, most)):
            key = f'"{self.pick(_KEYS)}"'
            if json.loads(key) not in taken:
                taken.add(json.loads(key))
                found.insert(self.random.randint(0, len(found)), (key, self.node(depth)))
        return Obj(tuple(found))

    def layout(self) -> Layout:
        """The layout of a real file, or blanks strewn about; marks and final newlines at will."""
        final = self.pick(("", "\n", "\r\n", " \n\n"))
        return self.random.choice(LAYOUTS)._replace(mark=self.one_in(3), final=final)


def _scribes() -> SearchStrategy[Scribe]:
    return st.randoms(use_true_random=True).map(Scribe)


def layouts() -> SearchStrategy[Layout]:
    """Layouts of every kind."""
    return _scribes().map(Scribe.layout)


def json_nodes() -> SearchStrategy[Node]:
    """Values of every kind."""
    return _scribes().map(lambda scribe: scribe.node(3))


def members() -> SearchStrategy[Obj]:
    """Objects with few members."""
    return _scribes().map(lambda scribe: scribe.object())
