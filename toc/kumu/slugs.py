"""Slugs: what Kumu makes of labels, types and tags for selectors and links.

Kumu documents lower case, no special characters, hyphens for blanks. Whether a special character
between blanks leaves one hyphen or two is not known, so both candidates are compared.
"""

from __future__ import annotations

__all__ = ["SlugIndex", "slug_candidates"]

import re
import unicodedata
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]|_")


def slug_candidates(text: str) -> set[str]:
    """The slugs that Kumu may give a text; one for plain words, two where it is not known.

    >>> sorted(slug_candidates("Honolulu, HI"))
    ['honolulu-hi']
    >>> sorted(slug_candidates("A / B"))
    ['a--b', 'a-b']
    """
    plain = _plain(text)
    if _is_words(plain):
        return {plain.replace(" ", "-")}
    kept = "".join(c for c in _BLANKS.sub(" ", plain) if c.isalnum() or c in " -")
    replaced = "-".join(_NOT_WORD.sub(" ", plain).split())
    candidates = {_BLANKS.sub("-", kept.strip()), kept.replace(" ", "-")}
    return candidates | {replaced} if replaced else candidates


class SlugIndex:
    """Things by the slugs of their names; each thing is a number, and may have several names."""

    def __init__(self, named: Iterable[tuple[int, str]]) -> None:
        by_name: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in named:
            by_name[name].append(number)
        self._by_slug: defaultdict[str, list[int]] = defaultdict(list)
        for name, numbers in by_name.items():
            for slug in _spellings(name):
                self._by_slug[slug] += numbers

    def find(self, name: str) -> set[int]:
        """What a name in a selector means: everything that has this slug.

        Compared with both candidates and with the text itself, blanks as hyphens, so that `_`, `.`
        and emoji find what was written with them. Where nothing has it, the name's own slug; and
        where nothing has that either, both without hyphens, as Kumu made slugs in its first years.
        """
        if found := self._by_slug.get(_hyphened(name)):
            return set(found)
        wanted = slug_candidates(name) - {"", "-"}
        if found := [number for slug in wanted for number in self._by_slug.get(slug, ())]:
            return set(found)
        return set(self._bare.get(_bare(name), ()))

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        """Slugs without hyphens; what has no other character has none."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for slug, numbers in self._by_slug.items():
            if bare := _bare(slug):
                found[bare] += numbers
        return dict(found)


def _plain(text: str) -> str:
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return composed.lower().strip()


def _is_words(plain: str) -> bool:
    """Whether there is but one way to make a slug of it: letters, digits and single blanks."""
    return plain.replace(" ", "").isalnum() and "  " not in plain


def _spellings(name: str) -> set[str]:
    found = slug_candidates(name)
    return found if _is_words(_plain(name)) else found | {_hyphened(name)}


def _hyphened(text: str) -> str:
    return _BLANKS.sub("-", _plain(text))


def _bare(text: str) -> str:
    return _plain(text).replace("-", "")
