"""Which element of a document is which part of a theory."""

from __future__ import annotations

__all__ = ["PARTS", "match_elements", "role_of"]

from collections import defaultdict
from typing import TYPE_CHECKING

from toc.exports.map_reading import OUTCOMES, MapReading
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.items import Element
    from toc.models.base import Item
    from toc.models.theory import Theory

PARTS = frozenset({"dimension", "domain", "output", "outcome", "measure"})


def role_of(item: Item) -> Role:
    """The role of a part of a theory on a map; an end outcome is an impact."""
    return Role.IMPACT if getattr(item, "end", False) else Role(item.role)


def match_elements(theory: Theory, reading: MapReading) -> dict[str, Element]:
    """The element of the whole document that each part of a theory is, by the part's id.

    First by the theory's table of system ids (`kumu: ids`), then by the assigned id, then by
    label and role among the elements in scope. What two parts or two elements could claim by its
    label alone is left unmatched, never guessed.
    """
    parts = [item for item in theory.items() if item.role in PARTS]
    matched: dict[str, Element] = {}
    taken: set[int] = set()
    for found in (_by_system_id, _by_assigned_id, _by_label):
        left = [item for item in parts if item.id not in matched]
        for item, element in found(theory, reading, left, taken):
            if element.place not in taken:
                matched[item.id] = element
                taken.add(element.place)
    return matched


def _by_system_id(
    theory: Theory, reading: MapReading, items: list[Item], _: set[int]
) -> Iterator[tuple[Item, Element]]:
    table = theory.kumu.get("ids")
    if isinstance(table, dict):
        elements = {one.system_id: one for one in reading.document.elements if one.system_id}
        for item in items:
            system_id = table.get(item.id)
            if isinstance(system_id, str) and system_id in elements:
                yield item, elements[system_id]


def _by_assigned_id(
    _: Theory, reading: MapReading, items: list[Item], taken: set[int]
) -> Iterator[tuple[Item, Element]]:
    known: dict[str, Element] = {}
    in_scope = list(reading.scope.elements)
    for element in (*in_scope, *reading.document.elements):
        if element.assigned_id and element.place not in taken:
            known.setdefault(element.assigned_id, element)
    for item in items:
        if item.id in known:
            yield item, known[item.id]


def _by_label(
    _: Theory, reading: MapReading, items: list[Item], taken: set[int]
) -> Iterator[tuple[Item, Element]]:
    elements: defaultdict[tuple[str, Role], list[Element]] = defaultdict(list)
    for place, element in reading.elements.items():
        if place not in taken:
            elements[element.label, _group(reading.roles[place])].append(element)
    wanted: defaultdict[tuple[str, Role], list[Item]] = defaultdict(list)
    for item in items:
        wanted[item.label, _group(role_of(item))].append(item)
    for key, claimants in wanted.items():
        if len(claimants) == len(elements[key]) == 1:
            yield claimants[0], elements[key][0]


def _group(role: Role) -> Role:
    return Role.OUTCOME if role in OUTCOMES else role
