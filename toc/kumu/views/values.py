"""Values of properties, taken apart: texts, words, value functions, lists.

Source: the pages on data-driven decorations, colours, clustering and focus of Kumu's documentation.
"""

from __future__ import annotations

__all__ = [
    "Atom",
    "Cluster",
    "FocusOn",
    "Piece",
    "clusters",
    "focus_on",
    "number_of",
    "pieces",
    "read_value",
]

import re
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.views.parser import picked
from toc.kumu.views.tokens import Token, tokens, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.views.syntax import Picked, Words

_SILENT = {"blank", "comment"}
_QUOTED = {"quoted", "broken"}
_DEEPEST = 8
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_WHOLE = re.compile(r"[0-9]{1,6}")
_STEPS = 1  # what Kumu shows around a focus that does not say how far


class Atom(NamedTuple):
    """One word, quoted text or function of a value, and where it stands.

    `text` is the word, the text without its quotes, or the name of the function in lower case;
    `arguments` are those of a function, None for what is none.
    """

    text: str
    start: int
    end: int
    quoted: bool
    arguments: tuple[Piece, ...] | None

    @property
    def inner(self) -> tuple[int, int]:
        """Where the text without its quotes stands."""
        return (self.start + 1, self.start + 1 + len(self.text)) if self.quoted else self[1:3]


Piece = tuple[Atom, ...]


class FocusOn(NamedTuple):
    """One focus: on what, and how many steps out."""

    on: Picked
    out: int


class Cluster(NamedTuple):
    """One clustering: of what (None for all elements), by which field, as which type."""

    of: Picked | None
    by: Atom | None
    as_type: Atom | None


def read_value(words: Words) -> tuple[Piece, ...]:
    """The pieces of a value between its commas, each a row of words, texts and functions."""
    return _pieces(list(_spoken(words)), 0)


def number_of(text: str) -> float | None:
    """The number that a word is; None where it is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def focus_on(words: Words) -> list[FocusOn]:
    """What `focus` asks for: `selector out number`, several between commas."""
    found: list[FocusOn] = []
    for piece in pieces(words):
        out, rest = _STEPS, piece
        if len(piece) > 2 and piece[-2].text.lower() == "out" and _WHOLE.fullmatch(piece[-1].text):
            out, rest = int(piece[-1].text), piece[:-2]
        found.append(FocusOn(picked(words.source, rest[0].start, rest[-1].end), out))
    return found


def clusters(words: Words) -> list[Cluster]:
    """What `cluster` asks for: `selector by "field" as "type"`, several between commas."""
    found: list[Cluster] = []
    for piece in pieces(words):
        rest, as_type, by = piece, None, None
        if len(rest) > 2 and rest[-2].text.lower() == "as":
            as_type, rest = _atom(rest[-1]), rest[:-2]
        by, rest = _atom(rest[-1]), rest[:-1]
        if rest and rest[-1].text.lower() == "by":
            rest = rest[:-1]
        of = picked(words.source, rest[0].start, rest[-1].end) if rest else None
        found.append(Cluster(of, by, as_type))
    return found


def pieces(words: Words) -> list[list[Token]]:
    """The tokens between the commas of a value; not those in parentheses or square brackets."""
    found: list[list[Token]] = [[]]
    round_ones = square_ones = 0
    for token in _spoken(words):
        round_ones = max(0, round_ones + (token.kind == "(") - (token.kind == ")"))
        if token.kind == "word":
            square_ones = max(0, square_ones + token.text.count("[") - token.text.count("]"))
        if token.kind == "," and not round_ones and not square_ones:
            found.append([])
        else:
            found[-1].append(token)
    return [piece for piece in found if piece]


def _spoken(words: Words) -> Iterable[Token]:
    return (one for one in tokens(words.source, words.start, words.end) if one.kind not in _SILENT)


def _atom(token: Token) -> Atom:
    return Atom(unquoted(token.text), token.start, token.end, token.kind in _QUOTED, None)


def _pieces(found: Sequence[Token], depth: int) -> tuple[Piece, ...]:
    """Pieces of tokens that stand inside `depth` parentheses; deeper ones are left out."""
    rows: list[list[Atom]] = [[]]
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == ",":
            rows.append([])
        elif token.kind == "(":
            stop = _closing(found, at)
            inside = found[at + 1 : stop] if depth < _DEEPEST else ()
            _call(rows[-1], token, found[min(stop, len(found) - 1)], _pieces(inside, depth + 1))
            at = stop
        elif _continues(rows[-1], token):
            before = rows[-1][-1]
            rows[-1][-1] = before._replace(text=before.text + token.text, end=token.end)
        else:
            rows[-1].append(_atom(token))
        at += 1
    return tuple(tuple(row) for row in rows if row)


def _call(row: list[Atom], opening: Token, closing: Token, arguments: tuple[Piece, ...]) -> None:
    """Give parentheses to the word right before them; without one they have no name."""
    before = row[-1] if row else None
    if before and not before.quoted and before.arguments is None and before.end == opening.start:
        name, start = row.pop().text.lower(), before.start
    else:
        name, start = "", opening.start
    row.append(Atom(name, start, closing.end, quoted=False, arguments=arguments))


def _continues(row: Sequence[Atom], token: Token) -> bool:
    """Whether a token belongs to the word before it: addresses have colons."""
    if not row or row[-1].end != token.start or token.kind in _QUOTED:
        return False
    return not row[-1].quoted and row[-1].arguments is None


def _closing(found: Sequence[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(found)):
        depth += (found[place].kind == "(") - (found[place].kind == ")")
        if depth == 0:
            return place
    return len(found)
