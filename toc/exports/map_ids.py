"""Ids of a theory for what a map has: its elements, and the names that stand in fields."""

from __future__ import annotations

__all__ = ["MapIds", "connection_id"]

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from toc.exports.map_reading import LINKED, OUTCOMES, Join, MapReading
from toc.exports.theory_ids import id_from, is_id
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.items import Connection, Element

_LONGEST = 60
_GROUPS = {"dimension": Role.DIMENSION, "domain": Role.DOMAIN}
_MEMBERS = {"dimension": LINKED, "domain": OUTCOMES}
_NAMES = {"themes": "theme", "voices": "voice", "measures": "measure"}


def connection_id(start: str, end: str) -> str:
    """The id that a connection gets, for Kumu alone, where its link has none of its own."""
    return f"{start}-to-{end}"


class MapIds:
    """Well-formed, unique ids, given in the order of the document and the same every time.

    An element keeps its assigned id where that is well formed and its own alone; else its label's
    words make one. A name in a field (a theme, a voice, a measure, a domain without an element)
    gets an id when it is first met. `known` are ids, by the place of an element in the document,
    that are settled beforehand.
    """

    def __init__(self, reading: MapReading, known: Mapping[int, str] | None = None) -> None:
        self.reading = reading
        self._known = known or {}
        self._taken: set[str] = set()
        self._elements: dict[int, str] = {}
        self._connections: dict[int, str] = {}
        self._named: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._groups: dict[str, dict[str, str]] = {}
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
        """For each id of an element the system id that it came from."""
        elements = self.reading.elements
        pairs = ((own, elements[place].system_id) for place, own in self._elements.items())
        return {own: found for own, found in pairs if found}

    def measure_joins(self, outcome: Element) -> list[Join]:
        """The connections from an outcome to measures, turned so that they start there."""
        return self._measures[outcome.place]

    def group(self, element: Element, kind: str) -> str | None:
        """The id of the dimension or domain that a field names, else that is joined to it."""
        text = self.reading.attribute(element, kind)
        if not text:
            return self._joined_groups[kind].get(element.place)
        return self._groups[kind].get(text.casefold()) or self._name(kind, text)

    def many(self, element: Element, kind: str) -> list[str]:
        """The ids of the themes, voices or measures that fields name, each once."""
        texts = self.reading.attribute_texts(element, kind)
        return list(dict.fromkeys(self._name(kind, text) for text in texts))

    def named(self, kind: str) -> list[dict[str, Any]]:
        """What was met in fields only, as items of the theory, in the order it was met."""
        return list(self._named[kind].values())

    def _give_ids(self) -> None:
        elements = self.reading.elements
        joins = self.reading.joins
        assigned = Counter(one.assigned_id for one in elements.values())
        assigned.update(join.connection.assigned_id for join in joins)

        def own(name: str | None) -> bool:
            return name is not None and assigned[name] == 1 and is_id(name)

        given = set(self._known.values())
        keep: dict[int, str | None] = {
            place: one.assigned_id
            for place, one in elements.items()
            if own(one.assigned_id) and one.assigned_id not in given
        }
        keep |= {place: own_id for place, own_id in self._known.items() if place in elements}
        claimed = {
            join.connection.place: name
            for join in joins
            if (name := join.connection.assigned_id) and own(name) and name not in given
        }
        self._taken.update(name for name in keep.values() if name)
        self._taken.update(claimed.values())
        for place, element in elements.items():
            found = keep.get(place) or self._fresh(element.label, str(self.reading.roles[place]))
            self._elements[place] = found
        for join in joins:
            name = claimed.get(join.connection.place)
            made = connection_id(self.of(join.start), self.of(join.end))
            if name and not name.startswith(made):
                self._connections[join.connection.place] = name

    def _find_groups(self, kind: str, role: Role) -> None:
        found: dict[str, str] = {}
        for element in self.reading.with_role(role):
            found.setdefault(element.label.strip().casefold(), self.of(element))
        for element in self.reading.with_role(role):
            found.setdefault(self.of(element), self.of(element))
        self._groups[kind] = found
        joined = self._joined_groups.setdefault(kind, {})
        for join in self.reading.joined(_MEMBERS[kind], frozenset({role})):
            joined.setdefault(join.start.place, self.of(join.end))

    def _name(self, kind: str, text: str) -> str:
        known = self._named[kind]
        if text.casefold() not in known:
            own = self._fresh(text, _NAMES.get(kind, kind))
            known[text.casefold()] = {"id": own, "label": text}
        found = known[text.casefold()]["id"]
        return str(found)

    def _fresh(self, text: str, role: str) -> str:
        """An id from the words of a text that nothing else has; from the role where it has none."""
        words = id_from(text)
        if len(words) > _LONGEST:
            words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
        words = words or role
        found, number = words, 1
        while found in self._taken:
            number += 1
            found = f"{words}-{number}"
        self._taken.add(found)
        return found
