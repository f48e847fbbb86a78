"""One run at a time: a lock that the system lets go of by itself when its holder ends."""

from __future__ import annotations

__all__ = ["locked"]

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from toc.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_TRIES = 100


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold the lock on a file, which is made for it and taken away afterwards.

    Raises:
        WriteError: somebody else holds it, or the file cannot be made.
    """
    handle = _taken(path)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open; it does no harm
            path.unlink()
        os.close(handle)


def _taken(path: Path) -> int:
    """The open lock file, locked, and still the one that has the name."""
    for _ in range(_TRIES):
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise WriteError(
                f"The file that keeps others out could not be made ({error.strerror or error}).",
                where=str(path),
                remedy="Choose a folder in which you may write.",
            ) from None
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise WriteError(
                "Another toc sync is at work on this theory.",
                where=str(path),
                remedy="Wait for it to end, then try again.",
            ) from None
        if _has_name(handle, path):
            return handle
        os.close(handle)  # its holder took it away while we were waiting for it
    raise WriteError(
        "Other runs of toc sync come and go all the time.",
        where=str(path),
        remedy="Let one of them end, then try again.",
    )


def _has_name(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _lock(handle: int) -> None:
    """Lock an open file against other processes, without waiting.

    Raises:
        OSError: another has it.
    """
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # on Windows only
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
