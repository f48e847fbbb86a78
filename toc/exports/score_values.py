"""Scores as dated values of the measures of a theory."""

from __future__ import annotations

__all__ = ["Valued", "theory_with_values"]

from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.waves import wave_days
from toc.errors import NotFoundError
from toc.models.measures import DatedValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toc.analysis.shown_scores import ShownScore
    from toc.analysis.waves import WaveDays
    from toc.models.measures import Measure
    from toc.models.theory import Theory


class Valued(NamedTuple):
    """A theory with new values: how many measures have one, and which it does not have, by id."""

    theory: Theory
    measures: int
    missing: tuple[str, ...]


def theory_with_values(
    theory: Theory,
    scores: Mapping[str, ShownScore],
    wave: str,
    *,
    today: date,
    day: date | None = None,
) -> Valued:
    """The theory in which each of these measures has its score as the value of the wave.

    A value holds the score, its n and its interval, under `day`: where none is given, the last day
    of the month or day that the wave is called by, but none after `today`. A value of the same
    wave is replaced, and keeps its remark and whether it is publishable.

    Raises:
        NotFoundError: the name of the wave tells no day, and none is given.
    """
    days = wave_days(wave)
    if day is None and days is None:
        raise NotFoundError(
            f'No day is known for the wave "{wave}".' if wave else "No wave is known.",
            remedy="Say with --date on which day its values were found, like --date 2026-05-31.",
        )
    known = {one.id for one in theory.measures}
    measures = tuple(
        _with_value(one, scores[one.id], days, today, day) if one.id in scores else one
        for one in theory.measures
    )
    return Valued(
        theory.model_copy(update={"measures": measures}),
        len(known & set(scores)),
        tuple(own for own in scores if own not in known),
    )


def _with_value(
    measure: Measure, score: ShownScore, days: WaveDays | None, today: date, day: date | None
) -> Measure:
    listed = [*measure.values]
    place = _place_of(listed, days, day)
    if day is None and days is not None:
        day = listed[place].date if place is not None else days.day_until(today)
    figures = {"value": score.score, "n": score.n, "low": score.low, "high": score.high}
    if place is not None:
        listed[place] = listed[place].model_copy(update={"date": day, **figures})
    else:
        listed.append(DatedValue.model_validate({"date": day, **figures}))
    return measure.model_copy(update={"values": tuple(listed)})


def _place_of(values: list[DatedValue], days: WaveDays | None, day: date | None) -> int | None:
    """Where the value of the wave stands: that of the very day, else the latest of its days."""
    if day is not None:
        same = [place for place, one in enumerate(values) if one.date == day]
        if same:
            return same[-1]
    if days is None:
        return None
    within = [place for place, one in enumerate(values) if days.first <= one.date <= days.last]
    return max(within, key=lambda place: values[place].date, default=None)
