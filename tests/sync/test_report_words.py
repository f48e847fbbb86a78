from __future__ import annotations

import csv
import json
from typing import Any

from toc.sync.changes import Change
from toc.sync.merging import Conflict
from toc.sync.report import Report, report_csv, report_json
from toc.sync.report_words import report_text

NAMES = {"trust": ("outcome", "Trust"), "meals": ("output", "Street\x1b[31m meals")}
LINK = ("link", "meals", "trust", "costs", "0")
TRUST = ("item", "trust")


def report(**changes: Any) -> Report:
    plain = Report("theory.yaml", "export.json", False, False, (), (), (), (), (), NAMES)
    return plain._replace(**changes)


def test_nothing() -> None:
    """Where nothing is to be told, that is told."""
    assert report_text(report()) == (
        "theory.yaml and export.json\n\nThe theory and the map say the same.\n"
    )


def test_one_screen() -> None:
    """All that came, goes, is in conflict and is left, in the words of the field."""
    found = report(
        came=(Change(TRUST, "label", "Confidence", "Trust"),),
        goes=(
            Change(LINK, None, None, {"mutual": False}),
            Change(("tie", "trust", "meals"), None, {}, None),
        ),
        conflicts=(
            Conflict(TRUST, "note", None, None, "Both"),
            Conflict(TRUST, None, {}, {}, None),
            Conflict(TRUST, None, {}, None, {}),
            Conflict(TRUST, None, {}, {}, None, "Result"),
        ),
        written=("theory.yaml",),
        left=("Do this.",),
        first=True,
    )
    assert report_text(found) == (
        "theory.yaml and export.json\n"
        "The first run: there is nothing to compare with yet, so what only one side has is taken\n"
        "over, and what differs is listed and left as it is.\n"
        "\n"
        "From Kumu:\n"
        '  outcome "Trust": label "Confidence" -> "Trust"\n'
        "\n"
        "To Kumu:\n"
        '  new: link "Street\\u001b[31m meals" → "Trust" (costs)\n'
        '  gone: "Trust" measured by "Street\\u001b[31m meals"\n'
        "\n"
        "In conflict:\n"
        '  outcome "Trust": note nothing here, "Both" in Kumu\n'
        '  outcome "Trust": changed or needed here, taken away in Kumu\n'
        '  outcome "Trust": taken away here, changed or needed in Kumu\n'
        '  outcome "Trust": its type in Kumu, "Result", has no role; it is kept on both sides\n'
        "\n"
        "To be written:\n"
        "  theory.yaml\n"
        "\n"
        "Left for you:\n"
        "  Do this.\n"
        "\n"
        "Nothing was written; --apply does it. Settle conflicts on one side, or all with --prefer\n"
        "ours or --prefer theirs.\n"
    )


def test_long_lists() -> None:
    """Of a long list the beginning is shown, and how much more there is; no line is too long."""
    changes = tuple(Change(TRUST, "note", "x" * 500, f"{number}") for number in range(40))
    text = report_text(report(came=changes, applied=True), width=60)
    assert "  … and 28 more (--format json has all)\n" in text
    assert len(text.splitlines()) < 50
    assert max(map(len, text.splitlines())) <= 60


def test_json() -> None:
    """Other programs get every part with its kind, ids, role and label, and plain values."""
    value = {"date": "2026-05-31", "value": 61.5}
    found = json.loads(
        report_json(
            report(
                came=(Change(TRUST, "value", None, value),),
                goes=(Change(LINK, None, None, {"mutual": False}),),
                conflicts=(Conflict(TRUST, "label", "a", "b", "c"),),
            )
        )
    )
    trust = {"kind": "item", "id": "trust", "role": "outcome", "label": "Trust"}
    assert found == {
        "schema": 1,
        "theory": "theory.yaml",
        "pulled": "export.json",
        "first": False,
        "applied": False,
        "from_kumu": [{"action": "changed", **trust, "field": "value", "old": None, "new": value}],
        "to_kumu": [
            {
                "action": "added",
                "kind": "link",
                "id": "meals",
                "to": "trust",
                "type": "costs",
                "field": None,
                "old": None,
                "new": {"mutual": False},
            }
        ],
        "conflicts": [{**trust, "field": "label", "base": "a", "ours": "b", "theirs": "c"}],
        "written": [],
        "left": [],
    }


def test_csv() -> None:
    """A spreadsheet gets one row for each change, conflict and thing that is left, no formula."""
    found = report(
        came=(Change(TRUST, "label", "a", "=1+1"),),
        goes=(Change(LINK, "mutual", False, True),),
        conflicts=(Conflict(TRUST, "label", "a", "b", "c"),),
        left=("Do, this.",),
    )
    rows = list(csv.reader(report_csv(found).splitlines()))
    assert rows == [
        ["what", "action", "kind", "id", "to", "type", "field", "old", "ours", "theirs"],
        ["from_kumu", "changed", "item", "trust", "", "", "label", "a", "", "'=1+1"],
        ["to_kumu", "changed", "link", "meals", "trust", "costs", "mutual", "false", "true", ""],
        ["conflict", "", "item", "trust", "", "", "label", "a", "b", "c"],
        ["left", "", "", "", "", "", "", "", "Do, this.", ""],
    ]
