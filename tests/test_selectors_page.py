"""Every example of docs/selectors.md is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import toc
from tests.processes import environment
from toc.kumu.selectors.parser import parse_selector

PAGE = (Path(__file__).parent.parent / "docs" / "selectors.md").read_text("utf-8")
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_ROW = re.compile(r"^\| `(.+?)` \| (.+) \| (.+?) \|$", re.MULTILINE)
_ROWS = _ROW.findall(PAGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _FILE.findall(PAGE):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_table_is_true(folder: Path) -> None:
    """Every selector of the table picks what stands beside it."""
    assert len(_ROWS) > 40
    for selector, _, shown in _ROWS:
        found = toc.select(folder / "street.json", selector)
        ids = " ".join(item.assigned_id or "" for item in found) or "nothing"
        assert shown in {ids, f"{len(found)} items"}, selector


def test_the_table_has_every_part_of_the_language() -> None:
    """Each operator, condition and arrow stands in the table."""
    text = " ".join(selector for selector, _, _ in _ROWS)
    signs = ["=", "!=", "^=", "$=", "*=", "~=", ">", ">=", "<", "-->", "<--", "<-->", "[!", "//"]
    words = ["directed", "mutual", "delayed", "orphan", "focus", "from(", "to(", "not(", "loop("]
    assert [one for one in (*signs, *(f":{word}" for word in words)) if one not in text] == []


def test_selectors_in_the_text_can_be_read() -> None:
    """What the text shows as a selector is one."""
    for text in re.findall(r"`(#[^`]+|\[\"[^`]+)`", PAGE):
        assert str(parse_selector(text)) == text


def test_transcripts_are_true(folder: Path) -> None:
    """Every command on the page prints what is shown for it, remarks included."""
    parts = [
        part.partition("\n")
        for block in _CONSOLE.findall(PAGE)
        for part in re.split(r"^\$ toc ", block, flags=re.MULTILINE)[1:]
    ]
    assert len(parts) >= 6
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


def test_python_runs(folder: Path) -> None:
    """The Python on the page runs as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=folder, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines()[1:] == ["1", "1"]
