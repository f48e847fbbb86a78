"""Three Kumu documents made into one: what either side changed, and a list of what clashes.

Nothing is guessed. What only one side changed is as that side has it; what neither changed keeps
its bytes; what both changed, each in its own way, is a conflict and named.
"""

from __future__ import annotations

__all__ = ["Merge", "merge_documents"]

from functools import cached_property
from typing import TYPE_CHECKING

from toc.errors import FormError
from toc.kumu.document import read_document
from toc.kumu.json_reader import UTF8_MARK, decode_text, paused_gc
from toc.kumu.json_writer import patched_bytes
from toc.kumu.merging.conflicts import Referee
from toc.kumu.merging.spelling import has_own_spelling
from toc.kumu.merging.values import same_value
from toc.kumu.merging.whole import WholeMerge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.document import Document
    from toc.kumu.merging.conflicts import Conflict, Decision
    from toc.kumu.merging.sequences import Side


class Merge:
    """What a merge came to: the file, and the conflicts in the order of the document.

    `content` is the file's bytes, `document` the file read.
    """

    def __init__(self, content: bytes, name: str, conflicts: tuple[Conflict, ...] = ()) -> None:
        self.content = content
        self.name = name
        self.conflicts = conflicts

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that neither a preference nor a decision settled."""
        return tuple(one for one in self.conflicts if one.winner is None)

    @cached_property
    def document(self) -> Document:
        """The merged document."""
        return read_document(self.content, self.name)


def merge_documents(
    base: Document,
    ours: Document,
    theirs: Document,
    *,
    prefer: Side | None = None,
    ids: Side | None = None,
    decisions: Mapping[tuple[str, ...], Decision] | None = None,
) -> Merge:
    """What two documents come to that were made from one base; none of the three is changed.

    Where both sides changed the same place, each in its own way, `prefer` says whose value
    stands, and `decisions` does for single conflicts by their address. Without either the value
    of the base stands there, a thing that only one side removed stays, and the conflict is open.
    A thing that both sides added gets the id that `ids`, else `prefer`, gave it, else the lesser.

    Raises:
        FormError: the three are not of one form.
    """
    sides = (base, ours, theirs)
    contents = tuple(one.to_bytes() for one in sides)
    if (found := _given_by_one_side(sides, contents)) is not None:
        return Merge(found, ours.name)
    _check_forms(base, ours, theirs)
    referee = Referee(prefer, decisions)
    with paused_gc():
        spelled = tuple(map(_spelled, sides, contents))
        merged = WholeMerge(spelled, referee, ids).result()
        mark = UTF8_MARK if contents[1].startswith(UTF8_MARK) else b""
        content = patched_bytes(decode_text(contents[1], ours.name), merged, mark)
    return Merge(content, ours.name, tuple(referee.conflicts))


def _given_by_one_side(sides: tuple[Document, ...], contents: tuple[bytes, ...]) -> bytes | None:
    """The file where one side changed nothing, or both made the same of it; else None."""
    base, ours, theirs = contents
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    tops = [{key: one.top(key) for key in one.keys} for one in sides]
    if same_value(tops[0], tops[1]):
        return theirs
    return ours if same_value(tops[0], tops[2]) else None


def _spelled(document: Document, content: bytes) -> Document:
    """The document with numbers that remember how they were written, where that may be seen."""
    return document.respelled() if has_own_spelling(content) else document


def _check_forms(base: Document, ours: Document, theirs: Document) -> None:
    for one in (ours, theirs):
        if one.form is not base.form:
            raise FormError(
                f"This is {one.form}, and the base {base.name} is {base.form}.",
                where=one.name,
                remedy="Bring all three into one form first: toc export --to.",
            )
