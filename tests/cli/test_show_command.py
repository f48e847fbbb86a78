"""`toc show`: whole answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.exports.made_maps import Drawing, project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = {
    "elements": [
        {"label": "Meals", "type": "Output", "id": "m", "Days": ["Mon", "Thu"]},
        {"label": "Friends", "type": "Outcome", "Owner": "=Ana()"},
        {"label": "Friends"},
    ],
    "connections": [
        {"from": "m", "to": "Friends", "type": "+", "label": "through talk"},
        {"from": "m", "to": "Friends", "direction": "mutual"},
        {"from": "m", "to": "nobody", "direction": "undirected"},
        {"from": "m", "to": "Friends"},
    ],
    "loops": [{"id": "l", "label": "R1", "type": "Reinforcing", "connections": []}],
}


@pytest.fixture
def map_file(folder: Path) -> str:
    (folder / "map.json").write_text(json.dumps(MAP))
    return "map.json"


def in_project(folder: Path) -> str:
    """Two maps: a and b on Main, b on Other; c and what leads to it in the trash."""
    drawing = Drawing().element("a", "Outcome").element("b", "Outcome").element("c", "Outcome")
    nested = drawing.join("a", "b").join("b", "c").nested()
    maps: dict[str, set[str] | None] = {"Main": {"a", "b"}, "Other": {"b"}}
    (folder / "project.json").write_text(json.dumps(project(nested, maps)))
    return "project.json"


def items(answer: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer)["items"]
    return found


def test_text(toc: Toc, map_file: str) -> None:
    """Without a selector all is listed, by kind, with ids that can be asked for again."""
    ended = toc("show", map_file, "--quiet")
    assert (ended.status, ended.err) == (0, "")
    assert (
        ended.out
        == """\
3 elements, 4 connections, 1 loop.

Elements
  Output     Meals #m
  Outcome    Friends
  (no type)  Friends #2

Connections
  +          Meals --> Friends: through talk
  (no type)  Meals <--> Friends
  (no type)  Meals -- nobody
  (no type)  Meals --> Friends

Loops
  Reinforcing  R1 #l
"""
    )


def test_json(toc: Toc, map_file: str) -> None:
    """The JSON has the keys that scripts rely on, the middle three for connections only."""
    ended = toc("show", map_file, "outcome, -connection", "--format", "json", "--quiet")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == {
        "schema": 1,
        "items": [
            {
                "kind": "element",
                "id": "Friends",
                "label": "Friends",
                "type": "Outcome",
                "fields": {"label": "Friends", "element type": "Outcome", "owner": "=Ana()"},
            },
            {
                "kind": "connection",
                "id": "through talk",
                "label": "through talk",
                "type": "+",
                "from": "m",
                "to": "Friends",
                "direction": "directed",
                "fields": {"label": "through talk", "connection type": "+"},
            },
        ],
    }
    own = [one["id"] for one in items(toc("show", map_file, "*", "--format", "json").out)]
    assert own == [
        *("m", "Friends", "Friends #2"),
        *("through talk", "m --> Friends", "m --> nobody", "m --> Friends #2", "l"),
    ]


def test_csv(toc: Toc, map_file: str) -> None:
    """The csv has every field of what is listed, and no cell that a spreadsheet would obey."""
    ended = toc("show", map_file, "element, -connection", "--format", "csv", "--quiet")
    head, *rows = csv.reader(io.StringIO(ended.out))
    assert head == [
        *("kind", "id", "label", "type", "from", "to", "direction", "trash"),
        *("id (field)", "days", "owner"),
    ]
    assert rows == [
        ["element", "m", "Meals", "Output", "", "", "", "", "m", "Mon; Thu", ""],
        ["element", "Friends", "Friends", "Outcome", "", "", "", "", "", "", "'=Ana()"],
        ["element", "Friends #2", "Friends", *[""] * 8],
        ["connection", "through talk", "through talk", "'+", "m", "Friends", "directed", *[""] * 4],
    ]


def test_nothing_found_is_an_answer(toc: Toc, map_file: str) -> None:
    """Where nothing matches the status is 0 all the same; every form says so in its way."""
    assert toc("show", map_file, ".none", "--quiet") == (0, "No items.\n", "")
    assert items(toc("show", map_file, ".none", "--format", "json").out) == []
    assert toc("show", map_file, ".none", "--format", "csv").out.count("\n") == 1


def test_a_selector_that_cannot_be_read(toc: Toc, map_file: str) -> None:
    """An unreadable selector ends in 2, and points at the column."""
    ended = toc("show", map_file, "outcome output")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        'At column 9 "o" was found, but a comma, an arrow or the end of the selector was'
        " expected.\n  outcome output\n          ^\n"
    )


def test_a_selector_that_begins_with_a_hyphen(toc: Toc, map_file: str) -> None:
    """Behind `--` a selector may begin with a hyphen."""
    assert "through talk" in toc("show", map_file, "--", "-connection").out


def test_a_selector_that_is_taken_for_options(toc: Toc, map_file: str) -> None:
    """Without `--` it is refused with a hint at that; a slip in an option gets the option."""
    ended = toc("show", map_file, "-connection")
    assert ended.status == 2
    assert "put -- before that: toc show -- SOURCE SELECTOR" in ended.err
    assert "SELECTOR" not in toc("show", map_file, "--fromat", "x").err.splitlines()[-1]


def test_type_is_answered_with_a_hint(toc: Toc, map_file: str) -> None:
    """`type`, which is no field of Kumu's, is told on standard error; --quiet keeps it away."""
    ended = toc("show", map_file, "element[type=Outcome]")
    assert (ended.status, ended.out) == (0, "No items.\n")
    assert ended.err.endswith(
        'Hint: No item has a field "type". Did you mean ["element type"=Outcome]?\n'
    )
    assert toc("show", map_file, "element[type=Outcome]", "--quiet").err == ""


def test_maps_and_trash(toc: Toc, folder: Path) -> None:
    """All of a project is asked, its trash marked; --map narrows to one map, or to all maps."""
    name = in_project(folder)

    def labels(*more: str) -> list[tuple[str, bool]]:
        answer = toc("show", name, "element, connection", "--format", "json", "--quiet", *more).out
        return [(one["label"] or one["id"], one.get("trash", False)) for one in items(answer)]

    a, b, c = (("a", False), ("b", False), ("c", True))
    first, second = (("conn-00000000", False), ("conn-00000001", True))
    assert labels() == [a, b, c, first, second]
    assert labels("--map", "Main") == [a, b, first]
    assert labels("--map", "Other") == [b]
    assert labels("--map", "all") == [a, b, first]
    assert (
        toc("show", name, "#c").out
        == "1 element.\n\nElements\n  Outcome  c #elem-00000002 (in the trash)\n"
    )
    assert toc("show", name, "--map", "Draft").status == 2


def test_theories_are_shown_by_their_map(toc: Toc, folder: Path) -> None:
    """A theory is asked like the map it would be written as; its own words give the types."""
    (folder / "t.yaml").write_text(
        "toc: 1\n"
        "outcomes:\n"
        "  - {id: trust, label: Trust grows, leads_to: [{to: peace, confidence: low}]}\n"
        "  - {id: peace, label: Peace}\n"
        "kumu: {roles: {outcome: {types: [Ergebnis]}}}\n"
    )
    assert toc("show", "t.yaml", "ergebnis --> *") == (
        *(0, "1 element.\n\nElements\n  Ergebnis  Trust grows #trust\n", ""),
    )
    (link,) = items(toc("show", "t.yaml", "[confidence=low]", "--format", "json").out)
    assert (link["from"], link["to"], link["type"]) == ("trust", "peace", "leads to")


def test_hostile_labels_stay_on_their_line(toc: Toc, folder: Path) -> None:
    """Line breaks, steering signs and very long types cannot break the table."""
    elements = [
        {"label": "a\nb\x1b[2J\u202e", "type": "x" * 200},
        {"label": "", "type": "Out\ncome"},
        {"id": 10**30, "label": "w " * 100, "url": [1e999, None]},
    ]
    text = json.dumps({"elements": elements, "connections": []})
    (folder / "h.json").write_text(text.replace("Infinity", "1e999"))
    ended = toc("show", "h.json", "--quiet")
    assert ended.status == 0
    assert not {"\x1b", "\u202e"} & set(ended.out)
    assert max(map(len, ended.out.splitlines())) <= 88
    assert "(no label)" in ended.out
    (_, _, last) = items(toc("show", "h.json", "--format", "json").out)
    assert last["fields"]["url"] == ["Infinity", None]
