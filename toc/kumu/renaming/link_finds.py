"""Links and lists in the Markdown of descriptions and templates.

Source: Kumu's documentation of its Markdown: a link may lead to a selector (`[text](= selector)`)
or to a place of the project (`[text](#map/view/label)`), and a list names what it shows
(`[[list "selector"]]`). Which parts of a shorter place stand for what is our reading.
"""

from __future__ import annotations

__all__ = ["link_finds"]

import re
from typing import TYPE_CHECKING

from toc.kumu.renaming.finds import Doubt, Edit, moved
from toc.kumu.renaming.named_finds import selector_finds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.renaming.finds import Find
    from toc.kumu.renaming.lexicon import Verdict
    from toc.kumu.renaming.words import Words

_TO_SELECTOR = re.compile(r"\]\(\s*=\s*")
_TO_PLACE = re.compile(r"\]\(\s*#([^\s)\"'<>]+)")
_LIST = re.compile(r"""\[\[\s*[\w/-]+\s+(["'])(.{1,500}?)\1\s*\]\]""", re.DOTALL)
_ADDRESS = re.compile(r"https?://(?:embed\.)?kumu\.io/[^\s#)\"'<>]*#([^\s)\"'<>]+)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST = 500  # characters of a selector in a link
_ELSEWHERE = "a whole address may lead to another project"


def link_finds(text: str, words: Words, taken: str = "") -> Iterator[Find]:
    """What a renaming finds in the links of a text that stands in quotes of the kind `taken`."""
    if "](" in text:
        for found in _TO_SELECTOR.finditer(text):
            start = found.end()
            if (end := _closing(text, start)) is not None:
                yield from _in_selector(text, start, end, words, f"{taken}()")
        for found in _TO_PLACE.finditer(text):
            yield from _in_place(found[1], found.start(1), words)
    if "[[" in text:
        for found in _LIST.finditer(text):
            yield from _in_selector(text, *found.span(2), words, taken + found[1])
    if "kumu.io/" in text:
        for found in _ADDRESS.finditer(text):
            if any(_in_place(found[1], 0, words)):
                yield Doubt(*found.span(1), _ELSEWHERE)


def _closing(text: str, start: int) -> int | None:
    """Where the parenthesis that was open before a selector is closed."""
    depth, at = 0, start
    last = min(len(text), start + _LONGEST)
    while at < last:
        if quoted := _QUOTED.match(text, at, last):
            at = quoted.end()
            continue
        if text[at] == ")" and not depth:
            return at
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
    return None


def _in_selector(text: str, start: int, end: int, words: Words, taken: str) -> Iterator[Find]:
    yield from moved(selector_finds(text[start:end].rstrip(), words, taken), start)


def _in_place(address: str, start: int, words: Words) -> Iterator[Find]:
    """`map/view/label`, of which the last two may be missing, or the view alone."""
    parts = address.split("/")
    at = start
    for number, part in enumerate(parts):
        verdict = _of_part(number, len(parts), part, words)
        end = at + len(part)
        if verdict and verdict.unwritten:
            yield Doubt(at, end, verdict.unwritten)
        elif verdict and verdict.written:
            yield Edit(at, end, verdict.written)
        at = end + 1


def _of_part(number: int, of: int, part: str, words: Words) -> Verdict | None:
    label = None if part in words.system_ids else words.labels.of_slug(part)
    if (number, of) == (2, 3):
        return label
    if (number, of) == (1, 3):
        return words.views.of_slug(part)
    if (number, of) == (0, 1):
        return None if words.is_map(part) else label
    if (number, of) != (1, 2):
        return None
    view = words.views.of_slug(part)
    if label and words.views.knows(part):
        return label._replace(doubt="it may also mean a view")
    if view and words.labels.knows(part):
        return view._replace(doubt="it may also mean an item")
    return label or view
