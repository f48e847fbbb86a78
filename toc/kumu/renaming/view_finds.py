"""What a renaming finds in a view: names, links in its texts, and texts that people read."""

from __future__ import annotations

__all__ = ["view_finds"]

import re
from typing import TYPE_CHECKING

from toc.kumu.renaming.finds import Doubt, moved
from toc.kumu.renaming.link_finds import link_finds
from toc.kumu.renaming.named_finds import named_finds, unreadable_finds
from toc.kumu.renaming.spellings import contains_name
from toc.kumu.views.references import references
from toc.kumu.views.syntax import Control, Declaration, every_node
from toc.kumu.views.tokens import tokens, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.renaming.finds import Find
    from toc.kumu.renaming.words import Words
    from toc.kumu.views.syntax import Sheet

_DYNAMIC = re.compile(r"\{\{[^{}]*\}\}|\]\([^)]*\)")
_FIELD = re.compile(r"\{\{\s*([^{}\n]+?)\s*\}\}")
_SPEAKING = {"title", "text", "label"}


def view_finds(sheet: Sheet, words: Words) -> Iterator[Find]:
    """Everything in a view that a renaming changes, leaves in doubt, or may pick other items by."""
    yield from named_finds(sheet, words)
    yield from _links(sheet, words)
    yield from _other_fields(sheet, words)
    for start, end in _for_readers(sheet):
        spoken = _DYNAMIC.sub(" ", sheet.source[start:end])
        if any(contains_name(spoken, one.old) for one in words.plan.renamings):
            yield Doubt(start, end, "a text for readers")
    yield from unreadable_finds(sheet, words)


def _links(sheet: Sheet, words: Words) -> Iterator[Find]:
    """Links and lists in any text between quotes."""
    for node in every_node(sheet):
        if isinstance(node, Declaration):
            for token in tokens(sheet.source, node.value.start, node.value.end):
                if token.kind == "quoted":
                    found = link_finds(unquoted(token.text), words, token.text[0])
                    yield from moved(found, token.start + 1)


def _other_fields(sheet: Sheet, words: Words) -> Iterator[Find]:
    """Fields in double braces outside the templates that Kumu documents."""
    known = {one.start for one in references(sheet) if one.naming == "field"}
    for node in every_node(sheet):
        if isinstance(node, Declaration):
            value = node.value
            for found in _FIELD.finditer(sheet.source, value.start, value.end):
                if found.start(1) not in known and words.fields.of(found[1]):
                    yield Doubt(*found.span(1), "fields are not documented there")


def _for_readers(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Where texts stand that people read, which may or may not speak of what is renamed."""
    for one in references(sheet):
        if one.naming in {"legend", "template"}:
            yield one.start, one.end
    for node in every_node(sheet):
        if isinstance(node, Control):
            speaking = {"label", "title"} | ({"value"} if node.name in _SPEAKING else set())
            for declaration in node.declarations:
                if declaration.key in speaking:
                    yield declaration.value.start, declaration.value.end
