"""The file that lists the conflicts of a merge, for somebody to write in who is to win each."""

from __future__ import annotations

__all__ = ["ENDING", "SCHEMA", "read_decisions", "written_conflicts"]

from typing import TYPE_CHECKING, Any

from toc.errors import FormError
from toc.exports.conflict_table import listed_conflict
from toc.kumu.json_reader import decode_json
from toc.kumu.json_style import INDENTED
from toc.kumu.merging.conflicts import Decision
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toc.kumu.merging.conflicts import Conflict

SCHEMA = 1
ENDING = ".conflicts.json"

_ABOUT = (
    'For each conflict write behind "take" whose value is to stand: "ours", "theirs" or "base"; or '
    'another one, as {"value": "…"}. Then run the same toc merge again, with --resolve and the '
    "name of this file."
)
_SIDES = ("base", "ours", "theirs")
Decisions = dict[tuple[str, ...], Decision]


def written_conflicts(
    conflicts: Iterable[Conflict], decisions: Mapping[tuple[str, ...], Decision]
) -> bytes:
    """The file: every conflict with the values of all three, and what was decided so far.

    A value that is not there has no key. `at` is how a decision finds its place again.
    """
    listed = [_listed(one, decisions.get(one.address)) for one in conflicts]
    data = {"schema": SCHEMA, "about": _ABOUT, "conflicts": listed}
    return (INDENTED.value(data) + "\n").encode(errors="backslashreplace")


def _listed(one: Conflict, decision: Decision | None) -> dict[str, Any]:
    take: Any = one.winner
    if take == "value" and decision is not None:
        take = {"value": decision.value}
    return {**listed_conflict(one), "take": take}


def read_decisions(content: bytes, name: str) -> Decisions:
    """What was decided, by the address of each conflict; those still open are left out.

    Raises:
        UnreadableError: the file is no JSON.
        FormError: it is no file of conflicts, or something in it cannot be taken.
    """
    data = decode_json(content, name, spelled=True)
    listed = data.get("conflicts") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        raise FormError(
            "This is no file of conflicts.",
            where=name,
            remedy=f"toc merge writes one beside its result, with the ending {ENDING}.",
        )
    found: Decisions = {}
    for number, entry in enumerate(listed):
        where = f"{name}: conflicts[{number}]"
        if not isinstance(entry, dict) or not _is_address(entry.get("at")):
            raise FormError(
                'This conflict has no "at" to find its place by.',
                where=where,
                remedy="Leave everything but take as toc merge wrote it.",
            )
        if entry.get("take") is not None:
            found[tuple(entry["at"])] = _decision(entry, where)
    return found


def _is_address(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(step, str) for step in value)


def _decision(entry: dict[str, Any], where: str) -> Decision:
    take: Any = entry["take"]
    value: Any = MISSING
    if isinstance(take, dict) and list(take) == ["value"]:
        value = take["value"]
        take = "value"
    elif take not in _SIDES:
        raise FormError(
            'What is to be taken is "ours", "theirs", "base" or {"value": …}.',
            where=f"{where}.take",
            remedy="Write one of them, or null to leave the conflict open.",
        )
    base, ours, theirs = (entry.get(side, MISSING) for side in _SIDES)
    return Decision(take, base, ours, theirs, value)
