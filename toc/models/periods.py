"""How often something is measured: `6 months`, `1 year`.

Plain Python: reading a Kumu map must not load pydantic.
"""

from __future__ import annotations

__all__ = ["Period", "Unit", "parse_period"]

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from toc.models.plain_values import quoted

Unit = Literal["day", "week", "month", "quarter", "year"]

_PERIOD = re.compile(r"([0-9]{1,6}) +(day|week|month|quarter|year)s?", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time on the calendar: `count` times `unit`, `count` from 1 to 999,999."""

    count: int
    unit: Unit

    def after(self, day: date, times: int = 1) -> date:
        """The day that lies this period, or `times` of it, after `day`.

        A day that its month does not have becomes the last of that month, counted from `day`
        itself (31 January and one month twice is 31 March); what lies beyond the year 9999 becomes
        its last day.

        >>> Period(1, "month").after(date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        """
        count = self.count * times
        if self.unit in _DAYS:
            return _days_after(day, count * _DAYS[self.unit])
        return _months_after(day, count * _MONTHS[self.unit])


def parse_period(text: str) -> Period:
    """The period that a text names: a whole number and days, weeks, months, quarters or years.

    One or many, capital or small letters, are the same.

    >>> parse_period("6 months")
    Period(count=6, unit='month')

    Raises:
        ValueError: The text is something else, or its number is 0 or above 999,999.
    """
    match = _PERIOD.fullmatch(text)
    if match is None or int(match[1]) == 0:
        msg = (
            f"{quoted(text)} does not say how often; "
            "write a number and days, weeks, months, quarters or years: 6 months"
        )
        raise ValueError(msg)
    return Period(int(match[1]), cast("Unit", match[2].lower()))


def _days_after(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
