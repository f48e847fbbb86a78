"""Views as files, with a guide."""

from __future__ import annotations

from toc.exports.kumu_views import GeneratedView
from toc.exports.view_files import view_files


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
