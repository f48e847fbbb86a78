"""Which element, connection, loop, map, view and field of one document is which of another.

Items are known again by system id, then by assigned id, then by label and type; connections then
by what they join, their direction, type and label; maps, views and fields by system id, then by
name. Where several could be one another, nothing is guessed: they are given as a group.
"""

from __future__ import annotations

__all__ = ["pair_items"]

from typing import TYPE_CHECKING, TypeVar

from toc.kumu.items import Connection, Item, Loop, text_of
from toc.kumu.json_reader import paused_gc
from toc.kumu.matching_up import MatchingUp
from toc.kumu.pairs import Pairing, Pairs, Part
from toc.kumu.same_ends import Mark, SameEnds, SameParts, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from toc.kumu.document import Document
    from toc.kumu.items import Element

_I = TypeVar("_I", bound=Item)


def pair_items(left: Document, right: Document) -> Pairs:
    """What of the left document is what of the right one, whatever the forms of the two.

    The id of an item without a system id (in a flat blueprint) may be the system id of the other.
    Items that share an id or a label are told apart by what they say, as far as all but one of
    them are found so. Swapping the documents swaps the pairs and nothing else. The time grows as
    the documents do.
    """
    with left.settled(), right.settled(), paused_gc():
        elements = _elements(left, right)
        connections = _connections(left, right, elements)
        loops = _loops(left, right, connections)
        return Pairs(
            elements,
            connections,
            loops,
            _parts(left, right, "maps"),
            _parts(left, right, "perspectives"),
            _parts(left, right, "attributes"),
        )


def _elements(left: Document, right: Document) -> Pairing[Element]:
    matching = MatchingUp(left.elements, right.elements, (_said, _said))
    _by_ids(matching)
    matching.by("label and type", _look, _look)
    matching.by("label", _label, _label, weak=True)
    matching.by_content()
    return matching.result()


def _connections(
    left: Document, right: Document, elements: Pairing[Element]
) -> Pairing[Connection]:
    ends = SameEnds(left, right, elements)

    def keyed(
        *parts: Callable[[Connection], Hashable], ordered: bool = True
    ) -> tuple[Callable[[Connection], Hashable], Callable[[Connection], Hashable]]:
        def key(marks: tuple[Mark, Mark], one: Connection) -> Hashable:
            ends = joined(marks, one.direction) if ordered else frozenset(marks)
            return (ends, *(part(one) for part in parts))

        return lambda one: key(ends.left(one), one), lambda one: key(ends.right(one), one)

    matching = MatchingUp(left.connections, right.connections, keyed(_direction, _said))
    _by_ids(matching)
    matching.by("ends", *keyed(_direction, _type, _label))
    matching.by("ends", *keyed(_direction, _type))
    matching.by("ends", *keyed(_direction, _label), weak=True)
    matching.by("ends", *keyed(_direction), weak=True)
    matching.by("ends", *keyed(ordered=False), weak=True)
    return matching.result()


def _loops(left: Document, right: Document, connections: Pairing[Connection]) -> Pairing[Loop]:
    parts = SameParts(left, right, connections)

    def mine(one: Loop) -> Hashable:
        return parts.left(one), _said(one)

    def yours(one: Loop) -> Hashable:
        return parts.right(one), _said(one)

    matching = MatchingUp(left.loops, right.loops, (mine, yours))
    _by_ids(matching)
    matching.by("label and type", _look, _look)
    matching.by("label", _label, _label, weak=True)
    matching.by(
        "ends",
        lambda one: frozenset(parts.left(one)) or None,
        lambda one: frozenset(parts.right(one)) or None,
        weak=True,
    )
    matching.by_content()
    return matching.result()


def _parts(left: Document, right: Document, section: str) -> Pairing[Part]:
    matching = MatchingUp(_read(left, section), _read(right, section), (_text, _text))
    matching.by("system id", _system_id, _system_id)
    matching.by("name", _name, _name)
    matching.by("name", _folded_name, _folded_name)
    matching.by_content()
    return matching.result()


def _read(document: Document, section: str) -> list[Part]:
    return [
        Part(raw, place)
        for place, raw in enumerate(document.section(section))
        if isinstance(raw, dict)
    ]


def _by_ids(matching: MatchingUp[_I]) -> None:
    matching.by("system id", _system_id, _system_id)
    matching.by("system id", _bare_id, _system_id)
    matching.by("system id", _system_id, _bare_id)
    matching.by("assigned id", _assigned_id, _assigned_id)


def _system_id(thing: Item | Part) -> str | None:
    return thing.system_id


def _bare_id(item: Item) -> str | None:
    """The assigned id of an item without a system id, which flat blueprints write in its place."""
    return item.assigned_id if item.system_id is None else None


def _assigned_id(item: Item) -> str | None:
    return item.assigned_id


def _label(item: Item) -> str | None:
    return item.label or None


def _look(item: Item) -> tuple[str, str] | None:
    return (item.label, item.type) if item.label else None


def _type(connection: Connection) -> str:
    return connection.type


def _direction(connection: Connection) -> str:
    return connection.direction


def _said(item: Item) -> tuple[tuple[str, str], ...]:
    """The fields of an item as text, without its id."""
    fields = ((name, text_of(value)) for name, value in item.fields.items() if name != "id")
    return tuple(sorted(pair for pair in fields if pair[1]))


def _name(part: Part) -> str | None:
    return part.name or None


def _folded_name(part: Part) -> str | None:
    return part.name.casefold() or None


def _text(part: Part) -> str:
    return repr(part.raw)
