"""YAML for people: what is short on one line, long text broken between words, sections apart."""

from __future__ import annotations

__all__ = ["Data", "list_lines", "mapping_lines", "yaml_text"]

from typing import TYPE_CHECKING

from toc.exports.yaml_scalars import Scalar, as_block, as_text, in_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    Data: TypeAlias = Scalar | list["Data"] | dict[str, "Data"]

_WIDTH = 100
_LONGEST_KEY = 100
_STEP = "  "


def yaml_text(sections: Mapping[str, Data]) -> str:
    """The sections of a file as YAML, with a blank line around each that takes several lines.

    Mappings, lists, texts, numbers, flags, dates and None, at most some 90 levels deep.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    lines: list[str] = []
    tall = False
    for key, value in sections.items():
        section = list(_entry(key, value, ""))
        if lines and (tall or len(section) > 1):
            lines.append("")
        tall = len(section) > 1
        lines += section
    return "".join(f"{line}\n" for line in lines)


def mapping_lines(entries: dict[str, Data], indent: str) -> Iterator[str]:
    """The lines of a mapping, one key after another, each line behind `indent`.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    for key, value in entries.items():
        yield from _entry(key, value, indent)


def _entry(key: str, value: Data, indent: str) -> Iterator[str]:
    """The lines of one key and its value; the first begins at the key."""
    written = as_text(key)
    if len(written) > _LONGEST_KEY:  # YAML wants longer keys to be announced
        yield f"{indent}? {written}"
        written = ""
    yield from _value(f"{indent}{written}:", value, indent, in_list=False)


def list_lines(entries: list[Data], indent: str) -> Iterator[str]:
    """The lines of a list, one dash after another, each line behind `indent`.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    for value in entries:
        yield from _value(f"{indent}-", value, indent, in_list=True)


def _value(start: str, value: Data, indent: str, *, in_list: bool) -> Iterator[str]:
    """The lines of a value after the key or dash in `start`, which stands at `indent`."""
    if isinstance(value, str):
        yield from _text(start, value, indent)
        return
    room = _WIDTH - len(start) - 1
    flow = _flow(value, room)
    if flow is not None:
        yield f"{start} {flow}"
    elif isinstance(value, list):
        yield from _nested(start, list_lines(value, indent + _STEP), in_list=in_list)
    elif isinstance(value, dict):
        yield from _nested(start, mapping_lines(value, indent + _STEP), in_list=in_list)


def _nested(start: str, lines: Iterator[str], *, in_list: bool) -> Iterator[str]:
    """A list or mapping under its key; in a list, its first line follows the dash."""
    if in_list:
        first = next(lines)
        yield f"{start} {first.lstrip(' ')}"
    else:
        yield start
    yield from lines


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    written = as_text(text)
    if len(start) + 1 + len(written) > _WIDTH or "\n" in text:
        inner = indent + _STEP
        block = as_block(text, _WIDTH - len(inner))
        if block:
            sign, lines = block
            yield f"{start} {sign}"
            yield from (f"{inner}{line}" if line else "" for line in lines)
            return
    yield f"{start} {written}"


def _flow(value: Data, room: int) -> str | None:
    """The value on one line within `room` characters; None where it has to take several.

    A list of lists or mappings takes a line for each.
    """
    if isinstance(value, dict):
        return _flow_mapping(value, room)
    if isinstance(value, list):
        if any(isinstance(entry, dict | list) for entry in value):
            return None
        return _joined("[", (_flow(entry, room) for entry in value), "]", room)
    if isinstance(value, str) and (len(value) > room or "\n" in value):
        return None
    written = in_line(value, in_flow=True)
    return written if len(written) <= room else None


def _flow_mapping(entries: dict[str, Data], room: int) -> str | None:
    return _joined(
        "{", (_flow_entry(key, value, room) for key, value in entries.items()), "}", room
    )


def _flow_entry(key: str, value: Data, room: int) -> str | None:
    if len(key) > _LONGEST_KEY:
        return None
    written = _flow(value, room)
    return None if written is None else f"{as_text(key, in_flow=True)}: {written}"


def _joined(opening: str, parts: Iterator[str | None], closing: str, room: int) -> str | None:
    listed: list[str] = []
    for part in parts:
        room -= len(part) + 2 if part is not None else 0
        if part is None or room < 0:
            return None
        listed.append(part)
    return f"{opening}{', '.join(listed)}{closing}"
