"""A Kumu document without what is out of focus."""

from __future__ import annotations

__all__ = ["Narrowed", "narrowed_document"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.conversion import counted, loops_in
from toc.kumu.focusing import in_focus
from toc.kumu.on_maps import Items
from toc.kumu.project import entry_id, scope

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.items import Item


class Narrowed(NamedTuple):
    """A document in which only what is in focus is left, and in words how much is out of focus."""

    document: Document
    out_of_focus: list[str]


def narrowed_document(
    document: Document, focus: FocusOn, map_name: str | None = None, *, whole: bool = False
) -> Narrowed:
    """The document without the items that are out of focus, and without their places on maps.

    The focus is looked for on the named map, else the default one, or with `whole` among all items
    of the document. What is not on that map stays as it is: a conversion leaves it out anyway, and
    says so. Views, fields and unknown keys stay, byte for byte.

    Raises:
        NotFoundError: there is no map of that name, or the focus picks nothing.
    """
    with document.settled():
        items = _items(document, map_name, whole=whole)
        kept = in_focus(items, focus, document.name)
    gone = {
        "elements": _Gone(items.elements, kept.elements),
        "connections": _Gone(items.connections, kept.connections),
        "loops": _Gone(items.loops, kept.loops),
    }
    counts = [counted(len(one.places), kind[:-1]) for kind, one in gone.items() if one.places]
    said = [f"out of focus: {', '.join(counts)}"] if counts else []
    return Narrowed(_without(document, gone), said)


def _items(document: Document, map_name: str | None, *, whole: bool) -> Items:
    if whole:
        return Items(document.elements, document.connections, document.loops)
    part = scope(document, map_name)
    return Items(part.elements, part.connections, loops_in(document, part))


class _Gone:
    """Items that go: their places in the document, and what only they are called on maps."""

    def __init__(self, before: Sequence[Item], kept: Sequence[Item]) -> None:
        stay = {one.place for one in kept}
        self.places = {one.place for one in before} - stay
        self.names = {entry_id(one) for one in before} - {entry_id(one) for one in kept}


def _without(document: Document, gone: dict[str, _Gone]) -> Document:
    made = document.respelled()
    data = made.data
    for section, items in gone.items():
        listed = made.section(section)
        listed[:] = [one for place, one in enumerate(listed) if place not in items.places]
    for entry in data.get("maps") or ():
        if isinstance(entry, dict):
            for section, items in gone.items():
                _clear(entry.get(section), section[:-1], items.names)
    return made


def _clear(entries: Any, kind: str, names: Collection[str]) -> None:
    """Take the entries of a map that name one of these items."""
    if isinstance(entries, list):
        entries[:] = [
            one
            for one in entries
            if not isinstance(one, dict) or one.get(kind, one.get("_id")) not in names
        ]
