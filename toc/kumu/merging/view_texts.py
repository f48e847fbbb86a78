"""The code of views merged by its syntax tree: rule by rule, and in a rule property by property.

What stays the same on one side is as the other has it, blanks and comments included. Code that
cannot be read whole, or whose parts cannot be told apart, is one value.
"""

from __future__ import annotations

__all__ = ["merged_view"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.merging.objects import Change, either, unless_both_changed
from toc.kumu.merging.sequences import Ordering, merged_order
from toc.kumu.merging.values import MISSING
from toc.kumu.merging.view_units import Unit, Units, shape_of, units_of
from toc.kumu.views.parser import parse_view

if TYPE_CHECKING:
    from toc.kumu.merging.conflicts import Referee, Spot
    from toc.kumu.merging.view_units import Key, Shape


_DEEP = 3  # the section, the view, its code: what is further inside stands in some block


class _Written(NamedTuple):
    text: str
    shape: Shape


class _NotByItsTreeError(Exception):
    """The code has to be merged as one value."""


def merged_view(referee: Referee, spot: Spot, change: Change) -> str | None:
    """The code of a view that both sides changed; None where it cannot be merged by its tree.

    What both changed in one rule and property is settled by the referee.
    """
    if not all(isinstance(one, str) for one in change):
        return None
    sides = [units_of(parse_view(one)) for one in change]
    before = len(referee.conflicts)
    try:
        found = _ViewMerge(referee).units(spot, *sides)
    except _NotByItsTreeError:
        found = None
    if found is not None and shape_of(parse_view(found.text)) == found.shape:
        return found.text
    del referee.conflicts[before:]
    return None


class _ViewMerge:
    def __init__(self, referee: Referee) -> None:
        self.referee = referee

    def units(
        self, spot: Spot, base: Units | None, ours: Units | None, theirs: Units | None
    ) -> _Written:
        """The parts between braces, or of a whole view."""
        if base is None or ours is None or theirs is None:
            raise _NotByItsTreeError
        found: dict[Key, _Written] = {}
        for key in dict.fromkeys((*base.by_key, *ours.by_key, *theirs.by_key)):
            units = [side.by_key.get(key) for side in (base, ours, theirs)]
            if (written := self.unit(spot, key, *units)) is not None:
                found[key] = written
        order = self.order(base, ours, theirs, found)
        tail = self.text(base.tail, ours.tail, theirs.tail)
        text = "".join(found[key].text for key in order) + tail
        return _Written(text, tuple((key, found[key].shape) for key in order))

    def unit(
        self, spot: Spot, key: Key, base: Unit | None, ours: Unit | None, theirs: Unit | None
    ) -> _Written | None:
        """A rule, a declaration or another part; None where it goes."""
        texts = Change(*(MISSING if one is None else one.text for one in (base, ours, theirs)))
        alone = unless_both_changed(texts)
        if alone is None and ours and theirs and ours.words == theirs.words:
            blanks = [one.blanks if one else "" for one in (base, ours, theirs)]
            text = self.text(blanks[0], blanks[1], blanks[2]) + ours.words
            return _Written(text, ours.shape)
        if alone is None and base and ours and theirs and ours.inside and theirs.inside:
            return self.block(_inside(spot, key), base, ours, theirs)
        chosen = alone[0] if alone else self.clash(spot, key, base, ours, theirs)
        if chosen is MISSING:
            return None
        known = next((one for one in (ours, theirs, base) if one and one.text == chosen), None)
        if known is None:  # somebody wrote it for this place
            raise _NotByItsTreeError
        return _Written(known.text, known.shape)

    def block(self, spot: Spot, base: Unit, ours: Unit, theirs: Unit) -> _Written:
        """A rule or other block that both sides changed: what is before its brace, and in it."""
        lead = self.text(base.lead, ours.lead, theirs.lead)
        inside = self.units(spot, base.inside, ours.inside, theirs.inside)
        return _Written(f"{lead}{inside.text}}}", inside.shape)

    def clash(
        self, spot: Spot, key: Key, base: Unit | None, ours: Unit | None, theirs: Unit | None
    ) -> Any:
        """What the referee decides about a part that both sides changed."""
        words = Change(*(MISSING if one is None else one.words for one in (base, ours, theirs)))
        left = ours or theirs
        undecided = words.base
        if words.base is MISSING:
            undecided = either(None, words.ours, words.theirs)
        elif ours is None or theirs is None:
            undecided = left.words if left else MISSING
        won = self.referee.settle(_inside(spot, key), *words, undecided=undecided)
        if won is MISSING:
            return MISSING
        found = [one for one in (ours, theirs, base) if one and one.words == won]
        return found[0].text if found else won

    def text(self, base: str, ours: str, theirs: str) -> str:
        """Blanks, or what stands before a brace: whose does not matter where both changed it."""
        alone = unless_both_changed(Change(base, ours, theirs))
        found = alone[0] if alone else either(self.referee.prefer, ours, theirs)
        return str(found)

    def order(
        self, base: Units, ours: Units, theirs: Units, found: dict[Key, _Written]
    ) -> list[Key]:
        """The order of the parts; rules of both sides that could overrule one another clash."""
        sides = [[key for key in side.by_key if key in found] for side in (base, ours, theirs)]
        both = set(sides[1]).intersection(sides[2])
        sides[0] = [key for key in sides[0] if key in both]
        how = Ordering(first=self.referee.prefer, strict=True)
        order = merged_order(sides[0], sides[1], sides[2], how)
        if order is None:
            mine = _properties(ours, base)
            if mine.intersection(_properties(theirs, base)):
                raise _NotByItsTreeError
            order = merged_order(sides[0], sides[1], sides[2], how._replace(strict=False))
        if order is None or len(order) != len(found):
            raise _NotByItsTreeError
        return order


def _inside(spot: Spot, key: Key) -> Spot:
    """Where a part of a view is, and what people call it: `outcome: color`."""
    sort, name, number = key
    step = f"{sort} {name}{f' #{number + 1}' if number else ''}".strip()
    what = f"{spot.what}: {name}" if len(spot.address) > _DEEP else name
    return spot.inside(step, what)


def _properties(side: Units, base: Units) -> set[str]:
    """The properties that the rules which a side added are about."""
    new = (unit for key, unit in side.by_key.items() if key not in base.by_key and key[0] == "{}")
    return {key[1] for unit in new for key in (unit.inside.by_key if unit.inside else ())}
