"""The tokens of a view: words, quoted texts, signs, comments and blanks, none of them lost.

Source: Kumu's documentation of the advanced editor, a dialect of CSS.
"""

from __future__ import annotations

__all__ = ["Token", "is_closed", "tokens", "unquoted"]

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Two slashes begin a comment behind a blank, a quote or the end of something; else they belong to
# an address. An apostrophe behind a letter belongs to the word; a quote that is never closed ends
# with its line.
_TOKEN = re.compile(
    r"""
      (?P<blank> \s+ )
    | (?P<comment> /\* .*? (?: \*/ | \Z ) | (?<! [^\s{};,)"'] ) // [^\n]* )
    | (?P<quoted> " [^"]* " | ' [^']* ' )
    | (?P<word> (?: [^\s{};:(),"'/]+ | (?<=\w)' | / (?![/*]) | (?<= [^\s{};,)"'] ) /{2,}
                  | \{\{ [^{};:\n]+ \}\} )+ )
    | (?P<sign> [{};:(),] )
    | (?P<broken> ["'] [^\n]* )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES = ('"', "'")


class Token(NamedTuple):
    """A stretch of a view that belongs together.

    `kind` is blank, comment, quoted, word, broken (a quote that is never closed), or the sign
    itself: one of `{ } ; : ( ) ,`. `start` counts characters from 0 and `end` is the first one
    behind it.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a text, or of a part of it that begins and ends between two of them.

    Their texts one behind another are the text again, whatever it is.
    """
    stop = len(text) if end is None else end
    for found in _TOKEN.finditer(text, start, stop):
        part = found.group()
        kind = found.lastgroup or "broken"
        yield Token(part if kind == "sign" else kind, part, found.start())


def is_closed(token: Token) -> bool:
    """Whether a comment or a quoted text has its end; true for all other tokens."""
    if token.kind == "comment" and token.text.startswith("/*"):
        return len(token.text) >= 4 and token.text.endswith("*/")
    return token.kind != "broken"


def unquoted(text: str) -> str:
    """What stands between quotes; a text without them, or with the first alone, as it is.

    >>> unquoted('"Element type"'), unquoted("plain"), unquoted('"half')
    ('Element type', 'plain', 'half')
    """
    if text[:1] not in _QUOTES:
        return text
    return text[1:-1] if len(text) > 1 and text[-1] == text[0] else text[1:]
