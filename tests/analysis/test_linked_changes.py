"""What changed for the same people is told only where nobody who left or came is given away."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from scipy.optimize import linprog  # type: ignore[import-untyped]

from tests.analysis.survey_builders import VOICES, answers, survey
from toc.analysis.comparing import linked_change, mean_change
from toc.analysis.linked_changes import Waves, given_away, linked_changes
from toc.analysis.privacy import ALL_STEPS, Protection
from toc.analysis.shown_scores import ShownScore
from toc.analysis.survey_scores import Grouping, score_wave

if TYPE_CHECKING:
    from toc.analysis.answers import Answers
    from toc.analysis.linked_changes import Linked
    from toc.analysis.shown_scores import Group

ALL: Group = ()
WORKERS: Group = (("voice", "workers"),)
RECEIVERS: Group = (("voice", "receivers"),)
NUMBERS = tuple(12.5 * step for step in range(9))
MINIMUM, NARROWEST = 10, 24.5

People = dict[str, tuple[str, list[float]]]


def crowd(voice: str, number: int, seed: int, first: int = 0) -> People:
    random = np.random.default_rng(seed)
    return {
        f"{voice}{first + n}": (voice, [float(one) for one in random.integers(1, 6, 2)])
        for n in range(number)
    }


def wave(people: People, **more: Any) -> Answers:
    listed = [(voice, "ash", given) for voice, given in people.values()]
    return answers(listed, respondent=[*people], **more)


def waves(kept: dict[str, int], left: dict[str, int], joined: dict[str, int]) -> Waves:
    """Two waves with so many of each voice who are in both, in the first only, in the second."""
    before: People = {}
    after: People = {}
    for voice in VOICES:
        before |= crowd(voice, kept.get(voice, 0), 1) | crowd(voice, left.get(voice, 0), 2, 100)
        after |= crowd(voice, kept.get(voice, 0), 3) | crowd(voice, joined.get(voice, 0), 4, 200)
    return of_both(wave(before), wave(after))


def of_both(first: Answers, second: Answers) -> Waves:
    found = [score_wave(survey(), one, Grouping(("voice",))).scores for one in (first, second)]
    shown = [
        [(one.level, one.id, one.group) for one in scores if isinstance(one, ShownScore)]
        for scores in found
    ]
    return Waves(first, second, (shown[0], shown[1]))


def told(both: Waves, without: str = "", **more: Any) -> dict[Group, Linked]:
    rule = Protection(MINIMUM, frozenset(ALL_STEPS - {without}))
    found = linked_changes(survey(), both, protection=rule, **more)
    return {group: one for (_, _, group), one in found.items()}


def test_figures() -> None:
    """The mean change of the same people has scipy's interval of paired samples."""
    both = waves({"workers": 30}, {}, {})
    found = told(both)[ALL]
    scores = [(one.item("a") - 1 + 5 - one.item("b")) * 12.5 for one in (both.first, both.second)]
    theirs = stats.ttest_rel(scores[1], scores[0])
    change = mean_change([found.sample])
    assert change is not None
    interval = theirs.confidence_interval(0.95)
    assert (change.low, change.high) == pytest.approx((interval.low, interval.high), abs=1e-9)
    assert change.chance == pytest.approx(theirs.pvalue, abs=1e-9)
    assert change[:4] == pytest.approx(linked_change([*(scores[1] - scores[0])])[:4])  # type: ignore[index]
    assert (found.sample.n, found.left, found.joined) == (30, 0, 0)


def test_who_left_and_came() -> None:
    """How many left and came is told where they are nobody, or as many as a group may have."""
    found = told(waves({"workers": 30}, {"workers": 12}, {"workers": 11}))[WORKERS]
    assert (found.sample.n, found.left, found.joined) == (30, 12, 11)


def test_few_who_left() -> None:
    """A voice that few left is not compared so, nor all people if that gives them away."""
    both = waves({"workers": 30, "receivers": 30}, {"receivers": 3}, {})
    assert [*told(both)] == [WORKERS]


def test_who_changed_voice() -> None:
    """Who answers for another voice now has left the one and joined the other."""
    before, after = crowd("workers", 30, 1), crowd("workers", 30, 2)
    after = {
        code: ("receivers" if n > 19 else voice, given)
        for n, (code, (voice, given)) in enumerate(after.items())
    }
    found = told(of_both(wave(before), wave(after)))[ALL]
    assert (found.sample.n, found.left, found.joined) == (20, 10, 10)


def test_codes_that_say_nothing() -> None:
    """People without a code, or with one that several have, are not taken for the same."""
    codes = [f"c{n}" for n in range(30)] + ["", ""] * 6 + ["twice"] * 12
    people: list[Any] = [("workers", "ash", [1.0 + n % 5, 1.0 + n % 4]) for n in range(54)]
    turned = [*people[30:], *people[:30]]
    found = told(of_both(*(answers(one, respondent=codes) for one in (people, turned))))[ALL]
    assert (found.sample.n, found.left, found.joined) == (30, 24, 24)


def test_published_before() -> None:
    """What was told before stands: another figure for it now and nothing is told."""
    both = waves({"workers": 30, "receivers": 30}, {}, {})
    found = told(both)
    before = [("trust", group, one.sample) for group, one in found.items()]
    assert told(both, published=before) == found
    changed = [("trust", ALL, found[ALL].sample._replace(n=29))]
    assert told(both, published=changed) == {}


def test_asked_in_turn() -> None:
    """All people today and a voice tomorrow do not tell how many left the other voice."""
    both = waves({"workers": 30, "receivers": 30}, {"workers": 12, "receivers": 3}, {})
    wide: Any = [("sub-dimension", "trust", ALL)]
    narrow = Waves(both.first, both.second, (wide, wide))
    today = told(narrow)
    links = [("trust", ALL, today[ALL].sample)]
    assert [*today] == [ALL]
    assert gone_wrong(narrow, today) == []
    assert given_away(survey(), narrow, links, Protection()) == set()
    assert told(both, published=links) == {}
    assert gone_wrong(both, today)
    assert given_away(survey(), both, links, Protection()) == {"trust"}


class LinkedAttacker:
    """Knows all shown figures of two waves and of the same people in both.

    The unknowns are how many people of a voice have which score in the first wave and in the
    second; None where they are not in it.
    """

    def __init__(self) -> None:
        pairs = [*product((None, *NUMBERS), (None, *NUMBERS))][1:]
        self.unknowns = [(voice, *pair) for voice in VOICES for pair in pairs]
        self.rows: list[np.ndarray] = []
        self.most: list[float] = []

    def learn(self, both: Waves, linked: dict[Group, Linked]) -> None:
        for place, given in enumerate(both[:2], start=1):
            for one in score_wave(survey(), given, Grouping(("voice",))).scores:
                if (one.level, one.id, one.group) in both.shown[place - 1]:
                    assert isinstance(one, ShownScore)
                    self._learn_score(one, place)
        for group, found in linked.items():
            self._exactly(self._row(group, "same"), found.sample.n)
            self._exactly(self._row(group, "left"), found.left)
            self._exactly(self._row(group, "joined"), found.joined)
            n, mean, sd = found.sample.n, found.sample.mean, found.sample.sd
            self._about(self._row(group, "same", 3, 1), n * (mean - 0.05), n * (mean + 0.05))
            squares = [
                (n - 1) * max(sd + off, 0) ** 2 + n * (abs(mean) + off) ** 2
                for off in (-0.05, 0.05)
            ]
            self._about(self._row(group, "same", 3, 2), *squares)

    def _learn_score(self, one: ShownScore, place: int) -> None:
        kind = "first" if place == 1 else "second"
        self._exactly(self._row(one.group, kind), one.n)
        around = one.score - 0.05, one.score + 0.05
        self._about(self._row(one.group, kind, place, 1), *(one.n * end for end in around))

    def _row(self, group: Group, kind: str, place: int = 0, power: int = 0) -> np.ndarray:
        return np.array(
            [self._value(unknown, group, kind, place, power) for unknown in self.unknowns]
        )

    @staticmethod
    def _value(unknown: Any, group: Group, kind: str, place: int, power: int) -> float:
        voice, first, second = unknown
        kinds = {
            "first": first is not None,
            "second": second is not None,
            "same": first is not None and second is not None,
            "left": second is None,
            "joined": first is None,
        }
        if dict(group).get("voice", voice) != voice or not kinds[kind]:
            return 0.0
        values = (1.0, first, second, (second or 0.0) - (first or 0.0))
        return float(values[place] or 0.0) ** power if power else 1.0

    def _exactly(self, row: np.ndarray, number: float) -> None:
        self._about(row, number, number)

    def _about(self, row: np.ndarray, low: float, high: float) -> None:
        self.rows += [row, -row]
        self.most += [high + 1e-6, 1e-6 - low]

    def count_of(self, group: Group, kind: str) -> float:
        """How far apart the least and the greatest number are that a group can have."""
        row = self._row(group, kind)
        found = [
            linprog(sign * row, np.array(self.rows), np.array(self.most)).fun for sign in (1, -1)
        ]
        return float(np.floor(-found[1] + 1e-4) - np.ceil(found[0] - 1e-4))

    def mean_of(self, group: Group, kind: str, place: int) -> float:
        """How far apart the least and the greatest mean score are that it can have."""
        some, total = self._row(group, kind), self._row(group, kind, place, 1)
        rows = np.column_stack([np.array(self.rows), -np.array(self.most)])
        found = [
            linprog(
                np.append(sign * total, 0),
                rows,
                np.zeros(len(rows)),
                np.append(some, 0)[None, :],
                [1],
                bounds=[(0, None)] * len(total) + [(1e-9, 1)],
            ).fun
            for sign in (1, -1)
        ]
        return float(-found[1] - found[0])


def gone_wrong(both: Waves, linked: dict[Group, Linked]) -> list[str]:
    """Whose number or mean the attacker has learnt of few people who left or came."""
    attacker = LinkedAttacker()
    attacker.learn(both, linked)
    codes = [set(one.column("respondent")) for one in both[:2]]
    found = []
    for group in (ALL, WORKERS, RECEIVERS):
        of = dict(group).get("voice", "")
        for kind, place, people in (
            ("left", 1, codes[0] - codes[1]),
            ("joined", 2, codes[1] - codes[0]),
        ):
            if not 0 < sum(code.startswith(of) for code in people) < MINIMUM:
                continue
            if attacker.count_of(group, kind) < MINIMUM - 1:
                found.append(f"number of those who {kind}: {group}")
            if attacker.mean_of(group, kind, place) < NARROWEST:
                found.append(f"mean of those who {kind}: {group}")
    return found


CASES = {
    "left": waves({"workers": 24}, {"workers": 3}, {}),
    "joined": waves({"workers": 24}, {}, {"workers": 2}),
    "of one voice": waves({"workers": 24, "receivers": 20}, {"receivers": 4}, {"workers": 12}),
    "both": waves({"workers": 20, "receivers": 20}, {"receivers": 12}, {"receivers": 5}),
}


@pytest.mark.parametrize("name", CASES)
def test_nobody_is_given_away(name: str) -> None:
    """With the step in force nothing is learnt of few people; without it something is."""
    both = CASES[name]
    assert gone_wrong(both, told(both)) == []
    assert gone_wrong(both, told(both, without="linked"))


@pytest.mark.parametrize("seed", range(6))
def test_by_chance(seed: int) -> None:
    """Nor where people leave and come by chance."""
    random = np.random.default_rng(seed)
    number = [dict(zip(VOICES, random.integers(low, 16, 2), strict=True)) for low in (8, 0, 0)]
    both = waves(*number)
    assert gone_wrong(both, told(both)) == []
