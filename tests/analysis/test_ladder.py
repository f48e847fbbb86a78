from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from toc.analysis.ladder import GRADES, MINIMUM_N, Rung, grade_measure
from toc.models.measures import DatedValue, Mark, Measure

TODAY = date(2026, 11, 1)
DEFINED = {"unit": "0-100", "method": "survey", "source": "yearly survey", "owner": "circle"}
TARGETED = DEFINED | {
    "baseline": Mark(value=55, date=date(2025, 6, 30)),
    "target": Mark(value=70, date=date(2026, 12, 31)),
}
SAMPLED = {"n": 10, "low": 55, "high": 65}
FRESH = DatedValue(date=date(2026, 10, 1), value=60)


def measure(given: dict[str, Any] | None = None, **more: Any) -> Measure:
    return Measure(id="trust", label="Trust", **((given or {}) | more))


def current(**value: Any) -> Measure:
    """A measure whose newest value is up to date and has these further keys."""
    newest = DatedValue(date=FRESH.date, value=FRESH.value, **value)
    return measure(TARGETED, every="6 months", values=(newest,))


def test_a_bare_name_is_grade_one() -> None:
    """A measure that has only its name is named, and told what it takes to be defined."""
    assert grade_measure(measure(), TODAY) == Rung(1, ("unit", "method", "source", "owner"))


@pytest.mark.parametrize("part", ["unit", "method", "source", "owner"])
def test_each_missing_part_of_a_definition_is_named(part: str) -> None:
    """A measure with all but one part of its definition stays at 1, and lacks just that part."""
    assert grade_measure(measure(DEFINED, **{part: None}), TODAY) == Rung(1, (part,))


def test_unit_method_source_and_owner_define_a_measure() -> None:
    """With all four parts it is defined, and needs baseline and target with their dates."""
    needs = ("baseline", "baseline date", "target", "target date")
    assert grade_measure(measure(DEFINED), TODAY) == Rung(2, needs)


@pytest.mark.parametrize("which", ["baseline", "target"])
@pytest.mark.parametrize(
    ("mark", "needs"),
    [
        (None, ["{}", "{} date"]),
        (Mark(value=1), ["{} date"]),
        (Mark(date=TODAY), ["{}"]),
        (Mark(value=0), ["{} date"]),
    ],
)
def test_each_missing_part_of_a_mark_is_named(
    which: str, mark: Mark | None, needs: list[str]
) -> None:
    """Baseline and target each need a value (0 is one) and a date; what lacks is said."""
    found = grade_measure(measure(TARGETED, **{which: mark}), TODAY)
    assert found == Rung(2, tuple(need.format(which) for need in needs))


def test_without_a_frequency_it_stays_with_target() -> None:
    """A measure that does not say how often stays at 3, even with a value of today."""
    assert grade_measure(measure(TARGETED), TODAY) == Rung(3, ("frequency", "value"))
    today = DatedValue(date=TODAY, value=1, publishable=True)
    assert grade_measure(measure(TARGETED, values=(today,)), TODAY) == Rung(3, ("frequency",))


def test_without_a_value_it_stays_with_target() -> None:
    """A frequency alone does not make a measure up to date."""
    assert grade_measure(measure(TARGETED, every="1 year"), TODAY) == Rung(3, ("value",))


@pytest.mark.parametrize(
    ("every", "newest", "grade"),
    [
        ("10 days", date(2026, 10, 12), 4),
        ("10 days", date(2026, 10, 11), 3),
        ("1 week", date(2026, 10, 18), 4),
        ("1 week", date(2026, 10, 17), 3),
        ("1 month", date(2026, 9, 1), 4),
        ("1 month", date(2026, 8, 31), 3),
        ("1 quarter", date(2026, 5, 1), 4),
        ("1 quarter", date(2026, 4, 30), 3),
        ("2 years", date(2022, 11, 1), 4),
        ("2 years", date(2022, 10, 31), 3),
    ],
)
def test_a_value_is_new_for_twice_its_frequency(every: str, newest: date, grade: int) -> None:
    """A value counts as up to date through the day that lies twice the frequency after it."""
    values = (DatedValue(date=newest, value=1),)
    found = grade_measure(measure(TARGETED, every=every, values=values), TODAY)
    assert found.grade == grade
    if grade == 3:
        assert found.needs == ("newer value",)


def test_twice_a_month_from_the_end_of_a_month_ends_with_the_second() -> None:
    """A value of 31 December, found monthly, is new through 28 February, and not on 1 March."""
    values = (DatedValue(date=date(2026, 12, 31), value=1),)
    monthly = measure(TARGETED, every="1 month", values=values)
    assert grade_measure(monthly, date(2027, 2, 28)).grade == 4
    assert grade_measure(monthly, date(2027, 3, 1)).grade == 3


def test_values_in_the_future_do_not_count() -> None:
    """A value dated after today is no value yet, and does not hide an older one."""
    planned = DatedValue(date=date(2026, 11, 2), value=1, publishable=True)
    only = measure(TARGETED, every="1 month", values=(planned,))
    assert grade_measure(only, TODAY) == Rung(3, ("value",))
    both = measure(TARGETED, every="1 month", values=(planned, FRESH))
    assert grade_measure(both, TODAY) == Rung(4, ("n of 10 or more", "interval"))


def test_the_newest_value_counts_wherever_it_is_written() -> None:
    """Values may come in any order; of two on one day the one written last counts."""
    old = DatedValue(date=date(2020, 1, 1), value=1, publishable=True)
    values = (FRESH, old)
    assert grade_measure(measure(TARGETED, every="1 month", values=values), TODAY).grade == 4
    first = DatedValue(date=FRESH.date, value=1, publishable=True)
    corrected = measure(TARGETED, every="1 month", values=(old, first, FRESH))
    assert corrected.newest == FRESH
    assert grade_measure(corrected, TODAY).grade == 4


@pytest.mark.parametrize(
    ("value", "rung"),
    [
        ({}, Rung(4, ("n of 10 or more", "interval"))),
        ({"publishable": True}, Rung(5, ())),
        ({"publishable": False}, Rung(4, ("value marked publishable",))),
        (SAMPLED | {"publishable": False}, Rung(4, ("value marked publishable",))),
        ({"publishable": True, "n": 1}, Rung(5, ())),
        (SAMPLED, Rung(5, ())),
        ({"n": 9, "low": 55, "high": 65}, Rung(4, ("n of 10 or more",))),
        ({"n": 10, "low": 55}, Rung(4, ("interval",))),
        ({"n": 10, "high": 65}, Rung(4, ("interval",))),
        ({"n": 10, "low": 0, "high": 0}, Rung(5, ())),
    ],
)
def test_what_makes_a_value_publishable(value: dict[str, Any], rung: Rung) -> None:
    """Its owners' word decides either way; without it a big enough sample with an interval does."""
    assert grade_measure(current(**value), TODAY) == rung


def test_the_smallest_sample_can_be_set() -> None:
    """How many people a publishable sample needs is the caller's to say, and is named."""
    found = current(n=20, low=55, high=65)
    assert grade_measure(found, TODAY, minimum_n=21) == Rung(4, ("n of 21 or more",))
    assert grade_measure(found, TODAY, minimum_n=20) == Rung(5, ())


def test_every_grade_has_its_words() -> None:
    """There are words for the grades 0 to 5, and a minimum that protects small groups."""
    assert len(GRADES) == 6
    assert MINIMUM_N == 10
