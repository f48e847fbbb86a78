"""The syntax tree of a view. Every part knows where it stands and prints the text it was read from.

Source: Kumu's documentation of the advanced editor; the grammar in words is in docs/views.md.
"""

from __future__ import annotations

__all__ = [
    "Block",
    "Broken",
    "Comment",
    "Control",
    "Controls",
    "Declaration",
    "Import",
    "Legend",
    "Node",
    "PartialView",
    "Picked",
    "Rule",
    "Settings",
    "Sheet",
    "StrayBlock",
    "Words",
    "every_node",
]

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.selectors.syntax import Selector

_N = TypeVar("_N", bound="Node")


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of a view, from the character `start` (0 is the first) to before `end`."""

    source: str = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text it was read from, comments and blanks inside it included."""
        return self.source[self.start : self.end]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Words(Node):
    """A name, a value or another stretch that stays text; no blanks around it."""


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """A remark between `/*` and `*/`, or behind `//` up to the end of the line."""

    @property
    def words(self) -> str:
        """The remark without its signs."""
        return self.text[2:].removesuffix("*/").strip() if self._is_block else self.text[2:].strip()

    @property
    def _is_block(self) -> bool:
        return self.source.startswith("/*", self.start)


@dataclass(frozen=True, slots=True)
class Legend(Node):
    """An entry of the legend: the comment directly above a rule.

    `about` is elements or connections where the comment says so, else empty; `label` is the text
    that Kumu shows.
    """

    about: str
    label: Words


@dataclass(frozen=True, slots=True)
class Picked(Node):
    """A selector inside a view; `tree` is None where it cannot be read.

    Positions in `tree` count from `start`. `expected` says what was expected where, `wrong_at`,
    it stopped being a selector.
    """

    tree: Selector | None
    expected: str = ""
    wrong_at: int = 0


@dataclass(frozen=True, slots=True)
class Broken(Node):
    """A stretch that means nothing where it stands; `expected` says what could stand there."""

    expected: str


@dataclass(frozen=True, slots=True)
class Declaration(Node):
    """`property: value`, with the `!word` behind the value apart.

    `value` is empty where none is given. `ended` says whether a semicolon ends it.
    """

    name: Words
    value: Words
    mark: Words | None
    ended: bool

    @property
    def key(self) -> str:
        """The property's name in lower case."""
        return self.name.text.lower()


@dataclass(frozen=True, slots=True)
class Import(Node):
    """`@import "view";`."""

    name: Words


@dataclass(frozen=True, slots=True)
class Block(Node):
    """What stands between braces, with what stands before them.

    `parts` are its comments, declarations, blocks and broken stretches in order; `closed` says
    whether the closing brace is there.
    """

    head: Words
    parts: tuple[Node, ...]
    closed: bool

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Its own declarations, in order."""
        return _of(self.parts, Declaration)

    def value(self, name: str) -> Words | None:
        """The value of a property, by the last declaration of it; None without one."""
        found = [one.value for one in self.declarations if one.key == name]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A selector with the look of what it picks, and the entry of the legend above it."""

    selector: Picked
    legend: Legend | None


@dataclass(frozen=True, slots=True)
class Settings(Block):
    """`@settings`: what holds for the whole map."""


@dataclass(frozen=True, slots=True)
class Control(Block):
    """A region of the map, a control in it, or an option of a control."""

    @property
    def name(self) -> str:
        """What stands before the braces, in lower case: `top`, `filter`, `option`."""
        return self.head.text.lower()

    @property
    def children(self) -> tuple[Control, ...]:
        """The controls or options inside it."""
        return _of(self.parts, Control)


@dataclass(frozen=True, slots=True)
class Controls(Block):
    """`@controls`: what readers of the map can click on, by region."""

    @property
    def regions(self) -> tuple[Control, ...]:
        """The regions, in order; one may come again."""
        return _of(self.parts, Control)


@dataclass(frozen=True, slots=True)
class StrayBlock(Block):
    """Braces where none can stand, or an at-rule that Kumu does not know."""


@dataclass(frozen=True, slots=True)
class _Holder(Node):
    parts: tuple[Node, ...]

    @property
    def imports(self) -> tuple[Import, ...]:
        """The views that it builds on."""
        return _of(self.parts, Import)

    @property
    def settings(self) -> tuple[Settings, ...]:
        """Its `@settings`, in order."""
        return _of(self.parts, Settings)

    @property
    def controls(self) -> tuple[Controls, ...]:
        """Its `@controls`, in order."""
        return _of(self.parts, Controls)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, in order; not those of its partial views."""
        return _of(self.parts, Rule)


@dataclass(frozen=True, slots=True)
class PartialView(_Holder):
    """`@view "name"`: a part that readers switch on; `name` is None where none is given."""

    head: Words
    name: Words | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Sheet(_Holder):
    """A whole view."""

    @property
    def views(self) -> tuple[PartialView, ...]:
        """Its partial views, in order."""
        return _of(self.parts, PartialView)


def _of(parts: tuple[Node, ...], kind: type[_N]) -> tuple[_N, ...]:
    return tuple(one for one in parts if isinstance(one, kind))


def every_node(whole: Node) -> Iterator[Node]:
    """The sheet or other part and every part of it, in the order of the text, wholes first."""
    waiting: list[Node] = [whole]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(_inside(node))


def _inside(node: Node) -> tuple[Node, ...]:
    match node:
        case Rule(selector=selector, parts=parts):
            return (selector, *parts)
        case PartialView(name=name, parts=parts):
            return (name, *parts) if name else parts
        case Block(head=head, parts=parts):
            return (head, *parts)
        case Sheet(parts=parts):
            return parts
        case Declaration(name=name, value=value, mark=mark):
            return (name, value, mark) if mark else (name, value)
        case Import(name=name):
            return (name,)
        case _:
            return ()
