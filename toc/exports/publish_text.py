"""The checks of a published file for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["checks_text"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from toc.kumu.remote_check import Checked

_RESULTS = {True: "pass", False: "FAIL", None: "  - "}


def checks_text(checked: Checked, *, width: int = 88) -> str:
    """The checks in lines of at most `width` columns, ending in a newline.

    A headline, then a line for each check, with what to do below those that failed. Nothing in
    what the server said steers the terminal.
    """
    failed = checked.failed
    headline = "Kumu can link this." if not failed else "Kumu cannot link this, or should not:"
    if failed:
        headline += f" {failed} check{'' if failed == 1 else 's'} failed."
    lines = [*wrapped(legible(checked.url), width), headline, ""]
    for one in checked.checks:
        first = f"  {_RESULTS[one.passed]}  {one.name:<9}  "
        lines += wrapped(legible(one.words), width, first)
        if one.passed is False and one.remedy:
            lines += wrapped(legible(one.remedy), width, " " * len(first))
    return "\n".join(lines) + "\n"
