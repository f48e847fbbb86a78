"""Pages for people whose examples are run: the files they show, their commands, their Python."""

from __future__ import annotations

__all__ = ["PAGES", "Page"]

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.processes import environment

ROOT = Path(__file__).parent.parent
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_AS_ON = re.compile(r"<!-- files as in (\S+) -->")
_LEFT_OUT = re.compile(r"\[…\]\n?")


class Page(NamedTuple):
    """A page by its path in the checkout."""

    name: str

    @property
    def text(self) -> str:
        """What stands on it."""
        return (ROOT / self.name).read_text("utf-8")

    @property
    def transcripts(self) -> list[tuple[str, str]]:
        """Each command of its console blocks with the output that is shown for it."""
        parts = [
            part.partition("\n")
            for block in _CONSOLE.findall(self.text)
            for part in re.split(r"^\$ toc ", block, flags=re.MULTILINE)[1:]
        ]
        return [(command, shown) for command, _, shown in parts]

    @property
    def python(self) -> list[str]:
        """Its Python blocks."""
        return _PYTHON.findall(self.text)

    def write_files(self, folder: Path) -> None:
        """Write the files that it shows, or says another page shows, into a folder."""
        for other in _AS_ON.findall(self.text):
            Page(other).write_files(folder)
        for name, text in _FILE.findall(self.text):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")

    def assert_transcripts(self, folder: Path) -> None:
        """Its commands, run one after the other, print what is shown; `[…]` stands for anything."""
        for command, shown in self.transcripts:
            done = subprocess.run(
                [sys.executable, "-m", "toc", *shlex.split(command)],
                cwd=folder,
                env=environment(PYTHONUNBUFFERED="1"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            printed = done.stdout.decode()
            parts = _LEFT_OUT.split(shown)
            if len(parts) == 1:
                assert printed == shown, command
            pattern = ".+".join(map(re.escape, parts))
            assert re.fullmatch(pattern, printed, re.DOTALL), (command, printed)

    def python_output(self, block: str, folder: Path) -> list[str]:
        """The lines that one of its Python blocks prints."""
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=folder, capture_output=True, check=True
        )
        return done.stdout.decode().splitlines()


PAGES = [
    Page(str(path.relative_to(ROOT)))
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
]
