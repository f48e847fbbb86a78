"""The checks of a published file for other programs: JSON for scripts, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["SCHEMA", "checks_csv", "checks_json"]

import json
from typing import TYPE_CHECKING

from toc.exports.csv_cells import csv_row

if TYPE_CHECKING:
    from toc.kumu.remote_check import Checked

SCHEMA = 1

_COLUMNS = ("check", "result", "words", "remedy")
_RESULTS = {True: "pass", False: "fail", None: "not tried"}


def checks_json(checked: Checked) -> str:
    """The checks as JSON, with a `schema` number: keys do not change within it.

    `url` is the address without its secrets, `ok` whether no check failed. Each of `checks` has
    `check` (address, https, redirects, answer, cors, type, json, form, size, tokens or private),
    `result` (pass, fail or not tried), `words` and `remedy` (empty where it did not fail).
    """
    rows = [
        {
            "check": one.name,
            "result": _RESULTS[one.passed],
            "words": one.words,
            "remedy": one.remedy,
        }
        for one in checked.checks
    ]
    answer = {"schema": SCHEMA, "url": checked.url, "ok": not checked.failed, "checks": rows}
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def checks_csv(checked: Checked) -> str:
    """The checks as csv, one row for each. Columns: check, result, words, remedy.

    Cells are safe to open in a spreadsheet, as `csv_row` makes them.
    """
    rows = [(one.name, _RESULTS[one.passed], one.words, one.remedy) for one in checked.checks]
    return "".join(map(csv_row, [_COLUMNS, *rows]))
