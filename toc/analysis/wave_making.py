"""What all scales of one wave have in common while their scores are made."""

from __future__ import annotations

__all__ = ["Earlier", "Wanted", "WaveMaking"]

from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.shown_figures import shown_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.privacy import Cells, Members, Protection
    from toc.analysis.scale_cells import FinestGroups
    from toc.analysis.shown_figures import FigureRules, Scale
    from toc.analysis.shown_scores import Group, ShownScore
    from toc.models.surveys import Survey

_PLACE = "team"


class Wanted(NamedTuple):
    """The groups that are asked for; whether items, and the voices of those groups, are as well."""

    groups: Sequence[Group]
    items: bool = False
    voices: bool = False


class Earlier(NamedTuple):
    """A score that was published before, and the finest groups that it is of."""

    score: ShownScore
    members: Members


class WaveMaking:
    """The groups of a wave, what was published of it `before`, and the rules for what is shown.

    `changed` says that some figure was published before and would be another now.
    """

    def __init__(
        self,
        survey: Survey,
        groups: FinestGroups,
        wanted: Wanted,
        before: Sequence[ShownScore],
        rule: Protection,
        figures: FigureRules | None,
    ) -> None:
        self.survey = survey
        self.groups = groups
        self.wanted = wanted
        self.before = before
        self.rule = rule
        self.figures = figures
        self.changed = False

    def members(self, group: Group, cells: Cells) -> Members:
        """The finest groups that a group is made of.

        Who is the only one of a voice in a team counts everywhere but at the level of teams.
        """
        members = self.groups.within(group)
        if "alone" in self.rule.steps and any(name == _PLACE for name, _ in group):
            members &= ~cells.alone
        return members

    def earlier(self, scale: Scale) -> list[Earlier]:
        """What was shown of this scale before; marks it where its figures have changed.

        Intervals say nothing here: they may have been found in another way.
        """
        found = [one for one in self.before if (one.level, one.id) == (scale.level, scale.id)]
        earlier = [Earlier(one, self.members(one.group, scale.cells)) for one in found]
        for one, members in earlier:
            if not scale.cells.counts[members].sum():
                self.changed = True
                continue
            now = shown_figures(scale, one.group, members)
            if (now.n, now.score, now.sd) != (one.n, one.score, one.sd):
                self.changed = True
        return earlier
