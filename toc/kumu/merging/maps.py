"""Maps merged: who stands where, and what of it is pinned, curved or decorated."""

from __future__ import annotations

__all__ = ["MapMerge"]

from functools import partial
from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.kumu.json_tokens import quoted
from toc.kumu.merging.fates import moved_by_somebody
from toc.kumu.merging.lists import Listed, merged_list
from toc.kumu.merging.objects import Change, Objects, unless_both_changed
from toc.kumu.merging.recognition import Three, entry_keys
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.kumu.merging.conflicts import Spot
    from toc.kumu.merging.fates import Fates
    from toc.kumu.merging.objects import Rule

_SECTIONS = ("elements", "connections", "loops")


class MapMerge:
    """Merges maps; `item` is where an item of a section and key is."""

    def __init__(
        self, objects: Objects, fates: Fates | None, item: Callable[[str, str], Spot]
    ) -> None:
        self.objects = objects
        self.fates = fates
        self.item = item

    def merged(self, spot: Spot, change: Change) -> Any:
        """One map that both sides changed."""
        if not change.of(dict):
            return self.objects.value(spot, change)
        rules = {name: partial(self._entries, name, spot.label or spot.id) for name in _SECTIONS}
        more = {"_id": self.objects.either, "center": self.objects.whole}
        found = self.objects.merged(spot, change, {**rules, **more})
        if self.fates and MISSING not in change:
            for name, rule in rules.items():
                entries = Change(*(side.get(name, MISSING) for side in change))
                if MISSING not in entries and unless_both_changed(entries) is not None:
                    found[name] = rule(spot.inside(name), entries)
        return found

    def _entries(self, name: str, where: str, spot: Spot, change: Change) -> Any:
        olds = [[] if one is MISSING else one for one in change]
        if not all(isinstance(one, list) for one in olds):
            return self.objects.value(spot, change)
        lists = Three(*olds)
        keys = entry_keys(lists, name.removesuffix("s"))
        listed = Listed(
            lists,
            keys,
            partial(self._spot, name, where, spot),
            spot.inside("order", f"order of {name} on {quoted(where)}"),
            partial(self._entry, where),
            fixed=self._fixed(name, lists, keys),
            edited=moved_by_somebody,
            removed=f"taken off {quoted(where)} on one side, moved or decorated on the other",
            text=_own_id,
        )
        return merged_list(self.objects, listed)

    def _spot(self, name: str, where: str, spot: Spot, key: str) -> Spot:
        address = (*spot.address, key)
        return self.item(name, key)._replace(what=f"on {quoted(where)}", address=address)

    def _entry(self, where: str, spot: Spot, change: Change) -> Any:
        _, ours, theirs = change
        if not isinstance(ours, dict) or not isinstance(theirs, dict):
            return self.objects.whole(spot, change)
        floats = not ours.get("pinned", True) and not theirs.get("pinned", True)
        rules: dict[str, Rule] = {
            "_id": self.objects.either,
            "position": partial(self._whole, where, floats=floats),
            "style": partial(self._style, where),
        }
        return self.objects.merged(spot, change, rules, partial(self._whole, where, floats=False))

    def _whole(self, where: str, spot: Spot, change: Change, *, floats: bool) -> Any:
        if floats:
            return self.objects.either(spot, change)
        named = spot._replace(what=f"{spot.what} on {quoted(where)}")
        return self.objects.whole(named, change)

    def _style(self, where: str, spot: Spot, change: Change) -> Any:
        if not isinstance(change.ours, dict) or not isinstance(change.theirs, dict):
            return self._whole(where, spot, change, floats=False)
        return self.objects.merged(spot, change, None, partial(self._decoration, where))

    def _decoration(self, where: str, spot: Spot, change: Change) -> Any:
        named = spot._replace(what=f"decoration {spot.what} on {quoted(where)}")
        return self.objects.whole(named, change)

    def _fixed(self, name: str, lists: Three, keys: Three) -> dict[str, Any]:
        """The entries of items that one side removed: they stay or go with these."""
        if self.fates is None:
            return {}
        fixed: dict[str, Any] = {}
        mine, yours = set(keys.ours), set(keys.theirs)
        for side, own in ((1, mine - yours), (2, yours - mine)):
            for key, entry in zip(keys[side], lists[side], strict=True):
                stays = self.fates.stays(name, key) if key in own else None
                if stays is not None:
                    fixed[key] = entry if stays else MISSING
        return fixed


def _own_id(entry: Any) -> str:
    return text_of(entry.get("_id")) if isinstance(entry, dict) else ""
