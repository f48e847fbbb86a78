"""How Kumu writes a project: two blanks of indent, numbers as JavaScript spells them, sorted lists.

Source: inferred from full exports that Kumu wrote between 2020 and 2026, which these rules give
byte for byte; https://docs.kumu.io/guides/import/blueprints says only what an export holds.
"""

from __future__ import annotations

__all__ = ["Json", "in_order", "number", "parsed", "written"]

import copy
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Json = dict[str, Any]

_HALF = re.compile("[\ud800-\udfff]")
_EXACT = 2**53  # whole numbers up to here are exact in JavaScript
_BY_ID = ("elements", "connections", "loops")
_BY_NAME = ("maps", "perspectives")
_KEYS = {
    "elements": ("_id", "attributes"),
    "connections": (
        "_id", "direction", "delayed", "reversed", "attributes", "from", "to",
    ),
    "loops": ("_id", "attributes", "connections"),
    "maps": (
        "_id", "name", "description", "scale", "center", "defaultPerspective",
        "defaultElementBehavior", "defaultConnectionDirection", "elements", "connections", "loops",
    ),
    "perspectives": ("_id", "name", "style"),
}  # fmt: skip
_ENTRY_KEYS = {
    "elements": ("_id", "position", "pinned", "style", "element"),
    "connections": ("_id", "curvature", "style", "connection"),
    "loops": ("_id", "position", "pinned", "style", "loop"),
}


def parsed(content: bytes) -> Any:
    """A JSON file as a browser decodes it: one kind of number, the last of two equal keys.

    Raises:
        ValueError: it is no UTF-8, or no JSON.
    """
    text = content.decode("utf-8-sig")
    return json.loads(text, parse_int=_whole, parse_float=_plain, parse_constant=_no_constant)


def written(project: Json) -> bytes:
    """A project as Kumu exports it; the project is not changed.

    Items and what stands on a map are sorted by system id, maps and views by name; fields keep the
    order that they have. Keys that are not known keep their place after those that are.
    """
    data = copy.deepcopy(project)
    for name in _BY_ID:
        data[name] = _sorted([in_order(one, _KEYS[name]) for one in data[name]], "_id")
    for name in _BY_NAME:
        data[name] = _sorted([in_order(one, _KEYS[name]) for one in data[name]], "name")
    for one in data["maps"]:
        for name in _BY_ID:
            entries = [in_order(entry, _ENTRY_KEYS[name]) for entry in one[name]]
            one[name] = _sorted(entries, "_id")
    return _text(data, "").encode()


def in_order(one: Json, keys: Sequence[str]) -> Json:
    """An object with the known keys in Kumu's order; one that is in that order stays as it is."""
    known = [key for key in one if key in keys]
    if known == [key for key in keys if key in one]:
        return one
    return {key: one[key] for key in keys if key in one} | one


def number(value: float) -> str:
    """A number as JavaScript spells it: `1`, `0.00003367`, `3.4e-7`."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, power = repr(abs(float(value))).partition("e")
    whole, _, rest = mantissa.partition(".")
    point = len(whole) + int(power or 0)
    digits = whole + rest
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    if len(digits) <= point <= 21:
        return sign + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"


def _whole(text: str) -> int | float:
    found = int(text)
    return found if abs(found) <= _EXACT else float(found)


def _plain(text: str) -> int | float:
    found = float(text)
    return int(found) if found.is_integer() and abs(found) <= _EXACT else found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _sorted(items: Iterable[Json], key: str) -> list[Json]:
    return sorted(items, key=lambda one: str(one.get(key, "")))


def _text(value: Any, indent: str) -> str:
    if isinstance(value, str):
        return _string(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return number(value)
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{_string(key)}: {_text(one, inner)}" for key, one in value.items()]
        return _block("{", parts, "}", indent)
    return _block("[", [_text(one, inner) for one in value], "]", indent)


def _block(opening: str, parts: list[str], closing: str, indent: str) -> str:
    if not parts:
        return opening + closing
    inner = f",\n{indent}  ".join(parts)
    return f"{opening}\n{indent}  {inner}\n{indent}{closing}"


def _string(text: str) -> str:
    found = json.dumps(text, ensure_ascii=False)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", found)
