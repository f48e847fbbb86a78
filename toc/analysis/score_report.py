"""Everything that a report on a survey may say: scores, what changed, and gaps between voices."""

from __future__ import annotations

__all__ = ["Climb", "Difference", "ScoreReport", "climb", "differences", "voice_gaps"]

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.comparing import Sample, unlinked_change, words_of_change
from toc.analysis.shown_scores import HiddenScore, ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.analysis.shown_scores import Group, Level, Score

_STEP = 10


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
) -> Iterator[Difference]:
    """The change of each score that is shown in both waves, as of people nobody can link.

    `smallest` is the least change that means anything to the owners of the survey. It is made from
    shown figures only, and so gives no more away than they do.
    """
    first = {(one.level, one.id, one.group): one for one in before if isinstance(one, ShownScore)}
    for one in after:
        earlier = first.get((one.level, one.id, one.group))
        if earlier and isinstance(one, ShownScore):
            yield from _difference(earlier, one, waves, smallest)


def voice_gaps(scores: Iterable[Score], smallest: float) -> Iterator[Difference]:
    """The gap between each two voices over all teams, for every sub-dimension shown for both."""
    held: dict[str, list[ShownScore]] = {}
    for one in scores:
        if isinstance(one, ShownScore) and [name for name, _ in one.group] == ["voice"]:
            held.setdefault(f"{one.level} {one.id}", []).append(one)
    for found in held.values():
        for one, other in combinations(found, 2):
            named = one.group[0][1], other.group[0][1]
            for gap in _difference(one, other, named, smallest):
                differ = gap.words in {"rose", "fell"}
                yield Difference(
                    gap.level,
                    gap.id,
                    (),
                    *named,
                    gap.n,
                    gap.half_width,
                    gap.difference,
                    gap.low,
                    gap.high,
                    "differ" if differ else "no clear gap",
                )


def _difference(
    first: ShownScore, second: ShownScore, named: tuple[str, str], smallest: float
) -> Iterator[Difference]:
    if first.sd is None or second.sd is None:
        return
    samples = [Sample(one.score, one.sd or 0.0, one.n) for one in (first, second)]
    if change := unlinked_change(*samples):
        yield Difference(
            second.level,
            second.id,
            second.group,
            *named,
            (first.n, second.n),
            round(change.half_width, 1),
            round(change.difference, 1),
            round(change.low, 1),
            round(change.high, 1),
            words_of_change(change, smallest),
        )


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
