"""What an import would do, for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "preview_csv", "preview_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.exports.csv_cells import csv_row
from toc.kumu.import_preview import ACTIONS

if TYPE_CHECKING:
    from toc.kumu.import_preview import Preview, PreviewRow

SCHEMA = 1

_COLUMNS = (
    *("action", "kind", "place", "id", "label", "type", "from", "to"),
    *("changes", "merged with", "candidates"),
)


def preview_json(preview: Preview) -> str:
    """The rows as JSON, with a `schema` number: the keys do not change within it.

    `counts` says how many rows have each action, `rows` what becomes of each, `never_deleted` what
    the project has and the import not. `id` is null for what would be new; `from` and `to` are
    there for connections only, as the row says them. Two blanks of indent, a final newline.
    """
    answer = {
        "schema": SCHEMA,
        "counts": {action: preview.count(action) for action in ACTIONS},
        "rows": [_entry(row) for row in preview.rows],
        "never_deleted": {
            "elements": preview.kept_of("element"),
            "connections": preview.kept_of("connection"),
            "items": [
                {"kind": item.kind, "id": name, "label": item.label} for name, item in preview.kept
            ],
        },
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _entry(row: PreviewRow) -> dict[str, Any]:
    found: dict[str, Any] = {
        "action": row.action,
        "kind": row.kind,
        "place": row.place,
        "id": row.id,
        "label": row.label,
        "type": row.type or None,
    }
    if row.kind == "connection":
        found |= {"from": row.start, "to": row.end}
    return found | {
        "changes": [change._asdict() for change in row.changes],
        "merged_with": row.merged_with or None,
        "candidates": [*row.candidates],
    }


def preview_csv(preview: Preview) -> str:
    """The rows as csv: one for each row of the import, in its order.

    Columns: action, kind, place, id, label, type, from, to, changes (each as `field: old → new`,
    joined by `; `), merged with (the earlier row), candidates (ids joined by `; `). Cells are safe
    to open in a spreadsheet, as `csv_row` makes them.
    """
    lines = [csv_row(_COLUMNS)]
    for row in preview.rows:
        own = (row.kind, row.place, row.id or "", row.label, row.type, row.start, row.end)
        changes = "; ".join(f"{one.field}: {one.old} → {one.new}" for one in row.changes)
        candidates = "; ".join(row.candidates)
        lines.append(csv_row((row.action, *own, changes, row.merged_with, candidates)))
    return "".join(lines)
