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
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Members = NDArray[np.bool_]

MINIMUM = 10
"""The least number of people in a group, as in research on the statistics of the UK's ONS."""

Step = Literal["size", "remainder", "alike", "alone", "listed", "skipped"]
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


class Choice(NamedTuple):
    """Which of the groups asked for may be shown, and the regions that they and others make.

    `regions` has a number for each cell: cells with the same one are in the same groups, and those
    with 0 in none.
    """

    shown: tuple[bool, ...]
    regions: NDArray[np.int64]


def choose_groups(
    cells: Cells,
    asked: Iterable[Members],
    published: Iterable[Members] = (),
    protection: Protection | None = None,
) -> Choice:
    """Choose among groups, in the order given: one is shown unless it would give another away.

    A group says for each cell whether it is in it. What was `published` before stands, and counts.
    """
    rule = protection or Protection()
    regions = np.zeros(len(cells.counts), dtype=np.int64)
    for members in published:
        regions = _divided(regions, members)
    shown = []
    for members in asked:
        divided = _divided(regions, members)
        shown.append(_may_show(cells, members, regions, divided, rule))
        if shown[-1]:
            regions = divided
    return Choice(tuple(shown), regions)


def _divided(regions: NDArray[np.int64], members: Members) -> NDArray[np.int64]:
    """The regions that are left when another group is shown; 0 stays what is in no group."""
    marks = regions * 2 + members
    return np.searchsorted(np.unique(np.append(marks, 0)), marks)


def _may_show(
    cells: Cells,
    members: Members,
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    rule: Protection,
) -> bool:
    if not cells.counts[members].sum():
        return False
    if "remainder" not in rule.steps:
        return region_is_safe(cells, members, rule)
    known = {(before == one).tobytes() for one in np.unique(before) if one}
    parts = (after == one for one in np.unique(after) if one)
    return all(
        region_is_safe(cells, part, rule)
        for part in parts
        if (part & members).any() or part.tobytes() not in known
    )


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
