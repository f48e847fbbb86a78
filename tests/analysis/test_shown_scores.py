"""What leaves the scorer cannot hold a hidden number: there is no place for one."""

from __future__ import annotations

import dataclasses
import gc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

from tests.analysis.survey_builders import VOICES, answers, crowd, survey
from toc.analysis.group_sizes import GroupSizes, SizeRow
from toc.analysis.privacy import Protection
from toc.analysis.shown_figures import FigureRules
from toc.analysis.shown_scores import HIDDEN_REASONS, Favourable, HiddenScore, ShownScore
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
    items = [
        {"id": one, "text": one, "sub_dimension": "trust", "scale": "five", "reversed": one == "b"}
        for one in "abc"
    ]
    people = [(voice, team, [*given, given[0]]) for voice, team, given in PEOPLE]
    grouping = Grouping(("voice", "team"), items=True)
    return score_wave(survey(items=items), answers(people, "abc"), grouping)


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
        "Favourable",
        "Alpha",
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
    held = [*shown, *(one.favourable for one in shown), *(one.reliability for one in shown)]
    figures = {getattr(one, field.name) for one in held if one for field in dataclasses.fields(one)}
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
    whole = score_wave(survey(), answers(PEOPLE)).scores[0]
    assert isinstance(whole, ShownScore)
    values = np.array([((a or 0) - 1 + 5 - (b or 0)) * 12.5 for _, _, (a, b) in PEOPLE])
    theirs = stats.t.interval(0.95, 28, values.mean(), stats.sem(values))
    assert whole.group == ()
    assert whole.n == 29
    assert whole.score == pytest.approx(values.mean(), abs=0.0501)
    assert whole.sd == pytest.approx(values.std(ddof=1), abs=0.0501)
    assert (whole.low, whole.high) == pytest.approx(theirs, abs=0.0501)
    assert whole.band == "medium"


def test_shares_and_alpha() -> None:
    """The share of favourable answers, and alpha, are those of the answers; whole percents."""
    whole = next(one for one in scored().scores if isinstance(one, ShownScore))
    table = np.array([[a or 0, 6 - (b or 0), a or 0] for _, _, (a, b) in PEOPLE]) * 25 - 25
    share = (table >= 75).mean()
    low, high = proportion_confint(share * 29, 29, method="wilson")
    assert whole.favourable == Favourable(*(round(100 * one) for one in (share, low, high)))
    matrix = np.cov(table, rowvar=False)
    alpha = 1.5 * (1 - matrix.trace() / matrix.sum())
    ends = [1 - (1 - alpha) * stats.f.ppf(q, 28, 56) for q in (0.975, 0.025)]
    assert whole.reliability is not None
    found = whole.reliability
    assert (found.alpha, found.low, found.high) == pytest.approx((alpha, *ends), abs=0.0051)
    assert found.n == 29


def test_shares_need_a_cut() -> None:
    """Of other scales than those of five steps a share is told only where the cut is declared."""
    ten = {"id": "five", "min": 0, "max": 10}
    people = [(voice, team, [2 * (a or 0), 2 * (b or 0)]) for voice, team, (a, b) in PEOPLE]
    for scales, told in (([ten], False), ([ten | {"favourable_from": 8}], True)):
        found = score_wave(survey(scales=scales), answers(people))
        assert isinstance(found.scores[0], ShownScore)
        assert bool(found.scores[0].favourable) is told


def test_everyone_asked() -> None:
    """Where everybody was asked, and it is known how many there are, the interval is narrower."""
    sizes = GroupSizes([SizeRow({"voice": "workers"}, 40), SizeRow({"voice": "receivers"}, 20)])
    rules = FigureRules("t", sizes, everyone_asked=True)
    found = score_wave(survey(), answers(PEOPLE), figures=rules).scores[0]
    loose = score_wave(survey(), answers(PEOPLE), figures=rules._replace(everyone_asked=False))
    wide = loose.scores[0]
    assert isinstance(found, ShownScore)
    assert isinstance(wide, ShownScore)
    assert (found.people, found.response_rate) == (60, 48.3)
    root = ((60 - 29) / 59) ** 0.5
    assert found.high - found.low == pytest.approx((wide.high - wide.low) * root, abs=0.2)


def test_the_bootstrap() -> None:
    """The interval is the bootstrap's where that is asked for, and below ten people anyway."""
    found = score_wave(survey(), answers(PEOPLE), figures=FigureRules("bca")).scores[0]
    assert isinstance(found, ShownScore)
    assert found.method == "bca"
    few = score_wave(survey(), answers(PEOPLE[12:19]), protection=Protection(5)).scores[0]
    assert isinstance(few, ShownScore)
    assert (few.n, few.method) == (7, "bca")


@pytest.mark.parametrize(("receivers_of_elm", "voices"), [(12, 2), (2, 0)])
def test_voices_of_groups(receivers_of_elm: int, voices: int) -> None:
    """The voices of a group come with it where all of them may be shown, and none otherwise."""
    sizes = {("workers", "ash"): 14, ("receivers", "ash"): 13, ("workers", "elm"): 20}
    people = crowd(sizes | {("receivers", "elm"): receivers_of_elm})
    found = score_wave(survey(), answers(people), Grouping(("team",), voices=True))
    shown = [one.group for one in found.scores if isinstance(one, ShownScore)]
    for group, number in (((), voices), ((("team", "ash"),), 2), ((("team", "elm"),), voices)):
        parts = [(("voice", voice), *group) for voice in VOICES]
        assert group in shown
        assert sum(part in shown for part in parts) == number


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
