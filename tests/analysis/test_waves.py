"""A wave that is called by a month or a day stands for the days of it."""

from __future__ import annotations

from datetime import date

import pytest

from toc.analysis.waves import wave_days


@pytest.mark.parametrize(
    ("wave", "first", "last"),
    [
        ("2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2026-05-07 ", date(2026, 5, 7), date(2026, 5, 7)),
    ],
)
def test_months_and_days(wave: str, first: date, last: date) -> None:
    """A month has its first and last day, a day only itself."""
    assert wave_days(wave) == (first, last)


@pytest.mark.parametrize(
    "wave", ["", "spring", "2026", "2026-13", "2026-06-31", "0000-01", "wave 2"]
)
def test_other_names(wave: str) -> None:
    """Any other name stands for no day that anybody could know."""
    assert wave_days(wave) is None


def test_the_day_of_a_wave() -> None:
    """It is the last of its days that has come, and the first where none has."""
    may = wave_days("2026-05")
    assert may
    assert may.day_until(date(2027, 1, 1)) == date(2026, 5, 31)
    assert may.day_until(date(2026, 5, 22)) == date(2026, 5, 22)
    assert may.day_until(date(2026, 4, 1)) == date(2026, 5, 1)
