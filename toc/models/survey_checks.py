"""What does not make sense in a survey although every reference in it leads somewhere."""

from __future__ import annotations

__all__ = ["RESERVED_COLUMNS", "survey_misfits"]

from itertools import islice
from typing import TYPE_CHECKING

from toc.models.plain_values import parse_number, quoted
from toc.models.references import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.models.survey_parts import SubDimension
    from toc.models.survey_scales import BandSet, Conversion
    from toc.models.surveys import Survey

RESERVED_COLUMNS = ("respondent", "version", "voice", "team", "circle", "wave")
"""The columns of an answer sheet that are not items, in this order."""

_RESERVED = (*RESERVED_COLUMNS, "item", "answer")  # the last two in sheets of one answer a row

_MOST_TOTALS = 10_000
_MOST_MISSING = 100
_SHOWN = 5


def survey_misfits(survey: Survey) -> Iterator[Breach]:
    """Everything in a survey that contradicts itself; its references have to be in order."""
    yield from _items(survey)
    yield from _missing(survey)
    yield from _bands(survey)
    for position, sub_dimension in enumerate(survey.sub_dimensions):
        if sub_dimension.conversion:
            for message in _conversion(survey, sub_dimension, sub_dimension.conversion):
                yield Breach(("sub_dimensions", position, "conversion"), message)
    yield from _readings(survey)


def _items(survey: Survey) -> Iterator[Breach]:
    for position, item in enumerate(survey.items):
        if item.id in _RESERVED:
            columns = ", ".join(_RESERVED)
            message = f"an item cannot be called {quoted(item.id)}: answer sheets have the columns"
            yield Breach(("items", position, "id"), f"{message} {columns}")
    for position, version in enumerate(survey.versions):
        if not version.voices:
            yield Breach(("versions", position, "voices"), "say whose answers these are")


def _missing(survey: Survey) -> Iterator[Breach]:
    """A word for no answer must not be an answer."""
    if len(survey.missing) > _MOST_MISSING:
        yield Breach(("missing",), f"these are more than {_MOST_MISSING} words for no answer")
        return
    texts = {one.text.strip().casefold() for scale in survey.scales for one in scale.options}
    own = {(item.min, item.max): item for item in survey.items if item.scale is None}
    scales = [*survey.scales, *(survey.scale_of(item) for item in own.values())]
    for position, text in enumerate(survey.missing):
        try:
            number = parse_number(text)
        except ValueError:
            clash = text.strip().casefold() in texts
        else:
            clash = any(scale.holds(number) for scale in scales)
        if clash:
            message = f"{quoted(text)} cannot mean no answer: it is one"
            yield Breach(("missing", position), message)


def _bands(survey: Survey) -> Iterator[Breach]:
    """Bands have to cover every score that there can be."""
    for position, sub_dimension in enumerate(survey.sub_dimensions):
        found = survey.bands_of(sub_dimension)
        table = sub_dimension.conversion
        low, high = (table.lowest, table.highest) if table else (0.0, 100.0)
        if found and (hole := _uncovered(found, low, high)):
            place = "bands" if sub_dimension.bands else "id"
            yield Breach(("sub_dimensions", position, place), hole)


def _uncovered(found: BandSet, low: float, high: float) -> str:
    if found.lowest <= low and found.highest >= high:
        return ""
    return (
        f"scores go from {low:g} to {high:g}, and the bands {quoted(found.id)} "
        f"from {found.lowest:g} to {found.highest:g}"
    )


def _conversion(survey: Survey, scored: SubDimension, table: Conversion) -> Iterator[str]:
    items = survey.items_of(scored.id)
    if not items:
        return
    if len({frozenset(item.asked_of) for item in items}) > 1:
        yield "a converted scale has to be asked whole: give its items the same `asked_of`"
    scales = [survey.scale_of(item) for item in items]
    if any(scale.step != 1 or not scale.min.is_integer() for scale in scales):
        yield "a converted scale adds up whole numbers: its items need whole ends and steps of 1"
        return
    low, high = int(sum(one.min for one in scales)), int(sum(one.max for one in scales))
    if high - low > _MOST_TOTALS:
        yield f"its totals go from {low} to {high}, which is more than a table can hold"
        return
    held = {row.total for row in table.table}
    beyond = sorted(total for total in held if not (low <= total <= high and total.is_integer()))
    lacking = high - low + 1 - (len(held) - len(beyond))
    span = f"its totals go from {low} to {high}, and the table"
    if lacking:
        first = islice((total for total in range(low, high + 1) if total not in held), _SHOWN)
        yield f"{span} lacks {_listed(list(first), lacking)}"
    if beyond:
        yield f"{span} has {_listed(beyond[:_SHOWN], len(beyond))}"


def _listed(totals: list[int] | list[float], number: int) -> str:
    shown = ", ".join(f"{total:g}" for total in totals)
    return f"{shown} and {number - len(totals)} more" if number > len(totals) else shown


def _readings(survey: Survey) -> Iterator[Breach]:
    by_id = {one.id: one for one in survey.sub_dimensions}
    cells: dict[tuple[str, str, str | None], int] = {}
    for position, reading in enumerate(survey.readings):
        found = survey.bands_of(by_id[reading.sub_dimension])
        known = [band.id for band in found.bands] if found else []
        if reading.band not in known:
            there = f"the bands here are {', '.join(known)}" if known else "no bands are given here"
            message = f"there is no band {quoted(reading.band)}; {there}"
            yield Breach(("readings", position, "band"), message)
        cell = reading.sub_dimension, reading.band, reading.voice
        first = cells.setdefault(cell, position)
        if first != position:
            message = "this band of this sub-dimension has a reading for this voice already"
            yield Breach(("readings", position), message, ("readings", first))
