"""New values for an old YAML text, spelled as those are that stand there."""

from __future__ import annotations

__all__ = ["entry_lines", "flow_entry", "flow_text", "in_quotes", "respelled_block"]

import re
from typing import TYPE_CHECKING

from toc.exports.yaml_scalars import Scalar, as_block, as_text, in_line
from toc.exports.yaml_writer import list_lines, mapping_lines

if TYPE_CHECKING:
    from toc.exports.yaml_writer import Data

_WIDTH = 100
_LONGEST_KEY = 1000  # beyond that, YAML wants a key to be announced
_HEADER_COMMENT = re.compile(r"[|>][0-9+-]*([ \t]+#[^\n\r]*)?")
_INDENT = re.compile(r"(?:\r\n|[\n\r])( +)(?=[^ \r\n])")


def flow_text(value: Data) -> str:
    """A value on one line, however long, as it may stand inside `{ }` or `[ ]`.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    if isinstance(value, dict):
        return f"{{{', '.join(flow_entry(key, inner) for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    return in_line(value, in_flow=True)


def flow_entry(key: str | None, value: Data) -> str:
    """A key, if there is one, and its value on one line inside `{ }` or `[ ]`."""
    if key is None:
        return flow_text(value)
    written = as_text(key, in_flow=True)
    announced = "? " if len(written) > _LONGEST_KEY else ""
    return f"{announced}{written}: {flow_text(value)}"


def entry_lines(
    key: str | None, value: Data, column: int, inner_column: int | None = None
) -> list[str]:
    """The lines of an entry whose key or dash stands at `column`; the first begins there.

    `inner_column` is where the keys of a mapping in a list are to stand, one a line; without it,
    the mapping is written as is best for its length.
    """
    indent = " " * column
    if key is not None:
        lines = list(mapping_lines({key: value}, indent))
    elif inner_column is not None and isinstance(value, dict) and value:
        lines = list(mapping_lines(value, " " * inner_column))
        lines[0] = f"{indent}-{' ' * (inner_column - column - 1)}{lines[0].lstrip(' ')}"
    else:
        lines = list(list_lines([value], indent))
    return [lines[0][column:], *lines[1:]]


def in_quotes(value: Scalar, quote: str) -> str:
    """A value on one line between the quotes that stood there before, where they can hold it.

    Raises:
        UnwritableError: A text that YAML has no spelling for.
    """
    plain = value if isinstance(value, str) else in_line(value)
    written = as_text(plain)
    if value is None or written.startswith("!!str ") or written[0] == quote:
        return written if value is not None else "null"
    if quote == "'":
        return written if written[0] == '"' and "\\" in written else _singly(plain)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def respelled_block(value: str, old: str, column: int) -> list[str] | None:
    """A text over several lines in place of another; the first line is the sign that begins it.

    `old` is how that is written, `column` where its key or dash stands. None where the new text
    can only be written on one line.
    """
    found = _INDENT.search(old)
    header = _HEADER_COMMENT.match(old)
    width = len(found[1]) if found and not re.match(r"[|>][+-]?[0-9]", old) else column + 2
    block = as_block(value, _WIDTH - width)
    if block is None or value == "null":
        return None
    sign, lines = block
    if sign == ">-" and old.startswith("|"):
        sign, lines = "|-", [value]
    comment = header[1] or "" if header else ""
    return [sign + comment, *(f"{' ' * width}{line}" if line else "" for line in lines)]


def _singly(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
