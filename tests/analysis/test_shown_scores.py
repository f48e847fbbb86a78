"""What leaves the scorer cannot hold a hidden number: there is no place for one."""

from __future__ import annotations

import dataclasses
import gc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.analysis.survey_builders import answers, crowd, survey
from toc.analysis.shown_scores import HIDDEN_REASONS, HiddenScore, ShownScore
from toc.analysis.survey_scores import Grouping, score_wave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.analysis.survey_scores import WaveScores

PEOPLE = crowd(
    {
        ("workers", "ash"): 12,
        ("workers", "elm"): 7,
        ("receivers", "ash"): 4,
        ("receivers", "elm"): 1,
        ("receivers", "oak"): 5,
    }
)


def scored() -> WaveScores:
    return score_wave(survey(), answers(PEOPLE), Grouping(("voice", "team"), items=True))


def walked(start: object) -> Iterator[object]:
    """Everything that can be reached from an object, through whatever Python keeps in it.

    Classes and what belongs to all objects of a class are left aside; functions, their closures
    and arrays of numbers are not.
    """
    seen, left = {id(start)}, [start]
    while left:
        here = left.pop()
        yield here
        for one in gc.get_referents(here):
            if not isinstance(one, type) and id(one) not in seen:
                seen.add(id(one))
                left.append(one)


def test_only_plain_values_are_reached() -> None:
    """From the result one gets to scores, texts and numbers: no function, table or person."""
    kinds = {type(one).__name__ for one in walked(scored())}
    assert kinds <= {
        "WaveScores",
        "ShownScore",
        "HiddenScore",
        "tuple",
        "str",
        "int",
        "float",
        "NoneType",
    }


def test_numbers_are_those_that_are_shown() -> None:
    """Every number that can be reached is a figure of a shown score, or the minimum."""
    found = scored()
    shown = [one for one in found.scores if isinstance(one, ShownScore)]
    figures = {getattr(one, field.name) for one in shown for field in dataclasses.fields(one)}
    reached = {one for one in walked(found) if isinstance(one, int | float)}
    assert reached <= figures | {found.minimum}
    assert any(isinstance(one, HiddenScore) for one in found.scores)


def test_the_walk_finds_what_is_hidden_in_a_closure() -> None:
    """The walk itself would find a number that a function keeps."""
    kept = 0.123456

    def later() -> float:
        return kept

    assert 0.123456 in [one for one in walked((later,)) if isinstance(one, float)]


def test_a_hidden_score_holds_texts_only() -> None:
    """A hidden score says what and why; it has no place for anything else, now or later."""
    hidden = next(one for one in scored().scores if isinstance(one, HiddenScore))
    assert [field.name for field in dataclasses.fields(hidden)] == [
        "level",
        "id",
        "group",
        "reason",
    ]
    assert {type(one) for one in walked(hidden)} <= {HiddenScore, str, tuple}
    with pytest.raises((AttributeError, TypeError)):
        hidden.n = 3  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError):
        hidden.reason = "not asked"  # type: ignore[misc]


def test_reasons_tell_no_numbers() -> None:
    """One and the same reason stands for few people, for alike answers, and for other groups."""
    assert {one.reason for one in scored().scores if isinstance(one, HiddenScore)} == {"too few"}
    assert not any(character.isdigit() for text in HIDDEN_REASONS.values() for character in text)


def test_figures() -> None:
    """Shown figures are those of the answers: mean, standard deviation and interval, rounded."""
    whole = next(one for one in scored().scores if isinstance(one, ShownScore))
    values = np.array([((a or 0) - 1 + 5 - (b or 0)) * 12.5 for _, _, (a, b) in PEOPLE])
    theirs = stats.t.interval(0.95, 28, values.mean(), stats.sem(values))
    assert whole.group == ()
    assert whole.n == 29
    assert whole.score == pytest.approx(values.mean(), abs=0.0501)
    assert whole.sd == pytest.approx(values.std(ddof=1), abs=0.0501)
    assert (whole.low, whole.high) == pytest.approx(theirs, abs=0.0501)
    assert whole.band == "medium"


def test_who_is_not_asked() -> None:
    """That a voice is not asked about something is said; it is known from the survey itself."""
    made = survey(
        versions=[
            {"id": "for-workers", "label": "W", "voices": ["workers"]},
            {"id": "for-receivers", "label": "R", "voices": ["receivers"]},
        ],
        items=[
            {
                "id": name,
                "text": name,
                "sub_dimension": "trust",
                "scale": "five",
                "asked_of": ["for-workers"],
            }
            for name in "ab"
        ],
    )
    people = [
        (voice, team, given if voice == "workers" else [None, None])
        for voice, team, given in PEOPLE
    ]
    found = score_wave(made, answers(people), Grouping(("voice",)))
    reasons = {one.group: one.reason for one in found.scores if isinstance(one, HiddenScore)}
    assert reasons == {(("voice", "receivers"),): "not asked"}


def test_nobody_answered() -> None:
    """No answers at all is a report like any other."""
    found = score_wave(survey(), answers([]), Grouping(("voice",)))
    assert {one.reason for one in found.scores if isinstance(one, HiddenScore)} == {"no answers"}
    assert len(found.scores) == 3


def test_alone_in_a_team() -> None:
    """Who is the only one of a voice in a team counts for all people, and not at that level."""
    people = crowd({("workers", "ash"): 14, ("receivers", "ash"): 1, ("receivers", "elm"): 12})
    shown = {
        one.group: one.n
        for one in score_wave(survey(), answers(people), Grouping(("team",))).scores
        if isinstance(one, ShownScore)
    }
    assert shown[()] == 27
    assert (("team", "ash"),) not in shown or shown[(("team", "ash"),)] == 14
