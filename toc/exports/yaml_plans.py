"""What becomes of the entries of one list or mapping in a YAML text."""

from __future__ import annotations

__all__ = ["Fresh", "Plan", "plan_for"]

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.theory_edits import Entries, Keys

if TYPE_CHECKING:
    from toc.exports.theory_edits import Edit
    from toc.exports.yaml_nodes import Node
    from toc.exports.yaml_writer import Data


class Fresh(NamedTuple):
    """A new entry: its value, and its key in a mapping."""

    key: str | None
    value: Data


@dataclass(slots=True)
class Plan:
    """The entries that stay, by their old places in their new order, and what comes between.

    `fresh[n]` follows the entry that is the n-th of those that stay, counted from 0; `fresh[-1]`
    comes before all of them. `slots` are the old places in the order of the text.
    """

    order: list[int] = field(default_factory=list)
    edits: dict[int, Edit] = field(default_factory=dict)
    fresh: dict[int, list[Fresh]] = field(default_factory=dict)

    @property
    def slots(self) -> list[int]:
        """The old places of the entries that stay, in the order of the text."""
        return sorted(self.order)

    def add(self, after: int, fresh: Fresh) -> None:
        """Put a new entry after one that stays."""
        self.fresh.setdefault(after, []).append(fresh)


def plan_for(node: Node, edit: Edit) -> Plan | None:
    """The plan by which an edit is carried out on a list or mapping; None where it must be whole.

    That is so where the text has something else at this place than the edit was made for, or where
    nothing of it stays.
    """
    if isinstance(edit, Keys) and node.kind == "mapping":
        plan = _plan_of_keys(node, edit)
    elif isinstance(edit, Entries) and node.kind == "list":
        plan = _plan_of_entries(edit)
    else:
        return None
    return plan if plan.order else None


def _plan_of_entries(edit: Entries) -> Plan:
    plan = Plan()
    for entry in edit.entries:
        if entry.place is not None:
            plan.order.append(entry.place)
            if entry.edit:
                plan.edits[entry.place] = entry.edit
        elif entry.edit:
            plan.add(len(plan.order) - 1, Fresh(None, entry.edit.data))
    return plan


def _plan_of_keys(node: Node, edit: Keys) -> Plan:
    plan = Plan()
    homes: dict[str, int] = {}
    for place, spot in enumerate(node.entries):
        if spot.key is None or spot.key in edit.unset:
            continue
        homes[spot.key] = len(plan.order)
        plan.order.append(place)
        if spot.key in edit.given:
            plan.edits[place] = edit.given[spot.key]
    home = len(plan.order) - 1
    before = next((homes[key] for key in edit.order if key in homes), 0)
    for key in edit.order:
        if key in homes:
            before = homes[key]
        elif key in edit.given:
            plan.add(min(before, home), Fresh(key, edit.given[key].data))
    return plan
