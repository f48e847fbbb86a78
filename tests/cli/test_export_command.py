"""`toc export`: the same form gives the same bytes; another form says what it leaves out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import toc as library
from tests.processes import run_toc

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

YAML = b"""\
# our theory
toc: 1
name: "Street"
outputs: [{id: meals, label: Meals, leads_to: [{to: friends, note: "odd"}]}]
outcomes:
  - {id: friends,   label: 'Friends'}   # two blanks too many
"""
JSON = b'{"toc" : 1, "outcomes":[{"id":"friends","label":"Fri\\u0065nds"}]}'
MAP = b"""{
\t"elements": [
\t\t{"_id": "elem-a", "attributes": {"label": "Caf\\u00e9 \xc3\xa9 \\/ \\ud83d", "n": 1.50}},
\t\t{"_id": "elem-b", "attributes": {"label": "b", "element type": "Outcome", "id": 7}}
\t], "connections": [], "maps": [
\t\t{"_id": "map-1", "name": "One", "elements": [{"element": "elem-b"}], "connections": []}
\t], "odd": -0, "big": 12345678901234567890, "small": 0.00003367, "e": 1e5}"""
PROJECT = MAP.replace(b'"odd": -0', b'"odd": -0, "attributes": [], "defaultMap": "map-1"')
FLAT = b'{"Elements": [{"Label": "A", "Type": "Outcome", "Colour": 1.50}], "more": {}}\n'

FILES = {
    "theory": YAML,
    "json": JSON,
    "kumu-map": MAP,
    "kumu-project": PROJECT,
}


def _crlf_with_mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("spelling", [bytes, _crlf_with_mark, lambda content: content + b"\n\n"])
@pytest.mark.parametrize("form", FILES)
def test_the_form_that_it_has_gives_the_same_bytes(
    toc: Toc, folder: Path, form: str, spelling: type[bytes]
) -> None:
    """Every form is written as the very bytes that were read: mark, CRLF and spelling kept."""
    content = spelling(FILES[form])
    (folder / "source").write_bytes(content)
    ended = toc("export", "source", "--to", form, "-o", "made")
    assert (ended.status, ended.out) == (0, "")
    assert (folder / "made").read_bytes() == content


def test_through_pipes(tmp_path: Path) -> None:
    """From standard input to standard output not a byte changes, in any form."""
    for form, content in FILES.items():
        given = _crlf_with_mark(content)
        ended = run_toc("export", "-", "--to", form, folder=tmp_path, stdin=given)
        assert ended.status == 0
        assert ended.out.encode() == given, form


def test_onto_the_source_itself(toc: Toc, folder: Path) -> None:
    """`-o` may name the source: it is replaced whole, by its own bytes where the form stays."""
    (folder / "map.json").write_bytes(MAP)
    assert toc("export", "map.json", "--to", "kumu-map", "-o", "map.json").status == 0
    assert (folder / "map.json").read_bytes() == MAP
    assert toc("export", "map.json", "--to", "kumu-flat", "-o", "map.json").status == 0
    assert library.read("map.json").form == "kumu-flat"


def test_flat_is_always_the_documented_form(toc: Toc, folder: Path) -> None:
    """kumu-flat has lower-case keys and no others at the top; numbers stay as spelled."""
    (folder / "map.json").write_bytes(FLAT)
    ended = toc("export", "map.json", "--to", "kumu-flat")
    assert ended.status == 0
    assert list(json.loads(ended.out)) == ["elements", "connections"]
    assert json.loads(ended.out)["elements"][0] == {"label": "A", "type": "Outcome", "Colour": 1.5}
    assert "1.50" in ended.out
    heading = "Left out, since this form has no place for it:"
    assert ended.err == f'{heading}\n  what stands under "more" at the top\n'


def test_what_is_left_out_is_told_on_standard_error_alone(toc: Toc, folder: Path) -> None:
    """A map holds no assumptions of a theory; that is said, unless asked to be quiet."""
    (folder / "theory.yaml").write_bytes(YAML)
    said = toc("export", "theory.yaml", "--to", "kumu-flat")
    quiet = toc("export", "theory.yaml", "--to", "kumu-flat", "--quiet")
    assert said.status == quiet.status == 0
    assert said.out == quiet.out
    assert quiet.err == ""
    assert json.loads(said.out)["elements"][0]["label"] == "Meals"


@pytest.mark.parametrize("form", ["theory", "json", "kumu-flat", "kumu-map", "kumu-project"])
def test_every_form_of_the_bundled_theory_can_be_read_again(
    toc: Toc, folder: Path, form: str
) -> None:
    """What is written in any form has the outcomes of the theory that it was made from."""
    assert toc("export", "equal-care", "--to", form, "-o", "made", "--quiet").status == 0
    labels = [one.label for one in library.load("equal-care").outcomes]
    found = [one.label for one in library.load(folder / "made").outcomes]
    assert sorted(found) == sorted(labels)


def test_one_map_of_a_project(toc: Toc, folder: Path) -> None:
    """`--map` takes one map out of a project, by name or id; another name is an error."""
    (folder / "project.json").write_bytes(PROJECT)
    for name in ("One", "map-1"):
        ended = toc("export", "project.json", "--to", "kumu-map", "--map", name)
        assert ended.status == 0
        labels = [one["attributes"]["label"] for one in json.loads(ended.out)["elements"]]
        assert labels == ["b"]
    missing = toc("export", "project.json", "--to", "kumu-map", "--map", "Two")
    assert (missing.status, missing.out) == (2, "")
    assert 'There is no map "Two".' in missing.err


def test_a_whole_project_of_a_blueprint_is_refused(toc: Toc, folder: Path) -> None:
    """A flat map makes no full project; the message says what to make instead."""
    (folder / "map.json").write_bytes(FLAT)
    (folder / "made.json").write_text("mine")
    ended = toc("export", "map.json", "--to", "kumu-project", "-o", "made.json")
    assert (ended.status, ended.out) == (2, "")
    assert "map.json: " in ended.err
    assert "make a theory of it first (toc import)." in ended.err
    assert (folder / "made.json").read_text() == "mine"


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ([], "Give either --to FORM or --into MAP."),
        (["--to", "json", "--into", "map.json"], "Give either --to FORM or --into MAP."),
        (["--to", "json", "--prune"], "--prune goes with --into MAP."),
        (["--into", "-"], "Only one of SOURCE and MAP can be standard input."),
        (["--to", "kumu"], "'kumu' is not one of 'theory', 'json', 'kumu-flat'"),
    ],
)
def test_flags_that_do_not_go_together(toc: Toc, flags: list[str], message: str) -> None:
    """Flags that contradict one another end in 2, with the reason."""
    ended = toc("export", "-", *flags, stdin=YAML)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err


def test_what_a_public_file_would_give_away_is_said(toc: Toc, folder: Path) -> None:
    """A flat blueprint with a share link says so, since it goes on the web; others say nothing."""
    element = {"label": "A", "type": "Outcome", "description": "https://embed.kumu.io/0123456789ab"}
    (folder / "map.json").write_text(json.dumps({"elements": [element]}))
    ended = toc("export", "map.json", "--to", "kumu-flat")
    assert 'share links or other addresses with a secret: 1 (element "A": description)' in ended.err
    assert "0123456789ab" not in ended.err
    element["description"] = "https://kumu.io/street/map#a?b"
    (folder / "map.json").write_text(json.dumps({"elements": [element]}))
    assert toc("export", "map.json", "--to", "kumu-flat").err == ""
