"""The conflicts of a merge for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "conflicts_csv", "conflicts_json", "listed_conflict"]

from typing import TYPE_CHECKING, Any

from toc.exports.conflict_text import shown_value
from toc.exports.csv_cells import csv_row
from toc.kumu.json_style import INDENTED
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.exports.merged_remarks import LostRemark
    from toc.kumu.merging.conflicts import Conflict

SCHEMA = 1
_COLUMNS = ("kind", "id", "label", "what", "base", "ours", "theirs", "winner")


def conflicts_json(conflicts: Iterable[Conflict], lost: Iterable[LostRemark] = ()) -> str:
    """The conflicts as JSON, with a `schema` number: keys do not change within it.

    Each has `kind`, `id`, `label`, `what`, `at` (its address in a file of conflicts), the values
    `base`, `ours` and `theirs` (no key where nothing is there) and `winner`: ours, theirs, base,
    value (one that was written for it) or null while the conflict is open. `comments_not_carried`
    are the comments of theory files that found no place, each with `side`, `line` and `text`.
    """
    answer = {
        "schema": SCHEMA,
        "conflicts": [{**listed_conflict(one), "winner": one.winner} for one in conflicts],
        "comments_not_carried": [one._asdict() for one in lost],
    }
    return INDENTED.value(answer) + "\n"


def listed_conflict(one: Conflict) -> dict[str, Any]:
    """What a conflict is about, its address and its values; no key where nothing is there."""
    values = {"base": one.base, "ours": one.ours, "theirs": one.theirs}
    return {
        "kind": one.kind,
        "id": one.id,
        "label": one.label,
        "what": one.what,
        "at": list(one.address),
        **{side: value for side, value in values.items() if value is not MISSING},
    }


def conflicts_csv(conflicts: Iterable[Conflict]) -> str:
    """The conflicts as csv, one row each; a value that is no text is written as JSON.

    Columns: kind, id, label, what, base, ours, theirs, winner. Cells are safe to open in a
    spreadsheet, as `csv_row` makes them.
    """
    rows = (
        (
            *(one.kind, one.id, one.label, one.what),
            *map(shown_value, (one.base, one.ours, one.theirs)),
            one.winner or "",
        )
        for one in conflicts
    )
    return "".join(map(csv_row, [_COLUMNS, *rows]))
