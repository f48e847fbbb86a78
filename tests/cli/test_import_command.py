"""`toc import`: a theory file from whatever there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import toc as library
from tests.processes import run_toc

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = """{"elements": [
  {"label": "Meals", "type": "Output"},
  {"label": "Friends", "type": "Outcome", "Domain": "Home", "Colour": "red"},
  {"label": "Names known", "type": "Measure"},
  {"label": "Council", "type": "Actor"}
], "connections": [{"from": "Meals", "to": "Friends"}, {"from": "Names known", "to": "Friends"}]}
"""
YAML = b"\xef\xbb\xbf# ours\r\ntoc: 1\r\noutcomes: [{id: a,  label: A}]\r\n"


def test_a_map(toc: Toc, folder: Path) -> None:
    """A map becomes a theory; what took no part and what has no place is told, once each."""
    (folder / "map.json").write_text(MAP)
    ended = toc("import", "map.json")
    assert ended.status == 0
    assert (
        ended.out
        == """\
toc: 1

domains:
  - {id: home, label: Home}

outputs:
  - {id: meals, label: Meals, leads_to: [friends]}

outcomes:
  - {id: friends, label: Friends, domain: home, measured_by: [names-known]}

measures:
  - {id: names-known, label: Names known}
"""
    )
    assert ended.err == (
        "Warning: elements without a role, by type: Actor (1)\n"
        "Left behind, since a theory has no place for it:\n"
        "  field colour: 1\n"
    )


def test_json_by_the_ending_of_the_output(toc: Toc, folder: Path) -> None:
    """`-o` with a name that ends in .json, in any case, gives JSON, else YAML; `-` prints YAML."""
    (folder / "map.json").write_text(MAP)
    for name in ("theory.yaml", "theory.JSON", "theory"):
        assert toc("import", "map.json", "-o", name, "--quiet") == (0, "", "")
    assert json.loads((folder / "theory.JSON").read_bytes())["toc"] == 1
    assert (folder / "theory").read_bytes() == (folder / "theory.yaml").read_bytes()
    assert library.load("theory.JSON") == library.load("theory.yaml")
    printed = toc("import", "map.json", "-o", "-").out
    assert printed == (folder / "theory.yaml").read_text("utf-8")


def test_a_theory_in_its_own_form_keeps_its_bytes(toc: Toc, folder: Path) -> None:
    """A theory file that is imported in its own form is copied byte for byte, comments and all."""
    (folder / "theory.yaml").write_bytes(YAML)
    assert toc("import", "theory.yaml", "-o", "copy.yaml").status == 0
    assert (folder / "copy.yaml").read_bytes() == YAML
    (folder / "theory.json").write_bytes(b'{ "toc":1,"outcomes":[{"id":"a","label":"A"}]}')
    assert toc("import", "theory.json", "-o", "copy.json").status == 0
    assert (folder / "copy.json").read_bytes() == (folder / "theory.json").read_bytes()


def test_through_pipes(tmp_path: Path) -> None:
    """From standard input to standard output a theory keeps its mark and its CRLF."""
    ended = run_toc("import", "-", folder=tmp_path, stdin=YAML)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.encode() == YAML


@pytest.mark.parametrize("name", ["theory.yaml", "theory.json"])
def test_what_it_makes_can_be_looked_at(toc: Toc, folder: Path, name: str) -> None:
    """The theory that is written has the gaps of the map, in either form."""
    (folder / "map.json").write_text(MAP)
    toc("import", "map.json", "-o", name)
    rows = [
        toc("gaps", source, "--format", "csv").out.partition("\n")[2].split(",")[1:6]
        for source in ("map.json", name)
    ]
    assert rows[0][0] == rows[1][0] == "Friends"
    assert rows[0][:4] == rows[1][:4]


def test_a_map_without_outcomes_changes_nothing(toc: Toc, folder: Path) -> None:
    """Where nothing counts as an outcome no file is written, and the remedy is told."""
    (folder / "map.json").write_text('{"elements": [{"label": "A", "type": "Ergebnis"}]}')
    ended = toc("import", "map.json", "-o", "theory.yaml")
    assert (ended.status, ended.out) == (2, "")
    assert '--role outcome="Ergebnis"' in ended.err
    assert not (folder / "theory.yaml").exists()
    assert toc("import", "map.json", "--role", "outcome=ergebnis", "-o", "theory.yaml").status == 0
