"""What is asked of measures and waivers, wherever they were read from.

The models of a theory answer to it, and so do the light objects made straight from a Kumu map.
"""

from __future__ import annotations

__all__ = ["MarkFacts", "MeasureFacts", "ValueFacts", "WaiverFacts"]

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class MarkFacts(Protocol):
    """A baseline or target: a value and the day it is for."""

    @property
    def value(self) -> float | None: ...
    @property
    def date(self) -> date | None: ...


class ValueFacts(Protocol):
    """One dated value; `n` is how many people it rests on, `low` and `high` its interval."""

    @property
    def date(self) -> date: ...
    @property
    def n(self) -> int | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def publishable(self) -> bool | None: ...


class MeasureFacts(Protocol):
    """What the ladder asks of a measure, wherever it was read from."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def method(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def every(self) -> str | None: ...
    @property
    def baseline(self) -> MarkFacts | None: ...
    @property
    def target(self) -> MarkFacts | None: ...
    @property
    def values(self) -> Sequence[ValueFacts]: ...


class WaiverFacts(Protocol):
    """Why an outcome need not be measured yet, and until when."""

    @property
    def reason(self) -> str: ...
    @property
    def until(self) -> date: ...
