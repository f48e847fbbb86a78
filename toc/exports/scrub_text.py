"""What a scrubbing removed, for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["scrub_text_report"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.scrubbing import Removal

_HEADINGS = {
    "token": "Share links and other addresses with a secret in them:",
    "e-mail": "E-mail addresses:",
    "private": "Private fields:",
}
_CLEAN = "There is nothing in it that has to be removed."


def scrub_text_report(removals: Sequence[Removal], *, done: bool, width: int = 88) -> str:
    """The removals in lines of at most `width` columns, ending in a newline.

    `done` says whether they were removed or only looked for. Nothing in a name steers the terminal.
    """
    if not removals:
        return f"{_CLEAN}\n"
    lines = ["Removed:" if done else "To be removed before this is published:"]
    for kind, heading in _HEADINGS.items():
        found = [one for one in removals if one.kind == kind]
        if not found:
            continue
        lines += ["", heading]
        for one in found:
            lines += wrapped(legible(_line(one)), width, "  ", "    ")
    return "\n".join(lines) + "\n"


def _line(one: Removal) -> str:
    place = f"{one.where}: {one.field}" if one.field else one.where
    often = f" ({one.times} times)" if one.times > 1 and one.kind != "private" else ""
    return f"{place}  {one.shown}{often}"
