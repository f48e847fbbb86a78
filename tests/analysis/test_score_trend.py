"""Scores over waves: what is a line, and which waves can be set against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.analysis.survey_builders import answers, crowd, survey
from toc.analysis.score_report import ScoreReport
from toc.analysis.score_trend import asked_items, trend_of
from toc.analysis.shown_scores import HiddenScore, PeopleMean, ShownScore

BOTH = {"trust": frozenset({"a", "b"})}


def report(wave: str, *scores: ShownScore | HiddenScore) -> ScoreReport:
    return ScoreReport("climate", wave, 10, ((),), scores)


def shown(own: str = "trust", *, parts: tuple[str, ...] = ()) -> ShownScore:
    level = "domain" if parts else "sub-dimension"
    return ShownScore(level, own, (), 12, 50.0, 40.0, 60.0, parts=parts)  # type: ignore[arg-type]


HIDDEN = HiddenScore("sub-dimension", "trust", (), "too few")


def comparable(*reports: ScoreReport, asked: list[dict[str, frozenset[str]]]) -> list[bool]:
    (line,) = trend_of(reports, asked).lines
    return [point.comparable for point in line.points]


def test_waves_that_ask_the_same() -> None:
    """Two shown waves next to each other that ask the same can be set against each other."""
    waves = [report(one, shown()) for one in ("1", "2", "3")]
    assert comparable(*waves, asked=[BOTH] * 3) == [False, True, True]


def test_hidden_waves_part() -> None:
    """Nothing is set against a wave that is hidden, before it or after it."""
    waves = [report("1", shown()), report("2", HIDDEN), report("3", shown()), report("4", shown())]
    assert comparable(*waves, asked=[BOTH] * 4) == [False, False, False, True]


def test_a_wave_without_the_group_parts() -> None:
    """Where a wave knows nothing of a group there is no point, and nothing leads across."""
    waves = [report("1", shown()), report("2"), report("3", shown())]
    (line,) = trend_of(waves, [BOTH] * 3).lines
    assert [(one.wave, one.comparable) for one in line.points] == [("1", False), ("3", False)]


def test_other_questions_part() -> None:
    """A wave that asked other questions is not set against the one before, nor what it makes up."""
    less = {"trust": frozenset({"a"})}
    asked = [BOTH, less, less]
    assert comparable(*(report(one, shown()) for one in "123"), asked=asked) == [False, False, True]
    whole = [report(one, shown("growth", parts=("trust",))) for one in "123"]
    assert comparable(*whole, asked=asked) == [False, False, True]
    parts = [
        report("1", shown("growth", parts=("trust",))),
        report("2", shown("growth", parts=("trust", "say"))),
    ]
    both = BOTH | {"say": frozenset({"c"})}
    assert comparable(*parts, asked=[both] * 2) == [False, False]


def test_one_way_to_count() -> None:
    """Where voices count the same in some waves alone, people do in all; else nothing changes."""
    whole = PeopleMean(13, 44.0, 33.0, 55.0, sd=9.0)
    voices = replace(shown(), weights="voice", of_people=whole)
    mixed = [report("1", shown()), report("2", voices), report("3", voices)]
    (line,) = trend_of(mixed, [BOTH] * 3).lines
    found = [one.score for one in line.points if isinstance(one.score, ShownScore)]
    assert [(one.score, one.n, one.weights) for one in found] == [
        (50.0, 12, "people"),
        *[(44.0, 13, "people")] * 2,
    ]
    assert [one.comparable for one in line.points] == [False, True, True]
    (line,) = trend_of(mixed[1:], [BOTH] * 2).lines
    assert [one.score for one in line.points] == [voices, voices]
    odd = replace(shown(), weights="voice")  # whose other mean is not known
    (line,) = trend_of([mixed[0], report("2", odd)], [BOTH] * 2).lines
    assert not line.points[1].comparable


def test_what_was_asked() -> None:
    """A question counts as asked if somebody answered it; one of some versions only, always."""
    found = answers(crowd({("workers", "ash"): 5}))
    assert asked_items(survey(), found) == BOTH
    found = answers([("workers", "ash", [3.0, None])] * 5)
    assert asked_items(survey(), found) == {"trust": frozenset({"a"})}
    data = survey().model_dump(by_alias=True, mode="json")
    data["items"][1]["asked_of"] = ["all"]
    assert asked_items(type(survey()).model_validate(data), found) == BOTH
    assert np.isnan(found.item("b")).all()
