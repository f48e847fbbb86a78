"""Generated views as text files, to be pasted into Kumu one by one, and how to do that."""

from __future__ import annotations

__all__ = ["older_texts", "view_files"]

import re
from pathlib import Path
from typing import TYPE_CHECKING

from toc.exports.kumu_views import BASE, MAIN

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from toc.exports.kumu_views import GeneratedView

_SIGNS = re.compile(r"[^a-z0-9]+")
_LONGEST = 50
_NUMBERED = re.compile(r"[0-9]{2,}(-[a-z0-9-]+)?\.txt")


def view_files(views: Sequence[GeneratedView]) -> tuple[dict[str, bytes], str]:
    """The text of each view by the name of its file, and a guide that says what to do with them.

    Names of files have digits, small letters and hyphens only, whatever the views are called.
    """
    names = [_file_name(number, view.name) for number, view in enumerate(views, 1)]
    files = {name: view.text.encode() for name, view in zip(names, views, strict=True)}
    lines = [
        f"{len(views)} views for Kumu. For each file, in this order: make a new view in Kumu, give",
        "it the name below, open its Advanced Editor, paste the file in place of what is there,",
        "and save.",
        "",
        *(
            f"  {name}\n      {view.name} ({view.shows})"
            for name, view in zip(names, views, strict=True)
        ),
        "",
        f'The first must be called "{BASE}", or the others will not find it: each begins with',
        '@import "theory-base". The other names are yours to choose.',
        f'"{MAIN}" switches between all parts by itself; the files after it show one part',
        "each, for maps that are embedded in pages.",
    ]
    return files, "\n".join(lines) + "\n"


def older_texts(folder: str, files: Container[str]) -> list[str]:
    """One line where a folder holds texts named like those of views that are none of `files`.

    They are probably of an older set, stay there, and would be pasted with the new one.
    """
    place = Path(folder)
    names = sorted(path.name for path in place.iterdir()) if place.is_dir() else []
    found = [name for name in names if _NUMBERED.fullmatch(name) and name not in files]
    if not found:
        return []
    what = f"texts of another set of views are in {folder} and were left there"
    return [f"{what}; do not paste them: {', '.join(found)}"]


def _file_name(number: int, name: str) -> str:
    slug = _SIGNS.sub("-", name.lower()).strip("-")[:_LONGEST].strip("-")
    return f"{number:02}-{slug}.txt" if slug else f"{number:02}.txt"
