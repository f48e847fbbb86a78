"""The help of every command: it has an example, and the example runs."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest

from tests.kumu.workbooks import workbook
from toc.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = {
    "elements": [
        {"label": "Meals", "type": "Output"},
        {"label": "Friends", "type": "Outcome"},
        {"label": "Less lonely", "type": "Desired state"},
    ],
    "connections": [{"from": "Meals", "to": "Friends"}],
}
ANSWERS = """respondent,voice,team,wave,unity-1
c1,workers,Ash,2026-05,3
c1,workers,Ash,2025-11,4
"""
THEORY = """toc: 1
name: Ours
voices: [{id: workers, label: Workers}]
outcomes: [{id: friends, label: Friends}]
surveys:
  - id: climate
    label: Climate
    voices: [workers]
    versions: [{id: all, label: For all, voices: [workers]}]
    sub_dimensions: [{id: unity, label: Unity, outcomes: [friends]}]
    items: [{id: unity-1, text: We are one., sub_dimension: unity, min: 1, max: 5}]
"""
_COMMANDS = main.toc.list_commands(click.Context(main.toc))
_ELSEWHERE = {"git", "publish", "serve"}  # examples that do not end, or need a repository or web


def _listed(text: str, heading: str) -> list[str]:
    """The lines below a heading, as far as they are indented more."""
    _, _, below = text.partition(f"{heading}:\n")
    indent = re.match(" *", below)
    depth = len(indent[0]) if indent else 0
    lines = below.splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith(" " * depth)), len(lines))
    return [line[depth:] for line in lines[:end]]


def _examples(text: str) -> list[str]:
    return re.findall(r"^ +(?:Example: +)?(toc .+)$", text, flags=re.MULTILINE)


def test_every_command_is_listed(toc: Toc) -> None:
    """`toc --help` lists every command with a line about it, and says what the statuses mean."""
    ended = toc("--help")
    assert (ended.status, ended.err) == (0, "")
    lines = [line for line in _listed(ended.out, "Commands") if not line.startswith(" ")]
    assert [line.split()[0] for line in lines] == _COMMANDS
    assert all(len(line.split()) > 4 for line in lines)
    for status in ("0 all is well", "1 something was found", "2 could not run", "70 a bug"):
        assert status in " ".join(ended.out.split())


@pytest.mark.parametrize("name", _COMMANDS)
def test_the_examples_in_the_help_run(toc: Toc, folder: Path, name: str) -> None:
    """Each command's help has an example, and each example does what it shows."""
    ended = toc(name, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert toc(name, "-h").out == ended.out
    examples = _examples(ended.out)
    assert examples
    for example in examples:
        assert example.startswith(f"toc {name} ")
        if name in _ELSEWHERE:
            continue
        (folder / "my-map.json").write_text(json.dumps(MAP))
        (folder / "answers.csv").write_text(ANSWERS)
        (folder / "my-map.xlsx").write_bytes(workbook({"Elements": [["Label"], ["Meals"]]}))
        if name == "init":
            (folder / "theory.yaml").unlink(missing_ok=True)
        else:
            (folder / "theory.yaml").write_text(THEORY)
        for other in ("2025.yaml", "2026.yaml"):
            (folder / other).write_text(THEORY)
        for other in ("last-week.json", "theirs.json"):
            (folder / other).write_text(json.dumps(MAP))
        ran = toc(*shlex.split(example)[1:])
        assert ran.status in ({0, 1} if name in {"gaps", "diff"} else {0}), (example, ran.err)


@pytest.mark.parametrize("name", ["", *_COMMANDS])
def test_help_is_plain(toc: Toc, name: str) -> None:
    """Help fits 80 columns, and has a sentence about every option, without words of programmers."""
    text = toc(*name.split(), "--help").out
    assert max(map(len, text.splitlines())) <= 80
    options = [line for line in _listed(text, "Options") if line.startswith("-")]
    assert options
    for word in ("stdout", "stderr", "stdin", "boolean", "string", "None", "regex", "%Y"):
        assert word not in text
    assert text.count("--help") >= 1


def test_help_asks_for_nothing_but_what_it_needs(toc: Toc, folder: Path) -> None:
    """A mistake in the configuration does not stand in the way of help."""
    (folder / "toc.toml").write_text("this is no TOML")
    assert toc("gaps", "--help").status == 0
