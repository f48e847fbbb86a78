"""How the values that a survey gave look on the map of a theory: a colour and a mark by band."""

from __future__ import annotations

__all__ = ["value_rules"]

from typing import TYPE_CHECKING, NamedTuple

from toc import tokens
from toc.exports.map_reading import OUTCOMES
from toc.exports.view_scores import band_rule
from toc.exports.view_texts import shown
from toc.kumu.selectors.writing import equals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.view_parts import ViewParts
    from toc.models.survey_scales import BandSet
    from toc.models.theory import Theory


class _Banded(NamedTuple):
    """A measure with the bands that its values are read by, and the place of its newest one."""

    measure: str
    bands: BandSet
    place: int


def value_rules(parts: ViewParts, theory: Theory) -> tuple[list[str], list[str]]:
    """What to show of a theory whose surveys gave values, and rules for it; else nothing.

    Shown are the measures whose newest value falls in a band of the survey, and their outcomes. A
    rule picks a measure only as long as its value on the map is in that band.
    """
    field = parts.vocabulary.fields["value"][0]
    banded = list(_banded(theory)) if shown(field) == field else []
    rules: list[str] = []
    for bands, place in dict.fromkeys((one.bands, one.place) for one in banded):
        held = [one.measure for one in banded if (one.bands, one.place) == (bands, place)]
        within = _within(field, bands, place)
        picked = parts.those_that_pick(f"{_measure(own)}{within}" for own in held)
        look = tokens.band_looks(len(bands.bands))[place]
        if picked:
            said = f"{look.mark} {bands.bands[place].label}"
            rules += band_rule(", ".join(picked), said, look, f"{look.mark} {{{{{field}}}}}")
    if not rules:
        return [], []
    outcomes = parts.compounds(*sorted(OUTCOMES))
    measures = [_measure(one.measure) for one in banded]
    near = [f"{outcome} <--> {measure}" for measure in measures for outcome in outcomes]
    return parts.those_that_pick([*measures, *near]), rules


def _banded(theory: Theory) -> Iterator[_Banded]:
    """The measures that one sub-dimension alone gives, by the bands and from the lowest."""
    givers = [(survey, one) for survey in theory.surveys for one in survey.sub_dimensions]
    found: list[_Banded] = []
    for measure in theory.measures:
        own = [(survey, one) for survey, one in givers if one.measure == measure.id]
        if len(own) != 1 or measure.newest is None:
            continue
        bands = own[0][0].bands_of(own[0][1])
        band = bands.band_of(measure.newest.value) if bands else None
        if bands and band:
            found.append(_Banded(measure.id, bands, bands.bands.index(band)))
    yield from sorted(found, key=lambda one: (one.bands.id, one.place))


def _measure(own: str) -> str:
    return f"element{equals('id', own)}"


def _within(field: str, bands: BandSet, place: int) -> str:
    """Conditions for values in a band: from its cut on, below the next one."""
    band = bands.bands[place]
    above = f'["{field}">="{band.from_:.10g}"]' if place else ""
    below = f'["{field}"<"{band.to:.10g}"]' if place < len(bands.bands) - 1 else ""
    return f"{above}{below}"
