"""Connections that are in a project, but not on the map that a theory is written to."""

from __future__ import annotations

__all__ = ["claims_elsewhere"]

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from toc.exports.into_claims import Claim, claims_had
from toc.exports.map_reading import Join
from toc.exports.map_theory import MapParts
from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from toc.exports.into_draft import Draft
    from toc.exports.map_reading import MapReading
    from toc.exports.vocabulary import Role


def claims_elsewhere(draft: Draft) -> list[Claim]:
    """What connections in the trash or on other maps say between parts that are on the map."""
    if draft.map is None:
        return []
    reading = _reading_elsewhere(draft)
    if not reading.joins:
        return []
    parts = MapParts(reading, {one.place: own for own, one in draft.elements.items()})
    return claims_had(parts, parts.theory(), draft.vocabulary)


def _reading_elsewhere(draft: Draft) -> MapReading:
    """The parts on the map with the connections that are not on it."""
    reading, document = draft.reading, draft.document
    here = {id(one.raw) for one in reading.scope.connections}
    elements = {one.place: one for one in draft.elements.values()}
    with document.settled():
        named = named_elements(document.elements)
        joins = [
            Join(elements[start.place], elements[end.place], one)
            for one in document.connections
            if id(one.raw) not in here
            and (start := named.get(one.start)) is not None
            and (end := named.get(one.end)) is not None
            and start.place in elements
            and end.place in elements
        ]
    by_roles: defaultdict[tuple[Role, Role], list[Join]] = defaultdict(list)
    for join in joins:
        by_roles[reading.roles[join.start.place], reading.roles[join.end.place]].append(join)
    return replace(reading, elements=elements, joins=joins, by_roles=by_roles)
