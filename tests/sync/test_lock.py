from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from toc.errors import WriteError
from toc.sync.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from toc.sync.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that has the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_one_at_a_time(tmp_path: Path) -> None:
    """While another process holds the lock nobody gets it; afterwards somebody does."""
    path = tmp_path / "lock"
    with holder(path) as process:
        with pytest.raises(WriteError, match="Another toc sync"), locked(path):
            raise AssertionError
        process.communicate("")
    with locked(path):
        assert path.exists()
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_released_by_death(tmp_path: Path) -> None:
    """A process that is killed leaves no lock behind, only an empty file."""
    path = tmp_path / "lock"
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.exists()
        with locked(path):
            pass
    assert not path.exists()


def test_not_within_itself(tmp_path: Path) -> None:
    """The same process does not get the lock twice either, and keeps it all the same."""
    path = tmp_path / "lock"
    with locked(path):
        with pytest.raises(WriteError), locked(path):
            raise AssertionError
        with pytest.raises(WriteError), locked(path):
            raise AssertionError


def test_no_folder(tmp_path: Path) -> None:
    """Where no file can be made, that is said."""
    with pytest.raises(WriteError, match="could not be made"), locked(tmp_path / "no" / "lock"):
        raise AssertionError
