"""What changed for the same people between two waves, where that gives nobody else away.

Two waves have most people in common. From both scores and from what changed for those people, the
scores follow of the others, who left or came in between. So these have to be nobody, or people who
may be known as a group of their own.
"""

from __future__ import annotations

__all__ = ["Linked", "Waves", "given_away", "linked_changes"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.analysis.answers import Answers
from toc.analysis.coded import Coded
from toc.analysis.comparing import Sample
from toc.analysis.privacy import Protection, choose_groups, region_is_safe
from toc.analysis.scale_cells import counted, finest_groups
from toc.analysis.scale_scores import scale_scores

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from toc.analysis.privacy import Cells, Members
    from toc.analysis.shown_scores import Group, Level
    from toc.models.survey_parts import SubDimension
    from toc.models.surveys import Survey

    Key = tuple[Level, str, Group]
    Told = tuple[Group, Sample]

_OF_PERSONS = ("respondent", "version", "wave")
_PLACE = "team"  # groups that small are not compared this way, and people may change theirs


class Linked(NamedTuple):
    """What changed for the same people of a group, and how many others left it or came."""

    sample: Sample
    left: int
    joined: int


class Waves(NamedTuple):
    """The answers of two waves, with the codes of respondents, and what of each is shown."""

    first: Answers
    second: Answers
    shown: tuple[Collection[Key], Collection[Key]]


def linked_changes(
    survey: Survey,
    waves: Waves,
    published: Iterable[tuple[str, Group, Sample]] = (),
    protection: Protection | None = None,
) -> dict[Key, Linked]:
    """What changed for the same people, for those sub-dimensions and groups where it may be shown.

    People are the same where the code of the respondent is, and every group but the team. Groups
    are those shown in both waves; all that are shown in one of them are looked at, since how many
    of each could have left or come follows from how many there are. `published` is what was told of
    these two waves before, by sub-dimension and group: where it would be another now, nothing is
    told of that sub-dimension.
    """
    people = _People(waves)
    rule = protection or Protection()
    before = list(published)
    found: dict[Key, Linked] = {}
    for one in survey.sub_dimensions:
        told = [(group, sample) for name, group, sample in before if name == one.id]
        for group, linked in people.changes(survey, one, told, rule):
            found["sub-dimension", one.id, group] = linked
    return found


def given_away(
    survey: Survey, waves: Waves, told: Iterable[tuple[str, Group, Sample]], rule: Protection
) -> set[str]:
    """Of which sub-dimensions too much is known if all of this is shown beside what was told.

    Also those of which it cannot be said, since answers are not there any more.
    """
    people, before = _People(waves), list(told)
    found = set()
    for one in survey.sub_dimensions:
        links = [(group, sample) for name, group, sample in before if name == one.id]
        if links and not people.stands(survey, one, links, rule):
            found.add(one.id)
    return found


def _is_wide(group: Group) -> bool:
    return all(name != _PLACE for name, _ in group)


class _People:
    """The people of both waves, one after the other, and who of them is the same."""

    def __init__(self, waves: Waves) -> None:
        self._waves = waves
        names = [one for one in waves.second.groups if one not in _OF_PERSONS]
        columns = {name: [*waves.first.column(name), *waves.second.column(name)] for name in names}
        number = waves.first.people + waves.second.people
        self._groups = finest_groups(Answers({}, columns, people=number), names)
        self._pairs = _pairs(waves, [one for one in names if one != _PLACE])

    def changes(
        self, survey: Survey, sub_dimension: SubDimension, told: Sequence[Told], rule: Protection
    ) -> Iterator[tuple[Group, Linked]]:
        """What changed for the same people, group by group, as far as it may be shown."""
        cells = self._cells(survey, sub_dimension)
        known = self._known(cells[0], told)
        if known is None:
            return
        first, second = self._shown(sub_dimension)
        members = {
            one: self._groups.within(one) for one in second if one in first and _is_wide(one)
        }
        shown = (self._groups.within(group) for group in (first | second))
        unsafe = _unsafe(cells, [*shown, *known, *members.values()], rule)
        same, left, joined = cells
        for group, part in members.items():
            if same.counts[part].any() and not unsafe[_with(part, known)].any():
                numbers = (int(one.counts[part].sum()) for one in (left, joined))
                yield group, Linked(_sample(same, part), *numbers)

    def stands(
        self, survey: Survey, sub_dimension: SubDimension, told: Sequence[Told], rule: Protection
    ) -> bool:
        """Whether what was told still gives nobody away beside all that is shown."""
        cells = self._cells(survey, sub_dimension)
        known = self._known(cells[0], told)
        if known is None:
            return False
        first, second = self._shown(sub_dimension)
        shown = (self._groups.within(group) for group in (first | second))
        unsafe = _unsafe(cells, [*shown, *known], rule)
        return not any(unsafe[part].any() for part in known)

    def _shown(self, sub_dimension: SubDimension) -> tuple[dict[Group, None], dict[Group, None]]:
        """The groups of which the sub-dimension is shown in each wave."""
        own = ["sub-dimension", sub_dimension.id]
        first, second = (
            dict.fromkeys(group for *of, group in each if of == own) for each in self._waves.shown
        )
        return first, second

    def _known(self, same: Cells, told: Sequence[Told]) -> list[Members] | None:
        """The groups of what was told; None where it would be another figure now."""
        known = [self._groups.within(group) for group, _ in told]
        for part, (_, sample) in zip(known, told, strict=True):
            if not same.counts[part].any() or _rounded(_sample(same, part)) != _rounded(sample):
                return None
        return known

    def _cells(self, survey: Survey, sub_dimension: SubDimension) -> tuple[Cells, Cells, Cells]:
        """The changes of the same people, and the scores of those who left and who came."""
        found = [scale_scores(survey, sub_dimension, one) for one in self._waves[:2]]
        before, after = (one.scored.numbers() for one in found)
        first, second = self._pairs
        scored = ~np.isnan(before[first]) & ~np.isnan(after[second])
        first, second = first[scored], second[scored]
        change, left, joined = (np.full(len(before) + len(after), np.nan) for _ in range(3))
        change[len(before) + second] = after[second] - before[first]
        left[: len(before)] = before
        left[first] = np.nan
        joined[len(before) :] = after
        joined[len(before) + second] = np.nan
        ends = found[1].ends
        cells = [counted(Coded.of(one), self._groups, ends) for one in (change, left, joined)]
        return cells[0], cells[1], cells[2]


def _pairs(waves: Waves, names: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places in both waves of those who are the same: one code, and one label each."""
    tables = []
    for one in waves[:2]:
        table = pd.DataFrame({name: one.column(name) for name in ("respondent", *names)})
        table["place"] = np.arange(len(table))
        named = table[table["respondent"] != ""]
        tables.append(named.drop_duplicates("respondent", keep=False))
    both = tables[0].merge(tables[1], on=["respondent", *names])
    return both["place_x"].to_numpy(), both["place_y"].to_numpy()


def _unsafe(
    cells: tuple[Cells, Cells, Cells], groups: Iterable[Members], rule: Protection
) -> Members:
    """The finest groups that lie in a region of whose people too much would be known."""
    told_of = cells if "linked" in rule.steps else cells[:1]
    regions = choose_groups(cells[0], (), groups, rule).regions
    found = [
        number
        for number in np.unique(regions)
        if not all(region_is_safe(one, regions == number, rule) for one in told_of)
    ]
    return np.isin(regions, found)


def _with(part: Members, known: Iterable[Members]) -> Members:
    """A group and all that was told before of others with people in it: it may leave a rest."""
    found = part.copy()
    for one in known:
        if (one & part).any():
            found |= one
    return found


def _sample(cells: Cells, members: Members) -> Sample:
    counts = cells.counts[members].sum(axis=0)
    n = int(counts.sum())
    mean = float(counts @ cells.values) / n
    sd = float(np.sqrt(counts @ (cells.values - mean) ** 2 / (n - 1))) if n > 1 else 0.0
    return Sample(mean, sd, n)


def _rounded(sample: Sample) -> tuple[int, float]:
    return sample.n, round(sample.mean, 1)
