"""What of one document is what of another: pairs, what one of them lacks, what cannot be told."""

from __future__ import annotations

__all__ = ["Group", "Pair", "Pairing", "Pairs", "Part"]

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from toc.kumu.items import Connection, Element, Loop

Reason = Literal["system id", "assigned id", "label and type", "label", "name", "ends", "content"]


class Placed(Protocol):
    """Something that stands at a place in a list of a document."""

    place: int

    @property
    def system_id(self) -> str | None:
        """Kumu's own id, where it has one."""
        ...


_P = TypeVar("_P", bound=Placed)


class Part:
    """A map, a view or the definition of a field: its decoded object, and its place in its list."""

    __slots__ = ("place", "raw")

    def __init__(self, raw: dict[str, Any], place: int) -> None:
        self.raw = raw
        self.place = place

    @property
    def system_id(self) -> str | None:
        """Kumu's own id (`map-…`, `pers-…`, `attr-…`), where it has one."""
        found = self.raw.get("_id")
        return found if isinstance(found, str) else None

    @property
    def name(self) -> str:
        """The name that people read; empty if missing."""
        found = self.raw.get("name")
        return found if isinstance(found, str) else ""

    def __repr__(self) -> str:
        return f"<Part {self.system_id or self.name!r}>"


class Pair(NamedTuple, Generic[_P]):
    """One thing in both documents, and what it was known again `by`."""

    left: _P
    right: _P
    by: Reason


class Group(NamedTuple, Generic[_P]):
    """Things of which any on the one side could be any on the other: none is paired."""

    left: list[_P]
    right: list[_P]
    by: Reason


class Pairing(Generic[_P]):
    """Things of one kind in two documents.

    `pairs`, `only_left` and `only_right` stand in the order of their documents (pairs in that of
    the left one). What is in a group of `ambiguous` is in none of these.
    """

    def __init__(
        self,
        pairs: list[Pair[_P]],
        only_left: list[_P],
        only_right: list[_P],
        ambiguous: list[Group[_P]],
    ) -> None:
        self.pairs = pairs
        self.only_left = only_left
        self.only_right = only_right
        self.ambiguous = ambiguous

    @cached_property
    def to_right(self) -> dict[int, _P]:
        """What each thing of the left document is in the right one, by its place in the left."""
        return {one.left.place: one.right for one in self.pairs}

    @cached_property
    def to_left(self) -> dict[int, _P]:
        """What each thing of the right document is in the left one, by its place in the right."""
        return {one.right.place: one.left for one in self.pairs}


class Pairs(NamedTuple):
    """Everything in two documents that is paired."""

    elements: Pairing[Element]
    connections: Pairing[Connection]
    loops: Pairing[Loop]
    maps: Pairing[Part]
    views: Pairing[Part]
    definitions: Pairing[Part]
