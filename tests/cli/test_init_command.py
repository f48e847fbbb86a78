"""`toc init`: a file to start from, and never at the price of another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import toc as library
from tests.kumu_documents import nested_element, one_map, project
from tests.samples import each_sample
from toc.exports.starter import starter_source
from toc.exports.vocabulary_file import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = {"elements": [{"label": "Friends", "type": "Ergebnis"}]}
STRANGE = {
    "elements": [
        {"label": "Meals", "type": "Support"},
        {"label": "Walks", "type": "Support"},
        {"label": "Friends", "type": "State"},
    ],
    "connections": [{"from": "Meals", "to": "Friends"}, {"from": "Walks", "to": "Friends"}],
}


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


def test_from_a_map_with_known_words(toc: Toc, folder: Path) -> None:
    """`--from` a map guesses roles by the words of its types, tells so, and writes the theory."""
    (folder / "map.json").write_text(json.dumps(MAP))
    made = toc("init", "theory.yaml", "--from", "map.json")
    assert made.status == 0
    assert made.err == (
        "What counts as what:\n"
        '  outcome, 1: ["element type"="Ergebnis"] (a guess: the word looks like an outcome)\n'
        "      Friends\n"
        "Wrote theory.yaml. Open it in a text editor; then: toc gaps theory.yaml\n"
    )
    text = (folder / "theory.yaml").read_text()
    assert "#   Ergebnis for outcome: the word looks like an outcome\n" in text
    assert "#   toc init theory.yaml --from map.json --vocabulary theory.yaml --force\n" in text
    assert [one.label for one in library.load("theory.yaml").outcomes] == ["Friends"]
    again = toc("init", "b.yaml", "--from", "map.json", "--vocabulary", "theory.yaml")
    assert "guess" not in again.err
    assert library.load("b.yaml") == library.load("theory.yaml")
    given = toc("init", "c.yaml", "--from", "map.json", "--role", "outcome=Ergebnis", "--quiet")
    assert (given.status, given.err) == (0, "")
    assert "guess" not in (folder / "c.yaml").read_text()


def test_from_a_map_with_strange_words(toc: Toc, folder: Path) -> None:
    """Where nothing counts as an outcome, FILE is a vocabulary that can be put right and used."""
    (folder / "my map.json").write_text(json.dumps(STRANGE))
    made = toc("init", "words.yaml", "--from", "my map.json")
    assert made.status == 0
    assert "Support may be an output: nearly all its connections lead on." in made.err
    assert "Wrote words.yaml. It is no theory yet but a vocabulary" in made.err
    command = 'toc init my-theory.yaml --from "my map.json" --vocabulary words.yaml'
    assert command in made.err
    text = (folder / "words.yaml").read_text()
    assert f"#   {command}\n" in text
    (folder / "words.yaml").write_text(text.replace("#  outcome: {add", "  outcome: {add", 1))
    then = toc("init", "my-theory.yaml", "--from", "my map.json", "--vocabulary", "words.yaml")
    assert then.status == 0
    assert [one.label for one in library.load("my-theory.yaml").outcomes] == ["Friends"]


def test_one_map_of_several_is_told(toc: Toc, folder: Path) -> None:
    """Which map of a project was read is said, and what is odd in it, for a vocabulary as well."""
    kinds = {"a": "Outcome", "b": "Zustand", "c": "Zustand"}
    for own, kind in (("theory.json", "Outcome"), ("words.json", "Zustand")):
        elements = [
            nested_element(
                f"elem-{one}", "Same", **{"element type": kinds[one].replace("Outcome", kind)}
            )
            for one in kinds
        ]
        maps = [one_map("one", ("elem-a",)), one_map("two", ("elem-b",))]
        (folder / own).write_bytes(project(elements, [], maps).to_bytes())
        made = toc("init", f"{own}.yaml", "--from", own)
        assert made.err.startswith(
            'Only the map "one" is read. Left out: 1 element on other maps (--map all reads them\n'
            "too), 1 element in the trash.\n"
        )
        assert 'Warning: labels that several elements share: 1 ("Same")\n' in made.err
        assert ("but a vocabulary" in made.err) == (own == "words.json")
    assert "Only the map" not in toc("init", "x.yaml", "--from", "theory.json", "--map", "all").err


def test_a_json_file_cannot_be_a_draft(toc: Toc, folder: Path) -> None:
    """A vocabulary with remarks is no JSON: there the refusal says which types there are."""
    (folder / "map.json").write_text(json.dumps(STRANGE))
    made = toc("init", "theory.json", "--from", "map.json", "--quiet")
    assert made.status == 2
    assert "The types found: Support (2), State (1)." in made.err
    assert not (folder / "theory.json").exists()


@each_sample()
def test_every_real_map_ends_in_something_useful(toc: Toc, sample: Path) -> None:
    """From any real map comes a theory or a vocabulary that can be read, or a plain refusal."""
    made = toc("init", "file.yaml", "--from", str(sample))
    if made.status:
        assert "There are no elements here" in made.err
        return
    assert "What counts as what:" in made.err or "Nothing here has a role yet." in made.err
    if "no theory yet but a vocabulary" in made.err:
        assert read_vocabulary("file.yaml").keys() == {"roles", "fields"}
    else:
        assert library.load("file.yaml").outcomes


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
    assert f"{heading}\n  field colour: 1\nWrote " in ended.err
