"""The view of scores: a colour and a mark by band, for the newest wave only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import Drawing
from toc import tokens
from toc.exports.kumu_views import MAIN, GeneratedView, kumu_views
from toc.exports.map_reading import read_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.on_maps import items_on
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.cascade import Cascade
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.layers import layers_of
from toc.kumu.views.linting import lint
from toc.kumu.views.parser import parse_view
from toc.kumu.views.showing import shown_items

if TYPE_CHECKING:
    from toc.kumu.document import Document

LOW, MEDIUM, HIGH = tokens.band_looks(3)


def drawn(*scores: tuple[str, str, dict[str, object]]) -> Document:
    drawing = Drawing().element("Plain", "Outcome")
    for label, kind, fields in scores:
        drawing.element(label, kind, **fields)
    return drawing.document()


def scored(score: float, band: str = "", wave: str = "2026-05") -> dict[str, object]:
    return {"score": score, "score band": band, "score wave": wave}


FOUR = (
    ("A", "Outcome", scored(20, "Low (1 of 3)")),
    ("B", "Outcome", scored(50, "Medium (2 of 3)")),
    ("C", "Measure", scored(80, 'The "best" */ } (3 of 3)')),
    ("D", "Impact", scored(60, "Medium (2 of 3)", "2025-11")),
    ("E", "Outcome", scored(61)),
)


def view_of(document: Document, name: str = "Scores") -> GeneratedView | None:
    views = kumu_views(read_map(document, DEFAULT), "T")
    return next((one for one in views if one.name == name), None)


@pytest.mark.parametrize("partial", [False, True])
def test_colours_and_marks(*, partial: bool) -> None:
    """Each band has its colour and mark, by its place among all; earlier waves say theirs."""
    document = drawn(*FOUR)
    view = view_of(document, MAIN if partial else "Scores")
    assert view
    items = items_on(document)
    matcher = Matcher(*items)
    layers = layers_of(parse_view(view.text), None, "Scores" if partial else None)
    cascade = Cascade(layers.given, matcher, FieldValues(matcher.index, document))
    shown = shown_items(items, layers.settings, cascade).items.elements
    looks = {
        one.label: tuple(
            found.value if (found := cascade.look(one, name)) else "" for name in ("color", "label")
        )
        for one in shown
    }
    assert looks == {
        "A": (LOW.colour, "○ {{score}}  {{label}}"),
        "B": (MEDIUM.colour, "◑ {{score}}  {{label}}"),
        "C": (HIGH.colour, "● {{score}}  {{label}}"),
        "D": (tokens.BACKGROUND, "{{score}} ({{score wave}})  {{label}}"),
        "E": (tokens.BACKGROUND, "{{score}}  {{label}}"),
    }


def test_it_is_sound() -> None:
    """The linter finds nothing, whatever bands and waves are called; the legend names them."""
    rows = [*FOUR, ("F", "Outcome", scored(1, "x' */ \" (1 of 2)", "w\" */ {{x}} 'y'"))]
    for these in (FOUR, rows):
        view = view_of(drawn(*these))
        assert view
        assert lint(parse_view(view.text)) == []
    view = view_of(drawn(*FOUR))
    assert view
    assert "/* elements: ◑ Medium, wave 2026-05 */" in view.text
    assert "/* elements: scored in an earlier wave */" in view.text


def test_a_map_without_scores() -> None:
    """There is no such view where nothing has a score, or nobody knows of which wave it is."""
    assert view_of(drawn()) is None
    assert view_of(drawn(("A", "Outcome", {"score": 5}))) is None
    assert view_of(drawn(("A", "Outcome", {"score": "good", "score wave": "2026"}))) is None
    assert view_of(drawn(("A", "Output", scored(5)))) is None
