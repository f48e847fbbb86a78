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
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from toc.kumu.items import Connection, Item, Loop
    from toc.kumu.project import Scope


class FlatIds:
    """Ids for the items in scope, such that every connection joins the same elements as before.

    A flat document keeps the ids it has; only a system id, for which the form has no place, becomes
    the id of an item that has no other. From another form every element gets an id: the assigned
    ones where all have one, each its own, and else the system ids. Kumu wants ids to be unique
    among elements and connections together. Fields in `private` are never used. Where assigned ids
    could not stay, `nameless` are the items that have none, `sharing` those whose id is not theirs
    alone.
    """

    def __init__(self, source: Document, part: Scope, private: Collection[str] = ()) -> None:
        is_flat = source.form is Form.FLAT
        self._private = private
        self.nameless: list[Item] = []
        self.sharing: list[Item] = []
        self._meant = named_elements(source.elements)
        self._parts = _named_connections(part.connections)
        if is_flat:
            elements, connections = _kept_ids(part.elements), _kept_ids(part.connections)
        else:
            taken = set(self._strangers(part))
            elements = self._unique_ids(part.elements, taken)
            connections = self._unique_ids(part.connections, taken)
        self._elements = _Names(part.elements, elements, labels=is_flat)
        self._connections = _Names(part.connections, connections)
        if is_flat:
            ends = (name for one in part.connections for name in (one.start, one.end))
            parts = (name for one in source.loops for name in one.connections)
            self.sharing += [
                *self._elements.keep_within_reach(ends, self._meant),
                *self._connections.keep_within_reach(parts, self._parts),
            ]

    def of(self, item: Item) -> Any:
        """The id of an element or connection, as it is to be written; None where it has none."""
        found = self._elements if item.kind == "element" else self._connections
        return found.ids.get(item.place)

    def end(self, connection: Connection, key: str) -> Any:
        """What `from` or `to` of a connection is to say."""
        name = connection.start if key == "from" else connection.end
        return _called(self._elements, self._meant.get(name), name, connection.reserved(key))

    def loop_parts(self, loop: Loop) -> Any:
        """What the `connections` of a loop are to say."""
        key = spelled_key(loop.raw, "connections")
        listed = loop.raw[key] if key else []
        if not isinstance(listed, list):
            return listed
        return [
            _called(self._connections, self._parts.get(name), name, written)
            for name, written in zip(loop.connections, listed, strict=True)
        ]

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
        before = set(taken)
        ids: dict[int, str] = {}
        numbers: Counter[str] = Counter()
        for item in sorted(items, key=lambda one: one.system_id is None):
            if base := item.system_id or self._other_id(item):
                ids[item.place] = own = _numbered(base, taken, numbers)
                taken.add(own)
        lost = [one for one in items if one.assigned_id and one.assigned_id != ids.get(one.place)]
        if lost and "id" not in self._private:
            bearers = Counter(assigned)
            self.nameless += [one for one in items if not one.assigned_id]
            self.sharing += [
                one
                for one in items
                if (name := one.assigned_id) and (bearers[name] > 1 or name in before)
            ]
        return ids

    def _other_id(self, item: Item) -> str:
        """An id for an item without a system id; connections need none."""
        if item.assigned_id and "id" not in self._private:
            return item.assigned_id
        if item.kind != "element":
            return ""
        return item.label if item.label and "label" not in self._private else item.kind


class _Names:
    """The ids of elements or connections by place, and which of them a name means."""

    def __init__(self, items: Sequence[Item], ids: dict[int, Any], *, labels: bool = False) -> None:
        self.ids = ids
        self._bearers: dict[str, int] = {}
        for item in items:
            if name := text_of(ids.get(item.place)):
                self._bearers.setdefault(name, item.place)
        self._labels: dict[str, int] = {}
        for item in items if labels else ():
            self._labels.setdefault(item.label, item.place)

    def means(self, name: str) -> int | None:
        """The place of what a name means in the flat document."""
        return self._bearers.get(name, self._labels.get(name))

    def keep_within_reach(self, names: Iterable[str], meant: Mapping[str, Item]) -> Iterator[Item]:
        """Give other ids to what was meant by its system id and can be by nothing else.

        Gives the items that lose their assigned id by it.
        """
        for name in names:
            item = meant.get(name)
            if item is None or self.means(name) == item.place:
                continue
            if self.means(text_of(self.ids.get(item.place))) == item.place:
                continue
            if item.assigned_id:
                yield item
            own = _numbered(item.system_id or name, self._bearers, Counter())
            self.ids[item.place] = own
            self._bearers[own] = item.place


def _called(names: _Names, item: Item | None, name: str, written: Any) -> Any:
    """What an item is to be called: as it was, where that means the same, else by its id."""
    if item is None or names.means(name) == item.place:
        return written
    return text_of(names.ids.get(item.place)) or written


def _kept_ids(items: Iterable[Item]) -> dict[int, Any]:
    ids: dict[int, Any] = {}
    for item in items:
        if item.assigned_id or (not item.system_id and "id" in item.fields):
            ids[item.place] = item.fields["id"]
        elif item.system_id:
            ids[item.place] = item.system_id
    return ids


def _named_connections(connections: Sequence[Connection]) -> dict[str, Connection]:
    """The connection that each name in a loop means: a system id before an assigned one."""
    named: dict[str, Connection] = {}
    for connection in connections:
        if name := connection.system_id:
            named.setdefault(name, connection)
    for connection in connections:
        if name := connection.assigned_id:
            named.setdefault(name, connection)
    return named


def _numbered(base: str, taken: Collection[str], numbers: Counter[str]) -> str:
    """The text itself where nothing has it yet, else with the first number that is free."""
    found = base
    while found in taken:
        numbers[base] += 1
        found = f"{base}-{numbers[base] + 1}"
    return found
