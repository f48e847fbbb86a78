from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.made_maps import FORMS, Drawing, reading
from toc.exports.map_measures import (
    MapMark,
    MapMeasure,
    MapValue,
    Unreadable,
    measure_from_element,
    unreadable_words,
)
from toc.exports.vocabulary import DEFAULT, Vocabulary

ALL = {
    "Unit": "0-100",
    "Method": "survey",
    "Source": "climate survey",
    "Owner": "circle",
    "Frequency": "6 months",
    "Direction": "Higher",
    "Baseline": 55,
    "Baseline_date": "2025-06-30",
    "Target": "70.5",
    "Target_date": "2026-12-31",
    "Value": 6.1e1,
    "Value_date": "2026-05-31T00:00:00.000Z",
    "N": 23.0,
    "Low": 54,
    "High": "68.4",
    "Publishable": True,
}


def measure_with(
    fields: dict[str, Any], form: str = "flat", words: Vocabulary = DEFAULT
) -> tuple[MapMeasure, list[Unreadable]]:
    """A measure element with these fields as it is read, and what could not be."""
    drawing = Drawing().element("Trust", "Measure", **fields).element("a", "Outcome")
    found = reading(drawing.document(form), words)
    unreadable: list[Unreadable] = []
    return measure_from_element(found, found.elements[0], unreadable), unreadable


@pytest.mark.parametrize("form", FORMS)
def test_every_field_of_a_measure_is_read_from_every_form(form: str) -> None:
    """Texts, numbers (also as text), dates (also with a time) and the period, whatever the form."""
    found, unreadable = measure_with(ALL, form)
    assert unreadable == []
    assert found == MapMeasure(
        id=found.id,
        label="Trust",
        unit="0-100",
        method="survey",
        source="climate survey",
        owner="circle",
        every="6 months",
        better="higher",
        baseline=MapMark(55.0, date(2025, 6, 30)),
        target=MapMark(70.5, date(2026, 12, 31)),
        values=(MapValue(date(2026, 5, 31), 61.0, 23, 54.0, 68.4, True),),
    )


def test_a_measure_is_called_what_the_map_calls_it() -> None:
    """Its id is the one that the answer shows for its element."""
    assert measure_with({}, "flat")[0].id == "Trust"
    assert measure_with({}, "nested")[0].id == "elem-00000000"


def test_a_measure_without_fields_has_only_its_name() -> None:
    """What is not there, null or blank counts as not given."""
    bare = MapMeasure(id="Trust", label="Trust")
    assert measure_with({}) == (bare, [])
    assert measure_with(dict.fromkeys(ALL)) == (bare, [])
    assert measure_with(dict.fromkeys(ALL, "  ")) == (bare, [])


def test_half_a_mark_is_kept() -> None:
    """A baseline without a date, or a date without a target, is what was given."""
    found, _ = measure_with({"Baseline": 0, "Target_date": "2026-12-31"})
    assert found.baseline == MapMark(0.0, None)
    assert found.target == MapMark(None, date(2026, 12, 31))


@pytest.mark.parametrize("fields", [{"Value": 5}, {"Value_date": "2026-05-31"}])
def test_a_value_needs_its_date(fields: dict[str, Any]) -> None:
    """A value without a date, or a date alone, is no dated value."""
    assert measure_with(fields)[0].values == ()


@pytest.mark.parametrize(
    ("attribute", "text"),
    [
        ("baseline", "61,2"),
        ("baseline", "1_000"),
        ("target", "nan"),
        ("target", "70 %"),
        ("value", "TBD"),
        ("value", "1e999"),
        ("n", "-5"),
        ("n", "1_000"),
        ("n", "2.5"),
        ("n", "9" * 5000),
        ("low", "~50"),
        ("high", "inf"),
        ("publishable", "yes"),
        ("baseline date", "31.12.2026"),
        ("target date", "2026-02-30"),
        ("value date", "June 2026"),
        ("value date", "2026-06-30 10:00"),
        ("frequency", "yearly"),
        ("frequency", "0 months"),
        ("frequency", "9999999 days"),
        ("direction", "up"),
    ],
)
def test_a_field_that_cannot_be_read_is_told_and_counts_as_empty(attribute: str, text: str) -> None:
    """What is no number, date, period or direction is collected as it stands, and used nowhere."""
    rest = {k: v for k, v in ALL.items() if k.lower().replace("_", " ") != attribute}
    found, unreadable = measure_with({**rest, attribute.replace(" ", "_"): text})
    assert unreadable == [Unreadable(attribute, "Trust", text)]
    assert found == measure_with(rest)[0]


def test_all_unreadable_fields_are_collected() -> None:
    """One measure with several unreadable fields tells them all."""
    fields = {"Baseline": "low", "Target": [1, 2], "Value": True, "Frequency": {"often": 1}}
    assert [one.text for one in measure_with(fields)[1]] == [
        "true",
        '{"often": 1}',
        "low",
        "1; 2",
    ]


def test_other_fields_can_hold_an_attribute() -> None:
    """With a vocabulary of its own a map's fields are read under their own names."""
    words = DEFAULT.with_data({"fields": {"unit": "Einheit", "baseline": "Ausgangswert"}}, "w")
    found, _ = measure_with({"Einheit": "h", "Unit": "x", "Ausgangswert": 3}, words=words)
    assert found.unit == "h"
    assert found.baseline == MapMark(3.0, None)


anything = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(ALL, anything | st.lists(anything))))
def test_any_field_gives_a_measure(fields: dict[str, Any]) -> None:
    """Whatever stands in the fields there is a measure, and what it holds was readable."""
    found, unreadable = measure_with(fields)
    assert found.label == "Trust"
    assert found.better in {None, "higher", "lower"}
    told = {one.attribute for one in unreadable}
    if found.every:
        assert "frequency" not in told


def test_unreadable_fields_are_told_by_attribute() -> None:
    """One line per attribute, with what it needs, how often it is wrong, and three examples."""
    found = [Unreadable("target", f"M{number}", "soon") for number in range(4)]
    lines = unreadable_words([*found, Unreadable("frequency", "A", "often")])
    assert [line.split(" (")[0] for line in lines] == [
        "frequency is not a number of days, weeks, months, quarters or years: 1",
        "target is not a number: 4",
    ]
    assert lines[1].count("soon") == 3
    assert lines[1].endswith(", …)")
    assert unreadable_words([]) == []
