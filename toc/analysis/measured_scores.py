"""Which scores of a survey are values of which parts of a theory."""

from __future__ import annotations

__all__ = ["PartScores", "only_by_survey", "scores_of_parts"]

from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.shown_scores import ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.analysis.shown_scores import Score
    from toc.models.outcomes import Outcome
    from toc.models.surveys import Survey
    from toc.models.theory import Theory


class PartScores(NamedTuple):
    """The shown scores of all people, by the ids of outcomes and of measures.

    `shared` are measures that several sub-dimensions of the survey give: none of their scores is
    the value of the measure.
    """

    outcomes: dict[str, ShownScore]
    measures: dict[str, ShownScore]
    shared: tuple[str, ...]


def scores_of_parts(survey: Survey, scores: Iterable[Score]) -> PartScores:
    """The shown scores that are about one part of the theory each; hidden ones leave nothing."""
    shown = [one for one in scores if isinstance(one, ShownScore) and not one.group]
    givers: dict[str, list[str]] = {}
    for one in survey.sub_dimensions:
        if one.measure:
            givers.setdefault(one.measure, []).append(one.id)
    by_sub_dimension = {one.id: one for one in shown if one.level == "sub-dimension"}
    return PartScores(
        {one.id: one for one in shown if one.level == "outcome"},
        {
            measure: by_sub_dimension[names[0]]
            for measure, names in givers.items()
            if len(names) == 1 and names[0] in by_sub_dimension
        },
        tuple(measure for measure, names in givers.items() if len(names) > 1),
    )


def only_by_survey(survey: Survey, theory: Theory) -> list[Outcome]:
    """The outcomes that the survey tells about, and that nothing but a survey measures.

    A measure is a survey's where a sub-dimension of this one or of another in the theory gives
    its values, or where its method is that word.
    """
    surveys = [survey, *theory.surveys]
    given = {one.measure for each in surveys for one in each.sub_dimensions if one.measure}
    own = {one.measure for one in survey.sub_dimensions if one.measure}
    tied = {tie.outcome for one in survey.sub_dimensions for tie in one.outcomes}
    found: list[Outcome] = []
    for outcome in theory.outcomes:
        measures = theory.measures_of(outcome)
        told = outcome.id in tied or any(one.id in own for one in measures)
        if told and all(one.id in given or _is_survey(one.method) for one in measures):
            found.append(outcome)
    return found


def _is_survey(method: str | None) -> bool:
    return (method or "").strip().casefold() == "survey"
