"""Outlines for tests about coverage: whole ones to think with, and any that hypothesis likes."""

from __future__ import annotations

__all__ = ["TODAY", "YESTERDAY", "measured", "outlined", "outlines", "until"]

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from toc.analysis.outline import Outline, OutlinedOutcome
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.remarks import Waiver

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

TODAY = date(2026, 11, 1)
YESTERDAY = TODAY - timedelta(days=1)

_STEPS: tuple[dict[str, Any], ...] = (
    {},
    {"unit": "0-100", "method": "survey", "source": "survey", "owner": "circle"},
    {"baseline": Mark(value=1, date=TODAY), "target": Mark(value=2, date=TODAY)},
    {"every": "1 year", "values": (DatedValue(date=TODAY, value=2),)},
    {"values": (DatedValue(date=TODAY, value=2, publishable=True),)},
)


@cache
def measured(*grades: int) -> tuple[Measure, ...]:
    """Measures of these grades, 1 to 5."""
    found = []
    for number, grade in enumerate(grades):
        given: dict[str, Any] = {}
        for step in _STEPS[:grade]:
            given |= step
        found.append(Measure(id=f"m{number}", label=f"Measure {number}", **given))
    return tuple(found)


def until(day: date) -> Waiver:
    """A waiver of the missing measure through a day."""
    return Waiver(rule="TOC030", item="any", reason="no ethical way yet", until=day)


def outlined(
    id: str = "a",  # noqa: A002 - as the outcome calls it
    *,
    grades: tuple[int, ...] = (),
    waiver: Waiver | None = None,
    unknown: bool = False,
    end: bool = False,
    domain: str | None = None,
) -> OutlinedOutcome:
    """One outcome with measures of these grades."""
    return OutlinedOutcome(id, id.upper(), domain, end, measured(*grades), waiver, unknown)


@st.composite
def outlines(draw: DrawFn) -> Outline:
    """Any outline: outcomes in every state, with any links among them and some outputs."""
    days = st.sampled_from([YESTERDAY, TODAY])
    outcomes = draw(
        st.lists(
            st.builds(
                outlined,
                grades=st.lists(st.integers(1, 5), max_size=2).map(tuple),
                waiver=st.none() | days.map(until),
                unknown=st.booleans(),
                end=st.booleans(),
            ),
            max_size=8,
        )
    )
    outputs = draw(st.integers(0, 4))
    node = st.integers(0, max(0, len(outcomes) + outputs - 1))
    links = draw(st.lists(st.tuples(node, node), max_size=30)) if outcomes or outputs else []
    claimed = draw(st.frozensets(node, max_size=2)) if outcomes or outputs else frozenset()
    return Outline(None, outcomes, outputs, links, claimed)
