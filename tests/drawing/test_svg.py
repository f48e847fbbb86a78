"""Pictures are plain SVG, whatever people call their things."""

from __future__ import annotations

from math import cos, pi, sin
from xml.etree import ElementTree as ET

import pytest

from toc.drawing.svg import dial, drawing, group, hatching, rectangle, room_for, text

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]>&amp;&#0;",
    "\x00\x1b[31m\ud800\uffff\ufffe",
    "\u202eturned",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
)


@pytest.mark.parametrize("label", HOSTILE)
def test_any_text_is_shown_as_text(label: str) -> None:
    """Titles, descriptions and words are read back as text, and no element comes of them."""
    picture = drawing((100, 50), label, label, [group(label, [text((1, 2), label, 12)])])
    root = ET.fromstring(picture.encode())  # noqa: S314 - our own, to see that it is sound
    assert {one.tag.removeprefix(NAMESPACE) for one in root.iter()} == {
        *("svg", "title", "desc", "rect", "g", "text")
    }
    assert all(not name.startswith("on") for one in root.iter() for name in one.attrib)
    assert not [sign for sign in picture if sign in "\x00\x1b\u202e\uffff\ufffe"]


def test_a_picture_says_what_it_is() -> None:
    """It has the role of an image, named by its title and description, and its size."""
    root = ET.fromstring(drawing((100, 50.126), "Title", "What it shows", []))  # noqa: S314 - same
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"] == "0 0 100 50.13"
    names = {one.attrib.get("id"): one.text for one in root}
    assert [names[one] for one in root.attrib["aria-labelledby"].split()] == [
        *("Title", "What it shows")
    ]


def test_hatching_stays_inside() -> None:
    """No line of hatching leaves its rectangle, and they reach all its corners but the first."""
    lines = [ET.fromstring(one).attrib for one in hatching((10, 20), (156, 66), "#767676")]  # noqa: S314 - same
    across = [float(one[name]) for one in lines for name in ("x1", "x2")]
    down = [float(one[name]) for one in lines for name in ("y1", "y2")]
    assert (min(across), max(across), min(down), max(down)) == (10, 166, 20, 86)
    assert len(lines) > 20


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_dials_fill_up(share: float) -> None:
    """The part of a dial that is filled ends where its share of the way round ends."""
    parts = dial((0, 0), 10, share, "#000000")
    assert (len(parts) == 2) == (0 < share < 1)
    assert ('fill="#000000"' in parts[0]) == (share == 1)
    if len(parts) == 2:
        end = parts[1].split("Z")[0].split(" ")[-2:]
        angle = 2 * pi * share
        assert f"A10 10 0 {int(share > 0.5)} 1 " in parts[1]  # the long way round, or the short
        assert float(end[0]) == pytest.approx(10 * sin(angle), abs=0.01)
        assert float(end[1]) == pytest.approx(-10 * cos(angle), abs=0.01)


def test_room_for_letters() -> None:
    """There is always room for one letter."""
    assert room_for(120, 12) == 16
    assert room_for(1, 40) == 1


def test_numbers_are_short() -> None:
    """Places have two decimals at most, so that the same picture has the same bytes everywhere."""
    assert 'x="0.33" y="2"' in rectangle((1 / 3, 2.0), (1, 1), "#ffffff")
