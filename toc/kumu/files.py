"""The bytes of a file, a pipe or standard input, within limits; `fetch` gets those of a URL."""

from __future__ import annotations

__all__ = ["read_file", "read_standard_input"]

import sys
from typing import TYPE_CHECKING, BinaryIO

from toc.errors import LimitError, UnreadableError
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1_000_000  # bytes asked of a pipe at once
_CHECK = "Check its name and folder."
_FOLDER = ("This is a folder.", "Give the file in it that holds the map or the theory.")


def read_file(path: Path, *, limits: Limits | None = None, hint: str = "") -> bytes:
    """All of a file, of at most `limits.size` bytes; `hint` is what else a missing one may mean.

    Raises:
        LimitError: it is larger.
        UnreadableError: there is none, it is a folder, or it cannot be read.
    """
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        _check_size(size, str(path), limits)
        with path.open("rb") as file:
            return _read_up_to(file, max(size, _PIECE), str(path), limits)
    except FileNotFoundError:
        what, remedy = "There is no such file.", f"{_CHECK} {hint}".rstrip()
    except IsADirectoryError:
        what, remedy = _FOLDER
    except PermissionError:
        what = "You have no permission to read this file."
        remedy = "Ask its owner, or make a copy that you may read."
        if path.is_dir():  # as Windows says it
            what, remedy = _FOLDER
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what, remedy = f"The file cannot be read ({reason}).", _CHECK
    raise UnreadableError(what, where=str(path), remedy=remedy)


def read_standard_input(name: str, *, limits: Limits | None = None) -> bytes:
    """All that is sent into standard input; `name` is what messages call it.

    Raises:
        LimitError: more than `limits.size` bytes.
        UnreadableError: there is no standard input, or it cannot be read.
    """
    remedy = "Send a file into it: toc gaps - < my-map.json"
    if sys.stdin is None:  # it was closed before toc began
        raise UnreadableError("There is none.", where=name, remedy=remedy)
    try:
        return _read_up_to(sys.stdin.buffer, _PIECE, name, limits or Limits())
    except OSError as error:
        what = f"It cannot be read ({error.strerror})."
        raise UnreadableError(what, where=name, remedy=remedy) from None


def _read_up_to(file: BinaryIO, piece: int, name: str, limits: Limits) -> bytes:
    """All of a file or pipe; of one beyond the limit not more than a byte too much is held."""
    pieces: list[bytes] = []
    left = limits.size + 1
    while left and (read := file.read(min(left, piece))):
        pieces.append(read)
        left -= len(read)
    if not left:
        _check_size(limits.size + 1, name, limits)
    return b"".join(pieces)


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.size:
        raise LimitError(
            f"This is larger than {limits.size:,} bytes.",
            where=name,
            remedy="To read it all the same: --limit size=BYTES.",
        )
