"""Numbers and days as people write them, read the same way wherever they stand.

Plain Python: reading a Kumu map must not load pydantic.
"""

from __future__ import annotations

__all__ = ["ID_SHAPE", "parse_day", "parse_number", "quoted"]

import math
import re
from datetime import date

ID_SHAPE = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""The regular expression of ids in files: lower-case words joined by hyphens."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 40


def quoted(text: str) -> str:
    """The text between backticks for a message: at most 40 characters of it, none invisible."""
    cut = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "`" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut) + "`"


def parse_number(text: str) -> float:
    """The number that a text stands for: digits with an optional sign, point and exponent.

    Nothing around it, no commas, no underscores, no `nan`, no `inf`.

    >>> parse_number("61.2"), parse_number("-1e3")
    (61.2, -1000.0)

    Raises:
        ValueError: The text is something else, or a number too large to hold (beyond 1.7e308).
    """
    if not _NUMBER.fullmatch(text):
        msg = f"{quoted(text)} is not a number; write digits, with a point if needed: 61.2"
        raise ValueError(msg)
    number = float(text)
    if math.isinf(number):
        msg = f"{quoted(text)} is too large for a number"
        raise ValueError(msg)
    return number


def parse_day(text: str) -> date:
    """The day that a text stands for, written as year, month and day: `2026-12-31`.

    >>> parse_day("2026-12-31")
    datetime.date(2026, 12, 31)

    Raises:
        ValueError: The text has another shape, or the calendar has no such day.
    """
    if not _DAY.fullmatch(text):
        msg = f"{quoted(text)} is not a date; write year, month and day: 2026-12-31"
        raise ValueError(msg)
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{quoted(text)} is not a day of the calendar"
        raise ValueError(msg) from None
