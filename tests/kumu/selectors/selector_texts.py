"""Selectors as people may write them, generated: every part, every spelling, nested."""

from __future__ import annotations

__all__ = ["selectors"]

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

_WORDS = ("outcome", "Desired-Outcome", "ΔΕΛΤΑ", "v_1", "2027", "🌱", "trust-🌱-x", "loop")
_HEADS = (*_WORDS, "*", "element", "Connection", "-connection", "--connection", "x-y-connection")
_NAMES = ("owner", "element type", "Größe", "a.b, c", "{{x}}", "x-y", "]", "//", "🌱")
_BLANKS = ("", "", "", " ", "\n ", "/* why, not */", " // to the end\n")
_OPERATORS = ("=", "!=", "^=", "$=", "*=", "~=", ">", ">=", "<", "<=")
_PLAIN = (":directed", ":UNDIRECTED", ":mutual", ":delayed", ":orphan", ":focus", ":loop()")
_ARROWS = (" --> ", " <-- ", " <--> ", "-->", "<-->", " -> ", " <- ", " <-> ")
_AROUND = (("--", "--> "), ("<--", "-- "), ("<--", "--> "), ("-", "-> "), ("<-", "- "))


@st.composite
def selectors(draw: DrawFn) -> str:
    """A selector with blanks and comments, selectors inside one another included."""
    return f"{_one(draw, _BLANKS)}{_list(draw, draw(st.integers(0, 2)))}{_one(draw, _BLANKS)}"


def _one(draw: DrawFn, choices: tuple[str, ...]) -> str:
    return draw(st.sampled_from(choices))


def _list(draw: DrawFn, depth: int) -> str:
    rows = [_row(draw, depth) for _ in range(draw(st.integers(1, 2)))]
    return f"{_one(draw, _BLANKS)},{_one(draw, _BLANKS)}".join(rows)


def _row(draw: DrawFn, depth: int) -> str:
    text = _compound(draw, depth)
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        text += _arrow(draw, depth) + _compound(draw, depth)
    return text


def _arrow(draw: DrawFn, depth: int) -> str:
    if draw(st.booleans()):
        return _one(draw, _ARROWS)
    opening, closing = draw(st.sampled_from(_AROUND))
    within = _compound(draw, depth).lstrip("- ")
    return f" {opening}{within}{closing}"


def _compound(draw: DrawFn, depth: int) -> str:
    parts = [_one(draw, _HEADS) if draw(st.booleans()) else _part(draw, depth)]
    parts += [_part(draw, depth) for _ in range(draw(st.sampled_from((0, 0, 1, 2))))]
    return "".join(parts)


def _part(draw: DrawFn, depth: int) -> str:
    kind = draw(st.integers(0, 3 if depth else 2))
    if kind == 0:
        return _one(draw, ("#", ".")) + _one(draw, _WORDS)
    if kind == 1:
        return _one(draw, ("", " ")) * bool(depth) + _field(draw)
    if kind == 2:
        return _one(draw, _PLAIN)
    inner = _list(draw, depth - 1)
    name = _one(draw, (":from", ":to", ":not", ":loop"))
    return f"{name}({_one(draw, _BLANKS)}{inner}{_one(draw, _BLANKS)})"


def _field(draw: DrawFn) -> str:
    blank = [_one(draw, _BLANKS) for _ in range(4)]
    name = _quoted(draw, _one(draw, _NAMES))
    name = name if draw(st.booleans()) else _one(draw, ("owner", "team-members", "a b"))
    if draw(st.booleans()):
        return f"[{blank[0]}{_one(draw, ('', '!'))}{name}{blank[1]}]"
    value = _quoted(draw, draw(st.text(max_size=6)))
    value = value if draw(st.booleans()) else _one(draw, ("3", "-1.5", "2026-01-31", "a b"))
    return f"[{blank[0]}{name}{blank[1]}{_one(draw, _OPERATORS)}{blank[2]}{value}{blank[3]}]"


def _quoted(draw: DrawFn, text: str) -> str:
    sign = _one(draw, ('"', "'"))
    return f"{sign}{text.replace(sign, '')}{sign}"
