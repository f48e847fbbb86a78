"""Places in a JSON text, looked up only after something was found wrong with it."""

from __future__ import annotations

__all__ = [
    "DoubledKey",
    "find_constant",
    "find_depth",
    "find_doubled_key",
    "line_and_column",
    "quoted",
]

import json
import re
from typing import NamedTuple

# Possessive, so that a string of a hundred megabytes costs no memory to step over.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TOKEN = re.compile(_STRING + r"|[{}\[\],]")
_CONSTANT = re.compile(_STRING + r"|(-?Infinity|NaN)")
_PLAIN_KEY = re.compile(r"\w[\w -]{0,59}")
_COLON = re.compile(r"[ \t\r\n]*:")


class DoubledKey(NamedTuple):
    """A key met again in one object: its text, the object's place, and where in the text."""

    key: str
    place: str
    position: int


def line_and_column(text: str, position: int) -> str:
    """`line:column` of a position, both counted from 1."""
    return f"{text.count(chr(10), 0, position) + 1}:{position - text.rfind(chr(10), 0, position)}"


def quoted(text: str, longest: int = 60) -> str:
    """A text for a message: in quotes, cut when long, nothing invisible left as it is."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
    return f'"{shown}"'


def find_constant(text: str) -> int:
    """Where the first NaN or Infinity stands outside strings; 0 when there is none."""
    return next((found.start() for found in _CONSTANT.finditer(text) if found.group(1)), 0)


def find_depth(text: str, depth: int) -> int | None:
    """Where the nesting first goes beyond `depth` levels; None when it never does."""
    level = 0
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token in "{[":
            level += 1
            if level > depth:
                return found.start()
        elif token in "}]":
            level -= 1
    return None


def find_doubled_key(text: str) -> DoubledKey | None:
    """The first key that stands twice in one object of a well-formed JSON text."""
    keys: list[set[str] | None] = []  # one entry per open bracket; None for an array
    path: list[str | int] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token == "{":
            keys.append(set())
            path.append("")
        elif token == "[":
            keys.append(None)
            path.append(0)
        elif token in "}]":
            keys.pop()
            path.pop()
        elif token == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
        elif keys and (seen := keys[-1]) is not None and _COLON.match(text, found.end()):
            key = json.loads(token, strict=False)
            if key in seen:
                return DoubledKey(key, _place(path[:-1]), found.start())
            seen.add(key)
            path[-1] = key
    return None


def _place(path: list[str | int]) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{_shown(step)}" for step in path)
    return steps.removeprefix(".") or "the outermost object"


def _shown(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else quoted(key)
