"""A trend leaves by the same door as every score: nobody small is given away by three waves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from tests.analysis.survey_builders import VOICES, answers, crowd, survey
from tests.analysis.test_attacker import Case, gone_wrong
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.errors import NotFoundError
from toc.exports.score_ledger import read_ledger
from toc.exports.score_publishing import Request, published_report, published_trend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.analysis.survey_builders import Person
    from toc.analysis.answers import Answers
    from toc.analysis.survey_scores import WaveScores

WAVES = ("2025-05", "2025-11", "2026-05")


def three_waves(seed: int) -> dict[str, list[Person]]:
    random = np.random.default_rng(seed)
    cells = [(voice, team) for voice in VOICES for team in ("ash", "elm")]
    return {
        wave: crowd({one: int(random.integers(0, 18)) for one in cells}, seed * 10 + number)
        for number, wave in enumerate(WAVES)
    }


def together(waves: dict[str, list[Person]]) -> Answers:
    names = [wave for wave, people in waves.items() for _ in people]
    return answers([one for people in waves.values() for one in people], wave=names)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_given_away(seed: int, tmp_path: Path) -> None:
    """Of each of three waves, asked by voice and then by team, the attacker learns nothing."""
    waves, ledger = three_waves(seed), tmp_path / "ledger.json"
    trends = [
        published_trend(survey(), None, together(waves), Request((by,)), ledger)
        for by in ("voice", "team")
    ]
    for number, wave in enumerate(WAVES):
        case = Case(waves[wave])
        told = [cast("WaveScores", trend.reports[number]) for trend in trends]
        assert gone_wrong(case, *told) == []


def test_it_is_written_down_and_held_to(tmp_path: Path) -> None:
    """What a trend shows is in the ledger; a wave whose answers have changed is hidden in it."""
    waves, ledger = {wave: crowd({("workers", "ash"): 20}) for wave in WAVES}, tmp_path / "ledger"
    first = published_trend(survey(), None, together(waves), Request(("voice",)), ledger)
    kept = {(wave, one.group) for _, wave, one in read_ledger(ledger)}
    assert kept == {(wave, group) for wave in WAVES for group in ((), (("voice", "workers"),))}
    late = {**waves, WAVES[1]: [*waves[WAVES[1]], ("workers", "ash", [1.0, 1.0])]}
    second = published_trend(survey(), None, together(late), Request(("voice",)), ledger)
    reasons = [
        {one.reason for one in report.scores if isinstance(one, HiddenScore)}
        for report in second.reports
    ]
    assert reasons[1] >= {"published"}
    assert not [one for one in second.reports[1].scores if isinstance(one, ShownScore)]
    assert second.reports[0].scores == first.reports[0].scores


def test_the_same_as_one_by_one(tmp_path: Path) -> None:
    """Each wave of a trend is the report that it would be on its own."""
    found = together(three_waves(1))
    trend = published_trend(survey(), None, found, Request(("voice",)), tmp_path / "one")
    for report in trend.reports:
        alone = published_report(
            survey(), None, found, Request(("voice",), wave=report.wave), tmp_path / report.wave
        )
        assert report.scores == alone.scores


def test_far_too_many_waves(tmp_path: Path) -> None:
    """A column in which everybody has a wave of their own is refused before anything is scored."""
    people = crowd({("workers", "ash"): 60})
    found = answers(people, wave=[f"w{number}" for number in range(60)])
    with pytest.raises(NotFoundError, match="The answers have 60 waves"):
        published_trend(survey(), None, found, Request(), tmp_path / "ledger")
