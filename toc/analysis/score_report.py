"""Everything that a report on a survey may say: scores, what changed, and gaps between voices."""

from __future__ import annotations

__all__ = ["Climb", "Difference", "ScoreReport", "climb", "differences", "voice_gaps"]

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.comparing import Sample, unlinked_change, words_of_changes
from toc.analysis.shown_scores import HiddenScore, ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toc.analysis.comparing import Change
    from toc.analysis.shown_scores import Group, Level, Score

_STEP = 10
_WORDS_OF_GAPS = {"rose": "differ", "fell": "differ", "no clear change": "no clear gap"}


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the second of two shown scores is, in points, with its interval.

    `first` and `second` are waves, or voices. `half_width` is the least that so many people can
    tell from chance, and comes first wherever it is shown. `words` are `rose`, `fell` or `no clear
    change` between waves, and `differ` or `no clear gap` between voices.
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


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The scores of one wave, and what they are compared with; holds nothing that is hidden.

    `levels` are the ways of grouping, from all people to the finest that was asked for.
    """

    survey: str
    wave: str
    minimum: int
    levels: tuple[tuple[str, ...], ...]
    scores: tuple[Score, ...]
    changes: tuple[Difference, ...] = ()
    gaps: tuple[Difference, ...] = ()


class Climb(NamedTuple):
    """What could be shown where nothing of what was asked could.

    `asked` and `shown` are columns, `shown` None where nothing at all is; `more` is how many more
    answers the level asked for needs at least, in tens.
    """

    asked: tuple[str, ...]
    shown: tuple[str, ...] | None
    more: int


def differences(
    before: Iterable[Score], after: Iterable[Score], waves: tuple[str, str], smallest: float
) -> list[Difference]:
    """The change of each score that is shown in both waves, as of people nobody can link.

    `smallest` is the least change that means anything to the owners of the survey. It is made from
    shown figures only, and so gives no more away than they do.
    """
    first = {(one.level, one.id, one.group): one for one in before if isinstance(one, ShownScore)}
    pairs = [
        _Pair(earlier, one, waves, one.group)
        for one in after
        if isinstance(one, ShownScore) and (earlier := first.get((one.level, one.id, one.group)))
    ]
    return _compared(pairs, smallest, {})


def voice_gaps(scores: Iterable[Score], smallest: float) -> list[Difference]:
    """The gap between each two voices over all teams, for every sub-dimension shown for both."""
    held: dict[str, list[ShownScore]] = {}
    for one in scores:
        if isinstance(one, ShownScore) and [name for name, _ in one.group] == ["voice"]:
            held.setdefault(f"{one.level} {one.id}", []).append(one)
    pairs = [
        _Pair(one, other, (one.group[0][1], other.group[0][1]), ())
        for found in held.values()
        for one, other in combinations(found, 2)
    ]
    return _compared(pairs, smallest, _WORDS_OF_GAPS)


class _Pair(NamedTuple):
    """Two shown scores that are compared, what they are called, and of which group both are."""

    first: ShownScore
    second: ShownScore
    named: tuple[str, str]
    group: Group


def _compared(
    pairs: Iterable[_Pair], smallest: float, renamed: Mapping[str, str]
) -> list[Difference]:
    found = [(pair, change) for pair in pairs if (change := _change(pair))]
    words = words_of_changes([change for _, change in found], smallest)
    return [
        Difference(
            pair.second.level,
            pair.second.id,
            pair.group,
            *pair.named,
            (pair.first.n, pair.second.n),
            round(change.half_width, 1),
            round(change.difference, 1),
            round(change.low, 1),
            round(change.high, 1),
            renamed.get(said, said),
        )
        for (pair, change), said in zip(found, words, strict=True)
    ]


def _change(pair: _Pair) -> Change | None:
    samples = [
        Sample(one.score, one.sd, one.n) for one in (pair.first, pair.second) if one.sd is not None
    ]
    return unlinked_change(samples[0], samples[1]) if len(samples) > 1 else None


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
