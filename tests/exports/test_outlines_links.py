from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import FORMS, Drawing, outline
from toc.analysis.coverage import find_coverage

if TYPE_CHECKING:
    from toc.analysis.outline import Outline

TODAY = date(2026, 11, 1)


def links(drawn: Outline) -> set[tuple[int, int]]:
    return set(drawn.links)


def typed_drawing() -> Drawing:
    """Two elements of every role, and of none."""
    drawing = Drawing().element("a", "Outcome").element("z", "Impact")
    for kind in ("Output", "Measure", "Domain", "Dimension", "Assumption", "Person", ""):
        drawing.element(f"{kind} 1", kind).element(f"{kind} 2", kind)
    return drawing


def test_links_are_connections_among_outputs_and_outcomes() -> None:
    """Outputs and outcomes lead to one another in any way; links to other roles are none."""
    drawing = Drawing().element("a", "Outcome").element("x", "Output").element("z", "Impact")
    drawing.element("m", "Measure").element("p", "Person")
    for start, end in (("x", "a"), ("a", "z"), ("z", "x"), ("m", "a"), ("p", "z"), ("m", "p")):
        drawing.join(start, end)
    found = outline(drawing)
    a, z, x = 0, 1, 2
    assert [one.label for one in found.outcomes] == ["a", "z"]
    assert found.outputs == 1
    assert links(found) == {(x, a), (a, z), (z, x)}


@pytest.mark.parametrize("form", FORMS)
def test_only_both_ways_counts_in_both_directions(form: str) -> None:
    """Mutual and undirected connections count both ways; `reversed` changes nothing."""
    drawing = Drawing()
    for label in "abcdef":
        drawing.element(label, "Outcome")
    drawing.join("a", "b", direction="mutual").join("b", "c", direction="undirected")
    drawing.join("c", "d", direction="directed", reversed=True).join("d", "e", reversed=False)
    drawing.join("e", "f", direction="mutual", reversed=True)
    assert links(outline(drawing.document(form))) == {
        (0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 4), (4, 5), (5, 4),
    }  # fmt: skip


def test_any_connection_loads_without_complaint() -> None:
    """To oneself, parallel, in circles, between any roles, and with ends that are missing."""
    drawing = typed_drawing()
    every = [one[0] for one in drawing.elements]
    for start in every:
        for end in every:
            drawing.join(start, end).join(start, end, direction="mutual")
    drawing.join("nowhere", every[0]).join(every[0], "")
    found = find_coverage(outline(drawing), TODAY)
    assert [outcome.state for outcome in found.outcomes] == ["covered", "covered"]
    assert all(outcome.led_to for outcome in found.outcomes)


def test_what_leads_only_to_itself_is_led_to_by_nothing() -> None:
    """A connection to oneself does not make an outcome one that something leads to."""
    drawing = Drawing().element("a", "Outcome").element("b", "Outcome").join("a", "a")
    found = find_coverage(outline(drawing.join("a", "b")), TODAY)
    assert [outcome.led_to for outcome in found.outcomes] == [False, True]


def test_impacts_are_ends() -> None:
    """An impact or goal is an end outcome; where there is one, other last outcomes are none."""
    drawing = Drawing().element("a", "Outcome").element("b", "Goal").element("x", "Output")
    found = outline(drawing.join("x", "a").join("x", "b"))
    assert [one.end for one in found.outcomes] == [False, True]
    assert [one.routes for one in find_coverage(found, TODAY).outcomes] == [0, 1]


@pytest.mark.parametrize(
    ("ends", "direction", "claimed"),
    [
        (("d", "a"), "directed", True),
        (("a", "d"), "directed", False),
        (("d", "a"), "mutual", True),
        (("a", "d"), "mutual", True),
        (("a", "d"), "undirected", True),
    ],
)
def test_a_dimension_claims_what_it_leads_to(
    ends: tuple[str, str], direction: str, *, claimed: bool
) -> None:
    """A connection from a dimension leads to an outcome without being a route."""
    drawing = Drawing().element("a", "Outcome").element("d", "Dimension")
    found = outline(drawing.join(*ends, direction=direction))
    assert found.links == []
    assert [one.led_to for one in find_coverage(found, TODAY).outcomes] == [claimed]
