"""Slugs: what Kumu makes of labels, types and tags for selectors and links.

Kumu documents lower case, no special characters, hyphens for blanks. Whether a special character
between blanks leaves one hyphen or two is not known, so both candidates are compared.
"""

from __future__ import annotations

__all__ = ["bare_slug", "slug_candidates"]

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]|_")


def slug_candidates(text: str) -> set[str]:
    """The slugs that Kumu may give a text; one for plain words, two where it is not known.

    >>> sorted(slug_candidates("Honolulu, HI"))
    ['honolulu-hi']
    >>> sorted(slug_candidates("A / B"))
    ['a--b', 'a-b']
    """
    plain = unicodedata.normalize("NFC", text).lower().strip()
    if plain.isalnum():
        return {plain}
    kept = "".join(c for c in _BLANKS.sub(" ", plain) if c.isalnum() or c in " -")
    replaced = "-".join(_NOT_WORD.sub(" ", plain).split())
    candidates = {_BLANKS.sub("-", kept.strip()), kept.replace(" ", "-")}
    return candidates | {replaced} if replaced else candidates


def bare_slug(slug: str) -> str:
    """A slug without hyphens, as Kumu made them in its first years."""
    return slug.replace("-", "")
