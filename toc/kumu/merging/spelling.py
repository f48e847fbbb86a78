"""Numbers that are written otherwise than Kumu writes them."""

from __future__ import annotations

__all__ = ["has_own_spelling"]

import math
import re

from toc.kumu.json_style import number_text

# Each begins with a character that is looked for much faster than a class of characters is.
_FRACTION = re.compile(rb"\.[0-9]+(?=[,\]}\s])")
_EXPONENTS = (
    re.compile(rb"e[+-]?[0-9]+(?=[,\]}\s])"),
    re.compile(rb"E[+-]?[0-9]+(?=[,\]}\s])"),
)
_MINUS_NOTHING = re.compile(rb"-0(?=[,\]}\s])")
_BEFORE = frozenset(b"0123456789.-")
_ZERO = ord("0")
_SHORT = 8  # characters of a fraction, point included, that no digit can be wrong in


def has_own_spelling(content: bytes) -> bool:
    """Whether a JSON file may write a number otherwise than Kumu does: `1.50`, `1e5`, `-0`.

    False is certain, but for whole numbers of thousands of digits: then every number that was
    read is written again in the very same digits. What looks like a number in a text counts.
    """
    if _MINUS_NOTHING.search(content):
        return True
    for found in _FRACTION.finditer(content):
        digits = found.group()
        plain = digits[-1] != _ZERO and len(digits) <= _SHORT and not digits.startswith(b".00000")
        if content[max(found.start() - _SHORT, 0) : found.start()].isdigit():
            plain = False
        if not plain and _is_otherwise(content, *found.span()):
            return True
    return any(
        _is_otherwise(content, *found.span())
        for pattern in _EXPONENTS
        for found in pattern.finditer(content)
    )


def _is_otherwise(content: bytes, start: int, end: int) -> bool:
    """Whether the number that a part of it ends is written otherwise than Kumu would."""
    while start and content[start - 1] in _BEFORE:
        start -= 1
    text = content[start:end].decode()
    try:
        number = float(text)
    except ValueError:  # it stands in a text
        return False
    return not math.isfinite(number) or number_text(number) != text
