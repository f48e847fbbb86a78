"""Which scores are about which outcomes and measures, and which outcomes only a survey tells of."""

from __future__ import annotations

from tests.scored_theories import THEORY
from toc.analysis.measured_scores import only_by_survey, scores_of_parts
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.exports.theory_file import read_theory


def shown(level: str, own: str, *, voice: str = "") -> ShownScore:
    group = (("voice", voice),) if voice else ()
    return ShownScore(level, own, group, 12, 50.0, 40.0, 60.0)  # type: ignore[arg-type]


def test_scores_of_all_people() -> None:
    """Outcomes have their own scores, measures those of their sub-dimension; voices are left."""
    survey = read_theory(THEORY.encode(), "t").surveys[0]
    trust, outcome = shown("sub-dimension", "trust"), shown("outcome", "shared")
    others = [shown("sub-dimension", "trust", voice="workers"), shown("sub-dimension", "say")]
    found = scores_of_parts(survey, [outcome, trust, *others, shown("domain", "growth")])
    assert found == ({"shared": outcome}, {"trust-score": trust}, ())


def test_hidden_scores_leave_nothing() -> None:
    """What is hidden is about no part of the theory, as if nobody had asked."""
    survey = read_theory(THEORY.encode(), "t").surveys[0]
    hidden = [
        HiddenScore("sub-dimension", "trust", (), "too few"),
        HiddenScore("outcome", "shared", (), "parts hidden"),
    ]
    assert scores_of_parts(survey, hidden) == ({}, {}, ())


def test_a_measure_with_two_givers() -> None:
    """Where two sub-dimensions give one measure, neither score is its value."""
    text = THEORY.replace("outcomes: [shared]}", "outcomes: [shared], measure: trust-score}")
    survey = read_theory(text.encode(), "t").surveys[0]
    scores = [shown("sub-dimension", "trust"), shown("sub-dimension", "say")]
    assert scores_of_parts(survey, scores) == ({}, {}, ("trust-score",))


def test_outcomes_known_by_a_survey_only() -> None:
    """An outcome is named if no measure but a survey's tells of it, and this survey does."""
    theory = read_theory(THEORY.encode(), "t")
    assert [one.id for one in only_by_survey(theory.surveys[0], theory)] == ["trust-grows"]
    text = THEORY.replace("measured_by: [trust-score]", "measured_by: [trust-score, count]")
    theory = read_theory(text.encode(), "t")
    assert only_by_survey(theory.surveys[0], theory) == []
    text = THEORY.replace("measured_by: [count]", "measured_by: []")
    theory = read_theory(text.encode(), "t")
    found = only_by_survey(theory.surveys[0], theory)
    assert [one.id for one in found] == ["trust-grows", "shared"]
