"""What connections join, and what loops run through, said alike for two documents."""

from __future__ import annotations

__all__ = ["Mark", "SameEnds", "SameParts", "joined"]

from typing import TYPE_CHECKING

from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from collections.abc import Hashable

    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element, Loop
    from toc.kumu.pairs import Pairing

Mark = int | str


class SameEnds:
    """Marks for the ends of connections: equal for an end that is one element in both documents.

    The mark of an element that is in one document only, and of an end that names nothing, is the
    name as it is written. `by_name` says that an end that both write alike is the same.
    """

    def __init__(self, left: Document, right: Document, pairing: Pairing[Element]) -> None:
        used = _used_ends(left), _used_ends(right)
        olds, news = _named_ends(left, used[0]), _named_ends(right, used[1])
        to_left, to_right = pairing.to_left, pairing.to_right
        self._left: dict[str, Mark] = {
            name: one.place for name, one in olds.items() if one.place in to_right
        }
        self._right: dict[str, Mark] = {
            name: to_left[one.place].place for name, one in news.items() if one.place in to_left
        }
        self.by_name = all(
            mine.get(name, name) == mark
            for mine, yours, names in (
                (self._left, self._right, used[0]),
                (self._right, self._left, used[1]),
            )
            for name, mark in yours.items()
            if name in names
        )

    def left(self, connection: Connection) -> tuple[Mark, Mark]:
        """The marks of what a connection of the left document leads from and to."""
        start, end = connection.start, connection.end
        return self._left.get(start, start), self._left.get(end, end)

    def right(self, connection: Connection) -> tuple[Mark, Mark]:
        """The marks of what a connection of the right document leads from and to."""
        start, end = connection.start, connection.end
        return self._right.get(start, start), self._right.get(end, end)


class SameParts:
    """Marks for the connections of loops, equal for one that is the same in both documents."""

    def __init__(self, left: Document, right: Document, pairing: Pairing[Connection]) -> None:
        self._left: dict[str, Mark] = {}
        self._right: dict[str, Mark] = {}
        if olds := _named_parts(left):
            found = pairing.to_right
            self._left = {name: one.place for name, one in olds.items() if one.place in found}
        if news := _named_parts(right):
            back = pairing.to_left
            self._right = {
                name: back[one.place].place for name, one in news.items() if one.place in back
            }

    def left(self, loop: Loop) -> tuple[Mark, ...]:
        """The marks of the connections of a loop of the left document, in order."""
        return tuple(self._left.get(name, name) for name in loop.connections)

    def right(self, loop: Loop) -> tuple[Mark, ...]:
        """The marks of the connections of a loop of the right document, in order."""
        return tuple(self._right.get(name, name) for name in loop.connections)


def _used_ends(document: Document) -> set[str]:
    used = {one.start for one in document.connections}
    used.update(one.end for one in document.connections)
    return used


def _named_ends(document: Document, used: set[str]) -> dict[str, Element]:
    """The element that each end of a connection means; by system ids alone where that will do."""
    named: dict[str, Element] = {}
    for one in document.elements:
        if (name := one.system_id) and name in used:
            named.setdefault(name, one)
    if len(named) == len(used):
        return named
    every = named_elements(document.elements)
    return {name: every[name] for name in used if name in every}


def _named_parts(document: Document) -> dict[str, Connection]:
    """The connection that each name in a loop means: system ids come before assigned ids."""
    used = {name for loop in document.loops for name in loop.connections}
    named: dict[str, Connection] = {}
    for connection in document.connections if used else ():
        if (name := connection.system_id) and name in used:
            named.setdefault(name, connection)
    for connection in document.connections if len(named) < len(used) else ():
        if (name := connection.assigned_id) and name in used:
            named.setdefault(name, connection)
    return named


def joined(marks: tuple[Mark, Mark], direction: str) -> Hashable:
    """What a connection joins: in order where it is directed, as two ends where it is not."""
    return marks if direction == "directed" else frozenset(marks)
