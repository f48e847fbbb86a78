"""Differences for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "differences_csv", "differences_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.exports.csv_cells import csv_row
from toc.exports.difference_report import DifferenceRow
from toc.exports.json_values import plain_json
from toc.kumu.items import text_of

if TYPE_CHECKING:
    from toc.exports.difference_report import DifferenceReport

SCHEMA = 1

_UNTOLD = "cannot be told apart"


def differences_json(report: DifferenceReport) -> str:
    """The differences as JSON, with a `schema` number: the keys do not change within it.

    `same_bytes` says whether the two files are the same, and is null where they are of different
    sorts. Each of `differences` has `kind`, `id`, `label`, `what`, `field`, `before`, `after` and
    `map` as `DifferenceRow` has them, null for nothing; each of `ambiguous` the ids of both sides
    in `before` and `after`, and in `by` what they share; `not_compared` what only one of the two
    can hold. Two blanks of indent, a final newline. A half character stays one: encode the text
    with `errors="backslashreplace"`.
    """
    answer = {
        "schema": SCHEMA,
        "same_bytes": report.same_bytes,
        "differences": [_entry(row) for row in report.rows],
        "ambiguous": [row._asdict() for row in report.ambiguous],
        "not_compared": list(report.not_compared),
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _entry(row: DifferenceRow) -> dict[str, Any]:
    given = row._asdict() | {"field": row.field or None, "map": row.map or None}
    return given | {"before": plain_json(row.before), "after": plain_json(row.after)}


def differences_csv(report: DifferenceReport) -> str:
    """The differences as csv: one row for each, then one for each group not told apart.

    Columns: kind, id, label, what, field, before, after, map. Several values are joined by `; `;
    of an end the label is given, of something with several keys its JSON. Cells are safe to open
    in a spreadsheet, as `csv_row` makes them.
    """
    lines = [csv_row(DifferenceRow._fields)]
    for row in report.rows:
        before, after = _cell(row.before), _cell(row.after)
        lines.append(csv_row((*row[:5], before, after, row.map)))
    for one in report.ambiguous:
        ids = ("; ".join(one.before), "; ".join(one.after))
        lines.append(csv_row((one.kind, "", one.label, _UNTOLD, one.by, *ids, "")))
    return "".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return text_of(value["label"] if value.keys() == {"id", "label"} else value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_cell, value)))
    return text_of(value)
