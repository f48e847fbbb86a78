"""What Kumu does not have yet as a file to import, and what nothing but a hand can do.

An import updates and adds, and never deletes. An item is known by the id that people gave it, else
an element by its label and type and a connection by its ends, so a file has either ids or labels:
https://docs.kumu.io/guides/import. Each file is tried on what Kumu has before it is handed out, and
what would not do what is meant is left to a hand.
"""

from __future__ import annotations

__all__ = ["ToImport", "to_import"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document
from toc.kumu.import_preview import preview_import
from toc.kumu.incoming import incoming_items
from toc.kumu.items import text_of
from toc.sync.item_changes import ItemChange, item_changes, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.items import Element, Item
    from toc.sync.reading import Side

_SECTIONS = {"element": "elements", "connection": "connections"}


class ToImport(NamedTuple):
    """A file to import, how many items it adds and changes, and what to do by hand, in words."""

    document: Document
    added: int
    changed: int
    by_hand: tuple[str, ...]


def to_import(theirs: Side, meant: Side) -> ToImport:
    """The smallest import after which Kumu has what it is meant to have, as far as one can.

    It has ids where all items that it names have one of their own in Kumu, else labels; whichever
    leaves less to a hand.
    """
    found = item_changes(theirs, meant)
    made = [
        _Importing(theirs, meant, found, with_ids=with_ids).result() for with_ids in (True, False)
    ]
    return min(made, key=lambda one: len(one.by_hand))


class _Importing:
    """One file on its way, with ids for elements or with labels."""

    def __init__(
        self, theirs: Side, meant: Side, found: Sequence[ItemChange], *, with_ids: bool
    ) -> None:
        self.theirs = theirs.document
        self.names = {
            name.lower(): name
            for one in meant.document.section("attributes")
            if isinstance(one, dict) and isinstance(name := one.get("name"), str)
        }
        self.found = found
        self.new_ids = {one.after.assigned_id for one in found if one.before is None}
        self.with_ids = with_ids
        self.by_hand: list[str] = []
        self.shared = _Shared(self.theirs)

    def result(self) -> ToImport:
        """The file that does what is meant and nothing else."""
        rows: list[tuple[ItemChange, dict[str, Any]]] = []
        for one in self.found:
            self.by_hand += one.by_hand
            row = self._row(one) if one.action in {"added", "changed"} and one.sets else None
            if row is not None:
                rows.append((one, row))
        while wrong := self._wrong(document := self._document(rows), rows):
            for one, _ in wrong:
                self._leave(one, "an import could not tell which one is meant")
            left = {id(one) for one, _ in wrong}
            rows = [pair for pair in rows if id(pair[0]) not in left]
        added = sum(one.action == "added" for one, _ in rows)
        return ToImport(document, added, len(rows) - added, tuple(dict.fromkeys(self.by_hand)))

    def _document(self, rows: Sequence[tuple[ItemChange, dict[str, Any]]]) -> Document:
        data: dict[str, Any] = {
            section: [row for one, row in rows if one.after.kind == kind]
            for kind, section in _SECTIONS.items()
        }
        return Document.from_data(data, "the file to import")

    def _wrong(
        self, document: Document, rows: Sequence[tuple[ItemChange, dict[str, Any]]]
    ) -> list[tuple[ItemChange, dict[str, Any]]]:
        """The rows that would do something else than they are meant to."""
        tried = preview_import(self.theirs, *incoming_items(document))
        done: dict[str, list[str]] = {}
        for row in tried.rows:
            done.setdefault(row.place, []).append(row.action)
        wanted = {"added": ["created"], "changed": ["updated"]}
        wrong: list[tuple[ItemChange, dict[str, Any]]] = []
        for kind, section in _SECTIONS.items():
            pairs = [pair for pair in rows if pair[0].after.kind == kind]
            wrong += [
                pair
                for place, pair in enumerate(pairs)
                if done.get(f"{section}[{place}]") != wanted[pair[0].action]
            ]
        return wrong

    def _row(self, one: ItemChange) -> dict[str, Any] | None:
        """A row of the file; None where it has to be left to a hand."""
        if one.after.kind == "connection":
            return self._connection(one)
        key = self._key(one)
        return None if key is None else {**key, **self._values(one)}

    def _key(self, one: ItemChange) -> dict[str, Any] | None:
        """What an element is known by."""
        before = one.before
        if self.with_ids:
            own = one.after.assigned_id if before is None else self.shared.id_of(before)
            if own is None:
                self._leave(one, "it has no ID of its own in Kumu")
                return None
            return {"id": own, "label": one.after.label}
        looks = {"label": one.after.label} | ({"type": one.after.type} if one.after.type else {})
        if before is None:
            if self.shared.number(one.after.label, one.after.type):
                self._leave(one, "Kumu has one of this label and type already")
                return None
            return looks
        if (before.label, before.type) != (one.after.label, one.after.type):
            self._leave(one, "without IDs an import knows it by its label and type")
            return None
        return looks

    def _connection(self, one: ItemChange) -> dict[str, Any] | None:
        ends = [self._end(end) for end in one.ends]
        if None in ends:
            self._leave(one, "an import cannot name what it joins")
            return None
        before = one.before
        own = one.after.assigned_id if before is None else self.shared.id_of(before)
        key: dict[str, Any] = {"id": own} if own else {}
        return {**key, "from": ends[0], "to": ends[1], **self._values(one)}

    def _end(self, element: Element | None) -> str | None:
        """What a connection calls one of its ends."""
        if element is None:
            return None
        if self.with_ids:
            own = element.assigned_id
            return self.shared.id_of(element) or (own if own in self.new_ids else None)
        return element.label if self.shared.number(element.label) <= 1 else None

    def _values(self, one: ItemChange) -> dict[str, Any]:
        kind = f"{one.after.kind} type"
        found: dict[str, Any] = {}
        for name, value in one.sets.items():
            if name == kind:
                found["type"] = value
            elif name != "id":
                found[self._name(name)] = value
        return found

    def _name(self, field: str) -> str:
        reserved = {"label", "description", "tags", "image", "url", "email", "direction"}
        return field if field in reserved else self.names.get(field, field)

    def _leave(self, one: ItemChange, reason: str) -> None:
        shown = ", ".join(f"{name}: {text_of(value)}" for name, value in one.sets.items())
        verb = "Add" if one.before is None else "Change"
        self.by_hand.append(f"{verb} {name_of(one)} ({shown}); {reason}.")


class _Shared:
    """Which ids and looks in what Kumu has are one item's own."""

    def __init__(self, document: Document) -> None:
        self._ids: dict[str, int] = {}
        self._looks: dict[tuple[str, ...], int] = {}
        self._known: set[str] = set()
        items: tuple[Item, ...] = (*document.elements, *document.connections)
        for one in items:
            if own := one.assigned_id:
                self._ids[own] = self._ids.get(own, 0) + 1
        for one in document.elements:
            for look in ((one.label,), (one.label, one.type)):
                self._looks[look] = self._looks.get(look, 0) + 1

    def id_of(self, item: Item) -> str | None:
        """The id that people gave an item, where nothing else has it."""
        own = item.assigned_id
        return own if own and self._ids.get(own) == 1 else None

    def number(self, *look: str) -> int:
        """How many elements have a label, or a label and a type."""
        return self._looks.get(look, 0)
