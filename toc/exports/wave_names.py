"""What a wave of a survey is called."""

from __future__ import annotations

__all__ = ["WAVE_FORMS", "is_wave"]

import re
from datetime import date

WAVE_FORMS = "year, month or day: write 2026, 2026-05 or 2026-05-31"
"""How waves are called, in words; `no` or `a` goes before it."""

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_wave(text: str) -> bool:
    """Whether a wave may be called so: a year, a month of a year, or a day.

    >>> [is_wave(one) for one in ("2026", "2026-05", "2026-05-31", "2026-13", "May")]
    [True, True, True, False, False]
    """
    found = _FORM.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(one or 1) for one in found.groups())
    try:
        date(year, month, day)
    except ValueError:  # the year 0, the month 13, the 31st of June
        return False
    return True
