"""Files replaced whole: at any moment the old one or the new one is there, never a part."""

from __future__ import annotations

__all__ = ["replace_file"]

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from toc.errors import WriteError


def replace_file(path: str | Path, content: bytes, *, keep_old: bool = False) -> None:
    """Put `content` in the place of a file, keeping its permissions; links are followed.

    The new file is written beside the old one, brought to the disk and then renamed over it. A
    device or pipe is written to as it is. With `keep_old` a file that is there is left alone.

    Raises:
        WriteError: the folder is missing, the disk is full, permission is lacking, or with
            `keep_old` a file is there; what stood there before still stands there.
    """
    target = Path(path)
    try:
        target = Path(os.path.realpath(target)) if target.is_symlink() else target
        if keep_old and target.exists():
            raise WriteError(
                "There is a file of this name already.",
                where=str(path),
                remedy="Choose another name, or say --force to write over it.",
            )
        if target.exists() and not target.is_file():
            _write_through(target, content)
        else:
            _replace(target, content)
    except OSError as error:
        raise _write_error(path, error) from None


def _replace(target: Path, content: bytes) -> None:
    mode = _mode(target)
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:50]}.", suffix=".part", dir=target.parent
    )
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one gets here."""
    try:
        found = target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is marked read-only")
    return stat.S_IMODE(found)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_through(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    with target.open("wb") as file:
        file.write(content)


def _write_error(path: str | Path, error: OSError) -> WriteError:
    folder = Path(path).parent
    if not folder.is_dir():
        what, remedy = f"There is no folder {folder}.", "Make the folder first, or choose another."
    else:
        what = f"The file could not be written ({error.strerror or error})."
        remedy = "Nothing was changed. Free some space, or choose another place with -o."
    return WriteError(what, where=str(path), remedy=remedy)
