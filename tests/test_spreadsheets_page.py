"""Every example of docs/spreadsheets.md is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

PAGE = (Path(__file__).parent.parent / "docs" / "spreadsheets.md").read_text("utf-8")
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_transcripts_are_true(tmp_path: Path) -> None:
    """Every command on the page prints what is shown for it, remarks included."""
    for name, text in _FILE.findall(PAGE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    parts = [
        part.partition("\n")
        for block in _CONSOLE.findall(PAGE)
        for part in re.split(r"^\$ toc ", block, flags=re.MULTILINE)[1:]
    ]
    assert len(parts) >= 7
    for command, _, shown in parts:
        done = subprocess.run(
            [sys.executable, "-m", "toc", *shlex.split(command)],
            cwd=tmp_path,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.stdout.decode() == shown, command
