"""`toc scrub`: what it removes, where it says so, and how it ends."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

LINK = "https://embed.kumu.io/02857227bfe29cf35ed5ebd3a2417642"
MAP = f'{{"elements": [{{"label": "Meals", "url": "{LINK}", "who": "ann@example.org"}}]}}'
CLEAN = MAP.replace(LINK, "https://embed.kumu.io/removed").replace(
    "ann@example.org", "(e-mail removed)"
)


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """A map with secrets, and one without."""
    (folder / "map.json").write_text(MAP)
    (folder / "clean.json").write_text(CLEAN)


def test_the_file_is_printed_and_the_list_goes_beside_it(toc: Toc) -> None:
    """Without -o the scrubbed file is the result, and what was removed a remark."""
    ended = toc("scrub", "map.json")
    assert (ended.status, ended.out) == (0, CLEAN)
    assert ended.err == (
        "Removed:\n\n"
        "Share links and other addresses with a secret in them:\n"
        '  element "Meals": url embed.kumu.io/0285…\n\n'
        "E-mail addresses:\n"
        '  element "Meals": who a…@e…\n'
    )
    assert toc("scrub", "map.json", "--quiet").err == ""


@pytest.mark.parametrize("form", ["json", "csv"])
def test_with_a_file_the_list_is_the_result(toc: Toc, folder: Path, form: str) -> None:
    """With -o FILE the list is printed in the format asked for; FILE may be the source."""
    ended = toc("scrub", "map.json", "-o", "map.json", "--format", form)
    assert (ended.status, ended.err) == (0, "")
    assert (folder / "map.json").read_text() == CLEAN
    if form == "json":
        answer = json.loads(ended.out)
        assert (answer["schema"], answer["source"]) == (1, "map.json")
        kinds = [one["kind"] for one in answer["removals"]]
    else:
        kinds = [row["kind"] for row in csv.DictReader(ended.out.splitlines())]
    assert kinds == ["token", "e-mail"]


def test_check_writes_nothing_and_says_by_its_status(toc: Toc, folder: Path) -> None:
    """--check exits 1 where there is something to remove, 0 where there is not."""
    ended = toc("scrub", "map.json", "--check")
    assert ended.status == 1
    assert ended.out.startswith("To be removed before this is published:\n")
    assert (folder / "map.json").read_text() == MAP
    ended = toc("scrub", "clean.json", "--check")
    assert (ended.status, ended.out) == (0, "There is nothing in it that has to be removed.\n")
    kept = ["--keep", "tokens", "--keep", "emails"]
    assert toc("scrub", "map.json", "--check", *kept).status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map.json", "--map", "x"), "leave --map and --focus out"),
        (("map.json", "--format", "json"), "--format goes with"),
        (("map.json", "--check", "-o", "map.json"), "would be lost"),
        (("missing.json",), "There is no such file"),
        (("map.json", "--keep", "names"), "names"),
    ],
)
def test_what_does_not_fit_is_refused(toc: Toc, arguments: tuple[str, ...], words: str) -> None:
    """A mistake ends in one message and status 2, and nothing is written."""
    ended = toc("scrub", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err


def test_a_workbook_is_not_scrubbed(toc: Toc, folder: Path) -> None:
    """A workbook is refused with the command that makes a blueprint of it."""
    toc("export", "map.json", "--to", "xlsx", "-o", "map.xlsx")
    ended = toc("scrub", "map.xlsx")
    assert ended.status == 2
    assert "--to kumu-flat" in ended.err
    assert (folder / "map.xlsx").exists()


def test_a_theory_in_yaml_still_reads(toc: Toc, folder: Path) -> None:
    """A theory file is scrubbed as text, and is still a theory after that."""
    (folder / "theory.yaml").write_text(
        "toc: 1\nname: Ours\noutcomes:\n"
        "  - {id: friends, label: Friends, sources: [ann@example.org]}\n"
    )
    assert toc("scrub", "theory.yaml", "-o", "theory.yaml").status == 0
    assert "(e-mail removed)" in (folder / "theory.yaml").read_text()
    assert toc("gaps", "theory.yaml").status == 1


def test_a_view_that_names_a_private_field_is_told_of(toc: Toc, folder: Path) -> None:
    """Views are left as they are; that one still names what was taken out is a remark."""
    data = {
        "attributes": [{"_id": "attr-1", "name": "Pay", "private": True}],
        "elements": [{"_id": "elem-1", "attributes": {"label": "A", "pay": 3}}],
        "perspectives": [{"_id": "pers-1", "name": "Main", "style": '["pay"="high"] {}'}],
    }
    (folder / "map.json").write_text(json.dumps(data))
    ended = toc("scrub", "map.json", "--check")
    assert ended.err == 'Warning: view "Main" still names the private field "Pay"\n'
    assert toc("scrub", "map.json", "--check", "--keep", "private").err == ""


def test_nothing_in_a_name_steers_the_terminal(toc: Toc, folder: Path) -> None:
    """Names from the map are shown and not obeyed; tables are safe to open."""
    label = "=cmd\u001b[31m\u202e"
    data = {"elements": [{"label": label, "who": "ann@example.org"}]}
    (folder / "map.json").write_text(json.dumps(data))
    ended = toc("scrub", "map.json", "--check")
    assert "\u001b" not in ended.out
    assert "\u202e" not in ended.out
