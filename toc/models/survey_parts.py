"""The parts of a survey: who is asked, what is asked, what is scored, and what scores mean."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, WithJsonSchema, model_validator

from toc.models.base import Count, Day, Flag, Id, Model, Number, Status, Text
from toc.models.survey_scales import Conversion

__all__ = [
    "GroupSize",
    "OutcomeTie",
    "Positive",
    "Reading",
    "Share",
    "SubDimension",
    "SurveyDomain",
    "SurveyItem",
    "SurveyVoice",
    "Version",
]


def _share(number: float) -> float:
    if not 0 < number <= 1:
        msg = f"{number:g} is no share; write a number above 0 and at most 1: 0.5"
        raise ValueError(msg)
    return number


def _positive(number: float) -> float:
    if number <= 0:
        msg = f"{number:g} is not above 0"
        raise ValueError(msg)
    return number


Share = Annotated[
    Number,
    AfterValidator(_share),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1}),
]
"""A part of a whole, above 0 and at most 1."""

Positive = Annotated[
    Number,
    AfterValidator(_positive),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
"""A number above 0."""


class SurveyVoice(Model):
    """A group of people whose answers are read together. The bare id says so, too.

    In a theory it is the voice of that id.
    """

    bare_key: ClassVar[str | None] = "id"

    id: Id
    """The voice; in a theory, one of the theory's voices."""
    label: Text | None = None
    """What people read; without it, the theory's label or the id."""


class Version(Model):
    """A questionnaire: whom it is for. Two versions may be read back as one voice."""

    id: Id
    """Its name for items that only some are asked."""
    label: Text
    """What people read: `For care workers`."""
    voices: tuple[Id, ...]
    """The voices its answers may belong to; the first is taken where nothing else is said."""
    introduction: Text | None = None
    """What stands above the questions."""
    note: Text | None = None
    """A remark of those who keep the survey."""


class GroupSize(Model):
    """How many people a group has, whether they answered or not."""

    voice: Id | None = None
    """Their voice; without it, all voices together."""
    team: Text | None = None
    """Their team, spelt as in the answers; without it, all teams together."""
    circle: Text | None = None
    """The circle of the team, spelt as in the answers."""
    wave: Text | None = None
    """The round for which this holds; without it, for every round that has no number of its own."""
    people: Count
    """How many there are."""


class SurveyDomain(Model):
    """A group of sub-dimensions. The bare id says so, too."""

    bare_key: ClassVar[str | None] = "id"

    id: Id
    """Its name for sub-dimensions."""
    label: Text | None = None
    """What people read; without it, the theory's label or the id."""
    bands: Id | None = None
    """The set of bands its scores are read by; without it, the first of the survey."""
    description: Text | None = None
    """What it is about."""


class OutcomeTie(Model):
    """That a sub-dimension tells how an outcome is doing. The bare id of that says so, too."""

    bare_key: ClassVar[str | None] = "outcome"

    outcome: Id
    """The outcome of the theory."""
    weight: Positive = 1
    """How much it counts beside the other measures of that outcome; above 0."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the survey."""


class SubDimension(Model):
    """What several items ask about together: the smallest thing that has a score people read."""

    id: Id
    """Its name for items and readings."""
    label: Text
    """What people read."""
    domain: Id | None = None
    """The domain it belongs to."""
    description: Text | None = None
    """What it is about."""
    better: Literal["higher", "lower"] = "higher"
    """Which direction of its score is the wanted one: `higher` or `lower`."""
    minimum_answered: Share | None = None
    """The least part of its items that a person has to answer; without it, the survey's."""
    bands: Id | None = None
    """The set of bands it is read by; without it, its domain's, else the first of the survey."""
    conversion: Conversion | None = None
    """The user's own table of totals and scores, for a licensed scale."""
    measure: Id | None = None
    """The measure of the theory that its scores are values of."""
    outcomes: tuple[OutcomeTie, ...] = ()
    """The outcomes it tells about, besides those that the theory ties to its measure."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the survey."""


class SurveyItem(Model):
    """One question. It is answered on a scale, or by whole numbers between its own two ends."""

    id: Id
    """Its name: the heading of its column in an answer sheet."""
    text: Text
    """The question or statement, as people read it."""
    sub_dimension: Id | None = None
    """What it asks about; without it, it is asked and not scored."""
    scale: Id | None = None
    """The scale it is answered by."""
    min: Number | None = None
    """The lowest answer, where it has no scale."""
    max: Number | None = None
    """The highest answer, where it has no scale; above `min`."""
    reversed: Flag = False
    """Whether a high answer says the opposite of what a high score means."""
    asked_of: tuple[Id, ...] = ()
    """The versions it stands in; all of them where nothing is said."""
    note: Text | None = None
    """A remark of those who keep the survey."""

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        own = self.min is not None, self.max is not None
        if any(own) if self.scale is not None else not all(own):
            msg = "an item needs either a `scale`, or both `min` and `max`"
            raise ValueError(msg)
        if self.min is not None and self.max is not None:
            if self.min >= self.max:
                msg = f"`min` ({self.min:g}) has to be below `max` ({self.max:g})"
                raise ValueError(msg)
            if not (self.max - self.min).is_integer():
                msg = "from `min` to `max` there have to be whole steps; for others, give a scale"
                raise ValueError(msg)
        return self

    def stands_in(self, version: str) -> bool:
        """Whether it is asked of those who are given this version."""
        return not self.asked_of or version in self.asked_of


class Reading(Model):
    """What a band means for a sub-dimension, in general or to one voice.

    Until its circle has consented to it, it is a draft, and is never shown without that word:
    show `shown`, not `text`.
    """

    sub_dimension: Id
    """What was scored."""
    band: Id
    """The band it fell in."""
    voice: Id | None = None
    """To whom it means this; in general, where no voice is given."""
    text: Text
    """What it means, in plain words."""
    state: Literal["draft", "consented"] = "draft"
    """`draft`, or `consented` by those whom it concerns."""
    by: Text | None = None
    """Who wrote it, or who consented to it."""
    date: Day | None = None
    """When it was written, or consented to."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the survey."""

    @property
    def shown(self) -> str:
        """The text as people may see it: a draft says so before anything else."""
        return self.text if self.state == "consented" else f"Draft: {self.text}"

    @model_validator(mode="after")
    def _says_who_consented(self) -> Self:
        if self.state == "consented" and (self.by is None or self.date is None):
            msg = "a consented reading says `by` whom and on which `date`"
            raise ValueError(msg)
        return self
