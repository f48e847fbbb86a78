"""Which figures of single questions may be shown beside those of their sub-dimension."""

from __future__ import annotations

__all__ = ["SubDimensionShown", "scores_of_items"]

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.asked_voices import voices_asked
from toc.analysis.privacy import region_is_safe
from toc.analysis.scale_cells import counted
from toc.analysis.scale_shares import favourable_cut, item_shares, skipping_shares
from toc.analysis.shown_figures import Scale, shown_figures, shown_share
from toc.analysis.shown_scores import HiddenScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from toc.analysis.privacy import Cells, Members
    from toc.analysis.scale_scores import ScaleScores
    from toc.analysis.shown_scores import Group, Score
    from toc.analysis.wave_making import Earlier, WaveMaking
    from toc.models.survey_parts import SurveyItem


class SubDimensionShown(NamedTuple):
    """A sub-dimension, the groups in which it is shown, and the regions that these make.

    `regions` has a number for each of the finest groups, 0 for none.
    """

    found: ScaleScores
    scale: Scale
    groups: Mapping[Group, Members]
    regions: NDArray[np.int64]


def scores_of_items(making: WaveMaking, home: SubDimensionShown) -> Iterator[Score]:
    """The scores of items, where they give nobody away beside that of the sub-dimension.

    People who skipped an item are what the means of the items and that of the scale differ by; so
    they have to be nobody, or people who may be known as a group of their own. All items of a
    group are shown or none: the last one follows from the others and the scale.
    """
    items = making.survey.items_of(home.scale.id)
    scales = {one.id: _scale(making, home, one) for one in items}
    checks = _Checks(making, home, scales)
    for scale in scales.values():
        for group in dict.fromkeys([*making.wanted.groups, *home.groups]):
            members = home.groups.get(group)
            if members is None or not checks.may_show(scale, group):
                yield HiddenScore("item", scale.id, group, "too few")
                continue
            one = shown_figures(scale, group, members, making.figures)
            share = checks.shares_are_safe(group) and scale.shares
            yield replace(one, favourable=shown_share(share, members) if share else None)


def _scale(making: WaveMaking, home: SubDimensionShown, item: SurveyItem) -> Scale:
    cells = counted(home.found.answered[item.id], making.groups)
    asked = voices_asked(making.survey, "item", item.id)
    voices = asked if len(asked) < len(making.survey.voices) else None
    shares = item_shares(favourable_cut(making.survey, item), cells)
    return Scale("item", item.id, cells, shares=shares, voices=voices)


class _Checks:
    """Whether items may be shown, group by group."""

    def __init__(
        self, making: WaveMaking, home: SubDimensionShown, scales: Mapping[str, Scale]
    ) -> None:
        self._making = making
        self._home = home
        self._scales = scales
        self._skipping = counted(home.found.skipping(), making.groups)
        self._skipping_shares = skipping_shares(making.survey, home.found, making.groups)
        self._earlier = [one for scale in scales.values() for one in making.earlier(scale)]
        self._safe: dict[Group, set[str]] = {}
        self._safe_shares: dict[Group, bool] = {}

    def may_show(self, scale: Scale, group: Group) -> bool:
        """Whether the score of an item may be shown of a group."""
        if group not in self._safe:
            self._safe[group] = self._safe_items(group)
        return scale.id in self._safe[group]

    def _safe_items(self, group: Group) -> set[str]:
        rule, members = self._making.rule, self._home.groups[group]
        asked = {
            one.id: self._is_safe(one, group, members)
            for one in self._scales.values()
            if one.cells.counts[members].any()
        }
        if "skipped" in rule.steps and not self._all_safe(self._skipping, members, self._earlier):
            return set()
        if "remainder" in rule.steps and not all(asked.values()):
            return set()
        return {name for name, safe in asked.items() if safe}

    def _is_safe(self, scale: Scale, group: Group, members: Members) -> bool:
        alone_here = members & ~self._making.members(group, scale.cells)
        return not alone_here.any() and self._all_safe(scale.cells, members, ())

    def shares_are_safe(self, group: Group) -> bool:
        """Whether the favourable shares of the items may be shown of a group, all of them."""
        if "split" not in self._making.rule.steps:
            return True
        if group not in self._safe_shares:
            members = self._home.groups[group]
            known = [one for one in self._earlier if one.score.favourable]
            told_of = [
                one.shares for one in self._scales.values() if one.cells.counts[members].any()
            ]
            self._safe_shares[group] = all(
                one is not None and self._all_safe(one, members, known)
                for one in (*told_of, self._skipping_shares)
            )
        return self._safe_shares[group]

    def _all_safe(self, cells: Cells, members: Members, known: Sequence[Earlier]) -> bool:
        """Whether all regions are safe that a group has people in, or what it was once part of.

        A group within one that was published before leaves a rest of that one.
        """
        if "remainder" not in self._making.rule.steps:
            return region_is_safe(cells, members, self._making.rule)
        regions, within = self._home.regions, members
        for one in known:
            if (one.members & members).any():
                within = within | one.members
        return all(
            region_is_safe(cells, regions == number, self._making.rule)
            for number in np.unique(regions[within])
        )
