"""Other people's text made fit to be shown: nothing in it is obeyed, nothing in it is hidden."""

from __future__ import annotations

__all__ = ["legible"]

import re

# What steers a terminal (C0, DEL, C1), what turns the direction of everything after it
# (embeddings, overrides, isolates), and half characters, which cannot be written at all. Marks
# and joiners that scripts and emoji are built with stay.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def legible(text: str) -> str:
    r"""The text on one line, with every run of white space as one blank.

    Characters that steer instead of being seen are spelt out: an escape is shown as `\x1b`, a
    turn of direction as `\u202e`. The answer can be encoded, printed and put into a page (after
    escaping); it may be empty.

    >>> print(legible(" Better\n care \x1b[31m"))
    Better care \x1b[31m
    """
    words = " ".join(text.split())
    return words if words.isprintable() else _STEERING.sub(_spelt, words)


def _spelt(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
