"""Other people's text inside a view of Kumu: shown as text, and never read as the language.

Names are shown, not compared, so a sign that means something may be replaced by one that looks
alike. What is compared is written by `toc.kumu.selectors.writing`.
"""

from __future__ import annotations

__all__ = ["in_comment", "shown", "shown_in_quotes"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Mapping

# Ends of texts and comments; the start of tags, of widgets and links, of field templates, escapes.
_LOOK_ALIKES: Mapping[int, str] = str.maketrans(
    {
        '"': "\N{RIGHT DOUBLE QUOTATION MARK}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "[": "(",
        "]": ")",
        "{": "(",
        "}": ")",
        "\\": "\N{SET MINUS}",
        "`": "'",
    }
)
_LONGEST = 120


def shown(text: str) -> str:
    r"""A name on one line, at most 120 characters, without any sign that a view would obey.

    >>> shown("A  B [[list]] {{label}}")
    'A B ((list)) ((label))'
    """
    plain = legible(text).translate(_LOOK_ALIKES).replace("*/", "\N{ASTERISK OPERATOR}/")
    plain = plain.replace("/*", "/\N{ASTERISK OPERATOR}")
    plain = plain.replace("//", "\N{DIVISION SLASH}\N{DIVISION SLASH}")
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


def shown_in_quotes(text: str) -> str:
    """The name in double quotes."""
    return f'"{shown(text)}"'


def in_comment(text: str) -> str:
    """A comment with the name, on one line."""
    return f"/* {shown(text)} */"
