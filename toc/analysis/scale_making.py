"""Which figures of a sub-dimension may be shown of which groups, and those figures."""

from __future__ import annotations

__all__ = ["scores_of_scale"]

from dataclasses import replace
from typing import TYPE_CHECKING

from toc.analysis.asked_voices import voices_asked
from toc.analysis.item_making import SubDimensionShown, scores_of_items
from toc.analysis.privacy import choose_groups, region_is_safe
from toc.analysis.scale_cells import counted
from toc.analysis.scale_consistency import consistency
from toc.analysis.scale_scores import scale_scores
from toc.analysis.scale_shares import scale_shares
from toc.analysis.shown_figures import Scale, shown_alpha, shown_figures, shown_share
from toc.analysis.shown_scores import HiddenScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toc.analysis.answers import Answers
    from toc.analysis.privacy import Cells, Members
    from toc.analysis.scale_consistency import Consistency
    from toc.analysis.shown_scores import Alpha, Favourable, Group, Reason, Score
    from toc.analysis.wave_making import Earlier, WaveMaking
    from toc.models.survey_parts import SubDimension

    Shown = Mapping[Group, Members]


def scores_of_scale(
    making: WaveMaking, sub_dimension: SubDimension, answers: Answers
) -> Iterator[Score]:
    """The scores of a sub-dimension in every group, then those of its items where asked for."""
    survey, groups = making.survey, making.groups
    found = scale_scores(survey, sub_dimension, answers)
    asked = voices_asked(survey, "sub-dimension", sub_dimension.id)
    scale = Scale(
        "sub-dimension",
        sub_dimension.id,
        counted(found.scored, groups, found.ends),
        found.ends,
        survey.bands_of(sub_dimension),
        scale_shares(survey, found, groups),
        asked if len(asked) < len(survey.voices) else None,
    )
    earlier = making.earlier(scale)
    shown = _shown(making, scale, earlier, asked)
    shares = _shares(making, scale.shares, shown, earlier)
    alphas = _alphas(making, consistency(found, groups), shown, earlier)
    for group in dict.fromkeys([*making.wanted.groups, *shown]):
        if group in shown:
            one = shown_figures(scale, group, shown[group], making.figures)
            yield replace(one, favourable=shares.get(group), reliability=alphas.get(group))
        else:
            unasked = dict(group).get("voice", asked[0] if asked else "") not in asked
            reason: Reason = "not asked" if asked and unasked else "too few"
            yield HiddenScore(scale.level, scale.id, group, reason)
    if making.wanted.items:
        known = [one.members for one in earlier]
        regions = choose_groups(scale.cells, (), [*known, *shown.values()], making.rule).regions
        yield from scores_of_items(making, SubDimensionShown(found, scale, shown, regions))


def _shown(
    making: WaveMaking, scale: Scale, earlier: Sequence[Earlier], asked: Sequence[str]
) -> Shown:
    """The groups of which the score may be shown, the widest first."""
    cells, known = scale.cells, [one.members for one in earlier]
    members = {group: making.members(group, cells) for group in making.wanted.groups}
    order = sorted(members, key=lambda group: _rank(group, cells, members[group]))
    choice = choose_groups(cells, [members[one] for one in order], known, making.rule)
    shown = {one: members[one] for one, yes in zip(order, choice.shown, strict=True) if yes}
    if making.wanted.voices and len(asked) > 1:
        for group in [*shown]:
            parts = {
                part: making.members(part, cells)
                for part in ((("voice", voice), *group) for voice in asked)
            }
            known_now = [*known, *shown.values()]
            if all(region_is_safe(cells, one, making.rule) for one in parts.values()) and all(
                choose_groups(cells, parts.values(), known_now, making.rule).shown
            ):
                shown |= parts
    return shown


def _rank(group: Group, cells: Cells, members: Members) -> tuple[int, tuple[bool, ...], int]:
    """All people first, then few columns before many, and large groups before small ones."""
    size = int(cells.counts[members].sum())
    return len(group), tuple(name != "voice" for name, _ in group), -size


def _shares(
    making: WaveMaking, shares: Cells | None, shown: Shown, earlier: Sequence[Earlier]
) -> dict[Group, Favourable]:
    """The favourable shares of those shown groups where not nearly all are on one side."""
    if shares is None:
        return {}
    chosen = [True] * len(shown)
    if "split" in making.rule.steps:
        known = [one.members for one in earlier if one.score.favourable]
        chosen = [*choose_groups(shares, shown.values(), known, making.rule).shown]
    pairs = zip(shown.items(), chosen, strict=True)
    return {group: shown_share(shares, members) for (group, members), yes in pairs if yes}


def _alphas(
    making: WaveMaking, sums: Consistency | None, shown: Shown, earlier: Sequence[Earlier]
) -> dict[Group, Alpha]:
    """How items hang together, among all people and each voice: only where it gives away nobody.

    It rests on complete answers. Who left something out, or was not asked all of it, is known by
    number as soon as that of complete answers is.
    """
    if sums is None:
        return {}
    wide = {group: members for group, members in shown.items() if _is_wide(group)}
    chosen = [True] * len(wide)
    if "complete" in making.rule.steps:
        known = [one.members for one in earlier if one.score.reliability]
        choice = choose_groups(
            sums.complete, wide.values(), known, making.rule, also=(sums.others,)
        )
        chosen = [*choice.shown]
    found = {
        group: sums.alpha(members, making.rule.minimum)
        for (group, members), yes in zip(wide.items(), chosen, strict=True)
        if yes
    }
    return {group: shown_alpha(one) for group, one in found.items() if one}


def _is_wide(group: Group) -> bool:
    return [name for name, _ in group] in ([], ["voice"])
