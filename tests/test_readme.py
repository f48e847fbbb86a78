"""The README and the pages in docs/ are run: transcripts, Python, and the two commands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ANYTHING = "[…]"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_BASH = re.compile(r"```bash\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _FILE.findall(README):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def transcripts() -> list[tuple[str, str]]:
    """Each command of the README's console blocks with the output that is shown for it."""
    found: list[tuple[str, str]] = []
    for block in _CONSOLE.findall(README):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> str:
    """What a command prints, errors included, in the order in which it says it."""
    words = shlex.split(command)
    assert words[0] == "toc"
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "88", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_transcripts_are_true(folder: Path) -> None:
    """Every command shown in the README prints what is shown for it."""
    assert len(transcripts()) > 5
    for command, shown in transcripts():
        printed = run(command, folder)
        start, cut, _ = shown.partition(ANYTHING)
        if cut:
            assert printed.startswith(start), command
            assert len(printed) > len(start), command
        else:
            assert printed == shown, command


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_python_runs(page: str, folder: Path) -> None:
    """The Python on a page runs as it stands."""
    blocks = _PYTHON.findall((ROOT / page).read_text("utf-8"))
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=folder, check=True)


def test_documented_document_keeps_its_spelling(folder: Path) -> None:
    """What docs/python.md says a changed document looks like is what it prints."""
    (block,) = [
        b for b in _PYTHON.findall((ROOT / "docs/python.md").read_text("utf-8")) if "  # {" in b
    ]
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == block.partition("  # ")[2].strip()


def test_start_has_the_two_commands() -> None:
    """The section Start holds first what does the main job, then what runs the tests."""
    section = README.partition("\n## Start\n")[2].partition("\n## ")[0]
    first, second, *_ = _BASH.findall(section)
    assert "toc demo" in first
    assert "pytest" in second
    for block in (first, second):
        assert block.startswith("python3 -m venv"), "each block sets up by itself"


def test_links_lead_somewhere() -> None:
    """Every file that the README or a page in docs/ points to is there."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
