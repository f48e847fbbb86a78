"""Rows of csv that spreadsheets and other programs read alike."""

from __future__ import annotations

__all__ = ["csv_row"]

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEEDS_QUOTES = re.compile('[,"\r\n]')
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_row(cells: Iterable[str]) -> str:
    r"""One row, quoted as RFC 4180 says, but ended by "\n" alone.

    Spreadsheets read it as well, and other tools do not find a "\r" in the last column. A cell
    that a spreadsheet would take for a formula begins with an apostrophe instead.
    """
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    """One cell; the csv module of Python 3.11 leaves a lone carriage return unquoted."""
    if text.startswith(_STARTS_FORMULA):
        text = "'" + text
    if _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
