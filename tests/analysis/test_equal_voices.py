"""Means of voices agree with their definition, and are made of shown figures only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW  # type: ignore[import-untyped]

from tests.analysis.survey_builders import answers, crowd, survey
from toc.analysis.asked_voices import voices_asked
from toc.analysis.combined_scores import combined_scores, domain_ties
from toc.analysis.comparing import Sample, mean_change, mean_of_samples, sampled_change
from toc.analysis.equal_voices import equal_voices, people_alike
from toc.analysis.score_report import differences
from toc.analysis.shown_scores import HiddenScore, PeopleMean, ShownScore
from toc.analysis.survey_scores import Grouping, score_wave


def drawn(size: int, seed: int) -> Any:
    return np.random.default_rng(seed).choice([0.0, 25, 50, 75, 100], size)


def sample(values: Any) -> Sample:
    return Sample(float(values.mean()), float(values.std(ddof=1)), len(values))


def test_one_sample_is_students() -> None:
    """The mean of one sample has the interval of statsmodels."""
    values = drawn(23, 1)
    mean, half = mean_of_samples([sample(values)])
    assert (mean - half, mean + half) == pytest.approx(
        DescrStatsW(values).tconfint_mean(), abs=1e-9
    )


def test_two_samples() -> None:
    """The mean of two is as sure as half their sum: Welch's interval, halved."""
    first, second = drawn(14, 2), drawn(31, 3)
    mean, half = mean_of_samples([sample(first), sample(second)])
    theirs = stats.ttest_ind(first, 100 - second, equal_var=False).confidence_interval()
    assert mean == pytest.approx((first.mean() + second.mean()) / 2, abs=1e-9)
    assert 2 * half == pytest.approx((theirs.high - theirs.low) / 2, abs=1e-9)


def test_changes_of_samples() -> None:
    """One sample against one is Welch's comparison, several count the same."""
    first, second = drawn(14, 2), drawn(31, 3)
    found = sampled_change([sample(first)], [sample(second)])
    theirs = CompareMeans(DescrStatsW(second), DescrStatsW(first)).tconfint_diff(usevar="unequal")
    assert found is not None
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)
    doubled = sampled_change([sample(first), sample(second)], [sample(second), sample(first)])
    assert doubled is not None
    assert doubled.difference == pytest.approx(0, abs=1e-9)
    parts = [sample(one).variance / 4 for one in (first, second)] * 2
    freedom = sum(parts) ** 2 / sum(
        part**2 / (n - 1) for part, n in zip(parts, (14, 31, 14, 31), strict=True)
    )
    half = stats.t.ppf(0.975, freedom) * sum(parts) ** 0.5
    assert doubled.half_width == pytest.approx(half, abs=1e-9)
    assert sampled_change([sample(first)], [Sample(50, 0, 1)]) is None
    assert mean_change([Sample(5, 3, 1)]) is None


def test_people_of_a_known_list() -> None:
    """Where it is known how many there are, what nobody need guess is taken off."""
    assert Sample(50, 15, 12, 12).variance == 0
    assert Sample(50, 15, 12, 30).variance == pytest.approx(15**2 / 12 * 18 / 29, abs=1e-9)
    assert Sample(50, 15, 12, 5).variance == pytest.approx(15**2 / 12, abs=1e-9)


def shown(voice: str, score: float, n: int, **more: Any) -> ShownScore:
    group = (("voice", voice),) if voice else ()
    found: dict[str, Any] = {"low": 0.0, "high": 100.0, "sd": 15.0} | more
    return ShownScore("sub-dimension", "trust", group, n, score, **found)


WHOLE = shown("", 55.0, 30, band="medium")


def whole(found: list[Any]) -> ShownScore:
    assert isinstance(found[0], ShownScore)
    return found[0]


def test_weights() -> None:
    """Ten people who say 75 and twenty who say 45 are 60 together, as sure as 26.7 people."""
    found = whole(
        equal_voices(survey(), [WHOLE, shown("workers", 45, 20), shown("receivers", 75, 10)])
    )
    assert (found.score, found.weights, found.effective_n, found.n) == (60.0, "voice", 26.7, 30)
    error = (15**2 / 20 / 4 + 15**2 / 10 / 4) ** 0.5
    assert found.high - found.low == pytest.approx(2 * 2.07 * error, abs=0.3)
    assert found.of_people == PeopleMean(30, 55.0, 0.0, 100.0, 15.0, "medium")
    assert people_alike(found) == WHOLE


def test_a_hidden_voice() -> None:
    """Without all voices the mean stays that of people."""
    hidden = HiddenScore("sub-dimension", "trust", (("voice", "receivers"),), "too few")
    assert equal_voices(survey(), [WHOLE, shown("workers", 45, 20), hidden])[0] == WHOLE
    assert equal_voices(survey(), [WHOLE, shown("workers", 45, 20)])[0] == WHOLE


def test_a_second_time() -> None:
    """Weighted once, scores stay as they are."""
    once = equal_voices(survey(), [WHOLE, shown("workers", 45, 20), shown("receivers", 75, 10)])
    assert equal_voices(survey(), once) == once


def test_who_is_asked() -> None:
    """Voices that are not asked are no part of the mean."""
    versions = [{"id": one, "label": one, "voices": [one]} for one in ("workers", "receivers")]
    items = [
        {"id": one, "text": one, "sub_dimension": "trust", "scale": "five", "asked_of": ["workers"]}
        for one in "ab"
    ]
    made = survey(versions=versions, items=items)
    assert voices_asked(made, "sub-dimension", "trust") == ("workers",)
    assert voices_asked(made, "item", "a") == ("workers",)
    found = whole(equal_voices(made, [WHOLE, shown("workers", 45, 20)]))
    assert (found.weights, found.score) == ("voice", 45.0)


def test_one_voice() -> None:
    """Where a survey has one voice, there is nothing to weigh."""
    versions = [{"id": "all", "label": "A", "voices": ["workers"]}]
    made = survey(voices=["workers"], versions=versions)
    assert equal_voices(made, [WHOLE, shown("workers", 45, 20)])[0] == WHOLE


def test_domains() -> None:
    """A domain is that of voices where all its parts are, else that of people throughout."""
    parts = [{"id": one, "label": one, "domain": "growth"} for one in ("trust", "calm")]
    items = [
        {"id": one, "text": one, "sub_dimension": one, "scale": "five"} for one in ("trust", "calm")
    ]
    made = survey(sub_dimensions=parts, items=items)
    people = crowd({("workers", "ash"): 24, ("receivers", "ash"): 14})
    given = answers(people, ("trust", "calm"))
    scores = equal_voices(made, score_wave(made, given, Grouping(("voice",))).scores)
    found = whole(list(combined_scores(made, domain_ties(made), scores)))
    assert (found.weights, found.group) == ("voice", ())
    assert found.of_people is not None
    assert found.of_people.score != found.score
    mixed = [
        people_alike(one) if isinstance(one, ShownScore) and one.id == "calm" else one
        for one in scores
    ]
    found = whole(list(combined_scores(made, domain_ties(made), mixed)))
    assert (found.weights, found.of_people) == ("people", None)


def test_changes_of_weighted_scores() -> None:
    """Weighted scores are compared by their voices; if only one is weighted, by people."""
    before = equal_voices(survey(), [WHOLE, shown("workers", 45, 20), shown("receivers", 75, 10)])
    after = equal_voices(survey(), [WHOLE, shown("workers", 55, 20), shown("receivers", 65, 10)])
    change = differences(before, after, ("1", "2"), 0)[0]
    assert (change.weights, change.difference, change.n) == ("voice", 0.0, (30, 30))
    by_people = differences([WHOLE], after, ("1", "2"), 0)[0]
    assert (by_people.weights, by_people.difference) == ("people", 0.0)
