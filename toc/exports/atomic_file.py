"""Files replaced whole: at any moment the old one or the new one is there, never a part."""

from __future__ import annotations

__all__ = ["replace_file"]

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from toc.errors import WriteError

_NAME_KEPT = 50  # characters of the name that its unfinished neighbour shows
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}


def replace_file(path: str | Path, content: bytes, *, keep_old: bool = False) -> None:
    """Put `content` in the place of a file, keeping its owner and permissions; links are followed.

    The new file is written beside the old one, brought to the disk and then renamed over it. A
    device or pipe is written to as it is; that its reader has left is no error. With `keep_old` a
    file that is there is left alone, also one that appeared this very moment.

    Raises:
        WriteError: the folder is missing, the disk is full, permission is lacking, or with
            `keep_old` something is there; what stood there before still stands there.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            _write_through(target, content)
            return
        _replace(_followed(target), content, keep_old=keep_old)
    except FileExistsError:
        raise WriteError(
            "There is a file of this name already.",
            where=str(target),
            remedy="Choose another name, or write over it with --force.",
        ) from None
    except OSError as error:
        raise _write_error(target, error) from None


def _followed(target: Path) -> Path:
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _replace(target: Path, content: bytes, *, keep_old: bool) -> None:
    if keep_old and target.exists():
        raise FileExistsError
    old = _status(target)
    part = target.with_name(f".{target.name[:_NAME_KEPT]}.{os.urandom(6).hex()}.part")
    try:
        _write(part, content, private=bool(old))
        if old:
            _give_rights(part, old)
        if keep_old:
            _rename_if_free(part, target)
        else:
            part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _status(target: Path) -> os.stat_result | None:
    """What the file that is there is like; None where there is none.

    Raises:
        OSError: what is there is no file that may be written.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is marked read-only")
    return found


def _write(part: Path, content: bytes, *, private: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600 if private else 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _give_rights(part: Path, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(part, old.st_uid, old.st_gid)
    part.chmod(stat.S_IMODE(old.st_mode))


def _rename_if_free(part: Path, target: Path) -> None:
    """Give the part its name, unless that name was taken in the meantime."""
    if os.name == "nt":
        part.rename(target)  # refuses a name that is taken; elsewhere it would not
        return
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a memory stick, say: its file system has no second names
        if target.exists():
            raise FileExistsError from None
        part.replace(target)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_through(target: Path, content: bytes) -> None:
    with suppress(BrokenPipeError), target.open("wb") as file:
        file.write(content)


def _write_error(target: Path, error: OSError) -> WriteError:
    what = f"The file could not be written ({error.strerror or error})."
    remedy = "Nothing was changed. Choose another name or folder."
    if error.errno in _NO_FOLDER and not target.parent.is_dir():
        what, remedy = f"There is no folder {target.parent}.", "Make it first, or choose another."
    elif error.errno in _NO_ROOM:
        remedy = "Nothing was changed. Free some space, or choose another folder."
    elif error.errno in _FORBIDDEN:
        remedy = "Nothing was changed. Close it in other programs, or choose another name."
    return WriteError(what, where=str(target), remedy=remedy)
