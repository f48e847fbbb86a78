from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.models.periods import Period, Unit, parse_period


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("6 months", 6, "month"),
        ("1 year", 1, "year"),
        ("2 weeks", 2, "week"),
        ("1 weeks", 1, "week"),
        ("30 days", 30, "day"),
        ("4 Quarters", 4, "quarter"),
        ("12  MONTHS", 12, "month"),
    ],
)
def test_period_in_words(text: str, count: int, unit: Unit) -> None:
    """A whole number and a unit, one or many, in any case, name a period."""
    assert parse_period(text) == Period(count, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "months",
        "monthly",
        "6",
        "0 days",
        "000 days",
        "-1 day",
        "1.5 years",
        "six months",
        "6months",
        "6 months ",
        "1 decade",
        "1 year 6 months",
        "9999999 days",
        "٣ days",
    ],
)
def test_no_period(text: str) -> None:
    """Everything else is refused with an example of what to write."""
    with pytest.raises(ValueError, match="6 months"):
        parse_period(text)


@pytest.mark.parametrize(
    ("period", "day", "times", "after"),
    [
        ("1 day", "2026-12-31", 1, "2027-01-01"),
        ("2 weeks", "2026-01-01", 2, "2026-01-29"),
        ("1 month", "2026-01-31", 1, "2026-02-28"),
        ("1 month", "2024-01-31", 1, "2024-02-29"),
        ("1 month", "2026-01-31", 2, "2026-03-31"),
        ("1 quarter", "2026-11-30", 1, "2027-02-28"),
        ("1 year", "2024-02-29", 1, "2025-02-28"),
        ("6 months", "2026-05-31", 2, "2027-05-31"),
        ("1 day", "9999-12-31", 1, "9999-12-31"),
        ("1 month", "9999-12-01", 1, "9999-12-31"),
        ("999999 years", "2026-01-01", 2, "9999-12-31"),
        ("999999 days", "9000-01-01", 999, "9999-12-31"),
    ],
)
def test_day_after(period: str, day: str, times: int, after: str) -> None:
    """Ends of months are kept within their month, and the calendar ends with the year 9999."""
    found = parse_period(period).after(date.fromisoformat(day), times)
    assert found == date.fromisoformat(after)


@given(
    st.dates(),
    st.integers(1, 999_999),
    st.sampled_from(("day", "week", "month", "quarter", "year")),
    st.integers(1, 9),
)
def test_later_is_never_earlier(day: date, count: int, unit: Unit, times: int) -> None:
    """A period leads forward, and more of it leads further, on every day of the calendar."""
    period = Period(count, unit)
    assert day <= period.after(day, times) <= period.after(day, times + 1)


def test_loads_no_pydantic() -> None:
    """Periods and plain values are read without pydantic, as Kumu maps are."""
    code = (
        "import sys, toc.models.periods, toc.models.plain_values\n"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
