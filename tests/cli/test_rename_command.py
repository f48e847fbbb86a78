"""`toc rename`: whole answers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from toc.cli import rename_command
from toc.kumu.renaming.plan import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = """{
  "elements": [
    {"id": "m", "label": "Meals", "type": "Output", "Owner": "Ana", "budget": 1.50},
    {"id": "f", "label": "Friends", "type": "Outcome", "tags": ["core"]}
  ],
  "connections": [{"from": "m", "to": "f", "type": "+"}],
  "perspectives": [{"_id": "pers-1", "name": "Main", "style": "outcome {\\n  color: red\\n}"}]
}
"""
ACCOUNT = """\
Type "Outcome" is now "Result".

Changed in items:
  1 element: element type

Changed in the project and its views:
  View "Main"
    1:1 outcome -> result
"""


@pytest.fixture
def map_file(folder: Path) -> str:
    (folder / "map.json").write_text(MAP)
    return "map.json"


def test_the_flags_name_what_there_is() -> None:
    """The help, which loads nothing, lists the kinds that there are."""
    assert rename_command._KINDS == KINDS


def test_the_map_is_the_result(toc: Toc, map_file: str, folder: Path) -> None:
    """The map is printed or written, and what was changed is told beside it."""
    expected = MAP.replace("Outcome", "Result").replace("outcome", "result")
    ended = toc("rename", map_file, "--type", "outcome=Result")
    assert (ended.status, ended.out, ended.err) == (0, expected, ACCOUNT)
    ended = toc("rename", map_file, "--type", "Outcome=Result", "-o", map_file, "--quiet")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert (folder / map_file).read_text() == expected


def test_a_dry_run(toc: Toc, map_file: str, folder: Path) -> None:
    """--dry-run gives the account as the result, in any form, and writes nothing."""
    arguments = ("rename", map_file, "--type", "Outcome=Result", "--tag", "core=Key", "--dry-run")
    assert toc(*arguments[:-3], "--dry-run").out == ACCOUNT
    answer = json.loads(toc(*arguments, "--format", "json").out)
    assert answer["schema"] == 1
    assert [(one["old"], one["new"]) for one in answer["changed"]] == [
        ("Outcome", "Result"),
        ("core", "Key"),
        ("outcome", "result"),
    ]
    rows = list(csv.reader(io.StringIO(toc(*arguments, "--format", "csv").out)))
    assert [row[1:4] for row in rows[1:]] == [
        ["element", "f", "element type"],
        ["element", "f", "tags"],
        ["view", "Main", "1:1"],
    ]
    assert (folder / map_file).read_text() == MAP


def test_every_sort_at_once(toc: Toc, map_file: str) -> None:
    """Types, fields, tags, labels and views are renamed in one call, kinds apart."""
    asked = ("--type", "+=Adds", "--kind", "connection", "--field", "owner=Lead")
    more = ("--label", "Meals=Street meals", "--view", "Main=Whole", "--tag", "core=Key")
    ended = toc("rename", map_file, *asked, *more, "--quiet")
    changes = {"+": "Adds", "Owner": "Lead", "Meals": "Street meals", "Main": "Whole"}
    expected = MAP
    for old, new in (changes | {"core": "Key"}).items():
        expected = expected.replace(f'"{old}"', f'"{new}"')
    assert ended.out == expected


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ((), "Nothing to rename: give --type"),
        (("--tag", "core=x", "--kind", "loop"), "--kind goes with --type."),
        (("--tag", "core=x", "--format", "json"), "--format goes with --dry-run"),
        (("--tag", "core=x", "--dry-run", "-o", "map.json"), "--dry-run writes no file"),
        (("--tag", "core=x", "--map", "all"), "leave --map and --focus out"),
        (("--tag", "core=x", "--focus", "*"), "leave --map and --focus out"),
        (("--tag", "cores=x"), 'map.json: There is no tag "cores". Did you mean "core"?'),
        (("--kind", "loop", "--type", "Outcome=x"), 'There is no type "Outcome".'),
        (("--field", "owner=budget"), '"budget" already, and 1 item has both.'),
    ],
)
def test_what_is_refused(
    toc: Toc, map_file: str, folder: Path, flags: tuple[str, ...], message: str
) -> None:
    """Each ends in 2 with one message, and the file stays."""
    ended = toc("rename", map_file, *flags, "--quiet")
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert (folder / map_file).read_text() == MAP


def test_what_is_no_map(toc: Toc, folder: Path) -> None:
    """A theory and a spreadsheet are refused, with what to do instead."""
    (folder / "sheet.csv").write_text("Label,Type\nMeals,Output\n")
    for name, remedy in (("equal-care", "change them there"), ("sheet.csv", "Export JSON")):
        ended = toc("rename", name, "--type", "Output=Result")
        assert (ended.status, ended.out) == (2, "")
        assert remedy in ended.err


def test_oddities_are_told(toc: Toc) -> None:
    """What is odd about a map is told as everywhere, and changes nothing."""
    content = b'{"elements": [{"label": "a", "type": "b"}, {"label": "a"}], "connections": []}'
    ended = toc("rename", "-", "--type", "b=c", stdin=content)
    assert ended.status == 0
    assert ended.out.encode() == content.replace(b'"b"', b'"c"')
    assert ended.err.startswith("Warning: ")
