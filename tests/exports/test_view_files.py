"""Views as files, with a guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toc.exports.kumu_views import GeneratedView
from toc.exports.view_files import older_texts, view_files

if TYPE_CHECKING:
    from pathlib import Path


def test_names_of_files_are_plain() -> None:
    """Whatever a view is called, its file has digits, letters and hyphens, in order, each once."""
    names = ["Theory base", "../../etc/passwd", "con", "健康", "a" * 300, "A", "a"]
    views = [GeneratedView(name, f"text of {name}", "x", ()) for name in names]
    files, guide = view_files(views)
    assert list(files) == [
        "01-theory-base.txt",
        "02-etc-passwd.txt",
        "03-con.txt",
        "04.txt",
        f"05-{'a' * 50}.txt",
        "06-a.txt",
        "07-a.txt",
    ]
    assert files["04.txt"] == "text of 健康".encode()
    assert "  04.txt\n      健康 (x)\n" in guide


def test_older_texts_are_named(tmp_path: Path) -> None:
    """Texts of an older set are known by their names; other files of people's own are not."""
    views = [GeneratedView(name, "text", "x", ()) for name in ("Theory base", "健康")]
    files, _ = view_files(views)
    for name in (*files, "02-overview.txt", "13.txt", "notes.txt", "2026.md", "03-Plan B.txt"):
        (tmp_path / name).write_text("x")
    (told,) = older_texts(str(tmp_path), files)
    assert told.startswith(f"texts of another set of views are in {tmp_path} and were left there;")
    assert told.endswith(": 02-overview.txt, 13.txt")
    assert older_texts(str(tmp_path / "none"), files) == []
