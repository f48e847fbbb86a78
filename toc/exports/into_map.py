"""A theory written into a living Kumu document: only what differs is touched.

The document is read as the theory that it stands for; both theories are compared part by part, and
each difference becomes the smallest change of the document in its own form.
"""

from __future__ import annotations

__all__ = ["Written", "write_into"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.field_definitions import missing_definitions
from toc.exports.into_connections import change_connections, connections_gone
from toc.exports.into_draft import Draft
from toc.exports.into_ends import keep_ends, meant_ends
from toc.exports.into_groups import group_texts, settle_groups
from toc.exports.into_parts import bring_in_parts, change_parts, give_ids
from toc.exports.into_places import fill_positions
from toc.exports.into_texts import settle_texts
from toc.exports.into_words import connection_words, done_words, left_out_words
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.kumu.document import Form
from toc.kumu.ends import named_elements
from toc.kumu.json_reader import paused_gc
from toc.kumu.project import entry_id, read_maps

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element
    from toc.models.theory import Theory

_MOST_PASSES = 5


class Written(NamedTuple):
    """What writing did: counts in words, what the theory no longer has, what cannot travel.

    `doubtful` are parts that got a new element because several could have been theirs.
    """

    done: tuple[str, ...]
    gone: tuple[str, ...]
    left_out: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def write_into(
    document: Document,
    theory: Theory,
    vocabulary: Vocabulary = DEFAULT,
    map_name: str | None = None,
    *,
    prune: bool = False,
) -> Written:
    """Bring a document to say what a theory says, keeping its form and everything else.

    The named map is meant, else the one that the theory was read from, else the default one. What
    is new comes onto it, next to what it is linked with. Elements and connections that have a role
    and that the theory does not have are kept and named; with `prune` they leave every map of a
    full project, or go altogether from a blueprint. Existing ids never change.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    with paused_gc():
        draft = Draft(document, theory, vocabulary, map_name)
        writing = _Writing(draft, prune=prune)
        writing.take_elements_away()
        for _ in range(_MOST_PASSES):
            if writing.go_over():
                break
        writing.finish()
    return Written(
        done_words(draft),
        tuple(writing.gone),
        tuple(left_out_words(draft)),
        tuple(draft.doubtful),
    )


class _Writing:
    """One theory on its way into one document, pass by pass until both say the same."""

    def __init__(self, draft: Draft, *, prune: bool) -> None:
        self.draft = draft
        self.prune = prune
        self.has_trash = draft.document.form is Form.PROJECT and bool(read_maps(draft.document))
        self.gone: dict[str, None] = {}

    def take_elements_away(self) -> None:
        """Name, and with `prune` remove, elements with a role that are no part of the theory."""
        draft = self.draft
        kept = {id(raw) for raw in draft.raws.values()}
        gone = [
            one
            for place, one in draft.reading.elements.items()
            if id(one.raw) not in kept and draft.reading.roles[place] is not Role.ASSUMPTION
        ]
        for one in gone:
            self.gone[f"{draft.reading.roles[one.place]}: {one.label or one.shown_id}"] = None
        if self.prune and gone:
            self._drop("connections", self._noted(_touching(draft.document, gone)))
            self._drop("elements", gone)
            draft.read()
        if self.prune:
            # Before anything is added, so that what goes holds no id that is wanted.
            self._reading_after(self._drop_gone)

    def go_over(self) -> bool:
        """Compare both theories once, and change what differs; whether both say the same now.

        They do where nothing had to follow from the changes of parts.
        """
        draft = self.draft
        meant = meant_ends(draft)
        others = group_texts(draft)
        brought = self._reading_after(lambda: bring_in_parts(draft))
        self._reading_after(lambda: change_parts(draft))
        before = draft.edits
        while self._reading_after(lambda: give_ids(draft)):
            pass
        self._reading_after(lambda: keep_ends(draft, meant))
        settle_groups(draft, others)
        lost = settle_texts(draft, prune=self.prune)
        self.gone |= dict.fromkeys(lost)
        if self.prune:  # also what has come to be a claim only now
            self._reading_after(self._drop_gone)
        self._noted(change_connections(draft, meant))
        draft.read()
        return not brought and draft.edits == before

    def _reading_after(self, change: Callable[[], object]) -> bool:
        """Change something, and read the document again if that changed it; whether it did."""
        before = self.draft.edits
        change()
        if self.draft.edits == before:
            return False
        self.draft.read()
        return True

    def finish(self) -> None:
        """Bring new entries to their places and define the fields that are new."""
        draft = self.draft
        if draft.map:
            fill_positions(draft.document, draft.map, draft.entries, draft.vocabulary)
        if draft.document.form is Form.PROJECT and draft.used:
            known = [str(one.get("name")) for one in draft.document.section("attributes")]
            newer = draft.document.top("version") is not None
            taken = draft.editor.taken
            draft.editor.add_definitions(
                missing_definitions(draft.used, known, draft.vocabulary, taken, newer=newer)
            )
        draft.editor.finish()

    def _noted(self, gone: list[Connection]) -> list[Connection]:
        """The same connections, after they were noted down as gone."""
        if gone:
            self.gone |= dict.fromkeys(connection_words(self.draft.document, gone))
        return gone

    def _drop_gone(self) -> None:
        """Remove connections whose claims the theory does not have."""
        self._drop("connections", self._noted(connections_gone(self.draft)))

    def _drop(self, section: str, items: list[Element] | list[Connection]) -> None:
        """Take items off every map, or out of a document that has no trash."""
        draft = self.draft
        if not items:
            return
        draft.edits += 1
        if self.has_trash:
            kept = {id(raw) for raw in draft.raws.values()}
            names = {entry_id(one) for one in items}
            if section == "elements":
                names -= {entry_id(one) for one in draft.document.elements if id(one.raw) in kept}
            draft.editor.take_off_maps(section, names)
        else:
            draft.editor.remove(section, items)


def _touching(document: Document, gone: list[Element]) -> list[Connection]:
    """All connections that an element which goes is an end of."""
    raws = {id(one.raw) for one in gone}
    with document.settled():
        named = named_elements(document.elements)
        return [
            one
            for one in document.connections
            if any(end in named and id(named[end].raw) in raws for end in (one.start, one.end))
        ]
