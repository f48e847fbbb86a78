"""Ids of a theory for what a map has: its elements, and the names that stand in fields."""

from __future__ import annotations

__all__ = ["NAME_ROLES", "MapIds"]

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from toc.exports.connection_words import LEADS_TO, is_connection_id
from toc.exports.label_ids import LabelIds
from toc.exports.map_leftovers import claim_in
from toc.exports.map_reading import LINKED, OUTCOMES, Join, MapReading
from toc.exports.map_texts import whole_texts
from toc.exports.theory_ids import is_id
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.items import Connection, Element

_GROUPS = {"dimension": Role.DIMENSION, "domain": Role.DOMAIN}
_MEMBERS = {"dimension": LINKED, "domain": OUTCOMES}
NAME_ROLES = {"themes": "theme", "voices": "voice", "measures": "measure"}
"""What names in fields are, by the attribute whose fields hold them."""


class MapIds:
    """Well-formed, unique ids, given in the order of the document and the same every time.

    An element keeps its assigned id where that is well formed and its own alone; else its label's
    words make one. A name in a field (a theme, a voice, a measure, a domain without an element)
    gets an id when it is first met. `known` are ids, by the place of an element in the document,
    that are settled beforehand.

    A dimension or domain is named in a field by its assigned id, else by its label (the first
    bearer is meant, and capital letters do not matter), else by the id that it gets here.
    """

    def __init__(self, reading: MapReading, known: Mapping[int, str] | None = None) -> None:
        self.reading = reading
        self._known = known or {}
        self._labels = LabelIds()
        self._elements: dict[int, str] = {}
        self._connections: dict[int, str] = {}
        self._named: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._groups: dict[str, tuple[dict[str, str], dict[str, str], dict[str, str]]] = {}
        self._joined_groups: dict[str, dict[int, str]] = {}
        self._measures: defaultdict[int, list[Join]] = defaultdict(list)
        self._give_ids()
        for kind, role in _GROUPS.items():
            self._find_groups(kind, role)
        for join in reading.joined(OUTCOMES, frozenset({Role.MEASURE})):
            self._measures[join.start.place].append(join)

    def of(self, element: Element) -> str:
        """The id of an element."""
        return self._elements[element.place]

    def of_connection(self, connection: Connection) -> str | None:
        """The id of a connection whose assigned id can be one."""
        return self._connections.get(connection.place)

    def system_ids(self) -> dict[str, str]:
        """For each id of a part of the theory the system id of the element that it came from.

        Where an element has none, its assigned id, if that is another.
        """
        elements, roles = self.reading.elements, self.reading.roles
        return {
            own: found
            for place, own in self._elements.items()
            if (found := _recorded_id(elements[place], own)) and roles[place] is not Role.ASSUMPTION
        }

    def measure_joins(self, outcome: Element) -> list[Join]:
        """The connections from an outcome to measures, turned so that they start there."""
        return self._measures[outcome.place]

    def group(self, element: Element, kind: str) -> str | None:
        """The id of the dimension or domain that a field names, else that is joined to it."""
        text = self.reading.attribute(element, kind)
        if not text:
            return self._joined_groups[kind].get(element.place)
        assigned, labels, made = self._groups[kind]
        found = assigned.get(text) or labels.get(_folded(text)) or made.get(text)
        return found or self._name(kind, text)

    def many(self, element: Element, kind: str) -> list[str]:
        """The ids of the themes, voices or measures that fields name, each once."""
        texts = whole_texts(self.reading, element, kind)
        return list(dict.fromkeys(self._name(kind, text) for text in texts))

    def named(self, kind: str) -> list[dict[str, Any]]:
        """What was met in fields only, as items of the theory, in the order it was met."""
        return list(self._named[kind].values())

    def _give_ids(self) -> None:
        elements, joins = self.reading.elements, self.reading.joins
        bearers = Counter(one.assigned_id for one in elements.values())
        bearers.update(join.connection.assigned_id for join in joins)
        given = set(self._known.values())
        whole = {
            name
            for name, number in bearers.items()
            if name and number == 1 and name not in given and is_id(name)
        }
        keep = {p: name for p, one in elements.items() if (name := one.assigned_id) in whole}
        keep |= {place: own for place, own in self._known.items() if place in elements}
        claims = [
            (join, name)
            for join in joins
            if (name := join.connection.assigned_id) in whole and claim_in(join, self.reading.roles)
        ]
        self._labels.take([*given, *keep.values(), *(name for _, name in claims)])
        for place, element in elements.items():
            role = str(self.reading.roles[place])
            self._elements[place] = keep.get(place) or self._labels.fresh(element.label, role)
        for join, name in claims:
            if is_connection_id(name, self.of(join.start), self.of(join.end)):
                self._labels.release([name])
            else:
                self._connections[join.connection.place] = name

    def _find_groups(self, kind: str, role: Role) -> None:
        """What fields may call the elements of a role, and which of them others are joined to."""
        assigned: dict[str, str] = {}
        labels: dict[str, str] = {}
        made: dict[str, str] = {}
        for element in self.reading.with_role(role):
            own = made[self.of(element)] = self.of(element)
            assigned.setdefault(element.assigned_id or "", own)
            labels.setdefault(_folded(element.label), own)
        self._groups[kind] = (assigned, labels, made)
        joined = self._joined_groups.setdefault(kind, {})
        for join in self.reading.joined(_MEMBERS[kind], frozenset({role})):
            claim = role is Role.DIMENSION and join.turned and join.connection.type == LEADS_TO
            if not claim:
                joined.setdefault(join.start.place, self.of(join.end))

    def _name(self, kind: str, text: str) -> str:
        known = self._named[kind]
        key = _folded(text)
        if key not in known:
            label = text.strip() if kind == "measures" else text
            own = self._labels.fresh(text, NAME_ROLES.get(kind, kind))
            known[key] = {"id": own, "label": label}
        found = known[key]["id"]
        return str(found)


def _folded(text: str) -> str:
    return text.strip().casefold()


def _recorded_id(element: Element, own: str) -> str | None:
    if element.system_id:
        return element.system_id
    return None if element.assigned_id == own else element.assigned_id
