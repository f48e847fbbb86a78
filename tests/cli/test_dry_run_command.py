"""`toc dry-run`: an import on trial."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.kumu.workbooks import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = '{"elements": [{"label": "Meals", "Owner": "Ana"}, {"label": "Friends"}], "connections": []}'


def _files(folder: Path) -> None:
    (folder / "map.json").write_text(MAP)
    rows = [["Label", "Owner"], ["Meals", "Ben"], [None, "nobody"]]
    (folder / "sheet.xlsx").write_bytes(workbook({"E": rows}))


def test_a_workbook_into_a_map(toc: Toc, folder: Path) -> None:
    """The rows of a workbook are told with what would become of them; exit 0, nothing written."""
    _files(folder)
    ended = toc("dry-run", "sheet.xlsx", "map.json")
    assert ended.status == 0
    assert ended.err == 'Warning: rows without a label, not read: 1 ("E row 3")\n'
    assert ended.out == (
        "1 row: 0 created, 1 updated, 0 unchanged, 0 merged, 0 ambiguous.\n"
        "\nUpdated\n  Meals (E row 2)\n    Owner: Ana → Ben\n"
        "\nNever deleted: 1 element and 0 connections of the map that no row means.\n  Friends\n"
    )
    assert (folder / "map.json").read_text() == MAP


def test_formats(toc: Toc, folder: Path) -> None:
    """JSON and csv say the same, into a file as well."""
    _files(folder)
    toc("dry-run", "sheet.xlsx", "map.json", "--format", "json", "-o", "found.json")
    assert json.loads((folder / "found.json").read_text())["counts"]["updated"] == 1
    ended = toc("dry-run", "sheet.xlsx", "map.json", "--format", "csv", "--quiet")
    assert ended.out.splitlines()[1] == (
        "updated,element,E row 2,Meals,Meals,,,,Owner: Ana → Ben,,"
    )
    assert ended.err == ""


def test_any_source_into_any_document(toc: Toc, folder: Path) -> None:
    """A theory, a map and tables can be tried, into a workbook as well."""
    _files(folder)
    toc("export", "equal-care", "--to", "xlsx", "-o", "care.xlsx")
    assert " 0 created, 0 updated, 176 unchanged," in toc("dry-run", "equal-care", "care.xlsx").out
    assert "2 unchanged" in toc("dry-run", "map.json", "map.json").out
    (folder / "c.csv").write_text("From,To\nMeals,Friends\n")
    assert "connection Meals --> Friends (c.csv row 2)" in toc("dry-run", "c.csv", "map.json").out


def test_one_standard_input(toc: Toc) -> None:
    """Only one of the two can be standard input."""
    ended = toc("dry-run", "-", "-")
    assert ended.status == 2
    assert "Only one of SOURCE and MAP can be standard input." in ended.err


def test_map_is_refused(toc: Toc) -> None:
    """An import knows no maps: one that is named is refused, not passed over."""
    ended = toc("dry-run", "a.xlsx", "map.json", "--map", "no such")
    assert ended.status == 2
    assert "--map does not go with dry-run: an import goes into the whole project." in ended.err


def test_new_ids_are_told(toc: Toc, folder: Path) -> None:
    """Sheets with ids that the project does not have would make everything a second time."""
    _files(folder)
    toc("export", "map.json", "--to", "csv", "--ids", "-o", "tables")
    ended = toc("dry-run", "tables", "map.json")
    assert ended.out.startswith("2 rows: 2 created,")
    assert "so that Kumu makes a second one of each: 2 (" in ended.err


def test_focus_is_refused(toc: Toc) -> None:
    """Trying a part of an import would say nothing about the import."""
    ended = toc("dry-run", "a.xlsx", "map.json", "--focus", "#meals")
    assert ended.status == 2
    assert "--focus does not go with dry-run" in ended.err
