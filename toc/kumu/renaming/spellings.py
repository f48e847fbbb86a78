"""How names are spelled where they are used, so that a new name comes in the manner of the old."""

from __future__ import annotations

__all__ = ["contains_name", "folded", "in_free_quotes", "is_plain", "is_slug", "respelled", "slug"]

import re
from typing import TYPE_CHECKING

from toc.kumu.selectors.parser import SelectorError, parse_selector
from toc.kumu.selectors.syntax import Tag
from toc.kumu.selectors.writing import in_quotes
from toc.kumu.slugs import slug_candidates

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"[^\W_](?:[\w -]*[^\W_])?")


def folded(name: str) -> str:
    """A name as names are compared: capitals and the length of blanks do not count."""
    return " ".join(name.split()).casefold()


def slug(name: str) -> str:
    """The slug of a name; the likelier one where two may be."""
    return min(slug_candidates(name), key=lambda one: (len(one), one))


def _with_hyphens(name: str) -> str:
    return "-".join(name.split())


def _joined(name: str) -> str:
    return "".join(name.split())


_MANNERS: tuple[Callable[[str], str], ...] = (str, str.lower, slug, str.upper)
_SLUG_MANNERS: tuple[Callable[[str], str], ...] = (slug, _with_hyphens, _joined)


def respelled(written: str, old: str, new: str, *, as_slug: bool = False) -> str | None:
    """The new name written as the old one is: in lower case, as a slug; None if in no such way.

    >>> respelled("desired outcome", "Desired Outcome", "Long-term Result")
    'long-term result'
    >>> respelled("Desired-Outcome", "Desired Outcome", "Result", as_slug=True)
    'Result'
    """
    manners = _SLUG_MANNERS if as_slug else _MANNERS
    return next((manner(new) for manner in manners if manner(old) == written), None)


def is_slug(text: str) -> bool:
    """Whether a text can stand in a selector as a slug."""
    try:
        choice, *others = parse_selector(f".{text}").choices
    except SelectorError:
        return False
    part = choice.first.parts[0]
    alone = not others and choice.arrow is None and len(choice.first.parts) == 1
    return alone and isinstance(part, Tag) and part.name == text


def is_plain(text: str) -> bool:
    """Whether a text can stand without quotes: letters, digits, blanks and hyphens."""
    return bool(_PLAIN.fullmatch(text)) and "  " not in text


def in_free_quotes(text: str, taken: str = "") -> str | None:
    """The text in quotes of a kind that is not `taken`; None where neither is safe.

    No other sign in `taken` may stand in the text either.
    """
    if in_quotes(text) is None or (set(taken) - {'"', "'"}) & set(text):
        return None
    free = (sign for sign in "\"'" if sign not in text and sign not in taken)
    sign = next(free, None)
    return f"{sign}{text}{sign}" if sign else None


def contains_name(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of their own, capitals or not.

    >>> contains_name("Our core, and more", "Core"), contains_name("non-core", "core")
    (True, False)
    """
    words = r"\s+".join(map(re.escape, name.split()))
    return bool(words) and bool(re.search(rf"(?<![\w-]){words}(?![\w-])", text, re.IGNORECASE))
