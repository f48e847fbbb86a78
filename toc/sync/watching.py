"""A source that is served while somebody edits it: read anew when it has changed."""

from __future__ import annotations

__all__ = ["State", "Watch"]

import hashlib
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import TocError
from toc.sync.served import read_served

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.sync.served import Served, Wanted

_YOUNG = 3.0  # seconds in which a file may change again without its time and size telling
_Signature = tuple[tuple[str, int, int, int], ...]


class State(NamedTuple):
    """What is served at a moment: the last good reading, when that was, and what is wrong since."""

    served: Served
    read_at: datetime
    trouble: str | None


class Watch:
    """The last good reading of a source.

    `path` is looked at for changes; None stands for a source that cannot change here. A file that
    cannot be read, half-written or broken, leaves the last good reading in its place; `tell` is
    then told why, once, and told again when all is well.
    """

    def __init__(self, wanted: Wanted, path: str | None, tell: Callable[[str], None]) -> None:
        self._wanted = wanted
        self._path = path
        self._tell = tell
        self._lock = threading.Lock()
        self._looked_at = time.time()
        self._signature = _signature(path)
        self._digest = _digest(path)
        self._state = State(read_served(wanted), _now(), None)

    def now(self) -> State:
        """What is to be served now; the source is read again if it has changed."""
        with self._lock:
            signature = _signature(self._path)
            if signature == self._signature and not _is_young(signature, self._looked_at):
                return self._state
            self._looked_at = time.time()
            self._signature, digest = signature, _digest(self._path)
            if digest != self._digest:
                self._digest = digest
                self._state = self._read()
            return self._state

    def _read(self) -> State:
        before = self._state
        try:
            served = read_served(self._wanted)
        except TocError as error:
            trouble = f"{error.what} {error.remedy or ''}".strip()
            if trouble != before.trouble:
                self._tell(f"Still serving what was there before: {error}")
            return before._replace(trouble=trouble)
        same = served.blueprint.plain == before.served.blueprint.plain
        if before.trouble is not None or not same:
            self._tell("The source has changed and was read again.")
        return State(served, before.read_at if same else _now(), None)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _files(path: str) -> list[Path]:
    """The files that make up a source: itself, or the tables in a folder."""
    source = Path(path)
    if not source.is_dir():
        return [source]
    return sorted(file for file in source.iterdir() if file.suffix.lower() == ".csv")


def _signature(path: str | None) -> _Signature:
    """Names, times, sizes and numbers of the files that make up a source; empty for none."""
    try:
        return tuple(_of(file.name, file.stat()) for file in _files(path)) if path else ()
    except OSError:
        return (("gone", 0, 0, 0),)


def _of(name: str, status: os.stat_result) -> tuple[str, int, int, int]:
    return name, status.st_mtime_ns, status.st_size, status.st_ino


def _is_young(signature: _Signature, looked_at: float) -> bool:
    """Whether a file was written so shortly before it was read that it may be another by now."""
    newest = max((one[1] for one in signature), default=0) / 1e9
    return abs(looked_at - newest) < _YOUNG


def _digest(path: str | None) -> bytes:
    """What all the bytes of a source come to; nothing where they cannot be read."""
    found = hashlib.sha256()
    try:
        for file in _files(path) if path else ():
            with file.open("rb") as opened:
                found.update(os.fsencode(file.name) + b"\n")
                found.update(hashlib.file_digest(opened, "sha256").digest())
    except OSError:
        return b""
    return found.digest()
