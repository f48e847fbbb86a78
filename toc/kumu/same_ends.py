"""What connections join, and what loops run through, said alike for two documents."""

from __future__ import annotations

__all__ = ["SameEnds", "SameParts"]

from typing import TYPE_CHECKING

from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from toc.kumu.items import Connection, Element, Loop
    from toc.kumu.pairs import Pairing

Mark = int | str


class SameEnds:
    """Marks for the ends of connections: equal for an end that is one element in both documents.

    The mark of an element that is in one document only, and of an end that names nothing, is the
    name as it is written.
    """

    def __init__(
        self, left: Sequence[Element], right: Sequence[Element], pairing: Pairing[Element]
    ) -> None:
        to_left = pairing.to_left
        self._left: dict[str, Mark] = {
            name: one.place
            for name, one in named_elements(left).items()
            if one.place in pairing.to_right
        }
        self._right: dict[str, Mark] = {
            name: to_left[one.place].place
            for name, one in named_elements(right).items()
            if one.place in to_left
        }

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

    def __init__(
        self,
        left: Sequence[Connection],
        right: Sequence[Connection],
        pairing: Pairing[Connection],
    ) -> None:
        to_left = pairing.to_left
        self._left: dict[str, Mark] = {
            name: one.place for name, one in _named(left).items() if one.place in pairing.to_right
        }
        self._right: dict[str, Mark] = {
            name: to_left[one.place].place
            for name, one in _named(right).items()
            if one.place in to_left
        }

    def left(self, loop: Loop) -> tuple[Mark, ...]:
        """The marks of the connections of a loop of the left document, in order."""
        return tuple(self._left.get(name, name) for name in loop.connections)

    def right(self, loop: Loop) -> tuple[Mark, ...]:
        """The marks of the connections of a loop of the right document, in order."""
        return tuple(self._right.get(name, name) for name in loop.connections)


def _named(connections: Sequence[Connection]) -> dict[str, Connection]:
    """The connection that each name in a loop means: system ids come before assigned ids."""
    named: dict[str, Connection] = {}
    for connection in connections:
        if name := connection.system_id:
            named.setdefault(name, connection)
    for connection in connections:
        if name := connection.assigned_id:
            named.setdefault(name, connection)
    return named


def joined(marks: tuple[Mark, Mark], direction: str) -> Hashable:
    """What a connection joins: in order where it is directed, as two ends where it is not."""
    return marks if direction == "directed" else frozenset(marks)
