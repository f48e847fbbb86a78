"""How an outcome is known: measures, their baselines and targets, and what was found."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, WithJsonSchema

from toc.models.base import Count, Day, Flag, Item, Model, Number, Role, Text
from toc.models.periods import Period, parse_period

__all__ = ["DatedValue", "Mark", "Measure"]

Better = Literal["higher", "lower"]

_PERIOD_PATTERN = "^(?=0*[1-9])[0-9]{1,6} +([Dd]ay|[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear)s?$"


def _names_a_period(text: str) -> str:
    parse_period(text)
    return text


Every = Annotated[
    Text,
    AfterValidator(_names_a_period),
    WithJsonSchema({"type": "string", "pattern": _PERIOD_PATTERN}),
]


class Mark(Model):
    """A value that others are held against: a baseline or a target."""

    value: Number | None = None
    """The value, in the unit of the measure."""
    date: Day | None = None
    """When it was found, or is to be reached."""
    note: Text | None = None
    """A remark of those who keep the theory."""


class DatedValue(Model):
    """What a measure gave on a day."""

    date: Day
    """The day it was found, or the last day of the time it covers."""
    value: Number
    """What was found, in the unit of the measure."""
    n: Count | None = None
    """How many people or cases it rests on, 0 or above."""
    low: Number | None = None
    """The lower end of its interval, in the unit of the measure."""
    high: Number | None = None
    """The upper end of its interval, in the unit of the measure."""
    publishable: Flag | None = None
    """Whether its owners say that it may be shown to everybody."""
    note: Text | None = None
    """A remark of those who keep the theory."""


class Measure(Item):
    """How outcomes are known; one measure may serve several of them."""

    role: ClassVar[Role] = "measure"

    method: Text | None = None
    """How it is found: survey, interviews, count."""
    unit: Text | None = None
    """What its values are counted in: `0-100`, `hours a week`."""
    better: Better | None = None
    """Which direction is the wanted one: `higher` or `lower`."""
    source: Text | None = None
    """Where its values come from."""
    owner: Text | None = None
    """Who sees to it."""
    every: Every | None = None
    """How often it is found, as its owners write it: `6 months`."""
    baseline: Mark | None = None
    """Where it stood at the start."""
    target: Mark | None = None
    """Where it should arrive."""
    values: tuple[DatedValue, ...] = ()
    """What it gave, in any order."""

    @property
    def period(self) -> Period | None:
        """How often it is found, as a length of time; None where nobody says."""
        return parse_period(self.every) if self.every else None

    @property
    def newest(self) -> DatedValue | None:
        """The value with the latest date, the last written of several; None without values."""
        return max(reversed(self.values), key=lambda found: found.date, default=None)
