"""Plain SVG: shapes and text, without scripts, style sheets or anything from elsewhere.

Other people's text is escaped wherever it stands. Source: https://www.w3.org/TR/SVG11/.
"""

from __future__ import annotations

__all__ = [
    "circle",
    "dial",
    "drawing",
    "group",
    "hatching",
    "line",
    "rectangle",
    "room_for",
    "text",
]

import math
import re
from xml.sax.saxutils import escape

from toc import tokens
from toc.exports.legible import legible

_FONT = "system-ui, Verdana, Arial, sans-serif"
_WIDE = 0.6  # of the size of a letter: how wide one is, on the safe side
_HATCH = 7  # units between two lines of hatching
# What no XML may hold, escaped or not: https://www.w3.org/TR/xml/#charsets.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawing(size: tuple[float, float], title: str, description: str, parts: list[str]) -> str:
    """A whole picture of this width and height, with what it is called and what it shows."""
    width, height = map(_number, size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
        f'font-family="{_FONT}" fill="{tokens.INK}">'
    )
    lines = [
        head,
        f'<title id="title">{_escaped(title)}</title>',
        f'<desc id="desc">{_escaped(description)}</desc>',
        rectangle((0, 0), size, tokens.BACKGROUND),
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def group(title: str, parts: list[str]) -> str:
    """Parts that belong together, with what a pointer resting on them shows."""
    return "\n".join(["<g>", f"<title>{_escaped(title)}</title>", *parts, "</g>"])


def rectangle(
    at: tuple[float, float],
    size: tuple[float, float],
    fill: str,
    *,
    border: str | None = None,
    dashed: bool = False,
) -> str:
    """A rectangle by its upper left corner."""
    stroke = f' stroke="{border}"' if border else ""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    place = f'x="{_number(at[0])}" y="{_number(at[1])}"'
    extent = f'width="{_number(size[0])}" height="{_number(size[1])}"'
    return f'<rect {place} {extent} fill="{fill}"{stroke}{dash}/>'


def hatching(at: tuple[float, float], size: tuple[float, float], colour: str) -> list[str]:
    """Slanting lines that fill a rectangle, each cut where it ends."""
    left, top = at
    width, height = size
    found: list[str] = []
    offset = _HATCH
    while offset < width + height:
        start = left + max(0, offset - height), top + min(offset, height)
        end = left + min(offset, width), top + max(0, offset - width)
        found.append(line(start, end, colour))
        offset += _HATCH
    return found


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    *,
    width: float = 1,
    dashed: bool = False,
) -> str:
    """A straight line."""
    ends = " ".join(
        f'{name}="{_number(value)}"'
        for name, value in zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    )
    dash = ' stroke-dasharray="2 3"' if dashed else ""
    return f'<line {ends} stroke="{colour}" stroke-width="{_number(width)}"{dash}/>'


def circle(centre: tuple[float, float], radius: float, fill: str, border: str) -> str:
    """A circle with a border."""
    place = f'cx="{_number(centre[0])}" cy="{_number(centre[1])}" r="{_number(radius)}"'
    return f'<circle {place} fill="{fill}" stroke="{border}" stroke-width="1.5"/>'


def dial(centre: tuple[float, float], radius: float, share: float, colour: str) -> list[str]:
    """A circle that is filled clockwise from the top, by a share from 0 to 1."""
    x, y = centre
    ring = circle(centre, radius, colour if share >= 1 else "none", colour)
    if not 0 < share < 1:
        return [ring]
    angle = 2 * math.pi * share
    end = f"{_number(x + radius * math.sin(angle))} {_number(y - radius * math.cos(angle))}"
    start = f"M{_number(x)} {_number(y)}V{_number(y - radius)}"
    turn = f"A{_number(radius)} {_number(radius)} 0 {int(share > 1 / 2)} 1 {end}Z"
    return [ring, f'<path d="{start}{turn}" fill="{colour}"/>']


def text(
    at: tuple[float, float],
    content: str,
    size: float,
    *,
    anchor: str = "start",
    fill: str = tokens.INK,
    bold: bool = False,
) -> str:
    """One line of text; `at` is its base line, at its start, middle or end."""
    place = f'x="{_number(at[0])}" y="{_number(at[1])}" font-size="{_number(size)}"'
    weight = ' font-weight="bold"' if bold else ""
    return f'<text {place} text-anchor="{anchor}" fill="{fill}"{weight}>{_escaped(content)}</text>'


def room_for(width: float, size: float) -> int:
    """How many letters of a size have room in a width, at least one; a careful guess."""
    return max(1, int(width / (size * _WIDE)))


def _escaped(content: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", legible(content)))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
