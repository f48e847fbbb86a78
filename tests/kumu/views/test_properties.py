"""The table of properties."""

from __future__ import annotations

import pytest

from toc.kumu.views.colours import (
    PALETTE_COLOURS,
    PALETTES,
    is_colour,
    palette_colour,
    palette_name,
)
from toc.kumu.views.properties import (
    CHILDREN,
    CONTROLS,
    DECORATIONS,
    KINDS,
    SETTINGS,
    Takes,
    control_property,
    prefixed,
)

_TABLES = [DECORATIONS, SETTINGS, *CONTROLS.values(), *CHILDREN.values()]
_SORTS = {"colour", "number", "share", "text", "field", "selector", "any"}


def test_every_property_takes_something() -> None:
    """Each property takes words or values of a sort; only looks belong to kinds of items."""
    for table in _TABLES:
        for name, takes in table.items():
            assert name == name.strip().lower()
            assert takes.words or takes.sorts
            assert takes.sorts <= _SORTS
            assert bool(takes.kinds) == (table is DECORATIONS)
            assert takes.kinds <= set(KINDS)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("color", {"element", "connection"}),
        ("curvature", {"connection"}),
        ("shape", {"element"}),
        ("label", set(KINDS)),
    ],
)
def test_whose_property_it_is(name: str, kinds: set[str]) -> None:
    """A property belongs to the kinds of items that the documentation gives it to."""
    assert DECORATIONS[name].kinds == kinds


def test_prefixes() -> None:
    """A setting about looks is taken apart; a setting of its own is not."""
    assert prefixed("element-color") == (frozenset({"element"}), "color")
    assert prefixed("*-font-size") == (frozenset(KINDS), "font-size")
    assert prefixed("template") is None
    assert all(prefixed(name) is None for name in SETTINGS)


def test_controls() -> None:
    """What a control takes is asked by its name; `@controls` itself has its own."""
    assert control_property(None, "reset") == Takes(frozenset({"true", "false"}), frozenset())
    assert control_property("filter", "target") is not None
    assert control_property("title", "target") is None
    assert control_property("option", "selector") is not None


def test_colours() -> None:
    """Hex colours and named ones are colours, in any case."""
    for word in ("#fff", "#FFFF", "#0ad2f1", "#0ad2f1ff", "Red", "transparent"):
        assert is_colour(word)
    for word in ("#ff", "#ggg", "gren", "", "#12345"):
        assert not is_colour(word)


def test_palettes() -> None:
    """Palettes are found in any case, turned ones too, and give their colours in order."""
    assert palette_name("SET2") == "Set2"
    assert palette_name("set2-inverted") == "Set2-inverted"
    assert palette_name("set9") is None
    assert len(set(PALETTES)) == len(PALETTES) == 45
    assert set(PALETTE_COLOURS) <= set(PALETTES)
    for name, colours in PALETTE_COLOURS.items():
        assert all(map(is_colour, colours))
        assert palette_colour(name, 0) == palette_colour(f"{name}-inverted", len(colours) - 1)
        assert palette_colour(name, len(colours)) == ""
    assert palette_colour("Set2-inverted", 3) == "colour 4 of Set2-inverted"
