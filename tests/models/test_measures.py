from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from toc.models.measures import DatedValue, Measure
from toc.models.periods import Period


def found(day: int, value: float) -> DatedValue:
    return DatedValue(date=date(2026, 5, day), value=value)


def test_how_often_keeps_its_spelling() -> None:
    """`every` is kept as written and understood as a length of time."""
    measure = Measure(id="m", label="M", every="12  Weeks")
    assert measure.every == "12  Weeks"
    assert measure.period == Period(12, "week")
    assert Measure(id="m", label="M").period is None


def test_how_often_has_to_be_a_period() -> None:
    """A frequency that cannot be understood is refused."""
    with pytest.raises(ValidationError, match="monthly"):
        Measure(id="m", label="M", every="monthly")


def test_newest_value_is_the_latest() -> None:
    """The newest value has the latest date; of two on one day, the one written last."""
    first, latest, again, early = found(1, 1), found(9, 2), found(9, 3), found(2, 4)
    assert Measure(id="m", label="M", values=(first, latest, again, early)).newest == again
    assert Measure(id="m", label="M").newest is None
