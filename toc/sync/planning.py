"""What a run of sync would do: what came, what goes, what both sides changed, what is left."""

from __future__ import annotations

__all__ = ["Names", "Plan", "Wish", "made_plan"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import NotFoundError
from toc.exports.into_map import write_into
from toc.kumu.document import read_document
from toc.kumu.json_reader import paused_gc
from toc.sync.changes import Change, changes
from toc.sync.merging import Conflict, merge, open_values, waiting, with_open_values
from toc.sync.reading import Side, read_side
from toc.sync.taking_in import named_by_surveys, taken_in

if TYPE_CHECKING:
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.models.theory import Theory
    from toc.sync.merging import Merged, Winner
    from toc.sync.units import Open, Units


Names = dict[str, tuple[str, str]]
"""The role and label of items, by their ids."""


class Wish(NamedTuple):
    """How a theory is read on a map, and who wins where both sides changed the same."""

    vocabulary: Vocabulary
    map_name: str | None = None
    prefer: Winner | None = None


class Plan(NamedTuple):
    """All that a run comes to; nothing of it is written yet.

    `theory` is the theory with what came from Kumu, `theirs` what Kumu has, `meant` the same with
    what the theory says. `came` is what the theory takes over, `goes` what Kumu does not have yet.
    `open` are old values to be remembered, `names` what items are called. `first` says that there
    was nothing to compare with, so that both were only held against one another.
    """

    theory: Theory
    theirs: Side
    meant: Side
    came: tuple[Change, ...]
    goes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    open: Open
    first: bool
    doubts: tuple[str, ...]
    names: Names

    @property
    def is_clean(self) -> bool:
        """Whether both sides say the same."""
        return not (self.came or self.goes or self.conflicts)


def made_plan(
    theory: Theory,
    pulled: Document,
    wish: Wish,
    base: Document | None = None,
    kept: Open | None = None,
) -> Plan:
    """The plan for a theory, what Kumu has, and what both last had in common.

    `kept` are old values of what was left in conflict the last time. None of the documents is
    changed.

    Raises:
        NotFoundError: a document has no map of the name that is wished for, or what was pulled
            has nothing to do with the theory.
        UnwritableError: what came does not go with the rest of the theory file.
    """
    with paused_gc():
        before = read_side(base, theory, wish.vocabulary, wish.map_name) if base else None
        theirs = read_side(pulled, theory, wish.vocabulary, wish.map_name, before)
        _refuse_another(theory, before, theirs)
        ours = _written(theory, base or pulled, wish, before or theirs)
        common = with_open_values(before.units if before else {}, kept or {})
        for_theory, for_kumu = _merged(theory, common, ours, theirs, wish)
        left = waiting(for_theory) if wish.prefer else for_theory
        ids = _recorded_ids(theirs)
        updated = taken_in(theory, ours.units, for_theory.units, ids)
        # What no map holds would stand in the way of taking away what Kumu has taken away.
        held = theory.model_copy(update={"surveys": (), "unknown": (), "waivers": ()})
        to_write = taken_in(held, ours.units, for_kumu.units, ids)
        same = base is None or base.to_bytes() == pulled.to_bytes()
        is_there = same and to_write is held
        meant = ours if is_there else _written(to_write, pulled, wish, theirs)
    return Plan(
        updated,
        theirs,
        meant,
        changes(ours.units, for_theory.units),
        changes(theirs.units, for_kumu.units),
        left.conflicts,
        open_values(left, common),
        base is None,
        theirs.doubts,
        _names(common) | _names(theirs.units) | _names(ours.units) | _names(for_theory.units),
    )


def _refuse_another(theory: Theory, before: Side | None, theirs: Side) -> None:
    """Stop where the map is another one: all of the theory would be taken for deleted there."""
    known = {*before.elements, *before.without_role} if before else set()
    there = {*theirs.elements, *theirs.without_role}
    if known:
        wrong = True
        what = "Nothing that the map had the last time is in this file."
        remedy = "Give an export of the same project. If all of it was deleted, start anew: "
        remedy += "take the file with the ending .toc-sync away."
    else:
        known = {item.id for item in theory.items()}
        wrong = bool(known and theirs.scope.elements)
        what = "Nothing of the theory is on this map."
        remedy = "Give an export of its own project; if its types are words of your own, say what "
        remedy += "they are (--role outcome=Result). To write it there: toc export THEORY --into."
    if wrong and known.isdisjoint(there):
        raise NotFoundError(what, where=theirs.document.name, remedy=remedy)


def _merged(
    theory: Theory, common: Units, ours: Side, theirs: Side, wish: Wish
) -> tuple[Merged, Merged]:
    """What follows for the theory, and for Kumu: in conflicts each keeps its own."""
    named = named_by_surveys(theory)
    sides: tuple[Winner, Winner] = ("ours", "theirs")
    lost = theirs.without_role
    one, other = (
        merge(common, ours.units, theirs.units, wish.prefer or side, lost, named, side)
        for side in sides
    )
    return one, other


def _written(theory: Theory, document: Document, wish: Wish, before: Side) -> Side:
    """A theory as a map shows it: written into a copy of a document, and read from there again."""
    written = read_document(document.to_bytes(), document.name)
    write_into(written, theory, wish.vocabulary, wish.map_name, prune=True)
    return read_side(written, theory, wish.vocabulary, wish.map_name, before)


def _recorded_ids(side: Side) -> dict[str, str]:
    """The ids of Kumu that items are known again by, where they do not have their own there."""
    return {
        own: found
        for own, element in side.elements.items()
        if element.assigned_id != own and (found := element.system_id or element.assigned_id)
    }


def _names(units: Units) -> Names:
    return {
        key[1]: (str(values["role"]), str(values["label"]))
        for key, values in units.items()
        if key[0] == "item" and {"role", "label"} <= values.keys()  # of old values it may be a part
    }
