"""Three sources of one kind made into one: maps by their rules, theory files by theirs."""

from __future__ import annotations

__all__ = ["Merged", "merge_sources"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toc.exports.merged_remarks import LostRemark
    from toc.kumu.merging.conflicts import Conflict, Decision
    from toc.kumu.merging.sequences import Side
    from toc.sources import Source


class Merged(NamedTuple):
    """The bytes that a merge came to, its conflicts, and the comments that found no place in it."""

    content: bytes
    conflicts: Sequence[Conflict]
    lost: Sequence[LostRemark] = ()

    @property
    def is_open(self) -> bool:
        """Whether a conflict is left that nobody settled."""
        return any(one.winner is None for one in self.conflicts)


def merge_sources(
    base: Source,
    ours: Source,
    theirs: Source,
    *,
    prefer: Side | None = None,
    decisions: Mapping[tuple[str, ...], Decision] | None = None,
) -> Merged:
    """What two sources come to that were made from one base, as `merge_documents` says.

    Raises:
        FormError: the three are not all Kumu documents of one form, nor all theory files.
        TocError: one of them cannot be read.
    """
    sources = (base, ours, theirs)
    for one in sources:
        if one.is_spreadsheet:
            raise FormError(
                "A spreadsheet is not merged.",
                where=one.name,
                remedy="Merge exports of the project (Export JSON in Kumu).",
            )
    if all(one.is_theory for one in sources):
        from toc.exports.theory_merge import merge_theories

        found = merge_theories(
            base.content, ours.content, theirs.content, ours.name, prefer, decisions=decisions
        )
        return Merged(found.content, found.conflicts, found.lost)
    if odd := next((one for one in sources if one.is_theory), None):
        raise FormError(
            "This is a theory file, and not all three are.",
            where=odd.name,
            remedy="Bring all three into one form first: toc export, or toc import.",
        )
    from toc.kumu.merging.documents import merge_documents

    merged = merge_documents(
        base.document, ours.document, theirs.document, prefer=prefer, decisions=decisions
    )
    return Merged(merged.content, merged.conflicts)
