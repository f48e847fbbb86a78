"""The scores of one wave by groups, of which only those leave that may be shown."""

from __future__ import annotations

__all__ = ["Grouping", "WaveScores", "score_wave"]

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.intervals import mean_interval
from toc.analysis.privacy import Protection, choose_groups, region_is_safe
from toc.analysis.scale_cells import counted, finest_groups, scale_scores
from toc.analysis.shown_scores import HiddenScore, ShownScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from toc.analysis.answers import Answers
    from toc.analysis.privacy import Cells, Choice
    from toc.analysis.scale_cells import FinestGroups, ScaleScores
    from toc.analysis.shown_scores import Group, Level, Score
    from toc.models.survey_parts import SubDimension
    from toc.models.survey_scales import BandSet
    from toc.models.surveys import Survey

_PLACE = "team"
_KEPT = ("voice", "team")  # columns that say who is alone, whatever is asked
_WIDER = "circle"


@dataclass(frozen=True, slots=True)
class WaveScores:
    """The scores of a wave: of sub-dimensions, and of items where they were asked for.

    `levels` are the columns of each way of grouping, from all people to the finest that was asked.
    """

    survey: str
    wave: str
    minimum: int
    levels: tuple[tuple[str, ...], ...]
    scores: tuple[Score, ...]


class Grouping(NamedTuple):
    """Which groups are asked for: every set of these columns, and whether items as well."""

    by: tuple[str, ...] = ()
    items: bool = False


class _Scale(NamedTuple):
    """One sub-dimension, or one of its items, as it is counted."""

    level: Level
    id: str
    cells: Cells
    ends: tuple[float, float]
    bands: BandSet | None


def score_wave(
    survey: Survey,
    answers: Answers,
    grouping: Grouping | None = None,
    *,
    wave: str = "",
    published: Iterable[ShownScore] = (),
    protection: Protection | None = None,
) -> WaveScores:
    """The scores of all sub-dimensions, shown or hidden, for all people and for each group.

    `answers` are those of this wave, and `published` what was shown of it before: where one of
    those figures would be another now, nothing is shown, since the difference tells of the few who
    came or left. Figures are rounded to one decimal.
    """
    asked = grouping or Grouping()
    rule = protection or Protection()
    before = list(published)
    by = _columns(answers, asked.by)
    levels = [columns for size in range(len(by) + 1) for columns in combinations(by, size)]
    used = dict.fromkeys([*_KEPT, *by, *(name for one in before for name, _ in one.group)])
    groups = finest_groups(answers, tuple(used))
    wanted = [group for columns in levels for group in _groups(survey, answers, columns)]
    making = _Making(survey, groups, wanted, before, rule)
    scores: list[Score] = []
    for sub_dimension in survey.sub_dimensions:
        scores += making.scores(sub_dimension, answers, items=asked.items)
    if making.changed:
        scores = [HiddenScore(one.level, one.id, one.group, "published") for one in scores]
    if not answers.people:
        scores = [HiddenScore(one.level, one.id, one.group, "no answers") for one in scores]
    return WaveScores(survey.id, wave, rule.minimum, tuple(levels), tuple(scores))


def _columns(answers: Answers, by: Sequence[str]) -> tuple[str, ...]:
    """The columns asked for, each once, and the circles that teams belong to where they are known.

    Voices come first: of two groups that give each other away, the one met first is shown.
    """
    names = [*by]
    if _PLACE in names and _WIDER in answers.groups:
        names.insert(0, _WIDER)
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (name != "voice", name != _WIDER)))


def _groups(survey: Survey, answers: Answers, columns: Sequence[str]) -> Iterator[Group]:
    """Every group of some columns: all voices of the survey, the other labels as they occur."""
    voices = [voice.id for voice in survey.voices]
    labels = [voices if name == "voice" else answers.labels(name) for name in columns]
    for found in product(*labels):
        yield tuple(zip(columns, found, strict=True))


class _Chosen(NamedTuple):
    """The groups in which a sub-dimension is shown, and the regions that they make."""

    groups: set[Group]
    choice: Choice

    def regions_of(self, members: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
        """The regions that a group has people in."""
        for number in np.unique(self.choice.regions[members]):
            yield self.choice.regions == number


class _Making:
    """What the scales of one wave have in common while their scores are made."""

    def __init__(
        self,
        survey: Survey,
        groups: FinestGroups,
        wanted: Sequence[Group],
        before: Sequence[ShownScore],
        rule: Protection,
    ) -> None:
        self.changed = False
        self._survey = survey
        self._groups = groups
        self._wanted = wanted
        self._before = before
        self._rule = rule

    def scores(
        self, sub_dimension: SubDimension, answers: Answers, *, items: bool
    ) -> Iterator[Score]:
        """The scores of a sub-dimension in every group, then those of its items."""
        found = scale_scores(self._survey, sub_dimension, answers)
        cells = counted(found.persons, self._groups, found.ends)
        bands = self._survey.bands_of(sub_dimension)
        scale = _Scale("sub-dimension", sub_dimension.id, cells, found.ends, bands)
        earlier = self._earlier(scale)
        order = sorted(range(len(self._wanted)), key=lambda n: self._rank(cells, self._wanted[n]))
        in_order = [self._members(self._wanted[n], cells) for n in order]
        choice = choose_groups(cells, in_order, earlier, self._rule)
        shown = {self._wanted[n] for n, yes in zip(order, choice.shown, strict=True) if yes}
        for group in self._wanted:
            yield self._score(scale, group, shown, sub_dimension)
        if items:
            yield from self._items(sub_dimension, found, cells, _Chosen(shown, choice))

    def _rank(self, cells: Cells, group: Group) -> tuple[int, tuple[bool, ...], int]:
        """All people first, then few columns before many, and large groups before small ones."""
        size = int(cells.counts[self._members(group, cells)].sum())
        return len(group), tuple(name != "voice" for name, _ in group), -size

    def _members(self, group: Group, cells: Cells) -> NDArray[np.bool_]:
        """The finest groups that a group is made of.

        Who is the only one of a voice in a team counts everywhere but at the level of teams.
        """
        members = np.ones(len(self._groups.labels), dtype=bool)
        for name, label in group:
            members &= np.array([one == label for one in self._groups.column(name)], dtype=bool)
        if "alone" in self._rule.steps and any(name == _PLACE for name, _ in group):
            members &= ~cells.alone
        return members

    def _earlier(self, scale: _Scale) -> list[NDArray[np.bool_]]:
        """The groups of which this was shown before; marks that their figures have changed."""
        found = [one for one in self._before if (one.level, one.id) == (scale.level, scale.id)]
        earlier = []
        for one in found:
            members = self._members(one.group, scale.cells)
            earlier.append(members)
            if not scale.cells.counts[members].sum() or not _same(
                one, _shown(scale, one.group, members)
            ):
                self.changed = True
        return earlier

    def _score(
        self, scale: _Scale, group: Group, shown: set[Group], sub_dimension: SubDimension
    ) -> Score:
        if group in shown:
            return _shown(scale, group, self._members(group, scale.cells))
        voice = dict(group).get("voice")
        asked = voice is None or any(
            self._survey.items_of(sub_dimension.id, version.id)
            for version in self._survey.versions_of(voice)
        )
        return HiddenScore(scale.level, scale.id, group, "too few" if asked else "not asked")

    def _items(
        self, sub_dimension: SubDimension, found: ScaleScores, whole: Cells, chosen: _Chosen
    ) -> Iterator[Score]:
        """The scores of items, where they give nobody away beside that of the sub-dimension.

        People who skipped an item are what the means of the items and that of the scale differ by;
        so they have to be nobody, or people who may be known as a group of their own.
        """
        skipping = counted(found.skipping(), self._groups)
        for item in self._survey.items_of(sub_dimension.id):
            cells = counted(found.items[item.id], self._groups)
            scale = _Scale("item", item.id, cells, (0.0, 100.0), None)
            self._earlier(scale)
            for group in self._wanted:
                members = self._members(group, whole)
                if (
                    group in chosen.groups
                    and not (members & ~self._members(group, cells)).any()  # nobody alone here only
                    and cells.counts[members].any()
                    and self._all_safe(cells, members, chosen)
                    and (
                        "skipped" not in self._rule.steps
                        or self._all_safe(skipping, members, chosen)
                    )
                ):
                    yield _shown(scale, group, members)
                else:
                    yield HiddenScore("item", item.id, group, "too few")

    def _all_safe(self, cells: Cells, members: NDArray[np.bool_], chosen: _Chosen) -> bool:
        parts = chosen.regions_of(members)
        return all(region_is_safe(cells, part, self._rule) for part in parts)


def _shown(scale: _Scale, group: Group, members: NDArray[np.bool_]) -> ShownScore:
    """The figures of a group, from its counts; the only place where they are made."""
    counts = scale.cells.counts[members].sum(axis=0)
    values, n = scale.cells.values, int(counts.sum())
    mean = float(counts @ values) / n
    sd = float(np.sqrt(counts @ (values - mean) ** 2 / (n - 1))) if n > 1 else 0.0
    low, high = mean_interval(mean, sd, n, ends=scale.ends) or scale.ends
    score = round(mean, 1)
    band = scale.bands.band_of(score) if scale.bands else None
    return ShownScore(
        scale.level,
        scale.id,
        group,
        n,
        score,
        round(low, 1),
        round(high, 1),
        sd=round(sd, 1),
        band=band.id if band else None,
    )


def _same(first: ShownScore, second: ShownScore) -> bool:
    return (first.n, first.score, first.low, first.high, first.sd) == (
        second.n,
        second.score,
        second.low,
        second.high,
        second.sd,
    )
