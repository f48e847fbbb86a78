"""A text, a number or a date in the plainest YAML that reads back as the same.

Text that another YAML tool would take for a number, a date or a flag is quoted, although our own
reader takes all values for text.
"""

from __future__ import annotations

__all__ = ["as_block", "as_text", "in_line"]

import re
from datetime import date

from toc.errors import UnwritableError
from toc.models.plain_values import quoted

Scalar = str | bool | int | float | date | None

_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_INVISIBLE_BUT_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~.<](?:.*\S)?")
_NOT_PLAIN = re.compile(r": | #|:$")
_NOT_PLAIN_IN_FLOW = re.compile(r"[:,\[\]{}?]")
_TYPED = re.compile(
    r"[-+]?[0-9][0-9a-fx_.:,+tz -]*|true|false|yes|no|on|off|null|nan|inf", re.IGNORECASE
)
_SPACE_TO_BREAK = re.compile(r"(?<=[^\s]) (?=[^\s])")


def as_text(text: str, *, in_flow: bool = False) -> str:
    """A text on one line: bare where it can be, in quotes otherwise.

    `in_flow`: it stands inside `{ }` or `[ ]`.

    Raises:
        UnwritableError: The text holds half a character, for which YAML has no spelling.
    """
    if _HALF_CHARACTER.search(text):
        raise UnwritableError(
            f"YAML cannot hold half a character (a lone surrogate), as in {quoted(text)}.",
            remedy="Write the theory as JSON, or mend the text.",
        )
    if text in {"", "null"}:
        return f'!!str "{text}"'
    if _INVISIBLE.search(text):
        return '"' + _TO_ESCAPE.sub(_escaped, text) + '"'
    if _is_plain(text, in_flow=in_flow):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def in_line(value: Scalar, *, in_flow: bool = False) -> str:
    """A text, number, flag, date or None on one line.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return as_text(value, in_flow=in_flow)


def as_block(text: str, width: int) -> tuple[str, list[str]] | None:
    """A text over several lines: the sign that begins it, and its lines without indentation.

    Lines are kept where the text has any; a text of one line is broken between words at `width`
    characters. None where the text can only be written on one line, in quotes.
    """
    if _HALF_CHARACTER.search(text) or _INVISIBLE_BUT_LINES.search(text) or text[:1].isspace():
        return None
    body = text.removesuffix("\n")
    if "\n" not in body and body == text:
        return None if text[-1:].isspace() else (">-", _folded(text, width))
    lines = body.split("\n")
    # Editors strip space at the end of a line, so such text stays in quotes.
    if not lines[-1] or any(line[-1:].isspace() for line in lines):
        return None
    return "|-" if body == text else "|", lines


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _NOT_PLAIN.search(text) or _TYPED.fullmatch(text):
        return False
    return not (in_flow and _NOT_PLAIN_IN_FLOW.search(text))


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in _SPACE_TO_BREAK.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines
