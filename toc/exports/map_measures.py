"""Measures as a Kumu map has them: elements with fields, or texts in the fields of an outcome."""

from __future__ import annotations

__all__ = [
    "MapMark",
    "MapMeasure",
    "MapValue",
    "Unreadable",
    "measure_from_element",
    "unreadable_words",
]

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from toc.exports.map_texts import whole_text
from toc.kumu.json_tokens import quoted
from toc.models.periods import parse_period
from toc.models.plain_values import parse_day, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from toc.exports.map_reading import MapReading
    from toc.kumu.items import Element

_T = TypeVar("_T")
_NEEDED = {
    "frequency": "a number of days, weeks, months, quarters or years",
    "direction": '"higher" or "lower"',
    **dict.fromkeys(("baseline", "target", "value", "low", "high"), "a number"),
    "n": "a whole number, 0 or above",
    "publishable": "true or false",
    "status": "stated, inferred, disputed or unknown",
    "kind": "process, change or maintenance",
    "confidence": "low, medium or high",
    "polarity": '"+" or "-"',
    **dict.fromkeys(("baseline date", "target date", "value date"), "a date like 2026-12-31"),
}
_DAY_LENGTH = len("2026-12-31")
_TOO_MANY = 2**53  # beyond it a number with a point is no longer exact


class MapMark(NamedTuple):
    """A baseline or target as far as its fields could be read."""

    value: float | None
    date: date | None


class MapValue(NamedTuple):
    """The one dated value that the fields of a map hold."""

    date: date
    value: float
    n: int | None = None
    low: float | None = None
    high: float | None = None
    publishable: bool | None = None


@dataclass(frozen=True, slots=True)
class MapMeasure:
    """A measure read from a map, with what coverage asks of it."""

    id: str
    label: str
    unit: str | None = None
    method: str | None = None
    source: str | None = None
    owner: str | None = None
    every: str | None = None
    better: str | None = None
    baseline: MapMark | None = None
    target: MapMark | None = None
    values: tuple[MapValue, ...] = ()


class Unreadable(NamedTuple):
    """A field that holds something else than its attribute needs; it counts as empty."""

    attribute: str
    label: str
    text: str


def unreadable_words(found: list[Unreadable]) -> list[str]:
    """One line per attribute that could not be read everywhere, with three examples."""
    lines: list[str] = []
    for attribute, needed in _NEEDED.items():
        texts = [one for one in found if one.attribute == attribute]
        if texts:
            shown = ", ".join(f"{quoted(one.label)}: {quoted(one.text)}" for one in texts[:3])
            more = ", …" if len(texts) > len(texts[:3]) else ""
            lines.append(f"{attribute} is not {needed}: {len(texts)} ({shown}{more})")
    return lines


def measure_from_element(
    reading: MapReading, element: Element, unreadable: list[Unreadable]
) -> MapMeasure:
    """The measure that an element stands for; fields that cannot be read are appended."""

    def text(attribute: str) -> str | None:
        return whole_text(reading, element, attribute)

    def parsed(attribute: str, parse: Callable[[str], _T]) -> _T | None:
        found = reading.attribute(element, attribute)
        if not found:
            return None
        try:
            return parse(found)
        except ValueError:
            unreadable.append(Unreadable(attribute, element.label, found))
            return None

    def mark(attribute: str) -> MapMark | None:
        value = parsed(attribute, parse_number)
        day = parsed(f"{attribute} date", _day)
        return None if value is None and day is None else MapMark(value, day)

    value, day = parsed("value", parse_number), parsed("value date", _day)
    sample = (
        parsed("n", _count),
        parsed("low", parse_number),
        parsed("high", parse_number),
        parsed("publishable", _flag),
    )
    return MapMeasure(
        id=reading.ids[element.place],
        label=element.label,
        unit=text("unit"),
        method=text("method"),
        source=text("source"),
        owner=text("owner"),
        every=parsed("frequency", _period),
        better=parsed("direction", _better),
        baseline=mark("baseline"),
        target=mark("target"),
        values=() if value is None or day is None else (MapValue(day, value, *sample),),
    )


def _period(text: str) -> str:
    parse_period(text)
    return text


def _day(text: str) -> date:
    """A day, also where Kumu's date field has added a time to it."""
    if text[_DAY_LENGTH : _DAY_LENGTH + 1] == "T":
        return parse_day(text[:_DAY_LENGTH])
    return parse_day(text)


def _count(text: str) -> int:
    number = parse_number(text)
    if not 0 <= number < _TOO_MANY or not number.is_integer():
        raise ValueError(text)
    return int(number)


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[_one_of(text, "true", "false")]


def _better(text: str) -> str:
    return _one_of(text, "higher", "lower")


def _one_of(text: str, *words: str) -> str:
    if text.casefold() not in words:
        raise ValueError(text)
    return text.casefold()
