"""How one JSON text is written, so that what is added to it looks like its neighbours."""

from __future__ import annotations

__all__ = [
    "COMPACT",
    "INDENTED",
    "SpelledFloat",
    "SpelledInt",
    "Style",
    "number_text",
    "spelled_whole_number",
]

import json.encoder
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from toc.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_INDENT = re.compile(r"[\[{][ \t]*(\r?\n)([ \t]+)")
_FIRST_COLON = re.compile(r'"([ \t]*:[ \t]*)')
_FIRST_COMMA = re.compile(r'["}\]0-9],([ \t]*)["{\[0-9]')
_ASCII_ESCAPE = re.compile(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-cA-Ce-fE-F])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_basestring: Callable[[str], str] = json.encoder.encode_basestring
_BEGINNING = 100_000  # characters looked at for a habit; some never occur in a long file
_LARGEST_PLAIN = 21  # JavaScript writes whole numbers out up to 10**21 and from 10**-6


class SpelledInt(int):
    """A whole number that remembers how it was written (`-0`)."""

    text: str

    def __new__(cls, text: str) -> Self:
        """The number that a text writes."""
        number = super().__new__(cls, text)
        number.text = text
        return number


class SpelledFloat(float):
    """A number that remembers how it was written (`1.50`, `0.00003367`, `1e5`)."""

    text: str

    def __new__(cls, text: str) -> Self:
        """The number that a text writes."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def spelled_whole_number(text: str) -> SpelledInt | SpelledFloat:
    """The whole number that a text writes; a float beyond the digits that Python converts."""
    try:
        return SpelledInt(text)
    except ValueError:
        return SpelledFloat(text)


def number_text(number: float) -> str:
    """A number as Kumu's own JavaScript writes it: `1`, `0.00003367`, `1e-7`, `1.5e+21`.

    Numbers read with their spelling keep it, and whole numbers all their digits.

    Raises:
        UnwritableError: not a number, infinite, or of more digits than Python converts.
    """
    if isinstance(number, SpelledInt | SpelledFloat):
        return number.text
    if isinstance(number, int):
        return _whole_text(number)
    if not math.isfinite(number):
        raise UnwritableError(f"JSON has no way to write the number {number}.")
    mantissa, _, exponent = float.__repr__(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return "0"
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    return ("-" if number < 0 else "") + _javascript(digits.rstrip("0"), point)


def _whole_text(number: int) -> str:
    try:
        return int.__repr__(number)
    except ValueError:
        raise UnwritableError("A whole number has too many digits to be written.") from None


def _javascript(digits: str, point: int) -> str:
    if len(digits) <= point <= _LARGEST_PLAIN:
        return digits + "0" * (point - len(digits))
    if 0 < point <= _LARGEST_PLAIN:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    power = point - 1
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{'+' if power > 0 else '-'}{abs(power)}"


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one JSON text: line breaks, indentation, separators, escapes."""

    newline: str | None  # None: everything on one line
    indent: str
    colon: str
    comma: str  # between values on one line
    ascii_only: bool = False

    @classmethod
    def of(cls, text: str) -> Style:
        """The style that a text shows by its first bracket, colon and comma."""
        indented = _FIRST_INDENT.search(text, 0, _BEGINNING)
        colon = _FIRST_COLON.search(text, 0, _BEGINNING)
        comma = _FIRST_COMMA.search(text, 0, _BEGINNING)
        escaped = text.isascii() and "\\u" in text and bool(_ASCII_ESCAPE.search(text))
        return cls(
            newline=indented.group(1) if indented else None,
            indent=indented.group(2) if indented else "",
            colon=colon.group(1) if colon else ":",
            comma="," + comma.group(1) if comma else ",",
            ascii_only=escaped,
        )

    def string(self, text: str) -> str:
        """A JSON string; half a surrogate pair stays the escape that it has to be."""
        if self.ascii_only:
            return json.encoder.encode_basestring_ascii(text)
        written = _basestring(text)
        if written.isascii():
            return written
        return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)

    def key(self, key: Any) -> str:
        """The key of a member.

        Raises:
            UnwritableError: it is no text.
        """
        if not isinstance(key, str):
            raise UnwritableError(f"A key in JSON is a text, not a {type(key).__name__}.")
        return self.string(key)

    def value(self, value: Any, indentation: str = "") -> str:
        """A value as this text would have it, on a line that begins with `indentation`.

        Raises:
            UnwritableError: it holds something that JSON cannot.
        """
        if isinstance(value, str):
            return self.string(value)
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, int | float):
            return number_text(value)
        deeper = indentation + self.indent
        if isinstance(value, dict):
            members = [
                self.key(key) + self.colon + self.value(item, deeper) for key, item in value.items()
            ]
            return "{" + self._lines(members, indentation) + "}"
        if isinstance(value, list | tuple):
            return (
                "[" + self._lines([self.value(item, deeper) for item in value], indentation) + "]"
            )
        raise UnwritableError(f"JSON cannot hold a {type(value).__name__}.")

    def _lines(self, parts: list[str], indentation: str) -> str:
        if self.newline is None or not parts:
            return self.comma.join(parts)
        outer = self.newline + indentation
        inner = outer + self.indent
        return inner + f",{inner}".join(parts) + outer


COMPACT = Style(newline=None, indent="", colon=":", comma=",")
INDENTED = Style(newline="\n", indent="  ", colon=": ", comma=", ")
