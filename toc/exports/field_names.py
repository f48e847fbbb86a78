"""What the fields of a map call the dimension, domain, themes and voices of an element."""

from __future__ import annotations

__all__ = ["resolvable_names"]

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.models.base import Item
    from toc.models.theory import Theory


def resolvable_names(*theories: Theory) -> dict[str, str]:
    """For each dimension, domain, theme and voice what fields call it.

    The label, where it has more than blanks and means no other of its kind in any of the theories,
    neither as label nor as id, capital and small letters being the same; else the id.
    """
    bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    items: dict[str, Item] = {}
    for theory in theories:
        for item in (*theory.dimensions, *theory.domains, *theory.themes, *theory.voices):
            items[item.id] = item
            bearers[item.role, _folded(item.label)].add(item.id)
            bearers[item.role, _folded(item.id)].add(item.id)
    return {
        own: item.label
        if item.label.strip() and len(bearers[item.role, _folded(item.label)]) == 1
        else own
        for own, item in items.items()
    }


def _folded(text: str) -> str:
    return text.strip().casefold()
