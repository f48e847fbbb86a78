"""`toc views`: whole answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.exports.viewed import PROJECT
from tests.samples import each_sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc


@pytest.fixture
def project_file(folder: Path) -> str:
    (folder / "p.json").write_text(json.dumps(PROJECT))
    return "p.json"


def rows(answer: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer)))


def test_text(toc: Toc, project_file: str) -> None:
    """Each view is told with the maps that open with it, what hides items, and its findings."""
    ended = toc("views", project_file)
    assert (ended.status, ended.err) == (0, "")
    assert (
        ended.out
        == """\
2 views, 1 finding.

Base
  On "First" it shows 2 of 3 elements, 1 of 2 connections.
    1 hidden by ignore (line 3)
    1 hidden: one of its ends is not shown

Main
  On "First", which opens with it, it shows 2 of 3 elements, 1 of 2 connections.
    1 hidden by ignore (Base, line 3)
    1 hidden: one of its ends is not shown
    2 outside the showcase
    Clusters and bridges are not worked out here.
  On "Second", which opens with it, it shows 1 element.
    Clusters and bridges are not worked out here.
  5:26  shape is for elements; this is about connections. (wrong-kind)
"""
    )


def test_json(toc: Toc, project_file: str) -> None:
    """The JSON has the keys that scripts rely on."""
    answer: dict[str, Any] = json.loads(
        toc("views", project_file, "--view", "main", "--format", "json", "--map", "First").out
    )
    assert answer == {
        "schema": 1,
        "views": [
            {
                "id": "pers-main",
                "name": "Main",
                "maps": [
                    {
                        "map": {"id": "map-First", "name": "First"},
                        "opens": True,
                        "shown": {"elements": 2, "connections": 1, "loops": 0},
                        "of": {"elements": 3, "connections": 2, "loops": 0},
                        "faded": 2,
                        "hidden": [
                            {"reason": "ignore", "where": "Base, line 3", "number": 1},
                            {"reason": "one of its ends is not shown", "where": "", "number": 1},
                        ],
                        "notes": ["Clusters and bridges are not worked out here."],
                    }
                ],
                "findings": [
                    {
                        "line": 5,
                        "column": 26,
                        "rule": "wrong-kind",
                        "what": "shape is for elements; this is about connections.",
                        "suggestion": "",
                    }
                ],
            }
        ],
    }


def test_csv(toc: Toc, project_file: str) -> None:
    """The csv has a row for each finding, and one for a view without any."""
    head, *found = rows(toc("views", project_file, "--format", "csv").out)
    assert head == [
        *("view", "map", "elements", "connections", "loops"),
        *("line", "column", "rule", "what", "suggestion"),
    ]
    assert [row[:8] for row in found] == [
        ["Base", "First", "2", "1", "0", "", "", ""],
        ["Main", "First", "2", "1", "0", "5", "26", "wrong-kind"],
        ["Main", "Second", "1", "0", "0", "5", "26", "wrong-kind"],
    ]


def test_look_as_text(toc: Toc, project_file: str) -> None:
    """With --look each item that is shown has its look, the line behind it, and why."""
    ended = toc("views", project_file, "--look", "--view", "Main")
    assert (ended.status, ended.err) == (0, "")
    assert (
        ended.out
        == """\
Main: on "First", which opens with it, 2 of 3 elements, 1 of 2 connections.

Elements
  A a
    color #007ac3 (Base, line 2; Kind x)
  \\x1b[2JC (outside the showcase)
    color #123456 (direct decoration)

Connections
  A a --> \\x1b[2JC (outside the showcase)
    color red (line 5)
    shape round (line 5)
"""
    )


def test_look_for_programs(toc: Toc, project_file: str) -> None:
    """JSON and csv hold every property with its value, place and reason."""
    look = ("views", project_file, "--look", "--view", "Main", "--map", "Second")
    answer = json.loads(toc(*look, "--format", "json").out)
    assert answer == {
        "schema": 1,
        "view": {"id": "pers-main", "name": "Main"},
        "map": {"id": "map-Second", "name": "Second"},
        "items": [
            {
                "kind": "element",
                "id": "elem-a",
                "label": "A  a",
                "type": None,
                "faded": False,
                "look": {"color": {"value": "#007ac3", "where": "Base, line 2", "why": "Kind x"}},
            }
        ],
    }
    assert rows(toc(*look, "--format", "csv").out) == [
        ["kind", "id", "label", "type", "faded", "property", "value", "where", "why"],
        ["element", "elem-a", "A  a", "", "", "color", "#007ac3", "Base, line 2", "Kind x"],
    ]


def test_check(toc: Toc, project_file: str) -> None:
    """With --check findings end in 1, none in 0; without it the status is 0."""
    assert toc("views", project_file, "--check").status == 1
    assert toc("views", project_file, "--check", "--view", "Base").status == 0
    assert toc("views", project_file).status == 0


def test_own_text(toc: Toc, project_file: str, folder: Path) -> None:
    """A view in a file of its own is looked at as if it were in the project."""
    (folder / "new.txt").write_text('@import "base";\n[nobody] {}\n', "utf-8-sig")
    ended = toc("views", project_file, "--text", "new.txt", "--check")
    assert (ended.status, ended.err) == (1, "")
    assert 'new.txt\n  On "First" it shows 2 of 3 elements' in ended.out
    assert '2:1  No item has a field "nobody". (unknown-field)' in ended.out
    looked = toc("views", project_file, "--text", "new.txt", "--look", "--format", "csv")
    assert "color,#007ac3" in looked.out


def test_partial_views(toc: Toc, project_file: str, folder: Path) -> None:
    """A partial view is switched on by its name."""
    (folder / "v.txt").write_text('@view "few" { @settings { include: #elem-c } }')
    few = toc("views", project_file, "--text", "v.txt", "--partial", "few")
    assert "1 of 3 elements, 0 of 2 connections" in few.out
    assert "controls" not in few.out
    (folder / "c.txt").write_text("@controls { top { filter { by: 'kind'; default: 'x' } } }")
    chosen = toc("views", project_file, "--text", "c.txt")
    assert "Controls choose something from the start (filter); that is left out." in chosen.out
    all_of_them = toc("views", project_file, "--text", "v.txt")
    assert "shows 3 elements, 2 connections" in all_of_them.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--look",), "--look needs --view NAME"),
        (("--view", "Main", "--text", "x"), "do not go together"),
        (("--view", "Other"), 'There is no view "Other". Its views are: "Base", "Main".'),
        (("--map", "Other"), 'There is no map "Other"'),
        (("--view", "Main", "--partial", "x"), 'no partial view "x". It has none.'),
        (("--text", "missing.txt"), "missing.txt: There is no such file."),
        (("--focus", "#nobody"), "picks nothing"),
    ],
)
def test_what_cannot_be_done(
    toc: Toc, project_file: str, arguments: tuple[str, ...], message: str
) -> None:
    """Flags that do not fit, and names of what is not there, end in 2."""
    ended = toc("views", project_file, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err


def test_a_focus_narrows_the_map(toc: Toc, project_file: str) -> None:
    """With --focus a view is looked at on what is in focus."""
    ended = toc("views", project_file, "--focus", "#elem-c", "--view", "Base")
    assert "it shows 2 elements, 1 connection." in ended.out


def test_a_text_that_imports_what_is_not_there(toc: Toc, folder: Path, project_file: str) -> None:
    """A text that imports a view which the project lacks is told how to go on."""
    (folder / "own.txt").write_text('@import "theory-base";')
    said = (
        'There is no view "theory-base" in this project. Make that view there first, or look at '
        "this one beside a project that has it. (unknown-view)"
    )
    assert said in " ".join(toc("views", project_file, "--text", "own.txt").out.split())
    toc("export", "equal-care", "--to", "kumu-project", "--views", "-o", "project.json")
    assert "0 findings" in toc("views", "project.json", "--text", "own.txt").out


def test_forms_without_views(toc: Toc, folder: Path) -> None:
    """A form that has no views has none, in every format."""
    (folder / "m.json").write_text(json.dumps({"elements": [{"label": "A"}], "connections": []}))
    assert toc("views", "m.json", "--check") == (0, "No views.\n", "")
    assert json.loads(toc("views", "m.json", "--format", "json").out)["views"] == []
    assert len(rows(toc("views", "m.json", "--format", "csv").out)) == 1
    (folder / "v.txt").write_text("element { color: red }")
    ended = toc("views", "m.json", "--text", "v.txt", "--look")
    assert ended.out.startswith("v.txt: of everything 1 element.\n")
    assert "color red (line 1)" in ended.out


def test_theories_have_the_view_of_their_map(toc: Toc, folder: Path) -> None:
    """A theory is asked by the project that it would be written as."""
    (folder / "t.yaml").write_text("toc: 1\noutcomes: [{id: a, label: Aha}]\n")
    ended = toc("views", "t.yaml", "--look", "--view", "Theory of change")
    assert (ended.status, ended.err) == (0, "")
    assert "Aha" in ended.out


@each_sample()
def test_samples(toc: Toc, sample: Path) -> None:
    """Every real document is answered in every format."""
    for form in ("text", "json", "csv"):
        ended = toc("views", str(sample), "--format", form)
        assert ended.status == 0, ended.err
    assert toc("views", str(sample), "--check", "--map", "all").status in {0, 1}
