"""The names of colours and palettes that views may use.

Sources: the colour reference of Kumu's documentation; the named colours of CSS Color 4.
"""

from __future__ import annotations

__all__ = [
    "COLOUR_NAMES",
    "PALETTES",
    "PALETTE_COLOURS",
    "is_colour",
    "palette_colour",
    "palette_name",
]

import re

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_INVERTED = "-inverted"

COLOUR_NAMES = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray
    lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon
    mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle
    tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen currentcolor
    """.split()  # noqa: SIM905 - 148 words in quotes read worse
)

PALETTES = (
    *("YlGn", "YlGnBu", "GnBu", "BuGn", "PuBuGn", "PuBu", "BuPu", "RdPu", "PuRd", "OrRd"),
    *("YlOrRd", "YlOrBr", "Purples", "Blues", "Greens", "Oranges", "Reds", "Greys", "PuOr"),
    *("BrBG", "PRGn", "PiYG", "RdBu", "RdGy", "RdYlBu", "Spectral", "RdYlGn"),
    *("nautical", "deepsea", "heat", "flamingo", "coffee", "stoplight"),
    *("bujumbra", "neon", "neon2", "olympic"),
    *("Accent", "Dark2", "Paired", "Pastel1", "Pastel2", "Set1", "Set2", "Set3"),
)
_BY_NAME = {name.lower(): name for name in PALETTES}

PALETTE_COLOURS = {
    "bujumbra": ("#be420e", "#be6d0e", "#6b4f2e", "#cca066", "#e0d752", "#a5be0e", "#4197e3"),
    "neon": (
        *("#9fde00", "#e7000c", "#ec008c", "#ff7404", "#ffbe2a", "#8fb9e1", "#d5eaff", "#f6f4f4"),
    ),
    "neon2": ("#00b9fc", "#fee300", "#8edc0c", "#f69010", "#fd0100", "#f33389", "#0b080f"),
    "olympic": ("#007ac3", "#fdbe0f", "#4cc9e9", "#e02d28", "#62b944"),
}
"""The colours of Kumu's own palettes for values without an order, by its documentation."""


def is_colour(word: str) -> bool:
    """Whether a word is a hex colour or one of CSS's named colours, in any case."""
    return bool(_HEX.fullmatch(word)) or word.lower() in COLOUR_NAMES


def palette_name(word: str) -> str | None:
    """The palette that a word names, as Kumu writes it, with `-inverted` where it is turned."""
    name = word.lower()
    known = _BY_NAME.get(name.removesuffix(_INVERTED))
    return known and known + (_INVERTED if name.endswith(_INVERTED) else "")


def palette_colour(palette: str, number: int) -> str:
    """The colour at a place of a palette, 0 the first: a hex colour, else words that say which.

    A palette of which every colour is used up gives none.

    >>> palette_colour("neon2", 1), palette_colour("Set2", 1), palette_colour("olympic", 5)
    ('#fee300', 'colour 2 of Set2', '')
    """
    plain = palette.removesuffix(_INVERTED)
    colours = PALETTE_COLOURS.get(plain)
    if colours is None:
        return f"colour {number + 1} of {palette}"
    ordered = colours[::-1] if plain != palette else colours
    return ordered[number] if number < len(ordered) else ""
