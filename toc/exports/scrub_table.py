"""What a scrubbing removed, for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "scrub_csv", "scrub_json_report"]

import json
from typing import TYPE_CHECKING

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.scrubbing import Removal

SCHEMA = 1

_COLUMNS = ("kind", "where", "field", "shown", "times")


def scrub_json_report(name: str, removals: Sequence[Removal]) -> str:
    """The removals as JSON, with a `schema` number: keys do not change within it.

    `source` is what was read. Each of `removals` has `kind` (token, e-mail or private), `where`
    (an item, map, view, field or line), `field`, `shown` (enough to recognise it by, never all of
    it) and `times` (how often it stood there).
    """
    answer = {"schema": SCHEMA, "source": name, "removals": [one._asdict() for one in removals]}
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def scrub_csv(removals: Iterable[Removal]) -> str:
    """The removals as csv: one row for each kind, place and text.

    Columns: kind, where, field, shown, times. Cells are safe to open in a spreadsheet, as
    `csv_row` makes them.
    """
    rows = [(one.kind, one.where, one.field, one.shown, str(one.times)) for one in removals]
    return "".join(map(csv_row, [_COLUMNS, *rows]))
