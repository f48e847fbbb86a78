"""Everything that a report on a survey may say: scores, what changed, and gaps between voices."""

from __future__ import annotations

__all__ = ["Climb", "Difference", "ScoreReport", "climb", "differences", "voice_gaps"]

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.comparing import Sample, mean_change, sampled_change, words_of_changes
from toc.analysis.equal_voices import people_alike
from toc.analysis.shown_scores import HiddenScore, ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toc.analysis.comparing import Change
    from toc.analysis.linked_changes import Linked
    from toc.analysis.shown_scores import Group, Level, Score, Weights

    Key = tuple[Level, str, Group]

_STEP = 10
_WORDS_OF_GAPS = {"rose": "differ", "fell": "differ", "no clear change": "no clear gap"}


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the second of two shown scores is, in points, with its interval.

    `first` and `second` are waves, or voices. `half_width` is the least that so many people can
    tell from chance, and comes first wherever it is shown. `words` are `rose`, `fell` or `no clear
    change` between waves, and `differ` or `no clear gap` between voices. Of the same people in both
    waves `linked` is how many there are, `left` and `joined` how many others were in one of them.
    `response` is how much of those who could answer did, in percent, in each wave.
    """

    level: Level
    id: str
    group: Group
    first: str
    second: str
    n: tuple[int, int]
    half_width: float
    difference: float
    low: float
    high: float
    words: str
    weights: Weights = "people"
    linked: int | None = None
    left: int | None = None
    joined: int | None = None
    response: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The scores of one wave, and what they are compared with; holds nothing that is hidden.

    `levels` are the ways of grouping, from all people to the finest that was asked for. A `trial`
    is for nobody else's eyes: what it shows was not written down as published. `weights` is what
    was asked for, None where there are no voices to weigh; `linked` whether the same people were to
    be compared.
    """

    survey: str
    wave: str
    minimum: int
    levels: tuple[tuple[str, ...], ...]
    scores: tuple[Score, ...]
    changes: tuple[Difference, ...] = ()
    gaps: tuple[Difference, ...] = ()
    trial: bool = False
    weights: Weights | None = None
    linked: bool = False


class Climb(NamedTuple):
    """What could be shown where nothing of what was asked could.

    `asked` and `shown` are columns, `shown` None where nothing at all is; `more` is how many more
    answers the level asked for needs at least, in tens.
    """

    asked: tuple[str, ...]
    shown: tuple[str, ...] | None
    more: int


def differences(
    before: Iterable[Score],
    after: Iterable[Score],
    waves: tuple[str, str],
    smallest: float,
    linked: Mapping[Key, Linked] | None = None,
) -> list[Difference]:
    """The change of each score that is shown in both waves.

    Of people nobody can link, unless `linked` has what changed for the same people. Where each
    voice counts the same in one of the waves only, people do in both. `smallest` is the least
    change that means anything to the owners of the survey. It is made from shown figures only, and
    so gives no more away than they do.
    """
    first, second = _by_key(before), _by_key(after)
    pairs = []
    for key, now in second.items():
        if earlier := first.get(key):
            alike = earlier.weights == now.weights
            ends = (earlier, now) if alike else (people_alike(earlier), people_alike(now))
            sides = _samples(ends[0], first), _samples(ends[1], second)
            pairs.append(
                _Pair(*ends, waves, now.group, sides, _links(ends[1], second, linked or {}))
            )
    return _compared(pairs, smallest, {})


def voice_gaps(scores: Iterable[Score], smallest: float) -> list[Difference]:
    """The gap between each two voices over all teams, for every sub-dimension shown for both."""
    held: dict[str, list[ShownScore]] = {}
    for one in scores:
        if isinstance(one, ShownScore) and [name for name, _ in one.group] == ["voice"]:
            held.setdefault(f"{one.level} {one.id}", []).append(one)
    pairs = [
        _Pair(
            one,
            other,
            (one.group[0][1], other.group[0][1]),
            (),
            (_samples(one, {}), _samples(other, {})),
        )
        for found in held.values()
        for one, other in combinations(found, 2)
    ]
    return _compared(pairs, smallest, _WORDS_OF_GAPS)


class _Pair(NamedTuple):
    """Two shown scores that are compared, what they are called, and of which group both are.

    `samples` are the means that each is made of; `links` those of what changed for the same people.
    """

    first: ShownScore
    second: ShownScore
    named: tuple[str, str]
    group: Group
    samples: tuple[list[Sample], list[Sample]]
    links: Sequence[Linked] = ()

    def change(self) -> Change | None:
        """What differs, of the same people where these are known."""
        if self.links:
            return mean_change([one.sample for one in self.links])
        return sampled_change(*self.samples) if all(self.samples) else None


def _by_key(scores: Iterable[Score]) -> dict[Key, ShownScore]:
    return {(one.level, one.id, one.group): one for one in scores if isinstance(one, ShownScore)}


def _keys(score: ShownScore, held: Iterable[Key]) -> list[Key]:
    """What a mean is made of: the score itself, or those of the voices of its group."""
    own = score.level, score.id, score.group
    if score.weights == "people":
        return [own]
    return [
        key
        for key in held
        if key[:2] == own[:2] and key[2][:1] and key[2][0][0] == "voice" and key[2][1:] == own[2]
    ]


def _samples(score: ShownScore, held: Mapping[Key, ShownScore]) -> list[Sample]:
    found = [score] if score.weights == "people" else [held[key] for key in _keys(score, held)]
    return [Sample(one.score, one.sd, one.n) for one in found if one.sd is not None]


def _links(
    score: ShownScore, held: Mapping[Key, ShownScore], linked: Mapping[Key, Linked]
) -> Sequence[Linked]:
    found = [linked.get(key) for key in _keys(score, held)]
    links = [one for one in found if one is not None]
    return links if len(links) == len(found) else ()


def _compared(
    pairs: Iterable[_Pair], smallest: float, renamed: Mapping[str, str]
) -> list[Difference]:
    found = [(pair, change) for pair in pairs if (change := pair.change())]
    words = words_of_changes([change for _, change in found], smallest)
    return [
        _difference(pair, change, renamed.get(said, said))
        for (pair, change), said in zip(found, words, strict=True)
    ]


def _difference(pair: _Pair, change: Change, said: str) -> Difference:
    return Difference(
        pair.second.level,
        pair.second.id,
        pair.group,
        *pair.named,
        (pair.first.n, pair.second.n),
        round(change.half_width, 1),
        round(change.difference, 1),
        round(change.low, 1),
        round(change.high, 1),
        said,
        pair.second.weights,
        linked=_total(one.sample.n for one in pair.links),
        left=_total(one.left for one in pair.links),
        joined=_total(one.joined for one in pair.links),
        response=_both(pair.first.response_rate, pair.second.response_rate),
    )


def _total(numbers: Iterable[int]) -> int | None:
    listed = [*numbers]
    return sum(listed) if listed else None


def _both(first: float | None, second: float | None) -> tuple[float, float] | None:
    return None if first is None or second is None else (first, second)


def climb(report: ScoreReport) -> Climb | None:
    """What to say where nothing of the finest level that was asked for can be shown; else None.

    How many more answers it needs follows from shown figures only: those the hidden groups would
    need, less the people who are known to be in them.
    """
    asked = report.levels[-1]
    own = [one for one in report.scores if one.level == "sub-dimension"]
    shown = [one for one in own if isinstance(one, ShownScore)]
    levels = {_columns(one.group) for one in shown}
    few = [one for one in own if isinstance(one, HiddenScore) and one.reason == "too few"]
    if asked in levels or not few:
        return None
    finest = max(levels, key=lambda one: (len(one), "team" in one), default=None)
    groups = len({one.group for one in own if _columns(one.group) == asked})
    known = max((one.n for one in shown if not one.group), default=0)
    more = max(report.minimum * groups - known, 1)
    return Climb(asked, finest, -(-more // _STEP) * _STEP)


def _columns(group: Group) -> tuple[str, ...]:
    return tuple(name for name, _ in group)
