"""`toc metrics`: whole answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import Drawing, project
from toc.cli import metrics_command
from toc.exports.metrics_reading import EXTRAS
from toc.kumu.metrics import METRICS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = """{
  "elements": [
    {"id": "m", "label": "Meals", "type": "Output", "degree": 3, "closeness": "0.75"},
    {"id": "f", "label": "Friends", "type": "Outcome", "size": 3, "micmac influence": 0.61},
    {"id": "l", "label": "Less lonely", "type": "Outcome", "budget": 1.50}
  ],
  "connections": [
    {"from": "m", "to": "f", "type": "+"},
    {"from": "f", "to": "l", "type": "+"}
  ]
}"""


@pytest.fixture
def map_file(folder: Path) -> str:
    (folder / "map.json").write_text(MAP)
    return "map.json"


def test_the_flags_name_what_there_is() -> None:
    """The help, which loads nothing, lists the metrics and extras that there are."""
    assert metrics_command._METRICS == METRICS
    assert metrics_command._EXTRAS == EXTRAS


def test_text(toc: Toc, map_file: str) -> None:
    """The whole answer as a person sees it."""
    ended = toc("metrics", map_file)
    assert (ended.status, ended.err) == (0, "")
    assert (
        ended.out
        == """\
3 elements, 2 connections.

                                    between-  close-  eigen-           reach
Element      degree  in  out  size      ness    ness  vector   reach    eff.
Meals             1   0    1     2         0  0.7500       0       1  0.5000
Friends           2   1    1     3    0.5000  0.5000       0  0.6667  0.2222
Less lonely       1   1    0     2         0       0       0  0.3333  0.1667

The whole map
  Density 0.3333, reciprocity 0, average degree 1.3333.
  Diameter and average path length are infinite: 3 of 6 ordered pairs have a path. The
  longest of these has 2 steps, the mean is 1.3333.

Stored metrics
  3 values compared, 1 stale: degree 1.
  Meals: degree 3 stored, 1 now
  MICMAC, stored on 1 element: do not use it. Where a map has loops Kumu's counts
  overflow, and what is stored is noise; --with influence gives numbers that hold.
"""
    )


def test_check(toc: Toc, map_file: str, folder: Path) -> None:
    """Only --check lets stale metrics decide the status."""
    assert toc("metrics", map_file).status == 0
    assert toc("metrics", map_file, "--check").status == 1
    (folder / "fresh.json").write_text(MAP.replace('"degree": 3', '"degree": 1'))
    assert toc("metrics", "fresh.json", "--check").status == 0


def test_json_and_csv(toc: Toc, map_file: str) -> None:
    """Every form has the same elements; loops go to text and JSON, as is said."""
    answer = json.loads(toc("metrics", map_file, "--format", "json", "--with", "loops").out)
    assert [one["id"] for one in answer["elements"]] == ["m", "f", "l"]
    assert answer["loops"]["found"] == []
    ended = toc("metrics", map_file, "--format", "csv", "--with", "loops")
    assert ended.err == "Loops are not in csv: text and JSON have them.\n"
    assert [row[0] for row in csv.reader(io.StringIO(ended.out))] == ["id", "m", "f", "l"]


def test_into_the_map_itself(toc: Toc, map_file: str, folder: Path) -> None:
    """What is stale is replaced in place; a second time the file keeps its bytes."""
    ended = toc("metrics", map_file, "--into", map_file, "-o", map_file)
    assert (ended.status, ended.out, ended.err) == (0, "", "1 stale value replaced.\n")
    written = (folder / map_file).read_text()
    assert written == MAP.replace('"degree": 3', '"degree": 1')
    ended = toc("metrics", map_file, "--into", map_file)
    assert (ended.out, ended.err) == (written, "0 stale values replaced.\n")


def test_into_with_more(toc: Toc, map_file: str) -> None:
    """--add gives a metric to elements that lack it, and all gives all nine."""
    ended = toc("metrics", map_file, "--into", map_file, "--add", "reach", "--quiet")
    elements = json.loads(ended.out)["elements"]
    assert [one["reach"] for one in elements] == [1, 2 / 3, 1 / 3]
    assert "outdegree" not in elements[0]
    ended = toc("metrics", map_file, "--into", map_file, "--add", "all")
    assert set(METRICS) <= json.loads(ended.out)["elements"][2].keys()
    assert ended.err == "1 stale value replaced, 24 added.\n"


def test_into_another_file(toc: Toc, map_file: str, folder: Path) -> None:
    """Elements that MAP does not have are named."""
    (folder / "other.json").write_text('{"elements": [{"label": "Friends", "degree": 7}]}')
    ended = toc("metrics", map_file, "--into", "other.json")
    assert json.loads(ended.out) == {"elements": [{"label": "Friends", "degree": 2}]}
    assert ended.err == "1 stale value replaced.\nNot in that file:\n  Meals\n  Less lonely\n"


@pytest.mark.parametrize(
    "flags",
    [
        ("--add", "reach"),
        ("--into", "map.json", "--check"),
        ("--into", "map.json", "--with", "loops"),
        ("--into", "map.json", "--format", "csv"),
        ("--with", "magic"),
    ],
)
def test_flags_that_do_not_fit(toc: Toc, map_file: str, flags: tuple[str, ...]) -> None:
    """They are refused before anything is worked out."""
    ended = toc("metrics", map_file, *flags)
    assert (ended.status, ended.out) == (2, "")
    assert toc("metrics", "-", "--into", "-").status == 2


def test_theories_and_focus(toc: Toc) -> None:
    """A theory is measured as the map that it would be written as; a focus narrows it."""
    whole = json.loads(toc("metrics", "equal-care", "--format", "json", "--quiet").out)
    near = json.loads(
        toc("metrics", "equal-care", "--focus", "#higher-pay", "--format", "json", "--quiet").out
    )
    assert len(whole["elements"]) == 81
    assert 1 < len(near["elements"]) < 10
    assert near["dashboard"]["element_count"] == len(near["elements"])


def test_into_what_is_no_map(toc: Toc, map_file: str, folder: Path) -> None:
    """A spreadsheet and a theory are refused, with what to do instead."""
    (folder / "sheet.csv").write_text("Label,degree\nMeals,3\n")
    (folder / "sheet-connections.csv").write_text("From,To\nMeals,Meals\n")
    for name in ("sheet.csv", "equal-care"):
        ended = toc("metrics", map_file, "--into", name)
        assert (ended.status, ended.out) == (2, "")
    assert (
        "Take the numbers from --format csv" in toc("metrics", map_file, "--into", "sheet.csv").err
    )


def test_a_view(toc: Toc, folder: Path) -> None:
    """--view takes only what the view shows; the answer says how much that leaves out."""
    drawing = Drawing().element("a", "Output").element("b", "Outcome").join("a", "b")
    made = project(drawing.nested(), {"Main": None})
    made["perspectives"] = [
        {"_id": "pers-1", "name": "Ends", "style": "@settings { ignore: output; }"}
    ]
    (folder / "project.json").write_text(json.dumps(made))
    ended = toc("metrics", "project.json", "--view", "ends", "--quiet")
    assert ended.out.startswith(
        "1 element, 0 connections on the map Main. The view does not show 1 element.\n"
    )
    assert toc("metrics", "project.json", "--view", "None").status == 2


def test_a_weight_that_nothing_has(toc: Toc, map_file: str) -> None:
    """A field without a number anywhere is told, with the nearest name; one with a number not."""
    said = 'Warning: no element has a number in the field "{}", so that each weighs 1'
    assert toc("metrics", map_file, "--weight", "Budget").err == ""
    assert toc("metrics", map_file, "--weight", "label").err == said.format("label") + "\n"
    near = toc("metrics", map_file, "--weight", "bugdet").err
    assert near == said.format("bugdet") + ' (did you mean "budget"?)\n'
    assert toc("metrics", map_file, "--weight", "bugdet", "--quiet").err == ""


def test_long_work_is_announced(toc: Toc, map_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it takes long, that is said first."""
    monkeypatch.setattr(metrics_command, "_LONG", 5)
    said = "3 elements with 2 connections: betweenness takes long. Ctrl-C stops it.\n"
    assert toc("metrics", map_file).err == said
    assert toc("metrics", map_file, "--quiet").err == ""


def test_an_unknown_map(toc: Toc, map_file: str) -> None:
    """A map that is not there ends in 2."""
    ended = toc("metrics", map_file, "--map", "Draft")
    assert (ended.status, ended.out) == (2, "")
