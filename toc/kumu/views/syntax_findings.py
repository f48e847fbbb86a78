"""What is wrong with the writing of a view."""

from __future__ import annotations

__all__ = ["find_broken_writing"]

from typing import TYPE_CHECKING

from toc.kumu.views.findings import meant
from toc.kumu.views.syntax import (
    Block,
    Broken,
    Declaration,
    Import,
    PartialView,
    Rule,
    Settings,
    StrayBlock,
    every_node,
)
from toc.kumu.views.tokens import is_closed, tokens

if TYPE_CHECKING:
    from toc.kumu.views.findings import Findings
    from toc.kumu.views.syntax import Node
    from toc.kumu.views.tokens import Token

_AT_RULES = ("@settings", "@controls", "@view", "@import")
_SILENT = {"blank", "comment"}
_MODES = ("normal", "loose", "strict")
_SHOWN = 30


def find_broken_writing(found: Findings) -> None:
    """Broken stretches, missing ends, semicolons and values, and at-rules that there are not."""
    _unclosed(found)
    for node in every_node(found.sheet):
        match node:
            case Broken(expected=expected):
                what = f'"{_short(node.text)}" means nothing here; {expected} can stand here.'
                found.add("broken", node.start, what)
            case StrayBlock():
                _stray(found, node)
            case Import(name=name) if not name.text:
                found.add("no-value", node.start, "@import names no view.")
            case PartialView(name=None):
                found.add("no-value", node.start, "The partial view has no name.", _NAMED)
            case Declaration():
                _declaration(found, node)
            case Rule(parts=parts) | Settings(parts=parts):
                _nested(found, parts)
            case _:
                pass


def _unclosed(found: Findings) -> None:
    for token in tokens(found.sheet.source):
        if not is_closed(token):
            what = "comment" if token.kind == "comment" else f"text after {token.text[0]}"
            found.add("unclosed", token.start, f"The {what} is never closed.")
    for node in every_node(found.sheet):
        if isinstance(node, Block | PartialView) and not node.closed:
            found.add("unclosed", node.head.start, "The { behind this is never closed.")


_NAMED = 'Write @view "name" { … }.'


def _stray(found: Findings, block: StrayBlock) -> None:
    head = block.head.text
    if not head:
        found.add("broken", block.start, "These braces have no selector before them.")
    elif head.startswith("@"):
        word = head.split()[0]
        what = f'"{_short(head)}" is no part of a view that can stand here.'
        found.add("broken", block.start, what, meant(word, set(_AT_RULES) - {word.lower()}))


def _nested(found: Findings, parts: tuple[Node, ...]) -> None:
    for one in parts:
        if isinstance(one, StrayBlock):
            what = f'"{_short(one.head.text)}" stands inside other braces.'
            found.add("broken", one.start, what, "Is the } of the rule above missing?")


def _declaration(found: Findings, one: Declaration) -> None:
    if not one.value.text:
        found.add("no-value", one.start, f"{one.name.text} has no value.")
    if place := _next_property(one):
        name = one.source[place[0] : place[1]]
        what = f"There is no semicolon before {name}."
        found.add("missing-semicolon", place[0], what, f"End the line of {one.name.text} with one.")
    if one.mark and (one.key != "showcase" or one.mark.text[1:].lower() not in _MODES):
        what = f"{one.mark.text} means nothing behind {one.name.text}."
        choice = "showcase takes !normal, !loose and !strict." if one.key == "showcase" else ""
        found.add("unknown-value", one.mark.start, what, choice)


def _next_property(one: Declaration) -> tuple[int, int] | None:
    """Where, on a later line of a value, a word and a colon stand as in the next property."""
    before: tuple[Token, bool] | None = None
    fresh_line = False
    for token in tokens(one.source, one.value.start, one.value.end):
        if token.kind == "blank":
            fresh_line = fresh_line or "\n" in token.text
        elif token.kind not in _SILENT:
            if token.kind == ":" and before and before[1]:
                return before[0].start, before[0].end
            before, fresh_line = (token, fresh_line and token.kind == "word"), False
        elif token.text.startswith("//"):
            fresh_line = True
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
