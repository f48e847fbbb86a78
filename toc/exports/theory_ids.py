"""The shape of ids in a theory file: lower-case words joined by hyphens."""

from __future__ import annotations

__all__ = ["id_from", "is_id"]

import re
import unicodedata

from toc.models.plain_values import ID_SHAPE

_ID = re.compile(ID_SHAPE)
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def is_id(text: str) -> bool:
    """Whether a text is lower-case words of the letters a to z and digits, joined by hyphens."""
    return _ID.fullmatch(text) is not None


def id_from(text: str) -> str:
    """The id that the words of a text make; empty where it has no letter or digit of the kind.

    Accents are dropped: `Café & Küche` becomes `cafe-kuche`. Different texts may make the same id.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    joined = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub("-", joined.replace("'", "")).strip("-")
