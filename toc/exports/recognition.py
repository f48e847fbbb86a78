"""What a file is, found by looking inside: a spreadsheet, JSON or YAML, a theory or a map."""

from __future__ import annotations

__all__ = ["is_json", "is_theory", "refuse_no_theory", "refuse_other_kinds"]

import json
import re

from toc.errors import FormError
from toc.kumu.json_reader import paused_gc
from toc.kumu.sheet_recognition import SEPARATORS, is_spreadsheet, is_table
from toc.models.nearest import nearest

_MARK = b"\xef\xbb\xbf"
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\S)")
_VERSION_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"toc"')
_MAP_KEY = re.compile(rb'"(?:elements|connections)"', re.IGNORECASE)
_THEORY_KEYS = ("toc", "outcomes", "outputs")
_MAP_KEYS = {"elements", "connections"}

_BEGINNING = 4000
_ROWS = 10  # titles above a header are seldom longer
_KEY = re.compile(r"\s*['\"]?[^,;\t]*:(\s|$)|\s*[#\-{\[%&!?|>]")  # how YAML and JSON begin
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_HEADERS = ("Label", "From", "To")
_MEANT = {
    **dict.fromkeys(("name", "title", "element", "node"), "Label"),
    **dict.fromkeys(("source", "start"), "From"),
    **dict.fromkeys(("target", "end"), "To"),
}
_WANTED = "Kumu wants Label first in the header of elements, From and To in that of connections."

_REMEDY = "In Kumu, use Export JSON and give that file."


def is_json(content: bytes) -> bool:
    """Whether the first character is `{` or `[`: then only JSON's errors are of interest."""
    return _first_character(content) in {b"{", b"["}


def is_theory(content: bytes) -> bool:
    """Whether this is a theory file: neither JSON nor a spreadsheet, or JSON with its keys.

    A document with elements or connections at its top is a map, whatever else it holds.
    """
    if is_spreadsheet(content):
        return False
    if not is_json(content) or _VERSION_FIRST.match(content):
        return True
    if not any(f'"{key}"'.encode() in content for key in _THEORY_KEYS):
        return False
    return not _MAP_KEY.search(content) or _has_theory_keys(content)


def refuse_other_kinds(content: bytes, name: str) -> None:
    """Nothing for what may be a map or a theory; web pages and other XML are refused.

    Raises:
        FormError: the content is one of these; `name` is what the message calls it.
    """
    if _first_character(content) == b"<":
        what = "This is a web page or XML, not a map or a theory."
        raise FormError(what, where=name, remedy=_REMEDY)


def refuse_no_theory(content: bytes, name: str) -> None:
    """Nothing for what may be a theory file; an empty file, and a table, are called what they are.

    Raises:
        FormError: there is nothing in it, or it is a table without the header that Kumu needs.
    """
    rows = enumerate(_beginning(content).splitlines(), 1)
    filled = [(number, line) for number, line in rows if line.strip()]
    lines = [line for _, line in filled]
    if not lines and not content.removeprefix(_MARK).strip():
        raise FormError(
            "There is nothing in this file.",
            where=name,
            remedy="Give a map from Kumu (Export JSON), a spreadsheet with Kumu's headers, or a"
            " theory file (toc init writes one).",
        )
    if not lines or _KEY.match(lines[0]) or any(map(_CONTROL.search, lines[:2])):
        return
    for number, line in filled[1:_ROWS]:
        if _cells(line)[1:] and is_table(line.encode()):
            what = f"This is a table whose header stands in row {number}."
            remedy = "Delete what stands above it: Kumu wants the header in the first row."
            raise FormError(what, where=name, remedy=remedy)
    first = _cells(lines[0])
    if len(first) > 1 and all(len(_cells(line)) > 1 for line in lines[1:2]):
        what = "This is a table, but its first row is no header of Kumu's."
        raise FormError(what, where=name, remedy=f"{_WANTED}{_likely(first)}")


def _beginning(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = content[:_BEGINNING].removeprefix(_MARK)
    if len(content) > _BEGINNING and encoding == "utf-8":
        text = text.rpartition(b"\n")[0] or text  # no character is cut in two
    try:
        return text.decode(encoding)
    except UnicodeDecodeError:
        return text.decode("cp1252" if encoding == "utf-8" else encoding, errors="replace")


def _cells(line: str) -> list[str]:
    """The filled cells of a row by the separator that stands in it most often."""
    separator = max(SEPARATORS, key=line.count)
    return [cell for one in line.split(separator) if (cell := one.strip(' "'))]


def _likely(cells: list[str]) -> str:
    """What the headers of a row were probably to be; empty where none comes close."""
    for cell in cells:
        low = cell.casefold()
        found = _MEANT.get(low) or nearest(cell.title(), _HEADERS)
        if found:
            return f' Did you mean {found} by "{cell}"?'
    return ""


def _first_character(content: bytes) -> bytes:
    found = _FIRST.match(content)
    return found[1] if found else b""


def _has_theory_keys(content: bytes) -> bool:
    """The same question about JSON that has the words of both: answered by its top alone."""
    try:
        with paused_gc():
            data = json.loads(content.removeprefix(_MARK))
    except (ValueError, RecursionError):
        return False
    if not isinstance(data, dict):
        return False
    keys = {key.lower() for key in data}
    return not keys & _MAP_KEYS and bool(keys.intersection(_THEORY_KEYS))
