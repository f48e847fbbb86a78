"""What the ends of connections call elements, while labels and ids of these change."""

from __future__ import annotations

__all__ = ["EndNames", "MeantEnds", "keep_ends", "meant_ends", "name_parts"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.theory_ids import id_from
from toc.kumu.document import Form
from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.exports.into_draft import Draft
    from toc.kumu.items import Element


class MeantEnd(NamedTuple):
    """An end of a connection that names an element by something that may change."""

    connection: int  # the identity of its raw object
    end: str
    element: int


MeantEnds = list[MeantEnd]


def meant_ends(draft: Draft) -> MeantEnds:
    """The ends of all connections that name an element otherwise than by its system id."""
    document = draft.document
    with document.settled():
        named = named_elements(document.elements)
        system_ids = {one.system_id for one in document.elements}
        return [
            MeantEnd(id(connection.raw), end, id(named[name].raw))
            for connection in document.connections
            for end, name in (("from", connection.start), ("to", connection.end))
            if name not in system_ids and name in named
        ]


def keep_ends(draft: Draft, meant: MeantEnds) -> None:
    """Let ends name the elements that they named before labels and ids were changed.

    In a flat document an element that has got an id is called by it: so does Kumu.
    """
    if not meant:
        return
    document = draft.document
    with document.settled():
        connections = {id(one.raw): one for one in document.connections}
        elements = {id(one.raw): one for one in document.elements}
        names = EndNames(draft, elements.values())
        for place, end, meaning in meant:
            if place not in connections or meaning not in elements:
                continue
            connection = connections[place]
            name = connection.start if end == "from" else connection.end
            if names.mean(name) == meaning and meaning not in names.given:
                continue
            wanted = names.of(elements[meaning])
            if wanted != name:
                draft.editor.set_end(connection, end, wanted)
                draft.note_change(connection)


def name_parts(draft: Draft, parts: set[str]) -> bool:
    """Give an id to those of some parts that ends could not name; whether there was one."""
    before = draft.edits
    names = EndNames(draft, draft.document.elements)
    for own in sorted(parts):
        names.of(draft.elements[own])
    return draft.edits > before


class EndNames:
    """Names by which ends can mean elements; an element without one gets an id."""

    def __init__(self, draft: Draft, elements: Iterable[Element]) -> None:
        self.draft = draft
        self.flat = draft.document.form is Form.FLAT
        self.given = draft.given if self.flat else frozenset[int]()
        self._meant = {name: id(one.raw) for name, one in named_elements(list(elements)).items()}
        self._names: dict[int, str] = {}

    def mean(self, name: str) -> int | None:
        """The element, by the identity of its raw object, that a name means."""
        return self._meant.get(name)

    def of(self, element: Element) -> str:
        """The name of an element."""
        raw = id(element.raw)
        if raw not in self._names:
            order = [element.assigned_id, element.system_id, element.label]
            if not self.flat:
                order[:2] = [element.system_id, element.assigned_id]
            known = (name for name in order if name and self.mean(name) == raw)
            self._names[raw] = next(known, None) or self._new_id(element)
        return self._names[raw]

    def _new_id(self, element: Element) -> str:
        """An id for an element that has no name of its own; one that has an id keeps it."""
        if element.assigned_id:
            return element.assigned_id
        part = next((own for own, raw in self.draft.raws.items() if raw is element.raw), None)
        words = id_from(element.label) or "element"
        free = self.draft.free_ids
        own = free.for_part(part) if part else free.for_other(words, self._meant)
        self.draft.set_field(element, "id", own)
        self._meant[own] = id(element.raw)
        return own
