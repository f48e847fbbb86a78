"""Routes along the claims of a map, and the weakest of their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import FORMS, Drawing, document, project
from toc.errors import NoOutcomesError
from toc.exports.theory_map import document_from_theory
from toc.exports.trace_reading import Trace, read_trace
from toc.exports.vocabulary import DEFAULT
from toc.kumu.selectors.parser import parse_selector
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.kumu.document import Document


def trace(
    drawn: Drawing | Document, start: str, end: str | None = None, *, most: int = 100
) -> Trace:
    asked = drawn.document() if isinstance(drawn, Drawing) else drawn
    ends = None if end is None else parse_selector(end)
    return read_trace(asked, DEFAULT, parse_selector(start), ends, most=most)


def routes(found: Trace) -> list[str]:
    return [" ".join(stop.label for stop in route.stops) for route in found.routes]


def drawing() -> Drawing:
    """Two ways from a meal to less loneliness, a loop between, a measure and a person."""
    drawn = (
        Drawing().element("meal", "Output").element("talk", "Outcome").element("trust", "Outcome")
    )
    drawn.element("peace", "Impact").element("survey", "Measure").element("Ana", "Person")
    drawn.join("meal", "talk", status="inferred", confidence="high")
    drawn.join("talk", "trust", confidence="low", rationale="because")
    drawn.join("trust", "talk").join("trust", "peace").join("talk", "peace", status="Disputed")
    return drawn.join("trust", "survey").join("survey", "peace").join("Ana", "meal")


@pytest.mark.parametrize("form", FORMS)
def test_routes_run_along_claims(form: str) -> None:
    """All ways from output to end outcome, the shortest first; none through a measure."""
    found = trace(drawing().document(form), "output")
    assert routes(found) == ["meal talk peace", "meal talk trust peace"]
    assert [stop.label for stop in found.ends] == ["peace"]
    assert not found.cut


def test_the_weakest_link_of_a_route() -> None:
    """By status, then confidence, then the missing reason; with what it says."""
    first, second = trace(drawing(), "output").routes
    assert (first.weakest.start.label, first.weakest.claim.status) == ("talk", "disputed")
    assert (second.weakest.start.label, second.weakest.claim.status) == ("meal", "inferred")
    assert [link.rationale for link in second.links] == ["", "because", ""]
    (third,) = trace(drawing(), "#talk", "#trust").routes
    assert third.weakest.claim == ("stated", "low", True)


def test_the_strongest_of_parallel_claims_counts() -> None:
    """Where two claims join the same two elements, either is enough, so the stronger is taken."""
    drawn = Drawing().element("a", "Output").element("b", "Impact")
    drawn.join("a", "b", status="disputed", label="first").join("a", "b", label="second")
    (route,) = trace(drawn, "#a").routes
    assert (route.weakest.id, route.weakest.claim.status) == ("second", "stated")


def test_mutual_claims_run_both_ways() -> None:
    """Mutual and undirected connections are claims in both directions, never to a dimension."""
    drawn = Drawing().element("d", "Dimension").element("a", "Output").element("b", "Outcome")
    drawn.join("d", "a", direction="mutual").join("b", "a", direction="undirected")
    assert routes(trace(drawn, "#d", "outcome")) == ["d a b"]
    assert routes(trace(drawn, "#b", "*")) == ["b a"]


def test_without_end_outcomes_the_last_ones_are_the_ends() -> None:
    """Where no outcome is marked as an end, routes lead to those that lead to no other."""
    drawn = Drawing().element("a", "Output").element("b", "Outcome").element("c", "Outcome")
    assert routes(trace(drawn.join("a", "b").join("b", "c"), "#a")) == ["a b c"]


def test_a_map_without_roles_is_traced_along_every_connection() -> None:
    """On a map that is no theory of change every connection counts, if both ends are given."""
    drawn = Drawing().element("a", "Person").element("b", "Team").element("c")
    drawn.join("a", "b").join("c", "b", direction="mutual").join("c", "gone")
    assert routes(trace(drawn, "person", "#c")) == ["a b c"]
    with pytest.raises(NoOutcomesError):
        trace(drawn, "person")


def test_what_is_picked_and_takes_no_part_is_told() -> None:
    """Elements on no route, selectors that pick nothing, and slips are warned about."""
    lines = trace(drawing(), "person, output", ".none[type=x]").warnings
    assert (
        "elements picked by FROM that are no output, outcome or dimension, and so on no route: 1"
    ) in lines
    assert "TO picks no element: .none[type=x]" in lines
    assert any("Did you mean" in line for line in lines)


def test_words_that_are_no_status_are_told_and_not_counted() -> None:
    """A status that nobody knows counts as none given, with a warning."""
    drawn = Drawing().element("a", "Output").element("b", "Impact").join("a", "b", status="draft")
    found = trace(drawn, "#a")
    assert found.routes[0].weakest.claim.status == "stated"
    assert any("draft" in line for line in found.warnings)


def test_more_routes_than_asked_for() -> None:
    """Cut off, the shortest are there and it is said that there are more."""
    found = trace(drawing(), "output", most=1)
    assert (routes(found), found.cut, found.most) == (["meal talk peace"], True, 1)


def test_a_project_is_traced_on_its_default_map() -> None:
    """Elements and connections elsewhere are no part of a route, and are not picked."""
    drawn = Drawing().element("a", "Output").element("b", "Outcome").element("c", "Impact")
    nested = drawn.join("a", "b").join("b", "c").join("a", "c").nested()
    made = document(project(nested, {"Main": {"a", "c"}, "Other": {"b"}}))
    found = trace(made, "element", "impact")
    assert routes(found) == ["a c"]
    assert [stop.label for stop in found.starts] == ["a", "c"]
    every = read_trace(
        made, DEFAULT, parse_selector("output"), parse_selector("impact"), map_name="all"
    )
    assert routes(every) == ["a c"]


def test_a_theory_is_traced_like_its_map() -> None:
    """The links of a theory, wherever they are written, are those of the map it is written as."""
    theory = Theory.model_validate(
        {
            "dimensions": [{"id": "d", "label": "d", "leads_to": ["a"]}],
            "outputs": [{"id": "a", "label": "a", "leads_to": [{"to": "b", "confidence": "low"}]}],
            "outcomes": [{"id": "b", "label": "b", "end": True}],
        }
    )
    found = trace(document_from_theory(theory).document, "dimension")
    assert routes(found) == ["d a b"]
    assert found.routes[0].weakest.claim.confidence == "low"
    assert [stop.id for stop in found.routes[0].stops] == ["d", "a", "b"]
