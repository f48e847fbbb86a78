"""Domains and outcomes are made from shown scores, and from nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.survey_builders import survey
from toc.analysis.combined_scores import combined_scores, domain_ties, outcome_ties
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.models.theory import Theory

ITEMS = [
    {"id": name, "text": name, "sub_dimension": name, "scale": "five"}
    for name in ("trust", "strain")
]


def made(strain: dict[str, Any] | None = None) -> Any:
    own: dict[str, Any] = {"id": "strain", "label": "Strain", "domain": "growth"} | (strain or {})
    trust = {"id": "trust", "label": "Trust", "domain": "growth", "outcomes": ["calm"]}
    return survey(sub_dimensions=[trust, own], items=ITEMS)


def shown(name: str, score: float, low: float, high: float, n: int = 12) -> ShownScore:
    return ShownScore("sub-dimension", name, (), n, score, low, high, 15.0)


def domain(survey: Any, *scores: Any) -> Any:
    return next(iter(combined_scores(survey, domain_ties(survey), scores)))


def test_mean_of_parts() -> None:
    """A domain is the mean of its parts, its n the smallest, its interval the mean of theirs."""
    found = domain(made(), shown("trust", 60, 50, 70), shown("strain", 80, 70, 94, n=11))
    assert found == ShownScore(
        "domain", "growth", (), 11, 70, 60, 82, None, "high", ("trust", "strain")
    )


def test_opposite_directions() -> None:
    """A part of which less is wanted is turned before it is averaged, with its interval."""
    found = domain(
        made({"better": "lower"}), shown("trust", 60, 50, 70), shown("strain", 30, 20, 44)
    )
    assert (found.low, found.score, found.high) == (53, 65, 75)


def test_a_hidden_part() -> None:
    """Where one part is hidden there is no score: it would not be of the same things."""
    hidden = HiddenScore("sub-dimension", "strain", (), "too few")
    assert domain(made(), shown("trust", 60, 50, 70), hidden) == HiddenScore(
        "domain", "growth", (), "parts hidden"
    )


def test_a_part_not_asked() -> None:
    """What a group is not asked about is no part of its score."""
    not_asked = HiddenScore("sub-dimension", "strain", (), "not asked")
    assert domain(made(), shown("trust", 60, 50, 70), not_asked).score == 60


@pytest.mark.parametrize("reason", ["too few", "not asked", "published", "no answers"])
def test_all_parts_hidden(reason: Any) -> None:
    """Where all parts are hidden for one reason, that is the reason."""
    parts = [HiddenScore("sub-dimension", one, (), reason) for one in ("trust", "strain")]
    assert domain(made(), *parts).reason == reason


def test_outcomes() -> None:
    """Outcomes are scored by what is tied to them, directly with its weight or by a measure."""
    theory = Theory.model_validate(
        {
            "outcomes": [
                {"id": "calm", "label": "Calm", "measured_by": ["m"]},
                {"id": "other", "label": "Other"},
            ],
            "measures": [{"id": "m", "label": "M"}],
        }
    )
    trust = {
        "id": "trust",
        "label": "Trust",
        "domain": "growth",
        "outcomes": [{"outcome": "calm", "weight": 3}],
    }
    strain = {"id": "strain", "label": "Strain", "domain": "growth", "measure": "m"}
    both = survey(sub_dimensions=[trust, strain], items=ITEMS)
    scores = [shown("trust", 60, 50, 70), shown("strain", 80, 70, 90)]
    found = list(combined_scores(both, outcome_ties(both, theory), scores))
    assert [(one.id, one.score) for one in found if isinstance(one, ShownScore)] == [("calm", 65)]
