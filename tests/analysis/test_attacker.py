"""Somebody with a computer who knows every shown figure learns nothing about a small group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from tests.analysis.attacker import ITEMS, Attacker, Range
from tests.analysis.survey_builders import VOICES, answers, crowd, survey
from toc.analysis.equal_voices import equal_voices
from toc.analysis.privacy import ALL_STEPS, MINIMUM, Protection
from toc.analysis.shown_scores import HiddenScore, ShownScore
from toc.analysis.survey_scores import Grouping, score_wave

if TYPE_CHECKING:
    from tests.analysis.survey_builders import Person
    from toc.analysis.answers import Answers
    from toc.analysis.privacy import Step
    from toc.analysis.shown_scores import Group
    from toc.analysis.survey_scores import WaveScores
    from toc.models.surveys import Survey

NARROWEST = 25.0 - 0.5  # points: a step of five; less what a sum of squares adds to rounded sums
SURE = 0.25  # of all answers: less than that open is as good as known
BOTH = Grouping(("voice", "team"))


class Case(NamedTuple):
    """People whom one step protects, how they are asked about, and how many items there are."""

    people: list[Person]
    grouping: Grouping = BOTH
    minimum: int = MINIMUM
    items: int = 2

    def survey(self) -> Survey:
        added = [
            {
                "id": one,
                "text": one,
                "sub_dimension": "trust",
                "scale": "five",
                "reversed": one == "b",
            }
            for one in ITEMS[: self.items]
        ]
        return survey(items=added)

    def answers(self) -> Answers:
        return answers(self.people, ITEMS[: self.items])


def all_alike() -> list[Person]:
    people = crowd({("workers", "ash"): 14, ("workers", "elm"): 14})
    people += [("receivers", team, [4.0, 2.0]) for team in ("ash", "elm") for _ in range(6)]
    return people


def some_skipped() -> list[Person]:
    people = crowd({("workers", "ash"): 15, ("workers", "elm"): 15})
    people[3] = ("workers", "ash", [1.0, None])
    return people


def all_content() -> list[Person]:
    """Nobody is below the cut, though their scores lie apart."""
    given = ([4.0, 2.0], [5.0, 1.0])
    sizes = {"ash": 9, "elm": 5}
    return [("workers", team, given[n % 2]) for team, size in sizes.items() for n in range(size)]


def one_in_part() -> list[Person]:
    """Three items, one of which one person left out."""
    random = np.random.default_rng(4)
    people: list[Person] = [
        ("workers", "ash", [float(one) for one in random.integers(1, 6, 3)]) for _ in range(24)
    ]
    people[5] = ("workers", "ash", [4.0, None, 2.0])
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
    "split": Case(all_content()),
    "complete": Case(one_in_part(), items=3),
}


def published(case: Case, without: Step | None = None) -> WaveScores:
    rule = Protection(case.minimum, ALL_STEPS - {without} if without else ALL_STEPS)
    return score_wave(case.survey(), case.answers(), case.grouping, protection=rule)


def gone_wrong(case: Case, *waves: WaveScores) -> list[str]:
    """What the attacker has learnt of the people of one wave that the rules say nobody may."""
    teams = sorted({team for _, team, _ in case.people})
    cells = [(voice, team) for voice in VOICES for team in teams]
    sizes = {one: sum((v, t) == one for v, t, _ in case.people) for one in cells}
    alone = [one for one in cells if sizes[one] == 1]
    attacker = Attacker(cells, teams, alone, case.items)
    for wave in waves:
        attacker.learn(equal_voices(case.survey(), wave.scores))
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
        if len(held) == 1:
            found += learnt_of(attacker, group, ITEMS[: case.items * case.grouping.items])
    skipping = sum(None in given for _, _, given in case.people)
    if 0 < skipping < case.minimum:
        skipped = attacker.mean_of((), lambda one: None in one)
        number = attacker.count_of((), lambda one: None in one)
        if skipped.width < NARROWEST or number.width < case.minimum - 1:
            found.append(f"those who skipped: {number}, {skipped}")
    return found


def learnt_of(attacker: Attacker, group: Group, items: str) -> list[str]:
    """What the attacker knows of the answers of a small group."""
    found = []
    if (mean := attacker.mean_of(group)).width < NARROWEST:
        found.append(f"mean of {group}: {mean}")
    if (share := attacker.share_of(group)).width < SURE:
        found.append(f"favourable share of {group}: {share}")
    means = {name: attacker.item_of(group, name) for name in items}
    return found + [
        f"mean of {group} on {name}: {mean}"
        for name, mean in means.items()
        if mean.width < NARROWEST
    ]


@pytest.mark.parametrize("step", CASES)
def test_each_step_is_needed(step: Step) -> None:
    """With every step in force nothing is learnt; without one of them something is."""
    case = CASES[step]
    assert gone_wrong(case, published(case)) == []
    assert gone_wrong(case, published(case, without=step))


def test_every_step_has_a_case() -> None:
    """No step goes untried."""
    assert {*CASES, "linked"} == ALL_STEPS


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


def test_the_last_item_follows_from_the_others() -> None:
    """An item on which all agree is not hidden alone: it would follow from the scale."""
    given = [[float(1 + n % 5), 1.0] for n in range(14)]
    people = [("workers", ("ash", "elm")[n > 8], one) for n, one in enumerate(given)]
    case = Case(list(people), BOTH._replace(items=True))
    assert gone_wrong(case, published(case)) == []
    assert gone_wrong(case, published(case, without="remainder"))


def test_items_asked_in_turn() -> None:
    """Items of all people today and of a voice tomorrow do not tell how many others skipped one."""
    people = crowd({("workers", "ash"): 30, ("receivers", "ash"): 24})
    for number in (*range(12), 30, 31, 32):
        people[number] = (*people[number][:2], [people[number][2][0], None])
    case = Case(people, Grouping(("voice",), items=True))
    first = score_wave(case.survey(), case.answers(), Grouping(items=True))
    before = [one for one in first.scores if isinstance(one, ShownScore)]
    assert {one.level for one in before} == {"item", "sub-dimension"}
    second = score_wave(case.survey(), case.answers(), case.grouping, published=before)
    assert skipping_of_receivers(case, first, second).width >= MINIMUM - 1
    third = score_wave(case.survey(), case.answers(), case.grouping)
    voices = [one for one in second.scores if isinstance(one, ShownScore) and one.group]
    assert {one.level for one in voices} == {"sub-dimension"}
    assert {one.level for one in third.scores if isinstance(one, ShownScore)} >= {"item"}


def skipping_of_receivers(case: Case, *waves: WaveScores) -> Range:
    attacker = Attacker([(voice, "ash") for voice in VOICES], ["ash"], (), case.items)
    for wave in waves:
        attacker.learn(wave.scores)
    return attacker.count_of((("voice", "receivers"),), lambda one: one[1] is None)


@pytest.mark.parametrize("seed", range(6))
def test_voices_of_teams(seed: int) -> None:
    """Nor where voices come with the teams so that each can count the same."""
    case = Case(crowd(sizes(seed, 36), seed), Grouping(("team",), voices=True))
    found = published(case)
    assert gone_wrong(case, found) == []
    weighted = equal_voices(case.survey(), found.scores)
    told = [one for one in weighted if isinstance(one, ShownScore) and one.weights == "voice"]
    assert told or seed not in {1, 2, 4}


@pytest.mark.parametrize("seed", range(4))
def test_three_items(seed: int) -> None:
    """Nor with shares and alpha of three items, of which some people left one out."""
    random = np.random.default_rng(seed)
    people: list[Person] = [
        (voice, team, [float(one) for one in random.integers(1, 6, 3)])
        for (voice, team), size in sizes(seed, 20).items()
        if team != "oak"
        for _ in range(size)
    ]
    for number in random.integers(0, len(people), seed):
        people[number] = (*people[number][:2], [*people[number][2][:2], None])
    case = Case(people, items=3)
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
