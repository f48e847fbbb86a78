"""Files replaced whole, where the process is killed or another one is quicker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.processes import PATIENCE
from toc.errors import WriteError
from toc.exports.atomic_file import replace_file

OLD, NEW = b"the old map\n", b"the new map\n" * 20_000

_CHILD = """
import os, signal, sys
from pathlib import Path
from toc.exports.atomic_file import replace_file

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def before(owner, name):
    setattr(owner, name, die)

def after(owner, name):
    real = getattr(owner, name)
    def wrapped(*given, **named):
        real(*given, **named)
        die()
    setattr(owner, name, wrapped)

class Half:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.file.close()
    def write(self, content):
        self.file.write(content[: len(content) // 2])
        self.file.flush()
        die()

def in_the_middle():
    real = os.fdopen
    os.fdopen = lambda *given, **named: Half(real(*given, **named))

exec(sys.argv[1])
replace_file("map.json", b"the new map\\n" * 20_000, keep_old=sys.argv[2] == "keep")
"""


def _killed(folder: Path, step: str, *, keep_old: bool = False) -> None:
    """Write the new file in a process that kills itself at a step."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, step, "keep" if keep_old else "replace"],
        cwd=folder,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == -signal.SIGKILL, "the step was never reached"


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("before(os, 'open')", OLD),
        ("after(os, 'open')", OLD),
        ("in_the_middle()", OLD),
        ("before(os, 'fsync')", OLD),
        ("after(os, 'fsync')", OLD),
        ("before(Path, 'chmod')", OLD),
        ("before(Path, 'replace')", OLD),
        ("after(Path, 'replace')", NEW),
    ],
)
def test_killed_while_replacing(tmp_path: Path, step: str, left: bytes) -> None:
    """Killed at any step, the old file or the new one is there, whole."""
    (tmp_path / "map.json").write_bytes(OLD)
    _killed(tmp_path, step)
    assert (tmp_path / "map.json").read_bytes() == left


@pytest.mark.parametrize(
    ("step", "keep_old", "there"),
    [
        ("in_the_middle()", False, False),
        ("before(Path, 'replace')", False, False),
        ("after(Path, 'replace')", False, True),
        ("in_the_middle()", True, False),
        ("before(Path, 'hardlink_to')", True, False),
        ("after(Path, 'hardlink_to')", True, True),
        ("after(Path, 'unlink')", True, True),
    ],
)
def test_killed_while_making_a_new_file(
    tmp_path: Path, step: str, keep_old: bool, there: bool
) -> None:
    """Killed at any step, the new file is there whole, or not at all."""
    _killed(tmp_path, step, keep_old=keep_old)
    assert (tmp_path / "map.json").exists() == there
    if there:
        assert (tmp_path / "map.json").read_bytes() == NEW


def _refusal(path: Path) -> str:
    with pytest.raises(WriteError) as caught:
        replace_file(path, NEW, keep_old=True)
    return str(caught.value)


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    """With `keep_old` a file, even a read-only one, or a folder is left as it is."""
    path = tmp_path / "map.json"
    path.write_bytes(OLD)
    path.chmod(0o444)
    said = "There is a file of this name already. Choose another name, or write over it with"
    assert _refusal(path) == f"{path}: {said} --force."
    assert path.read_bytes() == OLD
    assert said in _refusal(tmp_path)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_in_the_middle_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """With `keep_old` a file that somebody makes meanwhile wins, with and without hard links."""
    path = tmp_path / "map.json"
    sync = os.fsync

    def appear(handle: int) -> None:
        path.write_bytes(OLD)
        sync(handle)

    monkeypatch.setattr(os, "fsync", appear)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
    assert "There is a file of this name already." in _refusal(path)
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["map.json"]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a memory stick, which has no hard links, a new file is made all the same."""
    monkeypatch.setattr(Path, "hardlink_to", _no_links)
    replace_file(tmp_path / "map.json", NEW, keep_old=True)
    assert (tmp_path / "map.json").read_bytes() == NEW
    assert [one.name for one in tmp_path.iterdir()] == ["map.json"]


def _no_links(_path: Path, _other: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    """Of many that want to make the same file with `keep_old`, exactly one does."""
    path = tmp_path / "map.json"
    start = threading.Barrier(8)
    lost: list[int] = []

    def write(number: int) -> None:
        start.wait()
        try:
            replace_file(path, bytes([number]) * 1000, keep_old=True)
        except WriteError:
            lost.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    winner = ({*range(8)} - set(lost)).pop()
    assert len(lost) == 7
    assert path.read_bytes() == bytes([winner]) * 1000
    assert [one.name for one in tmp_path.iterdir()] == ["map.json"]
