"""What stays behind in a map when a theory is made of it, since a theory has no place for it."""

from __future__ import annotations

__all__ = ["claim_in", "left_in_the_map"]

from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.map_reading import LINKED, OUTCOMES, Join, MapReading
from toc.exports.vocabulary import Role
from toc.kumu.items import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.kumu.items import Item

_PROVENANCE = ("status", "sources", "note")
_ITEM = (*_PROVENANCE, "aliases")
_OUTCOME = (*_ITEM, "domain", "themes", "kind", "voices", "measures")
_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.DIMENSION: _ITEM,
    Role.DOMAIN: _ITEM,
    Role.OUTPUT: (*_ITEM, "dimension"),
    Role.OUTCOME: _OUTCOME,
    Role.IMPACT: _OUTCOME,
    Role.MEASURE: (
        *_ITEM,
        *("unit", "method", "source", "owner", "frequency", "direction"),
        *("baseline", "baseline date", "target", "target date"),
        *("value", "value date", "n", "low", "high", "publishable"),
    ),
    Role.ASSUMPTION: (),
}
_CLAIM = (*_PROVENANCE, "rationale", "assumptions", "evidence", "confidence", "polarity")
_OF_EVERY_ELEMENT = frozenset({"label", "element type", "description", "id"})
_OF_EVERY_CONNECTION = frozenset({"connection type", "id"})
_LEADING = LINKED | {Role.DIMENSION}


def claim_in(join: Join, roles: Mapping[int, Role]) -> Join | None:
    """The join, turned so that it starts with what leads to the other; None if it claims nothing.

    Outputs, outcomes and dimensions lead to outputs and outcomes. What counts both ways between a
    dimension and another is a claim of the dimension, since nothing leads to dimensions.
    """
    start, end = roles[join.start.place], roles[join.end.place]
    if start in _LEADING and end in LINKED:
        return join
    if start in LINKED and end is Role.DIMENSION and join.connection.both_ways:
        return Join(join.end, join.start, join.connection, turned=True)
    return None


def left_in_the_map(reading: MapReading) -> list[str]:
    """In words, the elements, connections and fields with a role that no theory can hold."""
    fields: Counter[str] = Counter()
    of_connections: Counter[str] = Counter()
    for place, element in reading.elements.items():
        known = _OF_EVERY_ELEMENT | _fields(reading, _OF_ROLE[reading.roles[place]])
        fields.update(_others(element, known))
    unclaimed = 0
    for join in reading.joins:
        claims, joins = claim_in(join, reading.roles), _is_tie_or_membership(join, reading.roles)
        unclaimed += not (claims or joins)
        attributes = _CLAIM if claims else _PROVENANCE if joins else ()
        known = _OF_EVERY_CONNECTION | _fields(reading, attributes)
        of_connections.update(_others(join.connection, known))
    lines = [f"field {name}: {number}" for name, number in sorted(fields.items())]
    lines += [
        f"field {name} of connections: {number}" for name, number in sorted(of_connections.items())
    ]
    if assumptions := len(reading.with_role(Role.ASSUMPTION)):
        lines.append(f"elements that are assumptions: {assumptions}")
    if unclaimed:
        lines.append(f"connections between roles that do not lead to one another: {unclaimed}")
    return lines


def _is_tie_or_membership(join: Join, roles: Mapping[int, Role]) -> bool:
    ends = {roles[join.start.place], roles[join.end.place]}
    if ends & OUTCOMES:
        return bool(ends & {Role.MEASURE, Role.DOMAIN})
    return ends == {Role.OUTPUT, Role.DIMENSION}


def _fields(reading: MapReading, attributes: tuple[str, ...]) -> frozenset[str]:
    fields = reading.vocabulary.fields
    return frozenset(name for attribute in attributes for name in fields[attribute])


def _others(item: Item, known: frozenset[str]) -> Iterator[str]:
    """The fields of an item that say something and are not among those known."""
    return (name for name, value in item.fields.items() if name not in known and text_of(value))
