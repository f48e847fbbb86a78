"""Selectors for texts of any kind, written so that nothing in the text is read as the language.

A text in quotes may hold anything but that quote, so a text with both kinds of quotes cannot stand
in one comparison. Whether a backslash or the end of a line means something inside quotes is not
documented, and half characters cannot be written at all, so these are left out as well. Such a text
is asked for piece by piece, which may also pick texts that hold the same pieces with something else
between.

Source: https://docs.kumu.io/guides/selectors.
"""

from __future__ import annotations

__all__ = ["equals", "in_quotes", "of_element_type"]

import re

_UNCLEAR = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def in_quotes(text: str) -> str | None:
    r"""The text in double quotes, else in single ones; None where neither is safe.

    >>> in_quotes('5" pipe'), in_quotes("Ana's"), in_quotes('''Ana's 5" pipe''')
    ('\'5" pipe\'', '"Ana\'s"', None)
    """
    for sign in "\"'":
        if sign not in text and not _UNCLEAR.search(text):
            return f"{sign}{text}{sign}"
    return None


def equals(field: str, value: str) -> str:
    r"""A selector of the items one of whose values of a field is this text.

    >>> equals("element type", "Output")
    '["element type"="Output"]'
    >>> equals("label", '''Ana's 5" pipe''')
    '["label"^="Ana\'s 5"]["label"$=\'" pipe\']'

    Raises:
        ValueError: the name of the field cannot be put in quotes.
    """
    name = in_quotes(field)
    if name is None:
        raise ValueError(field)
    whole = in_quotes(value)
    if whole is not None:
        return f"[{name}={whole}]"
    pieces = _pieces(value)
    tests: list[str] = []
    for number, piece in enumerate(pieces):
        begins, ends = number == 0, number == len(pieces) - 1
        operator = "^=" if begins and not ends else "$=" if ends and not begins else "*="
        if piece:
            tests.append(f"[{name}{operator}{in_quotes(piece)}]")
    return "".join(tests) or f"[{name}]"


def of_element_type(kind: str) -> str:
    """A selector of the elements of a type; of those without one where it is empty."""
    return equals("element type", kind) if kind.strip() else 'element[!"element type"]'


def _pieces(text: str) -> list[str]:
    """The pieces of the text that can be put in quotes; empty where it is cut at its ends."""
    pieces: list[str] = []
    for part in _UNCLEAR.split(text):
        rest = part
        while len(set("\"'") & set(rest)) > 1:
            piece = max((rest.partition(sign)[0] for sign in "\"'"), key=len)
            pieces.append(piece)
            rest = rest[len(piece) :]
        pieces.append(rest)
    return pieces
