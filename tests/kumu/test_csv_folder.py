"""The CSV tables of a folder, as one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toc.errors import LimitError, UnreadableError
from toc.kumu.csv_folder import read_folder
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path


def test_tables_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Every file that ends in .csv, in any case, by name; other files are not looked at."""
    (tmp_path / "b.CSV").write_bytes(b"From,To\n")
    (tmp_path / "a.csv").write_bytes(b"Label\nA\n")
    (tmp_path / "notes.txt").write_bytes(b"Label\nB\n")
    files = read_folder(tmp_path, Limits())
    assert files == [("a.csv", b"Label\nA\n"), ("b.CSV", b"From,To\n")]


def test_together_they_are_limited(tmp_path: Path) -> None:
    """The limit on size holds for all tables of a folder together."""
    (tmp_path / "a.csv").write_bytes(b"Label,Type\n")
    (tmp_path / "b.csv").write_bytes(b"From,To\n")
    assert len(read_folder(tmp_path, Limits(size=19))) == 2
    with pytest.raises(LimitError, match=r"larger than 18 bytes.*--limit size=BYTES"):
        read_folder(tmp_path, Limits(size=18))


def test_folders_that_hold_none(tmp_path: Path) -> None:
    """An empty folder, and one that is not there, say so."""
    with pytest.raises(UnreadableError, match=r"This is a folder\. .* a folder with CSV tables"):
        read_folder(tmp_path, Limits())
    with pytest.raises(UnreadableError, match="The folder cannot be read"):
        read_folder(tmp_path / "none", Limits())
