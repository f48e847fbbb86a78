"""Ids of a flat blueprint: which one each item has, and what ends and loops call it there."""

from __future__ import annotations

__all__ = ["FlatIds"]

from collections import Counter
from typing import TYPE_CHECKING, Any

from toc.kumu.conversion import spelled_key
from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.items import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from toc.kumu.items import Connection, Element, Item, Loop
    from toc.kumu.project import Scope


class FlatIds:
    """Ids for the items in scope, such that every connection joins the same elements as before.

    A flat document keeps the ids it has; only a system id, for which the form has no place, becomes
    the id of an item that has no other. From another form every element gets an id: the assigned
    ones where all have one, each its own, and else the system ids. Kumu wants ids to be unique
    among elements and connections together. Fields in `private` are never used.
    """

    def __init__(self, source: Document, part: Scope, private: Collection[str] = ()) -> None:
        self._flat = source.form is Form.FLAT
        self._private = private
        self._meant = named_elements(source.elements)
        self._elements: dict[int, Any] = {}
        self._connections: dict[int, Any] = {}
        self.given_up: dict[str, None] = {}
        if self._flat:
            self._elements = _kept_ids(part.elements)
            self._connections = _kept_ids(part.connections)
            self._labels = _first_labels(part.elements)
            self._bearers = _first_bearers(part.elements, self._elements)
            self._keep_within_reach(part.connections)
        else:
            taken = set(self._strangers(part))
            self._elements = self._unique_ids(part.elements, taken)
            self._connections = self._unique_ids(part.connections, taken)
            self._labels = {}
            self._bearers = _first_bearers(part.elements, self._elements)
        self._parts = _named_connections(part.connections)
        self._part_bearers = _first_bearers(part.connections, self._connections)

    def of(self, item: Item) -> Any:
        """The id of an element or connection, as it is to be written; None where it has none."""
        found = self._elements if item.kind == "element" else self._connections
        return found.get(item.place)

    def end(self, connection: Connection, key: str) -> Any:
        """What `from` or `to` of a connection is to say."""
        written = connection.reserved(key)
        name = connection.start if key == "from" else connection.end
        element = self._meant.get(name)
        if element is None or (self._flat and self._means(name) == element.place):
            return written
        return self._elements.get(element.place, written)

    def loop_parts(self, loop: Loop) -> Any:
        """What the `connections` of a loop are to say."""
        key = spelled_key(loop.raw, "connections")
        written = loop.raw[key] if key else []
        if not isinstance(written, list):
            return written
        return [self._loop_part(*pair) for pair in zip(loop.connections, written, strict=True)]

    def _loop_part(self, name: str, written: Any) -> Any:
        connection = self._parts.get(name)
        if connection is None or self._part_bearers.get(name) == connection.place:
            return written
        return self._connections.get(connection.place, written)

    def _means(self, name: str) -> int | None:
        """The place of the element that a name means in the flat document."""
        return self._bearers.get(name, self._labels.get(name))

    def _keep_within_reach(self, connections: Sequence[Connection]) -> None:
        """Other ids for elements that connections lead to by a system id and by nothing else."""
        for connection in connections:
            for name in (connection.start, connection.end):
                element = self._meant.get(name)
                own = text_of(self._elements.get(element.place)) if element else ""
                if element is None or element.place in {self._means(name), self._means(own)}:
                    continue
                self.given_up |= dict.fromkeys(filter(None, [element.assigned_id]))
                own = _numbered(element.system_id or name, self._bearers, Counter())
                self._elements[element.place] = own
                self._bearers[own] = element.place

    def _strangers(self, part: Scope) -> Iterator[str]:
        """What ends say that lead to no element in scope: no id may be the same by chance."""
        here = {one.place for one in part.elements}
        for connection in part.connections:
            for name in (connection.start, connection.end):
                element = self._meant.get(name)
                if element is None or element.place not in here:
                    yield name

    def _unique_ids(self, items: Sequence[Item], taken: set[str]) -> dict[int, str]:
        assigned = [one.assigned_id for one in items if one.assigned_id]
        whole = len(assigned) == len(items) == len(set(assigned))
        if whole and "id" not in self._private and not taken.intersection(assigned):
            taken.update(assigned)
            return {one.place: own for one, own in zip(items, assigned, strict=True)}
        ids: dict[int, str] = {}
        numbers: Counter[str] = Counter()
        for item in sorted(items, key=lambda one: one.system_id is None):
            if base := item.system_id or self._other_id(item):
                ids[item.place] = own = _numbered(base, taken, numbers)
                taken.add(own)
        if "id" not in self._private:
            lost = [one.assigned_id for one in items if one.assigned_id != ids.get(one.place)]
            self.given_up |= dict.fromkeys(filter(None, lost))
        return ids

    def _other_id(self, item: Item) -> str:
        """An id for an item without a system id; connections need none."""
        if item.assigned_id and "id" not in self._private:
            return item.assigned_id
        if item.kind != "element":
            return ""
        return item.label if item.label and "label" not in self._private else item.kind


def _kept_ids(items: Iterable[Item]) -> dict[int, Any]:
    ids: dict[int, Any] = {}
    for item in items:
        if item.assigned_id or (not item.system_id and "id" in item.fields):
            ids[item.place] = item.fields["id"]
        elif item.system_id:
            ids[item.place] = item.system_id
    return ids


def _first_bearers(items: Iterable[Item], ids: dict[int, Any]) -> dict[str, int]:
    bearers: dict[str, int] = {}
    for item in items:
        if name := text_of(ids.get(item.place)):
            bearers.setdefault(name, item.place)
    return bearers


def _first_labels(elements: Iterable[Element]) -> dict[str, int]:
    labels: dict[str, int] = {}
    for element in elements:
        if element.label:
            labels.setdefault(element.label, element.place)
    return labels


def _named_connections(connections: Sequence[Connection]) -> dict[str, Connection]:
    """The connection that each name in a loop means: a system id before an assigned one."""
    named: dict[str, Connection] = {}
    for connection in connections:
        if connection.system_id:
            named.setdefault(connection.system_id, connection)
    for connection in connections:
        if connection.assigned_id:
            named.setdefault(connection.assigned_id, connection)
    return named


def _numbered(base: str, taken: Collection[str], numbers: Counter[str]) -> str:
    """The text itself where nothing has it yet, else with the first number that is free."""
    found = base
    while found in taken:
        numbers[base] += 1
        found = f"{base}-{numbers[base] + 1}"
    return found
