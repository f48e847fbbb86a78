"""A coverage for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "coverage_csv", "coverage_json"]

import json
from typing import TYPE_CHECKING

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.analysis.coverage import Coverage, OutcomeCoverage

SCHEMA = 1

_COLUMNS = (
    "id",
    "label",
    "domain",
    "state",
    "grade",
    "measures",
    "next",
    "routes",
    "priority",
    "waived until",
)


def coverage_json(coverage: Coverage) -> str:
    """The coverage as JSON, with a `schema` number: the keys do not change within it.

    Two blanks of indent, every script as it is, a final newline. Outcomes stand in the order of
    the source. `routes_capped` is there only where the number of routes was cut at 10^12;
    `waived` only while the waiver counts. A half character stays one: encode the text with
    `errors="backslashreplace"`, which gives JSON's own escape for it.
    """
    left_out = coverage.left_out
    answer = {
        "schema": SCHEMA,
        "theory": coverage.theory,
        "scope": {
            "map": coverage.map,
            "left_out": {
                "other_maps": left_out.other_maps,
                "trash": left_out.trash,
                "no_role": left_out.no_role,
            },
        },
        "summary": coverage.summary._asdict(),
        "outcomes": [_outcome(one) for one in coverage.outcomes],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _outcome(one: OutcomeCoverage) -> dict[str, object]:
    found: dict[str, object] = {
        "id": one.id,
        "label": one.label,
        "domain": one.domain,
        "state": one.state,
        "grade": one.grade,
        "measures": [measure.id for measure in one.measures],
        "next": one.next,
        "routes": one.routes,
    }
    if one.routes_capped:
        found["routes_capped"] = True
    found["priority"] = one.priority
    waiver = one.waiver if one.state == "waived" else None
    found["waived"] = waiver and {"reason": waiver.reason, "until": waiver.until.isoformat()}
    return found


def coverage_csv(coverage: Coverage) -> str:
    r"""The coverage as csv: one row for each outcome, in the order of the source.

    Columns: id, label, domain, state, grade (0 to 5), measures (ids), next (what the next grade
    needs), routes (at most 10^12), priority, waived until (an ISO date). Several values are joined
    by `; `, what is not given is empty. Cells are quoted as RFC 4180 says, but rows end in "\n"
    alone: spreadsheets read it as well, and other tools do not find a "\r" in the last column.
    A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
    """
    rows = [_COLUMNS, *map(_cells, coverage.outcomes)]
    return "".join(map(csv_row, rows))


def _cells(one: OutcomeCoverage) -> tuple[str, ...]:
    return (
        one.id,
        one.label,
        one.domain or "",
        one.state,
        str(one.grade),
        "; ".join(measure.id for measure in one.measures),
        "; ".join(one.next),
        str(one.routes),
        str(one.priority or ""),
        one.waiver.until.isoformat() if one.waiver and one.state == "waived" else "",
    )
