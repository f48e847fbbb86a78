"""Metrics for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "metrics_csv", "metrics_json"]

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from toc.exports.csv_cells import csv_row
from toc.kumu.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.metrics_reading import MetricsReport
    from toc.kumu.causal_loops import FoundLoop
    from toc.kumu.metrics import ElementMetrics

SCHEMA = 1


def metrics_json(report: MetricsReport) -> str:
    """The metrics as JSON, with a `schema` number: the keys do not change within it.

    Elements stand in the order of the document; the names of Kumu's metrics are those of its
    fields. `weighted_size`, `group`, and the eight numbers of direct and indirect influence and
    dependence, are there where they were asked for, and so are `influence` and `loops` at the
    top. What is infinite is null: the `diameter` and `average_path_length` of a map on which not
    every element has a way to every other, and the logarithm of no way at all. Two blanks of
    indent, every script as it is, a final newline. A half character stays one: encode the text
    with `errors="backslashreplace"`.
    """
    stored = report.stored
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "scope": {
            "map": report.map,
            "left_out": {"other_maps": report.other_maps, "trash": report.trash},
        },
        "dashboard": {name: _finite(one) for name, one in asdict(report.figures).items()},
        "elements": list(_elements(report)),
        "stale": [
            {
                "id": report.id(one.element),
                "metric": one.metric,
                "stored": one.stored,
                "now": one.now,
            }
            for one in stored.stale
        ],
        "stored": {
            "compared": stored.counts,
            "stale": stored.stale_counts,
            "not_compared": stored.not_compared,
            "not_numbers": stored.not_numbers,
            "elsewhere": stored.elsewhere,
            "micmac": stored.micmac,
        },
    }
    return json.dumps(answer | _on_request(report), indent=2, ensure_ascii=False) + "\n"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _elements(report: MetricsReport) -> Iterator[dict[str, Any]]:
    extras = _extras(report)
    for place, one in enumerate(report.metrics.elements):
        own: dict[str, Any] = {"id": report.id(one.element), "label": one.element.label}
        own |= {name: one.value(name) for name in METRICS}
        yield own | {name: values[place] for name, values in extras.items()}


def _extras(report: MetricsReport) -> dict[str, list[Any]]:
    """What was asked for besides the nine metrics, in the order of the elements."""
    found: dict[str, list[Any]] = {}
    if report.weight is not None:
        found["weighted_size"] = [one.weighted_size for one in report.metrics.elements]
    if report.groups is not None:
        found["group"] = [*report.groups]
    if ways := report.influence:
        found["direct_influence"] = [*ways.direct_influence]
        found["direct_dependence"] = [*ways.direct_dependence]
        found["indirect_influence"] = [*ways.indirect_influence.shares]
        found["indirect_dependence"] = [*ways.indirect_dependence.shares]
        found["indirect_influence_log10"] = [*ways.indirect_influence.logarithms]
        found["indirect_dependence_log10"] = [*ways.indirect_dependence.logarithms]
    return found


def _on_request(report: MetricsReport) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if ways := report.influence:
        found["influence"] = {
            "longest": ways.longest,
            "complete": ways.complete,
            "steady": ways.steady,
        }
    if search := report.loops:
        found["loops"] = {
            "complete": search.complete,
            "searched": search.searched,
            "found": [_loop(report, one) for one in search.loops],
        }
    return found


def _loop(report: MetricsReport, loop: FoundLoop) -> dict[str, Any]:
    return {
        "kind": loop.kind,
        "elements": [report.id(one) for one in loop.elements],
        "labels": [one.label for one in loop.elements],
        "types": [[one.type for one in step] for step in loop.connections],
    }


def metrics_csv(report: MetricsReport) -> str:
    """The metrics as csv: one row for each element, in the order of the document.

    Columns: id, label, the nine metrics by the names of Kumu's fields, stale (the stored metrics
    that are), then what else was asked for. Several values are joined by `; `, what is not given
    is empty. Cells are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    stale: dict[int, list[str]] = {}
    for old in report.stored.stale:
        stale.setdefault(old.element.place, []).append(old.metric)
    extras = _extras(report)
    rows = [csv_row(["id", "label", *METRICS, "stale", *extras])]
    for place, one in enumerate(report.metrics.elements):
        more = (
            "" if (value := values[place]) is None else str(value) for values in extras.values()
        )
        own = [report.id(one.element), one.element.label, *_cells(one)]
        rows.append(csv_row([*own, "; ".join(stale.get(one.element.place, ())), *more]))
    return "".join(rows)


def _cells(one: ElementMetrics) -> list[str]:
    return [str(one.value(name)) for name in METRICS]
