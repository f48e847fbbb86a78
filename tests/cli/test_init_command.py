"""`toc init`: a file to start from, and never at the price of another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import toc as library
from toc.exports.starter import starter_source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = {"elements": [{"label": "Friends", "type": "Ergebnis"}]}


def test_the_starter_has_a_gap_to_find(toc: Toc, folder: Path) -> None:
    """The file that is written is the commented starter, and `toc gaps` finds its gap."""
    ended = toc("init", "my theory.yaml")
    said = 'Wrote my theory.yaml. Open it in a text editor; then: toc gaps "my theory.yaml"\n'
    assert ended == (0, "", said)
    assert (folder / "my theory.yaml").read_bytes() == starter_source()
    gaps = toc("gaps", "my theory.yaml")
    assert (gaps.status, gaps.err) == (1, "")


def test_it_refuses_to_write_over_a_file(toc: Toc, folder: Path) -> None:
    """A file that is there stays, unless `--force` is given."""
    (folder / "theory.yaml").write_text("mine")
    ended = toc("init", "theory.yaml")
    remedy = "Choose another name, or write over it with --force."
    said = f"theory.yaml: There is a file of this name already. {remedy}\n"
    assert ended == (2, "", said)
    assert (folder / "theory.yaml").read_text() == "mine"
    assert toc("init", "theory.yaml", "--force", "--quiet") == (0, "", "")
    assert (folder / "theory.yaml").read_bytes() == starter_source()


def test_json_by_its_ending(toc: Toc, folder: Path) -> None:
    """A name that ends in .json, in any case, gets the JSON of the same theory; `-` is printed."""
    toc("init", "theory.JSON")
    assert json.loads((folder / "theory.JSON").read_bytes())["toc"] == 1
    toc("init", "theory.yaml")
    assert library.load("theory.JSON") == library.load("theory.yaml")
    assert toc("init", "-") == (0, starter_source().decode(), "")


def test_from_a_map(toc: Toc, folder: Path) -> None:
    """`--from` starts with the theory of a map, read with the same flags as elsewhere."""
    (folder / "map.json").write_text(json.dumps(MAP))
    refused = toc("init", "theory.yaml", "--from", "map.json")
    assert refused.status == 2
    assert '--role outcome="Ergebnis"' in refused.err
    assert not (folder / "theory.yaml").exists()
    made = toc("init", "theory.yaml", "--from", "map.json", "--role", "outcome=Ergebnis")
    assert made.status == 0
    assert [one.label for one in library.load("theory.yaml").outcomes] == ["Friends"]


def test_from_another_theory(toc: Toc, folder: Path) -> None:
    """`--from` a theory copies it with its comments; a source that is not there changes nothing."""
    toc("init", "one.yaml")
    toc("init", "two.yaml", "--from", "one.yaml")
    assert (folder / "two.yaml").read_bytes() == starter_source()
    missing = toc("init", "three.yaml", "--from", "none.yaml")
    assert missing.status == 2
    assert missing.err.startswith("none.yaml: There is no such file.")
    assert not (folder / "three.yaml").exists()


def test_it_says_what_a_map_leaves_behind(toc: Toc, folder: Path) -> None:
    """What a theory has no place for is named, one line each."""
    (folder / "map.json").write_text(
        json.dumps({"elements": [{"label": "A", "type": "Outcome", "Colour": "red"}]})
    )
    ended = toc("init", "theory.yaml", "--from", "map.json")
    heading = "Left behind, since a theory has no place for it:"
    assert ended.err.startswith(f"{heading}\n  field colour: 1\nWrote ")
