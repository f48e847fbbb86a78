"""Whether a file is a spreadsheet, told from how it begins."""

from __future__ import annotations

__all__ = ["SEPARATORS", "is_spreadsheet", "is_table", "is_workbook"]

import re

SEPARATORS = ",;\t"
"""What may stand between the cells of a CSV table."""

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # the last: old, or locked
_MARK = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEADERS = frozenset({"label", "from", "to"})  # of these Kumu wants at least one in a sheet
_BETWEEN = re.compile(f"[{SEPARATORS}]")
_LINE_END = re.compile(b"[\r\n]")
_OTHERS = ("#", "{", "[", "-")  # how lines of YAML and JSON begin
_BEGINNING = 2000


def is_spreadsheet(content: bytes) -> bool:
    """Whether this is a workbook, or a CSV table with a header of Kumu's."""
    return is_workbook(content) or is_table(content)


def is_workbook(content: bytes) -> bool:
    """Whether this begins like a workbook of any format, readable or not."""
    return content.startswith(_WORKBOOKS)


def is_table(content: bytes) -> bool:
    """Whether the first line is the header of a sheet, and neither JSON nor a line of YAML."""
    if content.startswith(_UTF16):
        return is_table(content[:_BEGINNING].decode("utf-16", errors="ignore").encode())
    beginning = content[:_BEGINNING].removeprefix(_MARK).lstrip(b"\r\n")
    line, *below = _LINE_END.split(beginning)
    first, *others = _BETWEEN.split(line.decode(errors="replace"))
    if ":" in first or first.lstrip().startswith(_OTHERS):
        return False
    cells = {cell.strip(' "').casefold() for cell in (first, *others)}
    if not others:  # one column: a word alone is a header only if something stands below it
        return cells == {"label"} and any(map(bytes.strip, below))
    return not _HEADERS.isdisjoint(cells)
