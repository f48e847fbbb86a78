"""How the parts of a theory look, once for all: pages, pictures, charts and views of Kumu.

No two parts are told apart by colour alone: each has a shape and a mark of its own. The colours
differ for people who see no red, no green or no blue, and their lightness differs by so much that
a black-and-white print keeps them apart (see `tests/test_tokens.py` for the figures).
"""

from __future__ import annotations

__all__ = [
    "BACKGROUND",
    "CONNECTIONS",
    "ELEMENTS",
    "FAINT",
    "INK",
    "OTHER",
    "BandLook",
    "ConnectionLook",
    "ElementLook",
    "band_looks",
]

from typing import NamedTuple

INK = "#1a1a1a"
"""The colour of text beside and below things."""
BACKGROUND = "#ffffff"
"""What everything stands on."""
FAINT = "#767676"
"""Axes, hatching, and what stands back; still to be seen on the background."""


class ElementLook(NamedTuple):
    """How elements with a role look.

    `colour` fills, `text` is readable on it (contrast 4.5 or more), `border` goes round it. `shape`
    is a word that Kumu knows; `size` is its width on the map, in the map's own units, twice that
    for a rectangle. `mark` is the shape as one character, for tables and print.
    """

    colour: str
    text: str
    border: str
    shape: str
    size: int
    mark: str


class ConnectionLook(NamedTuple):
    """How connections look: `dash` is the length of a stroke and of the gap, None for none."""

    colour: str
    width: int
    dash: tuple[int, int] | None


ELEMENTS = {
    "dimension": ElementLook("#1d1537", "#ffffff", INK, "rectangle", 60, "▬"),
    "output": ElementLook("#1f42b1", "#ffffff", INK, "square", 36, "■"),
    "outcome": ElementLook("#d9b829", "#000000", INK, "triangle", 44, "▲"),
    "impact": ElementLook("#621d19", "#ffffff", INK, "diamond", 56, "◆"),
    "measure": ElementLook("#b2dbfc", "#000000", INK, "circle", 20, "●"),
    "domain": ElementLook("#3f964f", "#000000", INK, "hexagon", 60, "⬢"),
    "assumption": ElementLook("#fbfcc7", "#000000", INK, "pentagon", 36, "⬟"),
}
"""By role; an impact is an end outcome."""

OTHER = ElementLook("#9f9f9f", "#000000", INK, "octagon", 30, "⯃")
"""What has no role."""

CONNECTIONS = {
    "leads to": ConnectionLook("#4d4d4d", 2, None),
    "inferred": ConnectionLook("#4d4d4d", 2, (8, 6)),
    "measured by": ConnectionLook("#767676", 1, (2, 4)),
}
"""Claims that the owners state, claims that others infer, and ties to measures."""


class BandLook(NamedTuple):
    """How a band of scores looks: `text` is readable on `colour`; `mark` fills up with the score.

    The higher the band the darker its colour, so that paper tells them apart as well.
    """

    colour: str
    text: str
    mark: str


_BAND_COLOURS = (
    ("#f9eacc", "#000000"),
    ("#9dd13b", "#000000"),
    ("#4da3c6", "#000000"),
    ("#4056a3", "#ffffff"),
    ("#2e3136", "#ffffff"),
)
_BAND_MARKS = "○◔◑◕●"
_COLOURS_OF = {1: (2,), 2: (0, 3), 3: (0, 2, 3), 4: (0, 1, 2, 3)}
_MARKS_OF = {1: (2,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4)}


def band_looks(number: int) -> tuple[BandLook, ...]:
    """The looks of so many bands, from the lowest; of more than five, some neighbours share one.

    >>> "".join(look.mark for look in band_looks(3))
    '○◑●'
    """
    last = len(_BAND_COLOURS) - 1
    evenly = tuple(round(place * last / max(number - 1, 1)) for place in range(number))
    places = zip(_COLOURS_OF.get(number, evenly), _MARKS_OF.get(number, evenly), strict=True)
    return tuple(BandLook(*_BAND_COLOURS[colour], _BAND_MARKS[mark]) for colour, mark in places)
