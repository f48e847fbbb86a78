"""The looks of the parts of a theory: told apart by everybody, and on paper.

Colour blindness is simulated by the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), for a full lack of
one kind of cones, on linear light. Differences are distances in CIE 1976 L*a*b* (white D65), of
which about 2.3 can just be noticed; contrast is that of WCAG 2.1.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from toc import tokens
from toc.exports.vocabulary import Role
from toc.kumu.views.properties import DECORATIONS

LOOKS = {**tokens.ELEMENTS, "other": tokens.OTHER}
PAIRS = list(combinations(LOOKS, 2))
Row = tuple[float, float, float]
Matrix = tuple[Row, Row, Row]

SIGHTS: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def _times(matrix: Matrix, vector: Row) -> Row:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _light(colour: str) -> Row:
    """Linear light, 0 to 1, of a colour like #1f42b1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _lab(light: Row) -> Row:
    x, y, z = (
        float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            value / white for value, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour: str, sight: str) -> Row:
    """Where a colour stands in L*a*b* for people with this sight."""
    red, green, blue = (min(1.0, max(0.0, one)) for one in _times(SIGHTS[sight], _light(colour)))
    return _lab((red, green, blue))


def _contrast(first: str, second: str) -> float:
    bright, dark = sorted(_times(_TO_XYZ, _light(one))[1] for one in (first, second))[::-1]
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_differ_for_everybody(sight: str) -> None:
    """Any two looks are at least 25 apart, more than ten times what can just be noticed."""
    for one, other in PAIRS:
        first, second = _seen(LOOKS[one].colour, sight), _seen(LOOKS[other].colour, sight)
        apart = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert apart >= 25, (one, other, round(apart, 1))


def test_lightness_differs_on_paper() -> None:
    """Any two looks differ by at least 9 in lightness (L*, 0 to 100), so that grey tells them."""
    for one, other in PAIRS:
        first, second = (_lab(_light(LOOKS[name].colour))[0] for name in (one, other))
        assert abs(first - second) >= 9, (one, other)


def test_text_can_be_read() -> None:
    """Text on each colour, and beside things, has a contrast of at least 4.5."""
    for look in LOOKS.values():
        assert _contrast(look.colour, look.text) >= 4.5
    assert _contrast(tokens.INK, tokens.BACKGROUND) >= 4.5


def test_edges_and_lines_can_be_seen() -> None:
    """What draws an outline has a contrast of at least 3 with the ground, pale fills included."""
    colours = [look.border for look in LOOKS.values()]
    for colour in [*colours, *(line.colour for line in tokens.CONNECTIONS.values())]:
        assert _contrast(colour, tokens.BACKGROUND) >= 3


def test_colour_is_not_needed() -> None:
    """Shapes, marks and dashes are all different, and Kumu knows the shapes."""
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.mark for look in LOOKS.values()}) == len(LOOKS)
    assert len({line.dash for line in tokens.CONNECTIONS.values()}) == len(tokens.CONNECTIONS)
    assert {look.shape for look in LOOKS.values()} <= DECORATIONS["shape"].words


def test_every_role_has_a_look() -> None:
    """The looks are those of the roles of a vocabulary."""
    assert set(tokens.ELEMENTS) == set(Role)


@pytest.mark.parametrize("number", range(2, 6))
def test_bands_differ_for_everybody(number: int) -> None:
    """Any two bands are at least 28 apart for every sight, and 14 in lightness, high ones darker.

    Each has a mark of its own, and text on it can be read.
    """
    looks = tokens.band_looks(number)
    assert len(looks) == len({look.mark for look in looks}) == number
    for one, other in combinations(looks, 2):
        for sight in SIGHTS:
            first, second = _seen(one.colour, sight), _seen(other.colour, sight)
            assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 >= 28
        assert _lab(_light(one.colour))[0] - _lab(_light(other.colour))[0] >= 14
    assert all(_contrast(look.colour, look.text) >= 4.5 for look in looks)


def test_many_bands() -> None:
    """More bands than five have looks too, never lighter or emptier than those below them."""
    for number in (1, 6, 9):
        looks = tokens.band_looks(number)
        light = [_lab(_light(look.colour))[0] for look in looks]
        assert len(looks) == number
        assert light == sorted(light, reverse=True)
        assert [look.mark for look in looks] == sorted(
            (look.mark for look in looks), key="○◔◑◕●".index
        )


def test_faint_lines_can_be_seen() -> None:
    """What stands back still has a contrast of 4.5 with the background: it may be text."""
    assert _contrast(tokens.FAINT, tokens.BACKGROUND) >= 4.5
