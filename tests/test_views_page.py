"""Every example of docs/views.md is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import environment
from toc.kumu.views.findings import RULES

PAGE = (Path(__file__).parent.parent / "docs" / "views.md").read_text("utf-8")
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_RULE = re.compile(r"^\| `([a-z-]+)` \| (.+) \|$", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _FILE.findall(PAGE):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_transcripts_are_true(folder: Path) -> None:
    """Every command on the page prints what is shown for it."""
    parts = [
        part.partition("\n")
        for block in _CONSOLE.findall(PAGE)
        for part in re.split(r"^\$ toc ", block, flags=re.MULTILINE)[1:]
    ]
    assert len(parts) >= 3
    for command, _, shown in parts:
        done = subprocess.run(
            [sys.executable, "-m", "toc", *shlex.split(command)],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.stdout.decode() == shown, command


def test_the_page_has_every_rule() -> None:
    """The table of rules is that of the linter, in its words."""
    assert dict(_RULE.findall(PAGE)) == RULES


def test_python_runs(folder: Path) -> None:
    """The Python on the page runs as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=folder, capture_output=True, check=True
    )
    lines = done.stdout.decode().splitlines()
    assert lines[-2:] == ["['outcome', 'activity', 'outcomes']", "  showcase: goal !loose;"]
    assert lines[0].startswith("11 never-wins color")
