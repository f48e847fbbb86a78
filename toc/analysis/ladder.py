"""The measurement ladder: how well a measure is set up, from 0 to 5, and what comes next."""

from __future__ import annotations

__all__ = ["GRADES", "MINIMUM_N", "Rung", "grade_measure"]

from typing import TYPE_CHECKING, NamedTuple

from toc.models.periods import parse_period

if TYPE_CHECKING:
    from datetime import date

    from toc.analysis.facts import MeasureFacts, ValueFacts

GRADES = ("none", "named", "defined", "with target", "up to date", "publishable")
MINIMUM_N = 10


class Rung(NamedTuple):
    """A grade from 0 to 5 and, in words, what the next one needs (nothing at 5)."""

    grade: int
    needs: tuple[str, ...]


def grade_measure(measure: MeasureFacts, today: date, minimum_n: int = MINIMUM_N) -> Rung:
    """How far up the ladder one measure stands on a day.

    1 named; 2 with unit, method, source and owner; 3 with value and date of baseline and target;
    4 with a newest value, not after `today`, no older than twice its frequency; 5 with that value
    marked publishable, or with an n of at least `minimum_n` and both ends of its interval.
    """
    steps = (_undefined, _without_marks, _out_of_date)
    for grade, missing in enumerate(steps, start=1):
        if needs := missing(measure, today):
            return Rung(grade, needs)
    needs = _unpublishable(_newest(measure, today), minimum_n)
    return Rung(4, needs) if needs else Rung(5, ())


def _undefined(measure: MeasureFacts, _: date) -> tuple[str, ...]:
    parts = {
        "unit": measure.unit,
        "method": measure.method,
        "source": measure.source,
        "owner": measure.owner,
    }
    return tuple(word for word, part in parts.items() if not part)


def _without_marks(measure: MeasureFacts, _: date) -> tuple[str, ...]:
    needs: list[str] = []
    for word, mark in (("baseline", measure.baseline), ("target", measure.target)):
        if mark is None or mark.value is None:
            needs.append(word)
        if mark is None or mark.date is None:
            needs.append(f"{word} date")
    return tuple(needs)


def _out_of_date(measure: MeasureFacts, today: date) -> tuple[str, ...]:
    newest = _newest(measure, today)
    if not measure.every:
        return ("frequency",) if newest else ("frequency", "value")
    if newest is None:
        return ("value",)
    fresh = parse_period(measure.every).after(newest.date, times=2) >= today
    return () if fresh else ("newer value",)


def _newest(measure: MeasureFacts, today: date) -> ValueFacts | None:
    """The newest value that is not in the future; of several on one day the last written."""
    known = [value for value in reversed(measure.values) if value.date <= today]
    return max(known, key=lambda value: value.date, default=None)


def _unpublishable(value: ValueFacts | None, minimum_n: int) -> tuple[str, ...]:
    if value is None or value.publishable:
        return ()
    if value.publishable is False:
        return ("value marked publishable",)
    needs: list[str] = []
    if value.n is None or value.n < minimum_n:
        needs.append(f"n of {minimum_n} or more")
    if value.low is None or value.high is None:
        needs.append("interval")
    return tuple(needs)
