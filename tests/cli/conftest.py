"""`toc` called in the process of the tests, for promises that are not about a process."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.processes import Ended
from toc.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path


class Toc(Protocol):
    """Calls toc with these arguments, and this on standard input."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ended: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def toc(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Toc:
    """Calls toc in the empty folder; gives its status and what it wrote, new lines as they came."""
    assert folder.is_dir()

    def call(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        status = run(arguments)
        out, err = capfdbinary.readouterr()
        return Ended(status, out.decode(), err.decode())

    return call
