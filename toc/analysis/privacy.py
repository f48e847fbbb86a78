"""Which groups may be shown, so that no small group can be worked out from what is.

Figures of groups that overlap can be subtracted from each other. Whoever knows those of several
groups knows at most those of the regions in which they overlap: the people who are in the same
ones of them. A group is shown only where every region that there then is still holds enough
people, of scores that differ enough. That looks at everything published before as well, and needs
no second look at rows and columns: a difference of any kind is made of whole regions.

The rules for single groups follow the guidance for statistics on people in small areas of NHS
Digital and of the Office for National Statistics; regions instead of rows and columns are ours.
"""

from __future__ import annotations

__all__ = ["ALL_STEPS", "MINIMUM", "Cells", "Choice", "Protection", "choose_groups"]

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from toc.analysis.regions import Regions, bits_of, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Members = NDArray[np.bool_]

MINIMUM = 10
"""The least number of people in a group, as in research on the statistics of the UK's ONS."""

_OfScores = Literal["size", "remainder", "alike", "alone", "listed"]
Step = Literal[_OfScores, "skipped", "split", "complete", "linked"]
ALL_STEPS: frozenset[Step] = frozenset(get_args(Step))

_ENOUGH_APART = 0.25  # of the scale: one step of five
_TWO = 2


@dataclass(frozen=True)
class Protection:
    """How groups are protected; `steps` are all in force, except where tests show what each does.

    size: a region has at least `minimum` people. remainder: not only groups count as regions, also
    what is left when groups are subtracted. alike: whoever knows one person's score cannot tell
    those of the others of the region. alone: people who are the only one of a voice in a team are
    left out at that level, and are in no region of fewer than ten, whatever the minimum. listed:
    that a team is named says that it has at least one person; the numbers stay open all the same.
    skipped: items are not shown beside their sub-dimension where few people left one of them out.
    split: a favourable share is shown only where in no region nearly all are on one side. complete:
    how items hang together is not told where few people left one of them out. linked: what changed
    for the same people is not told where few others came or left.
    """

    minimum: int = MINIMUM
    steps: frozenset[Step] = ALL_STEPS


class Cells(NamedTuple):
    """The finest groups of one wave with their scores on one scale; the statistic that is kept.

    `counts` has a row for each cell and a column for each of `values`, the scores that occur, from
    the lowest: so many people have that score. `labels` has a row for each cell and a column for
    each column of `listed` teams or circles; `alone` marks cells of people who are the only one of
    their voice in their team. `width` is how far apart the ends of the scale are.
    """

    counts: NDArray[np.int64]
    values: NDArray[np.float64]
    alone: Members
    listed: Sequence[Sequence[str]]
    width: float = 100.0


class Choice:
    """Which of the groups asked for may be shown, and the regions that they and others make."""

    def __init__(self, shown: Sequence[bool], made_of: Sequence[Members], cells: int) -> None:
        self.shown = tuple(shown)
        self._made_of = made_of
        self._cells = cells

    @cached_property
    def regions(self) -> NDArray[np.int64]:
        """A number for each cell: with the same one they are in the same groups, with 0 in none."""
        regions = Regions(self._cells)
        for members in self._made_of:
            regions.divide(members)
        return regions.numbers()


def choose_groups(
    cells: Cells,
    asked: Iterable[Members],
    published: Iterable[Members] = (),
    protection: Protection | None = None,
    *,
    also: Sequence[Cells] = (),
) -> Choice:
    """Choose among groups, in the order given: one is shown unless it would give another away.

    A group says for each cell whether it is in it. What was `published` before stands, and counts.
    `also` are other people or scores in the same finest groups, of whom the figures tell as well.
    """
    judge = _Judge((cells, *also), protection or Protection())
    made_of, groups = list(published), list(asked)
    regions = Regions(len(cells.counts), judge.frail)
    for members in made_of:
        regions.divide(members)
    shown: list[bool] = []
    for members in groups:
        shown.append(judge.may_show(members, regions))
        if shown[-1]:
            regions.divide(members)
    made_of += [members for members, yes in zip(groups, shown, strict=True) if yes]
    return Choice(shown, made_of, len(cells.counts))


class _Judge:
    """Says of regions, as bits, whether they are safe; what was looked at once is remembered.

    `frail` are the cells without which no region can be unsafe.
    """

    def __init__(self, told_of: Sequence[Cells], rule: Protection) -> None:
        self._told_of = told_of
        self._rule = rule
        taken = [cells.counts.sum(axis=1) > 0 for cells in told_of]
        sturdy = [_sturdy(cells, rule) for cells in told_of]
        frail = np.zeros(len(taken[0]), dtype=bool)
        for people, firm in zip(taken, sturdy, strict=True):
            frail |= people & ~firm
        self.frail: list[int] = np.flatnonzero(frail).tolist()
        self._taken = bits_of(taken[0])
        self._sturdy = [bits_of(one) for one in sturdy]
        self._known: dict[int, bool] = {}

    def has_people(self, members: Members) -> bool:
        """Whether anybody is in a group."""
        return bool(bits_of(members) & self._taken)

    def may_show(self, members: Members, regions: Regions) -> bool:
        """Whether a group may be shown beside those that made the regions."""
        if not self.has_people(members):
            return False
        whole = "remainder" not in self._rule.steps
        parts = [bits_of(members)] if whole else regions.parts(members)
        return all(self._is_safe(part) for part in parts)

    def _is_safe(self, region: int) -> bool:
        if region not in self._known:
            self._known[region] = all(
                region & sturdy
                or region_is_safe(cells, members_of(region, len(cells.counts)), self._rule)
                for cells, sturdy in zip(self._told_of, self._sturdy, strict=True)
            )
        return self._known[region]


def _sturdy(cells: Cells, rule: Protection) -> Members:
    """Cells so large, of scores so far apart, that no region with one of them can be unsafe.

    More people only bring the lowest and the highest score further out, and each label more that
    is named brings one person more at least.
    """
    held = np.cumsum(np.minimum(cells.counts, _TWO), axis=1)
    most = held[:, -1:]
    places = [np.argmax(held > one, axis=1) for one in (0, 1, most - 2, most - 1)]
    lowest, second, before, highest = (cells.values[one] for one in places)
    apart = np.minimum(highest - second, before - lowest) >= _ENOUGH_APART * cells.width
    large = cells.counts.sum(axis=1) >= max(rule.minimum, MINIMUM)
    found: Members = np.logical_and(large, apart)
    return found


def region_is_safe(cells: Cells, region: Members, rule: Protection) -> bool:
    """Whether the figures of exactly these people may be known; nobody at all is safe."""
    counts = cells.counts[region].sum(axis=0)
    n = int(counts.sum())
    if not n:
        return True
    if "size" in rule.steps and n < rule.minimum:
        return False
    if "alike" in rule.steps and not _far_apart(cells, counts):
        return False
    with_alone = bool(cells.counts[region & cells.alone].sum())
    least = rule.minimum
    if "alone" in rule.steps and with_alone:
        least = max(least, MINIMUM)
        if n < least:
            return False
    named = _named_within(cells, region) if "listed" in rule.steps else 1
    return named == 1 or n - (named - 1) >= least


def _far_apart(cells: Cells, counts: NDArray[np.int64]) -> bool:
    """Whether scores lie apart, also for somebody who knows whose the lowest or highest is."""
    scores = np.repeat(cells.values, np.minimum(counts, _TWO))
    if len(scores) <= _TWO:
        return False
    apart = min(scores[-1] - scores[1], scores[-2] - scores[0])
    return bool(apart >= _ENOUGH_APART * cells.width - 1e-9)


def _named_within(cells: Cells, region: Members) -> int:
    """The most labels of one column all of whose people are in the region; at least 1."""
    most = 1
    taken = cells.counts.sum(axis=1) > 0
    for labels in cells.listed:
        named = np.array(labels, dtype=object)
        outside = set(named[~region & taken])
        within = {label for label in named[region & taken] if label and label not in outside}
        most = max(most, len(within))
    return most
