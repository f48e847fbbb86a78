"""What a file is, found by looking inside: a spreadsheet, JSON or YAML, a theory or a map."""

from __future__ import annotations

__all__ = ["is_json", "is_theory", "refuse_other_kinds"]

import json
import re

from toc.errors import FormError
from toc.kumu.json_reader import paused_gc
from toc.kumu.sheet_recognition import is_spreadsheet

_MARK = b"\xef\xbb\xbf"
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\S)")
_VERSION_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"toc"')
_MAP_KEY = re.compile(rb'"(?:elements|connections)"', re.IGNORECASE)
_THEORY_KEYS = ("toc", "outcomes", "outputs")
_MAP_KEYS = {"elements", "connections"}

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
