"""What a run of sync did or would do, as data; for other programs as JSON and csv."""

from __future__ import annotations

__all__ = ["SCHEMA", "Report", "report_csv", "report_json"]

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.sync.changes import Change
    from toc.sync.merging import Conflict
    from toc.sync.planning import Names
    from toc.sync.units import Key

SCHEMA = 1

_COLUMNS = ("what", "action", "kind", "id", "to", "type", "field", "old", "ours", "theirs")


class Report(NamedTuple):
    """One run: between which two, what came and goes, and what is left.

    `written` names the files that were written, or would be; `left` is what a person has to do,
    one sentence each; `names` are roles and labels of items, by their ids.
    """

    theory: str
    pulled: str
    first: bool
    applied: bool
    came: tuple[Change, ...]
    goes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    written: tuple[str, ...]
    left: tuple[str, ...]
    names: Names

    @property
    def is_clean(self) -> bool:
        """Whether both sides say the same."""
        return not (self.came or self.goes or self.conflicts)


def report_json(report: Report) -> str:
    """The run as JSON, with a `schema` number: keys do not change within it.

    `from_kumu` and `to_kumu` are changes: `action` (added, removed, changed), the part, and for
    one value `field` with `old` and `new`; for a whole part what it says is `old` or `new`.
    `conflicts` have `base`, `ours` and `theirs`. A part has `kind` (item, link or tie) and `id`;
    items have `role` and `label`, links and ties `to`, links `type`. `written` are files, `left`
    sentences.
    """
    answer = {
        "schema": SCHEMA,
        "theory": report.theory,
        "pulled": report.pulled,
        "first": report.first,
        "applied": report.applied,
        "from_kumu": [_change(one, report) for one in report.came],
        "to_kumu": [_change(one, report) for one in report.goes],
        "conflicts": [
            {
                **_part(one.key, report),
                "field": one.field,
                "base": one.base,
                "ours": one.ours,
                "theirs": one.theirs,
            }
            for one in report.conflicts
        ],
        "written": list(report.written),
        "left": list(report.left),
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def report_csv(report: Report) -> str:
    """The run as csv: one row for each change and conflict, and each thing that is left.

    Columns: what (from_kumu, to_kumu, conflict, left), action, kind, id, to, type, field, old,
    ours, theirs. Of a change from Kumu `theirs` is the new value, of one to Kumu `ours`; what is
    left stands under `ours`. Values that are no texts are JSON.
    """
    rows = [
        *(
            _row("from_kumu", one.action, one.key, one.field, one.old, None, one.new)
            for one in report.came
        ),
        *(
            _row("to_kumu", one.action, one.key, one.field, one.old, one.new, None)
            for one in report.goes
        ),
        *(
            _row("conflict", "", one.key, one.field, one.base, one.ours, one.theirs)
            for one in report.conflicts
        ),
        *(("left", *[""] * 7, line, "") for line in report.left),
    ]
    return "".join(map(csv_row, [_COLUMNS, *rows]))


def _change(one: Change, report: Report) -> dict[str, Any]:
    part = {"action": one.action, **_part(one.key, report)}
    return {**part, "field": one.field, "old": one.old, "new": one.new}


def _part(key: Key, report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": key[0], "id": key[1]}
    if key[0] == "item":
        role, label = report.names.get(key[1], ("", key[1]))
        return {**found, "role": role, "label": label}
    return {**found, "to": key[2]} | ({"type": key[3]} if key[0] == "link" else {})


def _row(
    what: str, action: str, key: Key, field: str | None, old: Any, ours: Any, theirs: Any
) -> tuple[str, ...]:
    end = key[2] if key[0] != "item" else ""
    kind = key[3] if key[0] == "link" else ""
    values = (_cell(one) for one in (old, ours, theirs))
    return (what, action, key[0], key[1], end, kind, field or "", *values)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
