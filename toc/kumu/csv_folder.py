"""The CSV tables in a folder: Kumu keeps elements and connections in one file each."""

from __future__ import annotations

__all__ = ["read_folder"]

from typing import TYPE_CHECKING

from toc.errors import LimitError, UnreadableError
from toc.kumu.files import read_file
from toc.kumu.sheet_recognition import is_table

if TYPE_CHECKING:
    from pathlib import Path

    from toc.kumu.limits import Limits


def read_folder(folder: Path, limits: Limits) -> list[tuple[str, bytes]]:
    """Name and bytes of each file in a folder that ends in `.csv`, in the order of their names.

    Raises:
        LimitError: together they are larger than `limits.size`.
        UnreadableError: none of them has a header of Kumu's.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        what = f"The folder cannot be read ({error.strerror})."
        raise UnreadableError(what, where=str(folder), remedy="Check its name.") from None
    files: list[tuple[str, bytes]] = []
    size = 0
    for path in paths:
        files.append((path.name, read_file(path, limits=limits)))
        size += len(files[-1][1])
        if size > limits.size:
            raise LimitError(
                f"The tables in this folder are larger than {limits.size:,} bytes.",
                where=str(folder),
                remedy="To read them all the same: --limit size=BYTES.",
            )
    if not any(is_table(content) for _, content in files):
        raise UnreadableError(
            "This is a folder.",
            where=str(folder),
            remedy="Give the file in it that holds the map or the theory; or a folder with CSV"
            " tables, whose headers have Label, or From and To.",
        )
    return files
