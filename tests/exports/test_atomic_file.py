"""Files replaced whole, whatever happens in the middle."""

from __future__ import annotations

import os
import pty
import resource
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.processes import PATIENCE, somebody_else
from toc.errors import WriteError
from toc.exports.atomic_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = b"the old map\n", b"the new map\n" * 20_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with the old content, alone in its folder."""
    path = tmp_path / "map.json"
    path.write_bytes(OLD)
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refusal(path: Path, *, keep_old: bool = False) -> str:
    with pytest.raises(WriteError) as caught:
        replace_file(path, NEW, keep_old=keep_old)
    return str(caught.value)


@contextmanager
def _file_size(most: int) -> Iterator[None]:
    """A system on which no file may grow beyond a size, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_old_and_new_files(target: Path) -> None:
    """A file is replaced, or made where there was none; nothing else is left in the folder."""
    replace_file(target, NEW)
    replace_file(str(target.with_name("other.json")), NEW)
    assert target.read_bytes() == NEW
    assert target.with_name("other.json").read_bytes() == NEW
    assert _names(target.parent) == ["map.json", "other.json"]


def test_a_longest_name_can_be_written(tmp_path: Path) -> None:
    """A name as long as the system allows, in letters of several bytes, is no obstacle."""
    path = tmp_path / ("é" * 127)
    replace_file(path, NEW)
    assert path.read_bytes() == NEW


def test_permissions_stay(target: Path) -> None:
    """A replaced file keeps its permissions; a new one gets those that are usual here."""
    target.chmod(0o640)
    before = os.umask(0o027)
    try:
        replace_file(target, NEW)
        replace_file(target.with_name("other.json"), NEW)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted(target.parent.iterdir())]
    assert modes == [0o640, 0o640]


def test_a_private_file_is_private_while_it_is_written(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unfinished file shows nobody more than the old one did."""
    seen: list[int] = []
    sync = os.fsync

    def look(handle: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        sync(handle)

    target.chmod(0o600)
    monkeypatch.setattr(os, "fsync", look)
    replace_file(target, NEW)
    assert seen[0] == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(target: Path) -> None:
    """A file that root replaces for somebody stays theirs."""
    os.chown(target, 1234, 2345)
    replace_file(target, NEW)
    found = target.stat()
    assert (found.st_uid, found.st_gid) == (1234, 2345)


def test_links_are_followed(target: Path) -> None:
    """A link stays a link: the file that it leads to is replaced, or made; a circle is refused."""
    link, loose, circle = (target.with_name(name) for name in ("link", "loose", "circle"))
    link.symlink_to("map.json")
    loose.symlink_to("made.json")
    circle.symlink_to("circle")
    replace_file(link, NEW)
    replace_file(loose, NEW)
    assert link.readlink() == Path("map.json")
    assert target.read_bytes() == NEW
    assert target.with_name("made.json").read_bytes() == NEW
    assert "could not be written" in _refusal(circle)


def test_a_read_only_file_is_refused(target: Path) -> None:
    """A file that is marked read-only stays, even where root could write it."""
    target.chmod(0o444)
    assert _refusal(target) == (
        f"{target}: The file could not be written (it is marked read-only). "
        "Nothing was changed. Close it in other programs, or choose another name."
    )
    assert target.read_bytes() == OLD
    assert _names(target.parent) == ["map.json"]


def test_a_folder_without_permission(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may write, the message says so and the old file stays."""
    target.chmod(0o666)
    target.parent.chmod(0o555)
    monkeypatch.chdir(target.parent)
    with somebody_else():
        said = _refusal(Path(target.name))
    target.parent.chmod(0o755)
    assert "The file could not be written (Permission denied). Nothing was changed." in said
    assert target.read_bytes() == OLD


def test_places_where_no_file_can_be(target: Path) -> None:
    """A missing folder, a file as folder, a folder and a name too long are named with a remedy."""
    missing = target.parent / "maps" / "map.json"
    remedy = "Make it first, or choose another."
    assert _refusal(missing) == f"{missing}: There is no folder {missing.parent}. {remedy}"
    assert _refusal(target / "map.json").endswith(f"There is no folder {target}. {remedy}")
    assert "(it is a folder)" in _refusal(target.parent)
    assert "(File name too long)" in _refusal(target.with_name("x" * 300))


def test_devices_and_pipes_are_written_to_as_they_are(target: Path) -> None:
    """A device, a named pipe and the pipe of another program get the content and stay."""
    ours, theirs = pty.openpty()  # a device that is this test's own: nobody misses it
    device = Path(os.ttyname(theirs))
    replace_file(device, OLD)
    assert device.is_char_device()
    assert os.read(ours, 100) == OLD.replace(b"\n", b"\r\n")
    os.close(theirs)
    os.close(ours)
    pipe = target.with_name("pipe")
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    replace_file(pipe, NEW)
    reader.join(PATIENCE)
    assert read == [NEW]
    assert pipe.is_fifo()
    end, start = os.pipe()
    replace_file(f"/dev/fd/{start}", OLD)
    os.close(start)
    assert os.read(end, 100) == OLD
    os.close(end)


def test_a_reader_that_leaves_a_pipe_is_no_error(tmp_path: Path) -> None:
    """Who reads only the beginning of a named pipe does not make the writing fail."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def read_a_little() -> None:
        with pipe.open("rb", buffering=0) as file:
            file.read(1)

    reader = threading.Thread(target=read_a_little, daemon=True)
    reader.start()
    replace_file(pipe, NEW * 10)
    reader.join(PATIENCE)
    assert pipe.is_fifo()


def test_a_full_disk_leaves_the_old_file(target: Path) -> None:
    """Where the new file does not fit, the old one stays and the unfinished one goes."""
    with _file_size(100_000):
        said = _refusal(target)
        new = _refusal(target.with_name("other.json"))
    remedy = "Nothing was changed. Free some space, or choose another folder."
    assert said == f"{target}: The file could not be written (File too large). {remedy}"
    assert remedy in new
    assert target.read_bytes() == OLD
    assert _names(target.parent) == ["map.json"]


_ON_A_SMALL_DISK = """
import sys
from pathlib import Path
from toc.errors import WriteError
from toc.exports.atomic_file import replace_file
target = Path(sys.argv[1], "map.json")
target.write_bytes(b"the old map")
try:
    replace_file(target, b"x" * 200_000)
except WriteError as error:
    print(error)
print(target.read_bytes(), len(list(target.parent.iterdir())))
"""


def test_a_small_file_system_that_is_full(tmp_path: Path) -> None:
    """On a real file system without space the old file stays whole, alone."""
    # In a namespace of its own: what is mounted there is seen by nobody else, and goes with it.
    mount = 'mount -t tmpfs -o size=64k none "$1" && shift && exec "$@"'
    small = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh", str(tmp_path)]
    try:
        probe = subprocess.run([*small, "true"], capture_output=True, check=False, timeout=10)
    except FileNotFoundError:
        pytest.skip("there is no command unshare")
    if probe.returncode:
        pytest.skip(f"nothing may be mounted here: {probe.stderr.decode().strip()}")
    python = [sys.executable, "-c", _ON_A_SMALL_DISK, str(tmp_path)]
    done = subprocess.run([*small, *python], capture_output=True, check=True, timeout=PATIENCE)
    said, left = done.stdout.decode().splitlines()
    assert "(No space left on device). Nothing was changed. Free some space" in said
    assert left == "b'the old map' 1"
    assert not list(tmp_path.iterdir())


def test_ctrl_c_leaves_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stops the writing keeps the old file, and finds nothing beside it."""

    def stop(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        replace_file(target, NEW)
    assert target.read_bytes() == OLD
    assert _names(target.parent) == ["map.json"]
