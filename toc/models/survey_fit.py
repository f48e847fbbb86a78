"""A survey and the theory it belongs to: whose outcomes it tells about, by whose words."""

from __future__ import annotations

__all__ = ["labelled", "outcome_ties"]

from typing import TYPE_CHECKING

from toc.models.survey_parts import OutcomeTie

if TYPE_CHECKING:
    from toc.models.surveys import Survey
    from toc.models.theory import Theory


def labelled(survey: Survey, theory: Theory | None = None) -> Survey:
    """The survey with a label for every voice and domain: its own, the theory's, else the id."""
    labels = {item.id: item.label for item in theory.items()} if theory else {}
    voices = tuple(
        voice.model_copy(update={"label": voice.label or labels.get(voice.id, voice.id)})
        for voice in survey.voices
    )
    domains = tuple(
        domain.model_copy(update={"label": domain.label or labels.get(domain.id, domain.id)})
        for domain in survey.domains
    )
    return survey.model_copy(update={"voices": voices, "domains": domains})


def outcome_ties(survey: Survey, theory: Theory) -> dict[str, dict[str, OutcomeTie]]:
    """For each outcome, the sub-dimensions that tell about it: outcome to sub-dimension to tie.

    Ties are those that the survey states, and those of the theory: an outcome that is measured by
    a sub-dimension's measure. Where both tie the same two, the survey's own counts. Outcomes and
    sub-dimensions come in the order of theory and survey; outcomes without any are left out.
    """
    found: dict[str, dict[str, OutcomeTie]] = {}
    for outcome in theory.outcomes:
        measured = {served.measure: served for served in outcome.measured_by}
        ties: dict[str, OutcomeTie] = {}
        for one in survey.sub_dimensions:
            own = next((tie for tie in one.outcomes if tie.outcome == outcome.id), None)
            if own:
                ties[one.id] = own
            elif one.measure in measured:
                status = measured[one.measure].status
                ties[one.id] = OutcomeTie(outcome=outcome.id, status=status)
        if ties:
            found[outcome.id] = ties
    return found
