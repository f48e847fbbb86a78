"""Somebody with a computer who knows every shown figure learns nothing about a small group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from tests.analysis.attacker import Attacker
from tests.analysis.survey_builders import VOICES, answers, crowd, survey
from toc.analysis.privacy import ALL_STEPS, MINIMUM, Protection
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.analysis.survey_scores import Grouping, score_wave

if TYPE_CHECKING:
    from tests.analysis.survey_builders import Person
    from toc.analysis.privacy import Step
    from toc.analysis.survey_scores import WaveScores

NARROWEST = 25.0 - 0.5  # points: a step of five; less what a sum of squares adds to rounded sums
BOTH = Grouping(("voice", "team"))


class Case(NamedTuple):
    """People whom one step protects, and how they are asked about."""

    people: list[Person]
    grouping: Grouping = BOTH
    minimum: int = MINIMUM


def all_alike() -> list[Person]:
    people = crowd({("workers", "ash"): 14, ("workers", "elm"): 14})
    people += [("receivers", team, [4.0, 2.0]) for team in ("ash", "elm") for _ in range(6)]
    return people


def some_skipped() -> list[Person]:
    people = crowd({("workers", "ash"): 15, ("workers", "elm"): 15})
    people[3] = ("workers", "ash", [1.0, None])
    return people


CASES: dict[Step, Case] = {
    "size": Case(crowd({("workers", "ash"): 9})),
    "remainder": Case(crowd({("workers", "ash"): 20, ("receivers", "ash"): 3})),
    "alike": Case(all_alike()),
    "alone": Case(
        crowd({("workers", "ash"): 3, ("receivers", "ash"): 1, ("receivers", "elm"): 4}), minimum=3
    ),
    "listed": Case(crowd({("workers", team): 1 for team in "abcdefghijkl"})),
    "skipped": Case(some_skipped(), BOTH._replace(items=True)),
}


def published(case: Case, without: Step | None = None) -> WaveScores:
    rule = Protection(case.minimum, ALL_STEPS - {without} if without else ALL_STEPS)
    return score_wave(survey(), answers(case.people), case.grouping, protection=rule)


def gone_wrong(case: Case, *waves: WaveScores) -> list[str]:
    """What the attacker has learnt of the people of one wave that the rules say nobody may."""
    teams = sorted({team for _, team, _ in case.people})
    cells = [(voice, team) for voice in VOICES for team in teams]
    sizes = {one: sum((v, t) == one for v, t, _ in case.people) for one in cells}
    attacker = Attacker(cells, teams, [one for one in cells if sizes[one] == 1])
    for wave in waves:
        attacker.learn(wave.scores)
    shown = {one.group for wave in waves for one in wave.scores if isinstance(one, ShownScore)}
    groups = {one.group for wave in waves for one in wave.scores} - shown
    small = [one for one in cells if sizes[one] < case.minimum or sizes[one] == 1]
    groups |= {(("voice", voice), ("team", team)) for voice, team in small}
    found = []
    for group in sorted(groups):
        n = sum(sizes[one] for one in cells if attacker.holds(group, one))
        if not n:
            continue
        held = [one for one in cells if attacker.holds(group, one)]
        least = MINIMUM if attacker.alone & set(held) else case.minimum
        if attacker.count_of(group).width < least - 1:
            found.append(f"number of {group}: {attacker.count_of(group)}")
        if len(held) == 1 and attacker.mean_of(group).width < NARROWEST:
            found.append(f"mean of {group}: {attacker.mean_of(group)}")
    skipping = sum(None in given for _, _, given in case.people)
    skipped = attacker.mean_of((), lambda one: None in one)
    if case.grouping.items and skipping < case.minimum and skipped.width < NARROWEST:
        found.append(f"those who skipped: {skipped}")
    return found


@pytest.mark.parametrize("step", CASES)
def test_each_step_is_needed(step: Step) -> None:
    """With every step in force nothing is learnt; without one of them something is."""
    case = CASES[step]
    assert gone_wrong(case, published(case)) == []
    assert gone_wrong(case, published(case, without=step))


def test_every_step_has_a_case() -> None:
    """No step goes untried."""
    assert set(CASES) == ALL_STEPS


def sizes(seed: int, most: int) -> dict[tuple[str, str], int]:
    random = np.random.default_rng(seed)
    return {(v, t): int(random.integers(0, most)) for v in VOICES for t in ("ash", "elm", "oak")}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("items", [False, True])
def test_crossed_tables(seed: int, items: bool) -> None:
    """Of a table of voices and teams with all totals, nothing hidden can be worked out."""
    people = crowd(sizes(seed, (16, 26)[seed % 2]), seed)
    random = np.random.default_rng(seed)
    for number in random.integers(0, len(people), seed % 4):
        voice, team, given = people[number]
        people[number] = (voice, team, [given[0], None])
    case = Case(people, Grouping(("voice", "team"), items))
    assert gone_wrong(case, published(case)) == []


@pytest.mark.parametrize("seed", range(6))
def test_asked_in_turn(seed: int) -> None:
    """Asked for voices today and teams tomorrow, the ledger keeps them from being combined."""
    case = Case(crowd(sizes(seed, 16), seed))
    first = score_wave(survey(), answers(case.people), Grouping(("voice",)))
    before = [one for one in first.scores if isinstance(one, ShownScore)]
    second = score_wave(survey(), answers(case.people), Grouping(("team",)), published=before)
    assert gone_wrong(case, first, second) == []


def test_asked_in_turn_without_a_ledger() -> None:
    """Without the ledger that would not hold: voices and teams together give a small cell away."""
    low, high = ([1.0, 5.0], [2.0, 4.0]), ([5.0, 1.0], [4.0, 2.0])
    people: list[Person] = [("workers", "elm", low[n % 2]) for n in range(20)]
    people += [("workers", "ash", low[n % 2]) for n in range(2)]
    people += [("receivers", "ash", high[n % 2]) for n in range(20)]
    case = Case(people, Grouping())
    runs = [score_wave(survey(), answers(case.people), Grouping((by,))) for by in ("voice", "team")]
    assert gone_wrong(case, *runs)


def test_somebody_answers_late() -> None:
    """Once a wave is published, one late answer does not come to light as the difference."""
    people = crowd({("workers", "ash"): 16, ("receivers", "ash"): 14})
    first = score_wave(survey(), answers(people), Grouping(("voice",)))
    late: list[Any] = [*people, ("receivers", "ash", [5.0, 1.0])]
    before = [one for one in first.scores if isinstance(one, ShownScore)]
    assert len(before) == 3
    second = score_wave(survey(), answers(late), Grouping(("voice",)), published=before)
    assert {one.reason for one in second.scores if isinstance(one, HiddenScore)} == {"published"}
    assert not [one for one in second.scores if isinstance(one, ShownScore)]
    unguarded = score_wave(survey(), answers(late), Grouping(("voice",)))
    told = [one for one in unguarded.scores if isinstance(one, ShownScore)]
    assert told[0].n - before[0].n == 1
