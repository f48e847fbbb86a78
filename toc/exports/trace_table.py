"""Routes for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "trace_csv", "trace_json"]

import json
from typing import TYPE_CHECKING

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.exports.trace_reading import Route, Trace, TracedLink

SCHEMA = 1

_COLUMNS = (
    "from",
    "to",
    "links",
    "route",
    "weakest from",
    "weakest to",
    "status",
    "confidence",
    "rationale",
)


def trace_json(trace: Trace) -> str:
    """The routes as JSON, with a `schema` number: the keys do not change within it.

    `from` and `to` are the ids of what was picked, `cut` says that there are more than the `most`
    routes shown. Of a route: its elements, its links, and the weakest link once more. `type`,
    `confidence` and `rationale` are null where they are not given. Two blanks of indent, every
    script as it is, a final newline.
    """
    answer = {
        "schema": SCHEMA,
        "from": [stop.id for stop in trace.starts],
        "to": [stop.id for stop in trace.ends],
        "most": trace.most,
        "cut": trace.cut,
        "routes": [
            {
                "elements": [stop._asdict() for stop in route.stops],
                "links": [_link(link) for link in route.links],
                "weakest": _link(route.weakest),
            }
            for route in trace.routes
        ],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _link(link: TracedLink) -> dict[str, str | None]:
    return {
        "id": link.id,
        "from": link.start.id,
        "to": link.end.id,
        "type": link.type or None,
        "status": link.claim.status,
        "confidence": link.claim.confidence,
        "rationale": link.rationale or None,
    }


def trace_csv(trace: Trace) -> str:
    """The routes as csv: one row for each, the shortest first.

    Columns: from, to (ids), links (how many), route (the labels it passes, joined by `; `), then
    of its weakest link: from, to (ids), status, confidence, rationale. Cells are safe to open in a
    spreadsheet, as `csv_row` makes them.
    """
    return "".join(map(csv_row, [_COLUMNS, *map(_cells, trace.routes)]))


def _cells(route: Route) -> tuple[str, ...]:
    weakest = route.weakest
    return (
        route.stops[0].id,
        route.stops[-1].id,
        str(len(route.links)),
        "; ".join(stop.label for stop in route.stops),
        weakest.start.id,
        weakest.end.id,
        weakest.claim.status,
        weakest.claim.confidence or "",
        weakest.rationale,
    )
