"""`toc` as its users start it: a process of its own, with the rights that they have."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_RUN = "\nimport sys\nfrom toc.__main__ import main\nsys.argv[0] = 'toc'\nmain()\n"
PATIENCE = 60.0


class Ended(NamedTuple):
    """How a process left, and what it wrote."""

    status: int
    out: str
    err: str


def command(*arguments: str, before: str = "") -> list[str]:
    """The command line that starts toc; with Python code to run first, in the same process."""
    if before:
        return [sys.executable, "-c", before + _RUN, *arguments]
    return [sys.executable, "-m", "toc", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """The environment of the tests without what changes answers, and with these changes."""
    lost = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUNBUFFERED"}
    kept = {name: value for name, value in os.environ.items() if name not in lost}
    return kept | changes


def run_toc(
    *arguments: str,
    folder: Path,
    stdin: bytes = b"",
    before: str = "",
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Start toc, wait for its end, and give what it wrote; new lines as they came."""
    done = subprocess.run(
        command(*arguments, before=before),
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env=environment(**(env or {})),
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be nobody for a moment where the tests run as root, who may read and write everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
