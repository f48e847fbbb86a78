"""The days that a wave of a survey stands for, by its name."""

from __future__ import annotations

__all__ = ["WaveDays", "wave_days"]

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


class WaveDays(NamedTuple):
    """The first and the last day of a wave."""

    first: date
    last: date

    def day_until(self, today: date) -> date:
        """The last day of the wave that is not after `today`; its first where all are."""
        return max(self.first, min(self.last, today))


def wave_days(wave: str) -> WaveDays | None:
    """The days of a wave that is called by a month or a day; None for any other name.

    >>> wave_days("2026-02")
    WaveDays(first=datetime.date(2026, 2, 1), last=datetime.date(2026, 2, 28))
    """
    found = _MONTH.fullmatch(wave.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        if day:
            return WaveDays(date(year, month, int(day)), date(year, month, int(day)))
        return WaveDays(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    except ValueError:  # the year 0, the month 13, the 31st of June
        return None
