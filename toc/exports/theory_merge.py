"""Three theory files made into one: what either side changed, and a list of what clashes.

The result is our file with their changes and their comments written into it: its layout stays.
"""

from __future__ import annotations

__all__ = ["TheoryMerge", "merge_theories"]

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from toc.errors import UnwritableError
from toc.exports.merged_fates import with_settled_fates
from toc.exports.merged_parts import PartsMerge
from toc.exports.merged_references import settle_references
from toc.exports.merged_remarks import with_remarks
from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory
from toc.kumu.merging.conflicts import Referee
from toc.models.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.merged_remarks import LostRemark
    from toc.kumu.merging.conflicts import Conflict, Decision
    from toc.kumu.merging.sequences import Side


@dataclass(frozen=True, slots=True)
class TheoryMerge:
    """What a merge came to: the bytes of the file, and the conflicts in the order of the theory.

    The `kind` of a conflict is the role of a part, or `theory`, `link`, `unknown`, `waiver` or
    `survey`; its values are those of a theory file in JSON. `lost` are the comments of a side that
    found no place in the file, although nobody took them out.
    """

    content: bytes
    name: str
    conflicts: tuple[Conflict, ...] = ()
    lost: tuple[LostRemark, ...] = ()

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that neither a preference nor a decision settled."""
        return tuple(one for one in self.conflicts if one.winner is None)


def merge_theories(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    name: str,
    prefer: Side | None = None,
    *,
    decisions: Mapping[tuple[str, ...], Decision] | None = None,
) -> TheoryMerge:
    """What two theory files come to that were made from one base.

    Parts are known by their ids, links by their ends, values by their days. What only one side
    changed is as that side has it; lists of texts are merged as sets. Where both changed the same
    place, each in its own way, `prefer` says whose value stands, and `decisions` does for single
    conflicts by their address. Without either the value of the base stands there, a thing that
    only one side removed stays, and the conflict is open. A value and its day are one place.

    The comments of both sides are carried as `with_remarks` says, into the layout of our file.
    `name` is what messages call the files.

    Raises:
        UnreadableError: One of the three is no theory file, or one with faults.
        UnwritableError: The two sides do not fit together, or our file cannot hold the result.
    """
    if theirs in (base, ours):
        return TheoryMerge(ours, name)
    if ours == base:
        return TheoryMerge(theirs, name)
    old, mine, yours = (
        read_theory(one, f"{name} ({whose})")
        for one, whose in ((base, "base"), (ours, "ours"), (theirs, "theirs"))
    )
    referee = Referee(prefer, decisions)
    try:
        sides = with_settled_fates(old, mine, yours, referee)
        data = PartsMerge(referee, prefer).merged(old, *sides)
        settle_references(data, (old, mine, yours), referee)
        merged = Theory.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise _misfit(error, name) from None
    result = rewritten_theory(ours, merged, name)
    content, lost = with_remarks(base, ours, theirs, result, merged, name)
    return TheoryMerge(content, name, tuple(referee.conflicts), lost)


def _misfit(error: ValidationError, name: str) -> UnwritableError:
    told = "; ".join(str(one["msg"]).removeprefix("Value error, ") for one in error.errors())
    return UnwritableError(
        f"What the two sides changed does not fit together: {told[:400]}.",
        where=name,
        remedy="Take that change back on one side, and merge again.",
    )
