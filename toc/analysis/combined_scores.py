"""Scores of domains and outcomes, made from shown scores only: they give nothing away."""

from __future__ import annotations

__all__ = ["combined_scores", "domain_ties", "outcome_ties"]

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.equal_voices import people_alike
from toc.analysis.shown_scores import HiddenScore, PeopleMean, ShownScore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from toc.analysis.shown_scores import Group, Level, Reason, Score
    from toc.models.survey_parts import SubDimension
    from toc.models.survey_scales import BandSet
    from toc.models.surveys import Survey
    from toc.models.theory import Theory


class Tie(NamedTuple):
    """A domain or an outcome, its sub-dimensions with their weights, and its bands."""

    level: Level
    id: str
    parts: tuple[tuple[str, float], ...]
    bands: BandSet | None = None


def domain_ties(survey: Survey) -> list[Tie]:
    """Each domain with its sub-dimensions, all of equal weight."""
    return [
        Tie(
            "domain",
            domain.id,
            tuple((one.id, 1.0) for one in survey.sub_dimensions if one.domain == domain.id),
            survey.bands_of_domain(domain),
        )
        for domain in survey.domains
    ]


def outcome_ties(survey: Survey, theory: Theory) -> list[Tie]:
    """Each outcome that the survey tells about, in the order of the theory.

    Sub-dimensions are tied to it by themselves, with a weight, or through a measure of the theory.
    """
    found = []
    for outcome in theory.outcomes:
        measures = {one.measure for one in outcome.measured_by}
        parts = {one.id: 1.0 for one in survey.sub_dimensions if one.measure in measures}
        for one in survey.sub_dimensions:
            for tie in one.outcomes:
                if tie.outcome == outcome.id:
                    parts[one.id] = tie.weight
        if parts:
            bands = _shared_bands(survey, parts)
            found.append(Tie("outcome", outcome.id, tuple(parts.items()), bands))
    return found


def _shared_bands(survey: Survey, parts: Collection[str]) -> BandSet | None:
    """The bands that all of some sub-dimensions are read by, where none of them is turned.

    None where they are read by several sets, or by none, or one has a table of its own.
    """
    found = [one for one in survey.sub_dimensions if one.id in parts]
    if any(one.better == "lower" or one.conversion for one in found):
        return None
    sets = {bands.id: bands for one in found if (bands := survey.bands_of(one))}
    alike = len(sets) == 1 and all(survey.bands_of(one) for one in found)
    return next(iter(sets.values())) if alike else None


def combined_scores(
    survey: Survey, ties: Iterable[Tie], scores: Iterable[Score]
) -> Iterator[Score]:
    """A score for each tie and group: the weighted mean of the shown scores of its parts.

    Hidden where a part is that the group was asked about. Where a lower score is the wanted one it
    is turned first; scores of other units become percent of their range. `n` is the smallest of
    the parts. The interval is the mean of theirs: as wide as it is at most, since the same people
    answered all parts. Each voice counts the same only where it does in all parts.
    """
    homes = {one.id: one for one in survey.sub_dimensions}
    groups: dict[Group, dict[str, Score]] = {}
    for score in scores:
        if score.level == "sub-dimension":
            groups.setdefault(score.group, {})[score.id] = score
    for tie in ties:
        for group, held in groups.items():
            yield _combined(tie, group, held, homes)


def _combined(
    tie: Tie, group: Group, held: dict[str, Score], homes: dict[str, SubDimension]
) -> Score:
    found = [(held[part], weight) for part, weight in tie.parts if part in held]
    reasons: set[Reason] = {one.reason for one, _ in found if isinstance(one, HiddenScore)}
    shown = [(one, weight) for one, weight in found if isinstance(one, ShownScore)]
    if not shown and len(reasons) == 1:
        return HiddenScore(tie.level, tie.id, group, reasons.pop())
    if reasons - {"not asked"} or not shown:
        return HiddenScore(tie.level, tie.id, group, "parts hidden")
    whole = _of_parts(tie, group, [(people_alike(one), weight) for one, weight in shown], homes)
    if any(one.weights == "people" for one, _ in shown):
        return whole
    weighed = _of_parts(tie, group, shown, homes)
    of_people = PeopleMean(whole.n, whole.score, whole.low, whole.high, band=whole.band)
    alike = min(one.effective_n or one.n for one, _ in shown)
    return replace(weighed, weights="voice", effective_n=alike, of_people=of_people)


def _of_parts(
    tie: Tie,
    group: Group,
    shown: Sequence[tuple[ShownScore, float]],
    homes: dict[str, SubDimension],
) -> ShownScore:
    turned = [(_turned(one, homes[one.id]), weight) for one, weight in shown]
    low, score, high = (
        round(_mean([(ends[place], weight) for ends, weight in turned]), 1) for place in range(3)
    )
    band = tie.bands.band_of(score) if tie.bands else None
    return ShownScore(
        tie.level,
        tie.id,
        group,
        min(one.n for one, _ in shown),
        score,
        low,
        high,
        band=band.id if band else None,
        parts=tuple(one.id for one, _ in shown),
    )


def _turned(score: ShownScore, home: SubDimension) -> tuple[float, float, float]:
    """Low, score and high from 0 to 100, where 100 is what is wanted."""
    low, high = (home.conversion.lowest, home.conversion.highest) if home.conversion else (0, 100)
    found = [100 * (one - low) / (high - low) for one in (score.low, score.score, score.high)]
    if home.better == "lower":
        found = [100 - one for one in reversed(found)]
    return found[0], found[1], found[2]


def _mean(parts: Sequence[tuple[float, float]]) -> float:
    return sum(one * weight for one, weight in parts) / sum(weight for _, weight in parts)
