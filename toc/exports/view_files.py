"""Generated views as text files, to be pasted into Kumu one by one, and how to do that."""

from __future__ import annotations

__all__ = ["view_files"]

import re
from typing import TYPE_CHECKING

from toc.exports.kumu_views import BASE, MAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.exports.kumu_views import GeneratedView

_SIGNS = re.compile(r"[^a-z0-9]+")
_LONGEST = 50


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


def _file_name(number: int, name: str) -> str:
    slug = _SIGNS.sub("-", name.lower()).strip("-")[:_LONGEST].strip("-")
    return f"{number:02}-{slug}.txt" if slug else f"{number:02}.txt"
