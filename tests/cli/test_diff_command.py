"""`toc diff`: whole answers and exit statuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu_documents import nested_connection, nested_element, one_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

OLDER = """\
toc: 1
name: Street
outputs:
  - {id: meals, label: Shared meals, leads_to: [friends]}
outcomes:
  - {id: friends, label: Friends nearby, measured_by: [survey]}
measures:
  - {id: survey, label: Street survey, target: {value: 60, date: 2026-12-31}}
"""
NEWER = """\
toc: 1
name: Street
outputs:
  - {id: meals, label: Shared meals, leads_to: [friends, safe]}
outcomes:
  - {id: safe, label: People feel safe, measured_by: [survey]}
  - {id: friends, label: Friends nearby, measured_by: [survey]}
measures:
  - {id: survey, label: Street survey, target: {value: 70, date: 2026-12-31}}
"""
CHANGELOG = """\
Different: 1 outcome, 1 measure, 1 link.

### Outcomes

- Added `People feel safe`; now measured by `Street survey`

### Measures

- `Street survey`: target raised from 60 to 70

### Links

- Added `Shared meals --> People feel safe`
"""


def _project(label: str = "Meals", **more: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "attributes": [],
        "elements": [
            nested_element("elem-a", label, **{"element type": "Output"}),
            nested_element("elem-b", "Friends", **{"element type": "Outcome"}),
        ],
        "connections": [nested_connection("conn-a", "elem-a", "elem-b")],
        "loops": [],
        "maps": [one_map("now", ("elem-a", "elem-b"), ("conn-a",))],
        "defaultMap": "map-now",
    } | more


@pytest.fixture
def files(folder: Path) -> Path:
    """Two versions of a theory and of a map."""
    (folder / "older.yaml").write_text(OLDER)
    (folder / "newer.yaml").write_text(NEWER)
    (folder / "older.json").write_text(json.dumps(_project()))
    (folder / "newer.json").write_text(json.dumps(_project("Street meals")))
    return folder


@pytest.mark.usefixtures("files")
def test_two_maps(toc: Toc) -> None:
    """What changed in a map, in a few words; exit 1."""
    said = 'Different: 1 element.\n\nElements\n  Street meals #elem-a: was called "Meals"\n'
    assert toc("diff", "older.json", "newer.json") == (1, said, "")


@pytest.mark.usefixtures("files")
def test_nothing(toc: Toc, files: Path) -> None:
    """Exit 0 where nothing is different, also where the spelling is."""
    assert toc("diff", "older.json", "older.json") == (0, "No differences.\n", "")
    (files / "spelt.json").write_text(json.dumps(_project(), indent=1))
    ended = toc("diff", "older.json", "spelt.json")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "No differences.\n"
        "The files are not the same byte for byte: the same content, spelt or ordered otherwise.\n"
    )


@pytest.mark.usefixtures("files")
def test_two_theories_read_as_a_changelog(toc: Toc) -> None:
    """Two versions of a theory as Markdown."""
    assert toc("diff", "older.yaml", "newer.yaml", "--format", "markdown") == (1, CHANGELOG, "")


@pytest.mark.usefixtures("files")
def test_a_theory_and_a_map(toc: Toc) -> None:
    """A theory and its map are equal as far as the map can hold it, from either side."""
    toc("export", "newer.yaml", "--to", "kumu-project", "-o", "map.json")
    assert toc("diff", "newer.yaml", "map.json", "-q").status == 0
    assert toc("diff", "map.json", "newer.yaml", "-q").status == 0
    ended = toc("diff", "older.yaml", "map.json", "-q")
    assert (ended.status, ended.out.splitlines()[0]) == (
        1,
        "Different: 1 outcome, 1 measure, 1 link.",
    )
    back = toc("diff", "map.json", "older.yaml", "-q").out
    assert "target lowered from 70 to 60" in back


@pytest.mark.usefixtures("files")
def test_ids_that_an_import_recorded(toc: Toc) -> None:
    """After an import the elements are known by their system ids, whatever they are called now."""
    toc("import", "older.json", "-q", "-o", "imported.yaml")
    assert toc("diff", "imported.yaml", "older.json", "-q").status == 0
    ended = toc("diff", "imported.yaml", "newer.json", "-q")
    first, _, _, line, *_ = ended.out.splitlines()
    assert (ended.status, first) == (1, "Different: 1 output.")
    assert 'was called "Meals"' in line


@pytest.mark.usefixtures("files")
def test_ids_that_the_map_does_not_have(toc: Toc, files: Path) -> None:
    """That a map has no ids of people's is no difference; that it has another one is."""
    theory = OLDER.replace("{id: friends, label: Friends nearby", "{id: near, label: Friends")
    theory = theory.replace("Shared meals, leads_to: [friends]", "Meals, leads_to: [near]")
    (files / "older.yaml").write_text(theory)
    assert "id:" not in toc("diff", "older.yaml", "older.json", "-q").out
    data = _project()
    data["elements"][1]["attributes"]["id"] = "far"
    (files / "with-ids.json").write_text(json.dumps(data))
    assert 'id: "near" -> "far"' in toc("diff", "older.yaml", "with-ids.json", "-q").out


@pytest.mark.usefixtures("files")
def test_the_words_of_a_map(toc: Toc, files: Path) -> None:
    """A map beside a theory is read by the roles that are given, and by the map that is named."""
    data = _project(maps=[one_map("now"), one_map("then", ("elem-a", "elem-b"), ("conn-a",))])
    data["elements"][1]["attributes"]["element type"] = "Ergebnis"
    (files / "german.json").write_text(json.dumps(data))
    words = ("--role", "outcome=Ergebnis", "--map", "then", "-q")
    toc("import", "german.json", *words, "-o", "german.yaml")
    assert toc("diff", "german.yaml", "german.json", *words).status == 0
    assert toc("diff", "german.yaml", "german.json", "--map", "now").status == 2


@pytest.mark.usefixtures("files")
def test_ignored(toc: Toc, files: Path) -> None:
    """What is to be ignored is no difference."""
    data = _project(perspectives=[{"_id": "pers-a", "name": "Plain", "style": ""}])
    data["elements"][0]["attributes"]["degree"] = 1
    data["maps"][0]["elements"][0]["position"] = {"x": 1, "y": 2}
    (files / "drawn.json").write_text(json.dumps(data))
    whats = ("positions", "metrics", "views")
    flags = [flag for what in whats for flag in ("--ignore", what)]
    assert toc("diff", "older.json", "drawn.json").out.startswith("Different: 1 element, 1 view.")
    assert toc("diff", "older.json", "drawn.json", *flags).status == 0
    assert toc("diff", "older.json", "drawn.json", *flags[:4]).status == 1


@pytest.mark.usefixtures("files")
def test_nothing_to_ignore(toc: Toc) -> None:
    """That theories have nothing to ignore is said, unless nothing is to be said."""
    ended = toc("diff", "older.yaml", "older.yaml", "--ignore", "views")
    assert (ended.status, "changes nothing here" in ended.err) == (0, True)
    assert toc("diff", "older.yaml", "older.yaml", "--ignore", "views", "-q").err == ""


@pytest.mark.usefixtures("files")
def test_half_characters(toc: Toc, files: Path) -> None:
    """Half a character in a file is written in every format, as an escape."""
    (files / "half.json").write_text(json.dumps(_project("\ud800")))
    for form in ("text", "json", "csv", "markdown"):
        ended = toc("diff", "older.json", "half.json", "--format", form)
        assert (ended.status, ended.err) == (1, "")
        assert "\\ud800" in ended.out


@pytest.mark.usefixtures("files")
def test_formats_and_files(toc: Toc, files: Path) -> None:
    """JSON and csv are written where -o says, with the same status."""
    ended = toc("diff", "older.json", "newer.json", "--format", "json", "-o", "out.json")
    assert (ended.status, ended.out) == (1, "")
    found = json.loads((files / "out.json").read_text())
    assert [one["what"] for one in found["differences"]] == ["relabelled"]
    assert toc("diff", "older.json", "newer.json", "--format", "csv").out.splitlines() == [
        "kind,id,label,what,field,before,after,map",
        "element,elem-a,Street meals,relabelled,label,Meals,Street meals,",
    ]


@pytest.mark.usefixtures("files")
def test_a_spreadsheet(toc: Toc) -> None:
    """A table is compared with a map by labels."""
    toc("export", "older.json", "--to", "xlsx", "-q", "-o", "map.xlsx")
    ended = toc("diff", "map.xlsx", "newer.json", "-q")
    assert ended.status == 1
    assert "Street meals" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "-"),
        ("older.json", "newer.json", "--map", "now"),
        ("older.yaml", "newer.yaml", "--map", "now"),
        ("older.json", "newer.json", "--focus", "*"),
        ("older.json", "newer.json", "-o", "older.json"),
        ("older.json", "gone.json"),
        ("older.json", "newer.json", "--ignore", "colours"),
    ],
)
@pytest.mark.usefixtures("files")
def test_what_cannot_be_run(toc: Toc, arguments: tuple[str, ...]) -> None:
    """What cannot be compared ends in one message and exit 2, and writes nothing."""
    ended = toc("diff", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("files")
def test_standard_input(toc: Toc, files: Path) -> None:
    """One of the two can come from standard input."""
    assert toc("diff", "older.json", "-", stdin=(files / "older.json").read_bytes()).status == 0
