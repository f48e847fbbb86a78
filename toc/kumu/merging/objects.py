"""Objects merged key by key, by rules that say what becomes of a value that both sides changed."""

from __future__ import annotations

__all__ = ["Change", "Objects", "Rule", "either", "unless_both_changed"]

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.merging.values import MISSING, Clash, merged_value, same_value, written_alike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.merging.artefacts import Artefacts
    from toc.kumu.merging.conflicts import Referee, Spot


class Change(NamedTuple):
    """A value in the base and on both sides; `MISSING` where it is not there."""

    base: Any
    ours: Any
    theirs: Any

    def of(self, kind: type) -> bool:
        """Whether it is of this kind wherever it is there."""
        return all(one is MISSING or isinstance(one, kind) for one in self)


Rule = Callable[["Spot", Change], Any]
"""What gives the value for a place that both sides changed, or `MISSING`."""


class Objects:
    """Merges objects for one merge of documents.

    Two different values of `artefacts`, which Kumu works out, are no conflict.
    """

    def __init__(self, referee: Referee, artefacts: Artefacts) -> None:
        self.referee = referee
        self.artefacts = artefacts

    def merged(
        self,
        spot: Spot,
        change: Change,
        rules: Mapping[str, Rule] | None = None,
        default: Rule | None = None,
    ) -> dict[str, Any]:
        """One object out of three, of which the base may be missing.

        `rules` say how to merge single keys, `default` how all others.
        """
        base: dict[str, Any] = {} if change.base is MISSING else change.base
        found: dict[str, Any] = {}
        for key in (*change.ours, *(key for key in change.theirs if key not in change.ours)):
            sides = (side.get(key, MISSING) for side in (base, change.ours, change.theirs))
            rule = (rules or {}).get(key, default or self.value)
            value = self.settled(spot.inside(key), Change(*sides), rule)
            if value is not MISSING:
                found[key] = value
        return found

    def settled(self, spot: Spot, change: Change, rule: Rule) -> Any:
        """What a value comes to: that of the side which changed it, else what the rule gives."""
        found = unless_both_changed(change)
        return rule(spot, change) if found is None else found[0]

    def value(self, spot: Spot, change: Change) -> Any:
        """The rule for most values: objects key by key, lists as sets, the rest is a conflict."""
        if change.of(dict) and MISSING not in change[1:]:
            return self.merged(spot, change)
        return self._list_or_clash(spot, change, ordered=False)

    def field(self, spot: Spot, change: Change) -> Any:
        """The rule for fields of items: as others, but what Kumu works out is no conflict."""
        if spot.address[-1].lower() in self.artefacts.fields:
            return self.either(spot, change)
        return self.value(spot, change)

    def ordered(self, spot: Spot, change: Change) -> Any:
        """The rule for lists whose order means something, such as the connections of a loop."""
        return self._list_or_clash(spot, change, ordered=True)

    def whole(self, spot: Spot, change: Change) -> Any:
        """The rule for what is one value, however it is put together: a position, say."""
        base, ours, theirs = change
        undecided = base if base is not MISSING else either(None, ours, theirs)
        return self.referee.settle(spot, base, ours, theirs, undecided=undecided)

    def either(self, _: Spot, change: Change) -> Any:
        """The rule for what nobody would miss."""
        return either(self.referee.prefer, change.ours, change.theirs)

    def _list_or_clash(self, spot: Spot, change: Change, *, ordered: bool) -> Any:
        found = merged_value(*change, ordered=ordered, first=self.referee.prefer)
        return self.whole(spot, change) if isinstance(found, Clash) else found


def unless_both_changed(change: Change) -> tuple[Any] | None:
    """The value, where at most one side changed it or both alike; None where both did."""
    base, ours, theirs = change
    if same_value(theirs, base) or same_value(ours, theirs):
        return (ours,)
    return (theirs,) if same_value(ours, base) else None


def either(prefer: str | None, ours: Any, theirs: Any) -> Any:
    """One of two values where it does not matter which: whoever asks, the same one.

    The preferred side's; else the one that is there, the larger number, the later text.
    """
    if prefer is not None:
        return ours if prefer == "ours" else theirs
    return max(ours, theirs, key=_rank)


def _rank(value: Any) -> tuple[bool, float, str]:
    if value is MISSING:
        return False, 0.0, ""
    number = value if isinstance(value, int | float) else 0.0
    return True, number, written_alike(value)
