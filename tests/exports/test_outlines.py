from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.maps import make_map
from tests.exports.made_maps import Drawing, document, reading
from toc.analysis.coverage import find_coverage
from toc.exports.map_theory import theory_from_map
from toc.exports.outlines import outline_of_map, outline_of_theory
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.analysis.coverage import OutcomeCoverage
    from toc.kumu.document import Document

TODAY = date(2026, 11, 1)
KINDS = ["Outcome", "Impact", "Output", "Measure", "Domain", "Dimension", "Person"]

places = st.integers(0, 7)
directions = st.sampled_from(["directed", "mutual", "undirected"])
connections = st.lists(st.tuples(places, places, directions), max_size=20)
named = st.fixed_dictionaries({}, optional={"Metric": st.sampled_from(["Hours", "hours ", ""])})
typed = st.lists(st.tuples(st.sampled_from(KINDS), named), max_size=7)


def theory(**sections: Any) -> Theory:
    return Theory.model_validate(sections)


def outcome(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": name.upper(), **more}


def test_the_outline_of_a_theory_holds_what_its_file_says() -> None:
    """Names, domains, ends, measures and the note come from the theory."""
    found = outline_of_theory(
        theory(
            name="Care",
            note="A sketch.",
            domains=[{"id": "home", "label": "At home"}],
            outputs=[outcome("x")],
            outcomes=[
                outcome("a", domain="home", end=True, measured_by=["m"]),
                outcome("b", measured_by=["m", {"measure": "m", "status": "inferred"}]),
            ],
            measures=[{"id": "m", "label": "Survey", "unit": "%"}],
        )
    )
    assert (found.name, found.note, found.outputs, found.map) == ("Care", "A sketch.", 1, None)
    assert [(one.id, one.label, one.domain, one.end) for one in found.outcomes] == [
        ("a", "A", "At home", True),
        ("b", "B", None, False),
    ]
    assert [[each.label for each in one.measures] for one in found.outcomes] == [["Survey"]] * 2
    assert found.outcomes[0].measures[0].unit == "%"


def test_links_of_a_theory_count_wherever_they_are_written() -> None:
    """Links at their source and on their own count alike, mutual ones both ways."""
    found = outline_of_theory(
        theory(
            outputs=[outcome("x", leads_to=["a"])],
            outcomes=[outcome("a", leads_to=[{"to": "b", "mutual": True}, "a"]), outcome("b")],
            links=[{"from": "b", "to": "x"}, {"from": "x", "to": "b"}],
        )
    )
    a, b, x = 0, 1, 2
    assert set(found.links) == {(x, a), (a, b), (b, a), (a, a), (b, x), (x, b)}


def test_links_of_a_dimension_are_claims_and_no_routes() -> None:
    """What a dimension as a whole leads to is led to, without a route through it."""
    found = outline_of_theory(
        theory(
            dimensions=[{"id": "d", "label": "D", "leads_to": ["a", "x"]}],
            outputs=[outcome("x", dimension="d")],
            outcomes=[outcome("a"), outcome("b")],
            links=[{"from": "d", "to": "b", "mutual": True}],
        )
    )
    assert found.links == []
    assert found.claimed == {0, 1, 2}
    coverage = find_coverage(found, TODAY).outcomes
    assert [(one.led_to, one.routes) for one in coverage] == [(True, 0), (True, 0)]


@pytest.mark.parametrize(
    ("entry", "unknown"),
    [
        ({"item": "a"}, True),
        ({"item": "a", "note": "the page is cut"}, True),
        ({"item": "a", "about": "measured_by"}, True),
        ({"item": "a", "about": "Measures"}, True),
        ({"item": "a", "about": "led_to_by"}, False),
        ({"item": "a", "about": "domain"}, False),
        ({"item": "b", "about": "measured_by"}, False),
        ({"about": "measured_by"}, False),
        ({"note": "much"}, False),
    ],
)
def test_only_what_is_unknown_about_measures_makes_an_outcome_unknown(
    entry: dict[str, Any], *, unknown: bool
) -> None:
    """An entry about the outcome as a whole or its measures counts; one about links does not."""
    found = outline_of_theory(theory(outcomes=[outcome("a"), outcome("b")], unknown=[entry]))
    assert found.outcomes[0].unknown is unknown


def waiver(until: str, rule: str = "TOC030", item: str = "a") -> dict[str, Any]:
    return {"rule": rule, "item": item, "reason": f"until {until}", "until": until}


def test_a_waiver_of_the_rule_lets_its_outcome_off() -> None:
    """A waiver counts for the rule about missing measures, and for its own outcome alone."""
    found = outline_of_theory(
        theory(
            outcomes=[outcome("a"), outcome("b"), outcome("c")],
            waivers=[waiver("2027-01-01"), waiver("2027-01-01", rule="TOC031", item="b")],
        )
    )
    assert [one.waiver is not None for one in found.outcomes] == [True, False, False]


@pytest.mark.parametrize("turn", [1, -1])
def test_of_several_waivers_the_longest_counts(turn: int) -> None:
    """However they are ordered, the waiver that lasts longest is the outcome's."""
    waivers = [waiver("2026-01-01"), waiver("2028-01-01"), waiver("2027-01-01")][::turn]
    found = outline_of_theory(theory(outcomes=[outcome("a")], waivers=waivers))
    assert found.outcomes[0].waiver is not None
    assert found.outcomes[0].waiver.until == date(2028, 1, 1)


@pytest.mark.parametrize("size", [10, 80, 300])
def test_a_project_and_the_theory_it_stands_for_agree(size: int) -> None:
    """Straight from a project or by way of a theory, coverage says the same of every outcome."""
    assert_same_answers(document(make_map(size).project))


@given(typed, connections)
def test_a_drawing_and_the_theory_it_stands_for_agree(
    elements: list[tuple[str, dict[str, str]]], joined: list[tuple[int, int, str]]
) -> None:
    """The same for any connections among any roles, to oneself, parallel and in circles."""
    drawing = Drawing().element("0", "Outcome")
    for number, (kind, fields) in enumerate(elements, start=1):
        drawing.element(str(number), kind, **fields)
    for start, end, direction in joined:
        drawing.join(str(start), str(end), direction=direction)
    assert_same_answers(drawing.document())


def assert_same_answers(drawn: Document) -> None:
    read = reading(drawn)
    direct = find_coverage(outline_of_map(read)[0], TODAY)
    through = find_coverage(outline_of_theory(theory_from_map(read).theory), TODAY)
    assert [answer(one) for one in direct.outcomes] == [answer(one) for one in through.outcomes]


def answer(one: OutcomeCoverage) -> tuple[object, ...]:
    labels = [measure.label.strip().casefold() for measure in one.measures]
    said = (one.label, one.domain, one.state, one.grade, one.next, labels)
    return (*said, one.routes, one.priority, one.led_to)
