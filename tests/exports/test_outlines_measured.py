from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import FORMS, Drawing, outline, reading
from toc.analysis.coverage import find_coverage
from toc.exports.outlines import outline_of_map

if TYPE_CHECKING:
    from toc.analysis.outline import Outline

TODAY = date(2026, 11, 1)


def measures(drawn: Outline) -> dict[str, list[str]]:
    """The labels of the measures of each outcome, by its label."""
    return {one.label: [each.label for each in one.measures] for one in drawn.outcomes}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("direction", ["directed", "undirected", "mutual"])
@pytest.mark.parametrize("ends", [("m", "a"), ("a", "m")])
def test_any_connection_to_a_measure_measures(
    form: str, direction: str, ends: tuple[str, str]
) -> None:
    """One connection of any type and direction ties an outcome to a measure, in every form."""
    drawing = Drawing().element("a", "Outcome").element("b", "Impact").element("m", "Indicator")
    drawing.join(*ends, direction=direction, type="has nothing to do with")
    assert measures(outline(drawing.document(form))) == {"a": ["m"], "b": []}


def test_several_connections_to_one_measure_are_one() -> None:
    """A measure joined twice, once each way, is one measure; two measures are two."""
    drawing = Drawing().element("a", "Outcome").element("m", "Indicator").element("n", "Metric")
    drawing.join("n", "a").join("m", "a").join("a", "m").join("m", "a")
    assert measures(outline(drawing)) == {"a": ["n", "m"]}


def test_one_measure_serves_several_outcomes() -> None:
    """A measure joined to two outcomes measures both, and is the same for both."""
    drawing = Drawing().element("a", "Outcome").element("b", "Outcome").element("m", "Measure")
    found = outline(drawing.join("m", "a").join("b", "m"))
    assert measures(found) == {"a": ["m"], "b": ["m"]}
    assert found.outcomes[0].measures[0] is found.outcomes[1].measures[0]


@pytest.mark.parametrize(
    "name",
    ["Measure", "Measures", "Measured_by", "Indicator", "Indicators", "Metric", "Metrics"],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_field_of_the_outcome_names_a_measure(form: str, name: str) -> None:
    """Each of the fields names a measure by its text, in any case and every form."""
    for spelling in (name, name.lower(), name.upper()):
        drawing = Drawing().element("a", "Outcome", **{spelling: " Staff survey "})
        assert measures(outline(drawing.document(form))) == {"a": ["Staff survey"]}


def test_a_list_in_a_field_is_one_measure_per_value() -> None:
    """Several values name several measures; a name met again, in any case, is the same one."""
    drawing = Drawing().element(
        "a", "Outcome", Measures=["Survey", "Count", "survey"], Indicator="COUNT", Metric="Hours"
    )
    assert measures(outline(drawing)) == {"a": ["Survey", "Count", "Hours"]}


@pytest.mark.parametrize("empty", [None, "", "  ", [], [None, " "]])
def test_an_empty_field_measures_nothing(empty: object) -> None:
    """A field that is there but says nothing leaves the outcome without a measure."""
    assert measures(outline(Drawing().element("a", "Outcome", Measures=empty))) == {"a": []}


def test_joined_measures_come_before_named_ones() -> None:
    """An outcome may have both kinds: first those on the map, then those in its fields."""
    drawing = Drawing().element("a", "Outcome", Metric="Hours").element("m", "Measure")
    assert measures(outline(drawing.join("a", "m"))) == {"a": ["m", "Hours"]}


def test_other_elements_measure_nothing() -> None:
    """Connections to elements without the role, and a measure's measures, do not count."""
    drawing = Drawing().element("a", "Outcome").element("m", "Measure").element("n", "Measure")
    drawing.element("p", "Person").join("m", "n").join("p", "a").join("m", "gone")
    assert measures(outline(drawing)) == {"a": []}


def test_a_measure_brings_its_fields() -> None:
    """What the fields of a measure say decides the grade of the outcome."""
    drawing = Drawing().element("a", "Outcome").join("a", "m")
    drawing.element("m", "Measure", Unit="%", Method="count", Source="books", Owner="circle")
    assert find_coverage(outline(drawing), TODAY).outcomes[0].grade == 2


def test_fields_that_cannot_be_read_are_told_once() -> None:
    """An unreadable field of a measure that serves two outcomes is told once."""
    drawing = Drawing().element("a", "Outcome").element("b", "Outcome").join("a", "m")
    drawing.element("m", "Measure", Target="soon", Frequency="often").join("b", "m")
    _, unreadable = outline_of_map(reading(drawing))
    assert sorted((one.attribute, one.text) for one in unreadable) == [
        ("frequency", "often"),
        ("target", "soon"),
    ]
