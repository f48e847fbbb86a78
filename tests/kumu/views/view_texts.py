"""Views as people may write them, generated: every part, comments and blanks anywhere."""

from __future__ import annotations

__all__ = ["shown_text", "views"]

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.kumu.selectors.selector_texts import selectors

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

_GAPS = ("", " ", "\n", "\r\n  ", "/* a } remark; */", " // to the { end\n", "/**/")
_NAMES = ("color", "Size", "font-size", "*-color", "element-label", "back-ground", "größe")
_VALUES = (
    "red",
    "#0AD2F1",
    'categorize("Element Type", red "A;B", "blue" \'}\')',
    "scale(degree, 1, 5)",
    "url(https://a.example/{{id}};x)",
    "url(//a.example/x)",
    "\"{{label}} <b style='x'> } ; {\"",
    "https://a.example",
    "Women's health, 🌱/x",
    "1 2",
    "person !strict",
    "",
)
_REGIONS = ("top", "bottom-right", "Top-Left", "group")
_CONTROLS = ("filter", "view-toggle", "title", "search", "option")


def shown_text(value: str) -> str:
    """A text that can stand between double quotes."""
    return value.replace('"', "")


@st.composite
def views(draw: DrawFn) -> tuple[str, list[str]]:
    """A view, and the kinds of its parts in order, comments left out."""
    parts, kinds = "", []
    for _ in range(draw(st.integers(0, 5))):
        text, kind = _part(draw, depth=1)
        parts += _gap(draw) + text
        kinds.append(kind)
    return parts + _gap(draw), kinds


def _part(draw: DrawFn, depth: int) -> tuple[str, str]:
    kind = draw(st.sampled_from(("Rule", "Rule", "Settings", "Controls", "Import", "PartialView")))
    if kind == "PartialView" and not depth:
        kind = "Rule"
    if kind == "Rule":
        return f"{_trimmed(draw)}{_gap(draw)}{_block(draw)}", kind
    if kind == "Settings":
        return f"@settings{_gap(draw)}{_block(draw)}", kind
    if kind == "Controls":
        regions = "".join(_control(draw, _REGIONS, 2) for _ in range(draw(st.integers(0, 2))))
        return f"@controls {{{_gap(draw)}{regions}}}", kind
    name = f'"{shown_text(draw(st.text(max_size=5)))}"'
    if kind == "Import":
        return f"@import {name}{_gap(draw)};", kind
    inside = "".join(_gap(draw) + _part(draw, 0)[0] for _ in range(draw(st.integers(0, 2))))
    return f"@view {name}{{{inside}}}", kind


def _trimmed(draw: DrawFn) -> str:
    """A selector that begins with itself, not with a remark."""
    return "*, " + draw(selectors())


def _control(draw: DrawFn, names: tuple[str, ...], depth: int) -> str:
    inside = _declarations(draw)
    if depth:
        inside += "".join(
            _control(draw, _CONTROLS, depth - 1) for _ in range(draw(st.integers(0, 2)))
        )
    return f"{draw(st.sampled_from(names))}{_gap(draw)}{{{inside}}}{_gap(draw)}"


def _block(draw: DrawFn) -> str:
    last = draw(st.sampled_from(("", "color: red")))
    return f"{{{_declarations(draw)}{last}}}"


def _declarations(draw: DrawFn) -> str:
    found = ""
    for _ in range(draw(st.integers(0, 2))):
        name, value = draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_VALUES))
        found += f"{_gap(draw)}{name}:{_gap(draw)}{value} {_gap(draw)};"
    return found + _gap(draw)


def _gap(draw: DrawFn) -> str:
    return draw(st.sampled_from(_GAPS))
