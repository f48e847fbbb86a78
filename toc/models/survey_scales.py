"""How the questions of a survey are answered, and how its scores are read: scales and bands."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from toc.models.base import Day, Id, Model, Number, Text
from toc.models.plain_values import parse_number, quoted

__all__ = ["AnswerOption", "Band", "BandSet", "Conversion", "ConvertedTotal", "Scale"]

_NEAR = 1e-9  # how far from a step a number may be and still be on it: decimals are not exact
_MOST_STEPS = 1_000


class AnswerOption(Model):
    """An answer that people may tick: what it says, and the number it stands for."""

    value: Number
    """The number it stands for, between the ends of its scale."""
    text: Text
    """What people read: `Strongly agree`."""


class Scale(Model):
    """A way to answer: numbers from `min` to `max` in steps, and words for some or all of them.

    The ends are those declared here, whichever answers are given.
    """

    id: Id
    """Its name for the items that are answered by it."""
    min: Number
    """The lowest number that is an answer."""
    max: Number
    """The highest number that is an answer; above `min`."""
    step: Number = 1
    """How far answers lie apart; the way from `min` to `max` is a whole number of steps."""
    options: tuple[AnswerOption, ...] = ()
    """The answers that have words, in the order in which people read them."""
    favourable_from: Number | None = None
    """The lowest number, after reversal, that counts as favourable."""
    note: Text | None = None
    """A remark of those who keep the survey."""

    def holds(self, value: float) -> bool:
        """Whether a number is an answer: between the ends, and on a step."""
        steps = (value - self.min) / self.step
        return self.min <= value <= self.max and abs(steps - round(steps)) < _NEAR

    def values(self) -> tuple[float, ...]:
        """Every number that is an answer, from the lowest; empty where there are over 1,000."""
        steps = round((self.max - self.min) / self.step)
        if steps >= _MOST_STEPS:
            return ()
        return tuple(self.min + (self.max - self.min) * n / steps for n in range(steps + 1))

    def text_of(self, value: float) -> str | None:
        """What the answer of this number says; None where it has no words."""
        return next((one.text for one in self.options if one.value == value), None)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        faults = list(_scale_faults(self))
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _scale_faults(scale: Scale) -> Iterator[str]:
    if scale.min >= scale.max:
        yield f"`min` ({scale.min:g}) has to be below `max` ({scale.max:g})"
        return
    if scale.step <= 0:
        yield f"`step` ({scale.step:g}) has to be above 0"
        return
    if not scale.holds(scale.max):
        yield f"steps of {scale.step:g} from {scale.min:g} do not end at {scale.max:g}"
    cut = scale.favourable_from
    if cut is not None and not scale.holds(cut):
        yield f"`favourable_from`: {cut:g} is no answer on this scale"
    yield from _option_faults(scale)


def _option_faults(scale: Scale) -> Iterator[str]:
    for option in scale.options:
        if not scale.holds(option.value):
            yield f"`options`: {option.value:g} is no answer on this scale"
        if _number_in(option.text) not in (None, option.value):
            yield f"`options`: the text {quoted(option.text)} stands for {option.value:g}"
    values = [option.value for option in scale.options]
    if len(set(values)) < len(values):
        yield "`options`: one number has two texts"
    texts = [option.text.strip().casefold() for option in scale.options]
    if len(set(texts)) < len(texts):
        yield "`options`: one text stands for two numbers"


def _number_in(text: str) -> float | None:
    try:
        return parse_number(text.strip())
    except ValueError:
        return None


class _From(Model):
    """Where a band begins: a base of its own because its key is written before `to`."""

    id: Id
    """Its name for readings: `low`."""
    label: Text
    """What people read: `Low`."""
    from_: Number = Field(validation_alias="from", serialization_alias="from")
    """The lowest score in it."""


class Band(_From):
    """A range of scores that is read alike. A score at the cut belongs to the band above it."""

    to: Number
    """Where the next band begins; in the last band, the highest score."""


class BandSet(Model):
    """Bands from the lowest score to the highest, without a hole, and who drew the cuts.

    Where nobody else says so, scores are percent of the maximum possible: from 0 to 100.
    """

    id: Id
    """Its name for the sub-dimensions that are read by it."""
    label: Text
    """What it is called."""
    source: Text
    """Who drew the cuts: a manual, a paper, or `ours`."""
    date: Day
    """When they were drawn."""
    bands: tuple[Band, ...]
    """The bands, from the lowest to the highest."""
    note: Text | None = None
    """A remark of those who keep the survey."""

    @property
    def lowest(self) -> float:
        """The lowest score that has a band."""
        return self.bands[0].from_

    @property
    def highest(self) -> float:
        """The highest score that has a band."""
        return self.bands[-1].to

    def band_of(self, score: float) -> Band | None:
        """The band a score falls in; None outside all of them."""
        if not self.lowest <= score <= self.highest:
            return None
        return next(band for band in reversed(self.bands) if band.from_ <= score)

    @model_validator(mode="after")
    def _covers(self) -> Self:
        faults = list(_band_faults(self.bands))
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _band_faults(bands: tuple[Band, ...]) -> Iterator[str]:
    if not bands:
        yield "there is no band here"
    for band in bands:
        if band.from_ >= band.to:
            yield f"the band `{band.id}` ends ({band.to:g}) before it begins ({band.from_:g})"
    for below, above in pairwise(bands):
        if above.from_ > below.to:
            yield (
                f"between `{below.id}` and `{above.id}` there is a hole, "
                f"from {below.to:g} to {above.from_:g}"
            )
        elif above.from_ < below.to:
            yield (
                f"`{above.id}` begins ({above.from_:g}) before `{below.id}` ends ({below.to:g}); "
                "write bands from the lowest to the highest"
            )


class ConvertedTotal(Model):
    """What one raw total becomes."""

    total: Number
    """The sum of all answers, after reversal."""
    score: Number
    """The score it stands for."""


class Conversion(Model):
    """A table of raw totals and scores that the user has a licence for; none comes with toc.

    A sub-dimension with one is scored by it: all its items have to be answered, and its scores are
    in the table's own unit, not percent of the maximum possible.
    """

    source: Text
    """Where the table was taken from."""
    date: Day | None = None
    """When."""
    unit: Text | None = None
    """What the scores are counted in."""
    table: tuple[ConvertedTotal, ...]
    """Every total that can come out, with its score."""

    @property
    def lowest(self) -> float:
        """The lowest score in the table."""
        return min(row.score for row in self.table)

    @property
    def highest(self) -> float:
        """The highest score in the table."""
        return max(row.score for row in self.table)

    def score_of(self, total: float) -> float | None:
        """The score that a total stands for; None where the table does not have it."""
        return next((row.score for row in self.table if abs(row.total - total) < _NEAR), None)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        totals = [row.total for row in self.table]
        if not totals:
            msg = "there is no total in this table"
            raise ValueError(msg)
        if len(set(totals)) < len(totals):
            msg = "one total stands in this table twice"
            raise ValueError(msg)
        return self
