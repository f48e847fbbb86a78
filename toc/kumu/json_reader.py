"""JSON read strictly: every file that is not plain, whole JSON ends in one clear message.

The decoded value is the standard library's; what the library lets pass (doubled keys, NaN, any
depth) is looked for here, cheaply for files without such faults and exactly for the others.
"""

from __future__ import annotations

__all__ = ["UTF8_MARK", "decode_json", "decode_text", "paused_gc", "whole_number"]

import gc
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.errors import LimitError, UnreadableError
from toc.kumu import json_tokens
from toc.kumu.json_style import SpelledFloat, spelled_whole_number
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTAINERS = frozenset({dict, list})
_SPACED_COLON = re.compile(r'"[ \t\r\n]+:')
_DEEPEST = 250  # what reading, comparing and writing can follow within Python's own limit


@contextmanager
def paused_gc() -> Generator[None]:
    """Hold back the cyclic garbage collector while many objects are made, then restore it.

    Decoded JSON holds no cycles, so collecting in the middle only costs time (two to four times
    that of the decoding). May be nested; a collector that was off stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def decode_text(content: bytes, name: str) -> str:
    """The text of a UTF-8 file without its byte-order mark.

    Raises:
        UnreadableError: the bytes are UTF-16 or UTF-32, or are not UTF-8 at some place.
    """
    if content.startswith(_UTF16_MARKS) or b"\x00" in content[:4]:
        raise UnreadableError(
            "This file is UTF-16 or UTF-32, not UTF-8.",
            where=name,
            remedy="Save it again with the encoding UTF-8.",
        )
    try:
        return content.removeprefix(UTF8_MARK).decode()
    except UnicodeDecodeError as error:
        raise _encoding_error(error, name) from None


def _encoding_error(error: UnicodeDecodeError, name: str) -> UnreadableError:
    before = error.object[: error.start].decode()
    where = f"{name}:{json_tokens.line_and_column(before, len(before))}"
    if error.reason == "unexpected end of data":
        return _cut_off(where)
    return UnreadableError(
        f"Byte 0x{error.object[error.start]:02X} is not UTF-8 text.",
        where=where,
        remedy="Save the file again with the encoding UTF-8.",
    )


def decode_json(
    content: bytes, name: str, limits: Limits | None = None, *, spelled: bool = False
) -> Any:
    """The decoded value of a JSON file; `name` is what messages call the file.

    Whole numbers of more digits than Python converts become floats, as in JavaScript. With
    `spelled` numbers remember how they were written.

    Raises:
        LimitError: larger or deeper than `limits` allow.
        UnreadableError: not UTF-8, not JSON, a key twice in one object, NaN or Infinity.
    """
    limits = limits or Limits()
    if len(content) > limits.size:
        raise LimitError(
            f"This file has {len(content):,} bytes; the limit is {limits.size:,}.",
            where=name,
            remedy=f"To read it all the same: --limit size={len(content)}.",
        )
    text = decode_text(content, name)
    with paused_gc():
        value = _loads(text, name, limits, _SPELLED if spelled else _PLAIN)
        _check_shape(text, value, name, limits)
    return value


class _Numbers(NamedTuple):
    whole: Callable[[str], Any] | None
    other: Callable[[str], Any] | None


def _loads(text: str, name: str, limits: Limits, numbers: _Numbers) -> Any:
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=numbers.whole,
            parse_float=numbers.other,
        )
    except json.JSONDecodeError as error:
        raise _syntax_error(text, error, name) from None
    except _ConstantError as error:
        spot = json_tokens.find_constant(text)
        raise UnreadableError(
            f"{error.args[0]} is not JSON: a number was expected.",
            where=f"{name}:{json_tokens.line_and_column(text, spot)}",
            remedy="Write null, or the number that was meant.",
        ) from None
    except RecursionError:
        raise _too_deep(text, name, limits) from None
    except ValueError:  # a whole number of more digits than int() converts
        if numbers.whole:
            raise
        return _loads(text, name, limits, numbers._replace(whole=whole_number))


class _ConstantError(Exception):
    pass


def _refuse_constant(word: str) -> None:
    raise _ConstantError(word)


def whole_number(digits: str) -> int | float:
    """The whole number that a text writes; a float beyond the digits that Python converts."""
    try:
        return int(digits)
    except ValueError:
        return float(digits)


_PLAIN = _Numbers(None, None)
_SPELLED = _Numbers(spelled_whole_number, SpelledFloat)


def _check_shape(text: str, value: Any, name: str, limits: Limits) -> None:
    """Refuse values nested too deeply, and keys that stand twice in one object."""
    members, depth, level = 0, 0, [value]
    while level:
        objects = [item for item in level if type(item) is dict]
        arrays = [item for item in level if type(item) is list]
        members += sum(map(len, objects))
        if objects or arrays:
            depth += 1
        if depth > min(limits.depth, _DEEPEST):
            raise _too_deep(text, name, limits)
        # An object that the collector does not track holds no other: it need not be opened.
        holders = filter(gc.is_tracked, objects)
        level = [v for item in holders for v in item.values() if type(v) in _CONTAINERS]
        level += [v for item in arrays for v in item if type(v) in _CONTAINERS]
    if members in _most_members(text) or not _has_doubled_key(text):
        return
    spot = json_tokens.find_doubled_key(text)
    if spot is not None:
        raise UnreadableError(
            f"The key {json_tokens.quoted(spot.key)} stands twice in {spot.place}.",
            where=f"{name}:{json_tokens.line_and_column(text, spot.position)}",
            remedy="Remove or rename one of the two.",
        )


def _most_members(text: str) -> Iterator[int]:
    """How many object members a JSON text can have at the most; each number a closer look.

    Each member has a quote and a colon. A quote with a single backslash before it stands inside
    a text and ends no key.
    """
    most = text.count('":') + sum(1 for _ in _SPACED_COLON.finditer(text))
    yield most
    yield most - text.count('\\":') + text.count('\\\\":')


class _DoubledKeyError(Exception):
    pass


def _has_doubled_key(text: str) -> bool:
    try:
        json.loads(text, object_pairs_hook=_refuse_doubled, parse_int=str, parse_float=str)
    except _DoubledKeyError:
        return True
    return False


def _refuse_doubled(members: list[tuple[str, Any]]) -> None:
    if len(dict(members)) < len(members):
        raise _DoubledKeyError


def _too_deep(text: str, name: str, limits: Limits) -> LimitError:
    depth = min(limits.depth, _DEEPEST)
    spot = json_tokens.find_depth(text, depth) or 0
    return LimitError(
        f"Values are nested more than {depth} levels deep.",
        where=f"{name}:{json_tokens.line_and_column(text, spot)}",
        remedy=f"To read deeper ones (up to {_DEEPEST}): --limit depth=N.",
    )


_PLAIN_WORDS = {
    "Expecting value": "A value is missing or misspelt here",
    "Expecting ',' delimiter": "A comma or a closing bracket is missing here",
    "Expecting ':' delimiter": "A colon is missing here",
    "Expecting property name enclosed in double quotes": (
        "A key in double quotes was expected here (a comma too many?)"
    ),
    "Illegal trailing comma before end of object": "There is a comma too many here",
    "Illegal trailing comma before end of array": "There is a comma too many here",
    "Invalid control character at": (
        "A line break or tab stands inside a text here (a closing quote missing?)"
    ),
    "Invalid \\escape": "A backslash stands before something that it cannot stand before here",
    "Invalid \\uXXXX escape": "Four digits 0 to 9 or a to f are missing after \\u here",
    "Unexpected UTF-8 BOM (decode using utf-8-sig)": "The file begins with two byte-order marks",
    "Extra data": "The JSON ends before this place, and more follows",
}
_UNFINISHED = ("true", "false", "null", "-", ".", "e-", "e+", "E-", "E+")


def _syntax_error(text: str, error: json.JSONDecodeError, name: str) -> UnreadableError:
    where = f"{name}:{error.lineno}:{error.colno}"
    message = error.msg.rstrip(": ")
    if not text.strip():
        return UnreadableError("This file is empty.", where=name, remedy="Export it again.")
    if message == "Unterminated string starting at":
        return UnreadableError(
            "The file ends inside the text that begins here: its end is missing, or a quote.",
            where=where,
            remedy="Add the quote, or download or export the file again.",
        )
    rest = text[error.pos :].strip()
    cut = message != "Extra data" and any(word.startswith(rest) for word in _UNFINISHED)
    if cut or ("escape" in message and '"' not in rest):
        return _cut_off(where)
    words = _PLAIN_WORDS.get(message) or f"This is not JSON ({message})"
    return UnreadableError(
        f"{words}.", where=where, remedy="Mend that place, or export the file again."
    )


def _cut_off(where: str) -> UnreadableError:
    return UnreadableError(
        "The file stops in the middle: its end is missing.",
        where=where,
        remedy="Download or export it again.",
    )
