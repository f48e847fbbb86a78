"""`toc export` to spreadsheets, and spreadsheets as SOURCE of the other commands."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.kumu.workbooks import document_of, workbook
from toc.api import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

SHEETS = {
    "Elements": [
        ["Label", "Type", "Share"],
        ["Meals", "Output", "0.5"],
        ["Friends", "Outcome", None],
        ["Names known", "Measure", None],
    ],
    "Connections": [["From", "To"], ["Meals", "Friends"], ["Names known", "Friends"]],
}


@pytest.fixture
def sheet(folder: Path) -> Path:
    """A workbook in the folder."""
    path = folder / "map.xlsx"
    path.write_bytes(workbook(SHEETS))
    return path


def test_every_command_takes_a_workbook(toc: Toc, sheet: Path) -> None:
    """What a map is asked, a workbook is asked as well."""
    name = sheet.name
    assert toc("gaps", name).out.startswith("The only outcome has a measure")
    assert "Meals --> Friends" in toc("show", name).out
    assert "Meals" in toc("trace", name, "output", "outcome").out
    assert "id: friends" in toc("import", name).out
    assert '"label": "Meals"' in toc("export", name, "--to", "kumu-flat").out
    assert toc("export", name, "--to", "kumu-map").status == 0


def test_a_workbook_from_standard_input(toc: Toc, sheet: Path) -> None:
    """A workbook can be sent into standard input as well."""
    assert toc("show", "-", "output", stdin=sheet.read_bytes()).out.endswith("Output  Meals\n")


def test_tables_in_a_folder_are_one_source(toc: Toc, sheet: Path, folder: Path) -> None:
    """`--to csv` writes two tables into a folder; the folder is a source like others."""
    ended = toc("export", sheet.name, "--to", "csv", "-o", "tables")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert sorted(path.name for path in (folder / "tables").iterdir()) == [
        "connections.csv",
        "elements.csv",
    ]
    assert toc("gaps", "tables").out.startswith("The only outcome has a measure")
    assert toc("export", "tables", "--to", "csv", "-o", "tables").status == 0
    assert "2 connections" in toc("show", "tables/connections.csv").out


def test_a_folder_without_tables_stays_a_folder(toc: Toc, folder: Path) -> None:
    """A folder in which nothing is a table is refused, with what it would need."""
    (folder / "tables").mkdir()
    (folder / "tables" / "notes.csv").write_text("a,b\n")
    ended = toc("show", "tables")
    assert ended.status == 2
    assert ended.err.startswith("tables: This is a folder. Give the file in it")
    assert "whose headers have Label, or From and To." in ended.err
    (folder / "tables" / "e.csv").write_text("Label\nA\n")
    ended = toc("show", "tables", "--limit", "size=9")
    assert "larger than 9 bytes" in ended.err
    assert "--limit size=BYTES" in ended.err
    assert "notes.csv" in toc("show", "tables").err


def test_where_spreadsheets_go(toc: Toc, sheet: Path) -> None:
    """Two tables need a folder, a workbook no terminal; --ids goes with spreadsheets only."""
    for flags in ((), ("-o", "-"), ("-o", "map.csv")):
        ended = toc("export", sheet.name, "--to", "csv", *flags)
        assert ended.status == 2
        assert "name a folder for them, like -o my-map" in ended.err
    assert "--ids goes with" in toc("export", sheet.name, "--to", "json", "--ids").err
    ended = toc("export", sheet.name, "--to", "csv", "-o", sheet.name)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("map.xlsx: The folder could not be made")


def test_a_workbook_is_not_shown_to_a_terminal(
    toc: Toc, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that no terminal can show need a file."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "name a file, like -o my-map.xlsx" in toc("export", sheet.name, "--to", "xlsx").err


def test_nothing_is_written_into_a_spreadsheet(toc: Toc, sheet: Path) -> None:
    """--into takes a Kumu file; for a spreadsheet one message says what to do instead."""
    before = sheet.read_bytes()
    ended = toc("export", "equal-care", "--into", sheet.name, "-o", sheet.name)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "map.xlsx: A spreadsheet cannot be written into. Make a new one with --to xlsx or"
        " --to csv, and import that in Kumu.\n"
    )
    assert sheet.read_bytes() == before


def test_numbers_are_texts_unless_asked_for(toc: Toc, sheet: Path) -> None:
    """A spreadsheet's numbers are texts, as Kumu has them; --typed makes numbers of them."""
    flat = ("export", sheet.name, "--to", "kumu-flat")
    assert json.loads(toc(*flat).out)["elements"][0]["Share"] == "0.5"
    assert json.loads(toc(*flat, "--typed").out)["elements"][0]["Share"] == 0.5


def test_a_theory_as_a_workbook(toc: Toc, folder: Path) -> None:
    """A theory becomes a workbook with ids, and its gaps are the same there."""
    ended = toc("export", "equal-care", "--to", "xlsx", "-o", "care.xlsx")
    assert ended.status == 0
    assert "Left out, since this form has no place for it:" in ended.err
    found = read(folder / "care.xlsx")
    assert all(one.assigned_id for one in found.elements)
    own, bundled = toc("gaps", "care.xlsx", "--exit-zero"), toc("gaps", "equal-care", "--exit-zero")
    assert own.out.splitlines()[0] == bundled.out.splitlines()[0]


def test_remarks_and_what_is_left_out(toc: Toc, folder: Path) -> None:
    """What Kumu would read differently is a warning; what has no place is listed; exit stays 0."""
    data = {
        "elements": [{"label": "A", "n": {"x": 1}}, {"label": "A"}],
        "connections": [],
        "loops": [{"label": "R1", "connections": []}],
    }
    (folder / "map.json").write_text(json.dumps(data))
    ended = toc("export", "map.json", "--to", "xlsx", "--ids", "-o", "map.xlsx")
    assert ended.status == 0
    warned, ids, *_ = ended.err.splitlines(keepends=True)
    assert ids.startswith("Warning: ids that the map does not have: for an empty project;")
    assert ended.err.replace(ids, "") == (
        f"{warned}Left out, since this form has no place for it:\n  loops: 1\n  nested values: 1\n"
    )
    assert warned == 'Warning: labels that several elements share: 1 ("A")\n'
    assert len(document_of((folder / "map.xlsx").read_bytes()).elements) == 2
