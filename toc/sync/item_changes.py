"""What Kumu would have to change: element by element, connection by connection."""

from __future__ import annotations

__all__ = ["ItemChange", "item_changes", "name_of"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Form
from toc.kumu.ends import named_elements
from toc.kumu.items import text_of
from toc.kumu.json_tokens import quoted
from toc.kumu.pairing import pair_items
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.kumu.items import Connection, Element, Item
    from toc.sync.reading import Side


class ItemChange(NamedTuple):
    """One element or connection that Kumu is to have otherwise.

    `action` is added, changed or removed; `before` is it in Kumu, None for a new one, `after` as
    it is to be (or was). `sets` are fields with new values, by lower-case names; `by_hand` what no
    import can do about it, in words; `ends` what a connection joins.
    """

    action: str
    before: Item | None
    after: Item
    sets: Mapping[str, Any]
    by_hand: tuple[str, ...] = ()
    ends: tuple[Element | None, Element | None] = (None, None)


def name_of(one: ItemChange) -> str:
    """What people call it: its type and label, or what it joins."""
    item = one.before or one.after
    if item.kind == "connection":
        start, end = (end.label if end else "?" for end in one.ends)
        return f"the connection {quoted(start)} → {quoted(end)}"
    return f"the {item.type or 'element'} {quoted(item.label)}"


def item_changes(theirs: Side, meant: Side) -> list[ItemChange]:
    """Everything that differs between what Kumu has and what it is to have, elements first."""
    placed = {
        (one.kind, entry_id(one)) for one in (*theirs.scope.elements, *theirs.scope.connections)
    }
    found = [*_elements(theirs, meant), *_connections(theirs, meant)]
    found = [_placed(one, placed) for one in found]
    return [one for one in found if one.sets or one.by_hand]


def _elements(theirs: Side, meant: Side) -> Iterator[ItemChange]:
    anywhere = {one.system_id: one for one in theirs.document.elements if one.system_id}
    for own, item in meant.elements.items():
        yield _change(theirs.elements.get(own) or anywhere.get(item.system_id or ""), item)
    for own, item in theirs.elements.items():
        if own not in meant.elements:
            yield _removal(theirs, item, (None, None))


def _connections(theirs: Side, meant: Side) -> Iterator[ItemChange]:
    left = pair_items(theirs.document, meant.document).connections.to_left
    named_there = named_elements(theirs.document.elements)
    named_here = named_elements(meant.document.elements)
    kept: set[int] = set()
    for item in meant.scope.connections:
        old = left.get(item.place)
        kept |= {old.place} if old else set()
        yield _change(old, item, _ends(item, named_here))
    gone = {one.place for own, one in theirs.elements.items() if own not in meant.elements}
    for item in theirs.scope.connections:
        ends = _ends(item, named_there)
        follows = any(end is not None and end.place in gone for end in ends)
        if item.place not in kept and not follows:
            yield _removal(theirs, item, ends)


def _ends(item: Connection, named: Mapping[str, Element]) -> tuple[Element | None, Element | None]:
    return named.get(item.start), named.get(item.end)


def _change(
    old: Item | None,
    item: Item,
    ends: tuple[Element | None, Element | None] = (None, None),
) -> ItemChange:
    values, before = _values(item), _values(old) if old else {}
    sets = {
        name: value
        for name, value in values.items()
        if text_of(value) and text_of(value) != text_of(before.get(name))
    }
    if old is not None:
        sets.pop("id", None)  # an import would take it for another item's
    one = ItemChange("added" if old is None else "changed", old, item, sets, (), ends)
    cleared = [name for name in before if text_of(before[name]) and not text_of(values.get(name))]
    lines = [f"Empty the field {quoted(name)} of {name_of(one)}." for name in cleared]
    return one._replace(by_hand=tuple(lines))


def _values(item: Item) -> dict[str, Any]:
    found = dict(item.fields)
    if item.kind == "connection":
        found["direction"] = getattr(item, "direction", "")
    return found


def _placed(one: ItemChange, placed: set[tuple[str, str]]) -> ItemChange:
    """The same, with a word where an item that Kumu has is not on the map."""
    if one.before is None or (one.before.kind, entry_id(one.before)) in placed:
        return one
    return one._replace(by_hand=(*one.by_hand, f"Put {name_of(one)} back on the map."))


def _removal(theirs: Side, item: Item, ends: tuple[Element | None, Element | None]) -> ItemChange:
    one = ItemChange("removed", item, item, {}, (), ends)
    where = " and its connections" if item.kind == "element" else ""
    verb = "Remove" if theirs.document.form is Form.PROJECT else "Delete"
    return one._replace(by_hand=(f"{verb} {name_of(one)}{where}.",))
