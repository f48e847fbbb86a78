"""The assigned ids that a document has free for what a theory brings into it."""

from __future__ import annotations

__all__ = ["FreeIds"]

from functools import cached_property
from typing import TYPE_CHECKING

from toc.exports.into_ids import numbered
from toc.kumu.document import Form
from toc.models.references import every_id

if TYPE_CHECKING:
    from collections.abc import Container

    from toc.exports.map_reading import MapReading
    from toc.kumu.document import Document
    from toc.models.theory import Theory


class FreeIds:
    """Assigned ids for new items of a document; each is given once.

    In Kumu's own forms ids need to differ only among what is read; in a flat document, where ends
    are ids, they have to be the only ones.
    """

    def __init__(self, document: Document, reading: MapReading, theory: Theory) -> None:
        self._document = document
        self._read = self._ids_read(reading)
        self._theory = theory

    def holds(self, own: str) -> bool:
        """Whether nothing else in the document has an id, as far as it matters."""
        return own not in self._read

    def for_part(self, own: str) -> str:
        """The id of a part of the theory; with a number where something has its own."""
        found = own if self.holds(own) else numbered(own, self._read, self._wanted)
        self._read.add(found)
        return found

    def for_other(self, words: str, names: Container[str]) -> str:
        """An id for an element that is no part of the theory, and no other's name."""
        found = numbered(words, self._read, self._wanted, names)
        self._read.add(found)
        return found

    def for_connection(self, own: str | None, made: str) -> str:
        """An id for a connection, met nowhere in the document: its own, else one made."""
        if own and own not in self._read and own not in self._anywhere:
            found = own
        else:
            found = numbered(own or made, self._read, self._anywhere, self._wanted)
        self._read.add(found)
        return found

    @cached_property
    def _wanted(self) -> set[str]:
        return {own for own, _, _ in every_id(self._theory)}

    @cached_property
    def _anywhere(self) -> set[str]:
        items = (*self._document.elements, *self._document.connections)
        return {one.assigned_id for one in items if one.assigned_id}

    def _ids_read(self, reading: MapReading) -> set[str]:
        if self._document.form is Form.FLAT:
            systemic = {one.system_id for one in self._document.elements if one.system_id}
            return systemic | self._anywhere
        items = (*reading.elements.values(), *(join.connection for join in reading.joins))
        return {one.assigned_id for one in items if one.assigned_id}
