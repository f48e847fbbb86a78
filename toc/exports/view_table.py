"""Views for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "looks_csv", "looks_json", "views_csv", "views_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.exports.csv_cells import csv_row
from toc.exports.view_reading import counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.exports.view_looks import ItemLook
    from toc.exports.view_reading import Evaluated, ViewReading
    from toc.kumu.project import Map

SCHEMA = 1

_VIEW_COLUMNS = ("view", "map", "elements", "connections", "loops")
_FINDING_COLUMNS = ("line", "column", "rule", "what", "suggestion")
_LOOK_COLUMNS = ("kind", "id", "label", "type", "faded", "property", "value", "where", "why")


def views_json(readings: Iterable[ViewReading]) -> str:
    """The views as JSON, with a `schema` number: the keys do not change within it.

    Each view has `id`, `name`, `findings` (`line`, `column`, `rule`, `what`, `suggestion`) and
    `maps`: on each the number of items `shown` and of all there (`of`), by kind, how many are
    `faded` behind a showcase, what hides the others (`hidden`: `reason`, `where`, `number`), and
    `notes` on what is not worked out. `map` is null where the whole document is meant.
    """
    answer = {"schema": SCHEMA, "views": [_view(one) for one in readings]}
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _view(reading: ViewReading) -> dict[str, Any]:
    return {
        "id": reading.view.id,
        "name": reading.view.name,
        "maps": [_on(one) for one in reading.on],
        "findings": [one._asdict() for one in reading.findings],
    }


def _on(found: Evaluated) -> dict[str, Any]:
    shown = found.shown
    return {
        "map": _map(found.map),
        "opens": found.opens,
        "shown": counts(shown.items),
        "of": counts(found.items),
        "faded": len(shown.faded),
        "hidden": [
            {"reason": one.reason, "where": one.place, "number": one.number} for one in shown.hidden
        ],
        "notes": shown.notes,
    }


def _map(entry: Map | None) -> dict[str, str] | None:
    return {"id": entry.id, "name": entry.name} if entry else None


def views_csv(readings: Iterable[ViewReading]) -> str:
    """The views as csv: one row for each finding; a view without any has one row all the same.

    Columns: view, map, elements, connections, loops (numbers shown there), line, column, rule,
    what, suggestion. A view that is looked at on several maps has its rows once for each. Cells
    are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    lines = [csv_row([*_VIEW_COLUMNS, *_FINDING_COLUMNS])]
    for reading in readings:
        for on in reading.on:
            name = on.map.name if on.map else ""
            numbers = map(str, counts(on.shown.items).values())
            first = [reading.view.shown_name, name, *numbers]
            rows = [[str(cell) for cell in one] for one in reading.findings]
            lines += [csv_row([*first, *row]) for row in rows or [[""] * len(_FINDING_COLUMNS)]]
    return "".join(lines)


def looks_json(reading: ViewReading, on: Evaluated, looks: Iterable[ItemLook]) -> str:
    """The items that a view shows as JSON, with a `schema` number.

    Each item has `kind`, `id`, `label`, `type` (or null), `faded`, and under `look` for each
    property its `value`, `where` that is said, and `why` this item gets it where data decide.
    """
    answer = {
        "schema": SCHEMA,
        "view": {"id": reading.view.id, "name": reading.view.name},
        "map": _map(on.map),
        "items": [_look(one) for one in looks],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _look(one: ItemLook) -> dict[str, Any]:
    item = one.row.item
    return {
        "kind": item.kind,
        "id": one.row.id,
        "label": item.label,
        "type": item.type or None,
        "faded": one.faded,
        "look": {
            name: {"value": look.value, "where": look.place, "why": look.why}
            for name, look in one.looks.items()
        },
    }


def looks_csv(looks: Iterable[ItemLook]) -> str:
    """The items that a view shows as csv: one row for each property of each item.

    Columns: kind, id, label, type, faded (`yes` or empty), property, value, where, why. An item
    that gets nothing has one row with the last four empty.
    """
    lines = [csv_row(_LOOK_COLUMNS)]
    for one in looks:
        item = one.row.item
        own = [item.kind, one.row.id, item.label, item.type, "yes" if one.faded else ""]
        rows = [[name, look.value, look.place, look.why] for name, look in one.looks.items()]
        lines += [csv_row([*own, *row]) for row in rows or [[""] * 4]]
    return "".join(lines)
