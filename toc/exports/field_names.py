"""What the fields of a map call the dimension, domain, themes and voices of an element."""

from __future__ import annotations

__all__ = ["resolvable_names"]

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.models.base import Item
    from toc.models.theory import Theory

_WITH_ELEMENTS = frozenset({"dimension", "domain"})


def resolvable_names(*theories: Theory) -> dict[str, str]:
    """For each dimension, domain, theme and voice what fields call it.

    The label, where it has more than blanks and means nothing else of its kind in any of the
    theories, capital and small letters being the same; else the id. Dimensions and domains are
    found by their ids, too, so that the label of one may not be the id of another.
    """
    bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    items: dict[str, Item] = {}
    for theory in theories:
        for item in (*theory.dimensions, *theory.domains, *theory.themes, *theory.voices):
            items[item.id] = item
            bearers[item.role, _folded(item.label)].add(item.id)
    by_id = {
        own
        for own, item in items.items()
        if not item.label.strip() or len(bearers[item.role, _folded(item.label)]) > 1
    }
    while True:  # what goes by its id takes that name from others
        taken = {
            (item.role, _folded(own)): own
            for own, item in items.items()
            if own in by_id or item.role in _WITH_ELEMENTS
        }
        unclear = {
            own
            for own, item in items.items()
            if own not in by_id and taken.get((item.role, _folded(item.label)), own) != own
        }
        if not unclear:
            break
        by_id |= unclear
    return {own: own if own in by_id else item.label for own, item in items.items()}


def _folded(text: str) -> str:
    return text.strip().casefold()
