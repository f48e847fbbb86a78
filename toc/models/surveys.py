"""A survey as data: who is asked what, how answers are scored, and what scores mean."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from toc.models.base import Flag, Id, Model, Status, Text
from toc.models.survey_checks import survey_misfits
from toc.models.survey_parts import (
    GroupSize,
    Positive,
    Reading,
    Share,
    SubDimension,
    SurveyDomain,
    SurveyItem,
    SurveyVoice,
    Version,
)
from toc.models.survey_references import SurveyMisfitError, SurveyReferenceError, survey_breaches
from toc.models.survey_scales import BandSet, Scale

__all__ = ["NOT_WRITTEN", "Survey"]

_LOOK_UPS = ("_scales", "_domains", "_bands", "_items", "_readings")

NOT_WRITTEN = "The circle has not written this reading yet."
"""What is shown for a reading that there is not."""


def _version(value: object) -> int:
    if isinstance(value, bool) or value not in (1, "1"):
        msg = "this version of toc reads `survey: 1` only"
        raise ValueError(msg)
    return 1


class Survey(Model):
    """A survey: an instrument that is asked again and again, in a theory file or in one of its own.

    Its parts refer to each other by ids; an id is given once among its kind. What it says of the
    theory (voices, measures, outcomes) is checked where there is a theory.
    """

    survey: Annotated[Literal[1], BeforeValidator(_version)] = 1
    """The version of this way of writing surveys."""
    id: Id
    """Its name."""
    label: Text
    """What it is called."""
    description: Text | None = None
    """What it is about, in as many words as needed."""
    language: Text = "en"
    """The language of its questions, as pages name it: `en`, `cy`."""
    status: Status = "stated"
    """Who says so: `stated` by the theory's owners, `inferred` by us, `disputed` or `unknown`."""
    sources: tuple[Text, ...] = ()
    """Where it was found: pages, papers, meetings."""
    note: Text | None = None
    """A remark of those who keep the survey."""
    minimum_answered: Share = 0.5
    """The least part of a scale's items that a person has to answer to have a score."""
    smallest_change: Positive | None = None
    """The least difference, in points of a score, that means anything to its owners."""
    everyone_asked: Flag = False
    """Whether all people of its groups are asked, not a few who were chosen or came by.

    Only then do the sizes of groups make intervals narrower.
    """
    sizes: tuple[GroupSize, ...] = ()
    """How many people its groups have."""
    missing: tuple[Text, ...] = ()
    """What stands in a cell for no answer: `Prefer not to say`, `-9`. Empty cells always do."""
    voices: tuple[SurveyVoice, ...]
    """The groups whose answers are read together."""
    versions: tuple[Version, ...]
    """The questionnaires: who is asked."""
    domains: tuple[SurveyDomain, ...] = ()
    """The groups of its sub-dimensions."""
    sub_dimensions: tuple[SubDimension, ...]
    """What it scores."""
    scales: tuple[Scale, ...] = ()
    """The ways to answer; one survey may have several."""
    items: tuple[SurveyItem, ...]
    """Its questions, in the order in which they are asked."""
    bands: tuple[BandSet, ...] = ()
    """The sets of bands its scores are read by."""
    readings: tuple[Reading, ...] = ()
    """What a band means, by sub-dimension and voice."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if breaches := tuple(survey_breaches(self)):
            raise SurveyReferenceError(breaches)
        if breaches := tuple(survey_misfits(self)):
            raise SurveyMisfitError(breaches)
        return self

    def scale_of(self, item: SurveyItem) -> Scale:
        """The scale an item is answered by, also where it has ends of its own."""
        if item.min is not None and item.max is not None:
            return Scale(id=item.id, min=item.min, max=item.max)
        return self._scales[item.scale or ""]

    def items_of(self, sub_dimension: str, version: str | None = None) -> tuple[SurveyItem, ...]:
        """The items of a sub-dimension, all or those that stand in a version."""
        listed = self._items.get(sub_dimension, [])
        return tuple(item for item in listed if version is None or item.stands_in(version))

    def items_in(self, version: str) -> tuple[SurveyItem, ...]:
        """The items that stand in a version, in the order in which they are asked."""
        return tuple(item for item in self.items if item.stands_in(version))

    def versions_of(self, voice: str) -> tuple[Version, ...]:
        """The versions whose answers may belong to a voice."""
        return tuple(version for version in self.versions if voice in version.voices)

    def minimum_of(self, sub_dimension: SubDimension) -> float:
        """The least part of its items that a person has to answer, above 0 and at most 1."""
        if sub_dimension.conversion:
            return 1.0
        own = sub_dimension.minimum_answered
        return self.minimum_answered if own is None else own

    def bands_of(self, sub_dimension: SubDimension) -> BandSet | None:
        """The bands a sub-dimension is read by: its own, its domain's, the survey's first.

        A converted scale has its own or none: the others are about scores from 0 to 100.
        """
        wanted = sub_dimension.bands
        if wanted is None and sub_dimension.conversion:
            return None
        if wanted is None:
            home = self._domains.get(sub_dimension.domain or "")
            wanted = home.bands if home else None
        return self._band_set(wanted)

    def bands_of_domain(self, domain: SurveyDomain) -> BandSet | None:
        """The bands a domain is read by: its own, else the survey's first."""
        return self._band_set(domain.bands)

    def _band_set(self, wanted: str | None) -> BandSet | None:
        if wanted is None:
            return self.bands[0] if self.bands else None
        return self._bands.get(wanted)

    def reading(self, sub_dimension: str, band: str, voice: str | None) -> Reading | None:
        """What a band means to a voice (None: in general); None where nobody has written it."""
        return self._readings.get((sub_dimension, band, voice))

    def read_out(self, sub_dimension: str, band: str, voice: str | None) -> str:
        """What people may see of that reading: a draft with that word, or that there is none."""
        found = self.reading(sub_dimension, band, voice)
        return found.shown if found else NOT_WRITTEN

    def cells(self) -> Iterator[tuple[SubDimension, str, str | None]]:
        """Every reading that there could be: sub-dimension, id of the band, voice or None.

        In the order of the survey; in general before the voices.
        """
        for sub_dimension in self.sub_dimensions:
            found = self.bands_of(sub_dimension)
            for band in found.bands if found else ():
                for voice in (None, *(voice.id for voice in self.voices)):
                    yield sub_dimension, band.id, voice

    @cached_property
    def _scales(self) -> dict[str, Scale]:
        return {one.id: one for one in self.scales}

    @cached_property
    def _domains(self) -> dict[str, SurveyDomain]:
        return {one.id: one for one in self.domains}

    @cached_property
    def _bands(self) -> dict[str, BandSet]:
        return {one.id: one for one in self.bands}

    @cached_property
    def _items(self) -> dict[str, list[SurveyItem]]:
        found: dict[str, list[SurveyItem]] = {}
        for item in self.items:
            found.setdefault(item.sub_dimension or "", []).append(item)
        return found

    @cached_property
    def _readings(self) -> dict[tuple[str, str, str | None], Reading]:
        return {(one.sub_dimension, one.band, one.voice): one for one in self.readings}

    def __copy__(self) -> Self:
        """A copy without the look-ups made so far: what is changed in it has others."""
        copied = super().__copy__()
        for look_up in _LOOK_UPS:
            vars(copied).pop(look_up, None)
        return copied
