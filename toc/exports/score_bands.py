"""Which set of bands a score is read by, and how its band is written on a map."""

from __future__ import annotations

__all__ = ["PlacedBand", "band_text", "bands_of_score", "placed_band"]

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from toc.analysis.shown_scores import ShownScore
    from toc.models.survey_scales import BandSet
    from toc.models.surveys import Survey

_PLACED = re.compile(r"(.*\S) \(([1-9][0-9]{0,2}) of ([1-9][0-9]{0,2})\)", re.DOTALL)


class PlacedBand(NamedTuple):
    """A band by its label, its place from the lowest, 1, and how many there are."""

    label: str
    place: int
    number: int


def bands_of_score(survey: Survey, score: ShownScore) -> BandSet | None:
    """The set that the band of a score is one of; None where it has no band."""
    if score.band is None:
        return None
    found: BandSet | None = None
    if score.level == "domain":
        homes = {one.id: one for one in survey.domains}
        found = survey.bands_of_domain(homes[score.id])
    elif score.level == "sub-dimension":
        own = {one.id: one for one in survey.sub_dimensions}
        found = survey.bands_of(own[score.id])
    sets = [found] if found else survey.bands
    return next((one for one in sets if _place(one, score)), None)


def band_text(survey: Survey, score: ShownScore) -> str | None:
    """A band as it stands on a map, with its place among all: `Medium (2 of 3)`."""
    bands = bands_of_score(survey, score)
    place = _place(bands, score) if bands else 0
    if not bands or not place:
        return None
    return f"{bands.bands[place - 1].label} ({place} of {len(bands.bands)})"


def placed_band(text: str) -> PlacedBand | None:
    """What such a text says; None for any other.

    >>> placed_band("Medium (2 of 3)")
    PlacedBand(label='Medium', place=2, number=3)
    """
    found = _PLACED.fullmatch(text.strip())
    if not found:
        return None
    placed = PlacedBand(found[1], int(found[2]), int(found[3]))
    return placed if placed.place <= placed.number else None


def _place(bands: BandSet, score: ShownScore) -> int:
    """The place of the score's band in a set, from 1; 0 where it is none of them."""
    places = [number for number, one in enumerate(bands.bands, 1) if one.id == score.band]
    return places[0] if places else 0
