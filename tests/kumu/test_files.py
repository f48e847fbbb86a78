"""Files, pipes and standard input, whole and within limits; and what is said of those missing."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from tests.processes import PATIENCE, somebody_else
from toc.errors import LimitError, UnreadableError
from toc.kumu.files import read_file, read_standard_input
from toc.kumu.limits import Limits

CONTENT = b"\xef\xbb\xbf{}\r\n" + b" " * 2_500_000
CHECK = "Check its name and folder."


def _send(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def _refusal(path: Path, hint: str = "") -> str:
    with pytest.raises(UnreadableError) as caught:
        read_file(path, hint=hint)
    return str(caught.value)


def test_every_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and standard input give their bytes as they are, however many."""
    _send(monkeypatch, CONTENT)
    assert read_standard_input("standard input") == CONTENT
    for content in (CONTENT, b"", b"{}"):
        (tmp_path / "map.json").write_bytes(content)
        assert read_file(tmp_path / "map.json") == content


def test_a_pipe_with_a_name(tmp_path: Path) -> None:
    """What has no size, as a named pipe, is read to its end."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(CONTENT), daemon=True)
    writer.start()
    assert read_file(pipe) == CONTENT
    writer.join(PATIENCE)


def test_limits_on_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and a stream that does not say its size, are refused one byte beyond the limit."""
    (tmp_path / "map.json").write_bytes(b"12345")
    for most in (5, 4):
        _send(monkeypatch, b"12345")
        limits = Limits(size=most)
        if most == 5:
            assert read_file(tmp_path / "map.json", limits=limits) == b"12345"
            assert read_standard_input("it", limits=limits) == b"12345"
            continue
        said = r"This is larger than 4 bytes\. To read it all the same: --limit size=BYTES\."
        with pytest.raises(LimitError, match=said):
            read_file(tmp_path / "map.json", limits=limits)
        with pytest.raises(LimitError, match=f"it: {said}"):
            read_standard_input("it", limits=limits)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device that never ends")
def test_a_device_without_end_is_refused() -> None:
    """Of a device that never ends no more is held than the limit and a byte."""
    with pytest.raises(LimitError, match="larger than 10,000 bytes"):
        read_file(Path("/dev/zero"), limits=Limits(size=10_000))


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    """A missing file, a folder and a name too long each give their reason and what to do."""
    missing = tmp_path / "map.json"
    assert _refusal(missing) == f"{missing}: There is no such file. {CHECK}"
    assert _refusal(missing, "Or else.") == f"{missing}: There is no such file. {CHECK} Or else."
    inside = "Give the file in it that holds the map or the theory."
    assert _refusal(tmp_path) == f"{tmp_path}: This is a folder. {inside}"
    assert _refusal(Path("x" * 5000)).endswith(f"(File name too long). {CHECK}")
    (tmp_path / "file").touch()
    assert "(Not a directory)" in _refusal(tmp_path / "file" / "map.json")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is named, with what to do about it."""
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    Path("map.json").write_text("{}")
    Path("map.json").chmod(0)
    with somebody_else():
        said = _refusal(Path("map.json"))
    remedy = "Ask its owner, or make a copy that you may read."
    assert said == f"map.json: You have no permission to read this file. {remedy}"


def test_standard_input_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where standard input is closed or fails, the message says how to send a file into it."""
    remedy = "Send a file into it: toc gaps - < my-map.json"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UnreadableError) as caught:
        read_standard_input("standard input")
    assert str(caught.value) == f"standard input: There is none. {remedy}"
    with (tmp_path / "written").open("wb") as file:
        handle = os.dup(file.fileno())
    with open(handle, "rb") as unreadable:  # noqa: PTH123 - a handle has no path
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(unreadable))
        with pytest.raises(UnreadableError) as caught:
            read_standard_input("standard input")
    assert str(caught.value) == (
        f"standard input: It cannot be read (Bad file descriptor). {remedy}"
    )
