"""The syntax tree of a selector. Every part knows the text it was read from and prints it again.

Source: Kumu's documentation of selectors; the grammar in full is in docs/selectors.md.
"""

from __future__ import annotations

__all__ = [
    "Arrow",
    "Compound",
    "Everything",
    "FieldTest",
    "Id",
    "Kind",
    "Part",
    "Pseudo",
    "Selector",
    "Tag",
    "Traversal",
    "TypeName",
    "every_node",
]

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Operator = Literal["=", "!=", "^=", "$=", "*=", "~=", ">", "<", ">=", "<="]
Direction = Literal["to", "from", "either"]


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of a selector: its text, and where it starts (0 is the first character)."""

    text: str
    start: int

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """`*`: all elements, connections and loops."""


@dataclass(frozen=True, slots=True)
class Kind(Node):
    """`element`, `connection` or `loop`."""


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A bare word: the slug of an element type, or of a connection type with `-connection`."""


@dataclass(frozen=True, slots=True)
class Id(Node):
    """`#name`: a system id, an assigned id or the slug of a label."""

    name: str


@dataclass(frozen=True, slots=True)
class Tag(Node):
    """`.name`: the slug of a tag."""

    name: str


@dataclass(frozen=True, slots=True)
class FieldTest(Node):
    """`[field]`, `[!field]`, or a field compared with a value."""

    field: str
    absent: bool
    operator: Operator | None
    value: str


@dataclass(frozen=True, slots=True)
class Pseudo(Node):
    """`:directed`, `:orphan` and the like; `:from`, `:to`, `:not`, `:loop` with a selector."""

    name: str
    inner: Selector | None


Part = Everything | Kind | TypeName | Id | Tag | FieldTest | Pseudo


@dataclass(frozen=True, slots=True)
class Compound(Node):
    """Parts that must all hold."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Arrow(Node):
    """How two compounds are connected, and by which connections (None for any)."""

    direction: Direction
    through: Compound | None


@dataclass(frozen=True, slots=True)
class Traversal(Node):
    """The items of `first` that the arrow joins to what the rest picks."""

    first: Compound
    arrow: Arrow | None
    rest: Traversal | None


@dataclass(frozen=True, slots=True)
class Selector(Node):
    """A list of traversals, of which one must hold."""

    choices: tuple[Traversal, ...]


def every_node(selector: Selector) -> Iterator[Node]:
    """The selector and every part of it, in the order of the text; wholes before their parts."""
    waiting: list[Node | None] = [selector]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        yield node
        parts: tuple[Node | None, ...] = ()
        match node:
            case Selector(choices=found):
                parts = found
            case Traversal(first=first, arrow=arrow, rest=rest):
                parts = (first, arrow, rest)
            case Compound(parts=found):
                parts = found
            case Arrow(through=through):
                parts = (through,)
            case Pseudo(inner=inner):
                parts = (inner,)
            case _:
                pass
        waiting += reversed(parts)
