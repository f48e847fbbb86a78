"""What a renaming changed for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "rename_csv", "rename_json"]

import json
from typing import TYPE_CHECKING, Any

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.kumu.renaming.account import Place
    from toc.kumu.renaming.renamed import Renamed

SCHEMA = 1

_COLUMNS = ("what", "kind", "name", "where", "old", "new", "why", "lost", "gained")


def rename_json(found: Renamed) -> str:
    """The account of a renaming as JSON, with a `schema` number: keys do not change within it.

    `renamings` are what was asked for. `changed` are all places with `old` and `new`, `left` those
    that were left alone with `text` and `why`, `differs` the selectors that pick something else
    than before, with how many items they `lost` and `gained`. Each place has `kind` (element,
    connection, loop, field, map, view or project), `name` and `where` (a field, or line and column
    of a view).
    """
    answer = {
        "schema": SCHEMA,
        "renamings": [one._asdict() for one in found.renamings],
        "changed": [_place(one.place) | {"old": one.old, "new": one.new} for one in found.changed],
        "left": [_place(one.place) | {"text": one.text, "why": one.why} for one in found.left],
        "differs": [
            _place(one.place) | {"selector": one.selector, "lost": one.lost, "gained": one.gained}
            for one in found.differs
        ],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _place(place: Place) -> dict[str, Any]:
    return {"kind": place.kind, "name": place.name, "where": place.spot}


def rename_csv(found: Renamed) -> str:
    """The account of a renaming as csv: one row for each place.

    Columns: what (changed, left or differs), kind, name, where, old, new, why, lost, gained. Cells
    are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    rows = [
        *(("changed", *one.place, one.old, one.new, "", "", "") for one in found.changed),
        *(("left", *one.place, one.text, "", one.why, "", "") for one in found.left),
        *(
            ("differs", *one.place, "", one.selector, "", str(one.lost), str(one.gained))
            for one in found.differs
        ),
    ]
    return "".join(map(csv_row, [_COLUMNS, *rows]))
