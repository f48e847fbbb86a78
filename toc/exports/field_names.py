"""What the fields of a map call the dimension, domain, themes and voices of an element."""

from __future__ import annotations

__all__ = ["resolvable_names"]

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.models.base import Item
    from toc.models.theory import Theory

_WITH_ELEMENTS = frozenset({"dimension", "domain"})


def resolvable_names(*theories: Theory) -> dict[str, str]:
    """For each dimension, domain, theme and voice what fields call it.

    Its label in the first of the theories that has it, where that is more than blanks and means
    nothing else of its kind within one of the theories, capital and small letters being the same;
    else its id. Dimensions and domains are found by their ids, too, so that the label of one may
    not be the id of another. The same label in two theories means the same.
    """
    items: dict[str, Item] = {}
    shared: set[tuple[str, str]] = set()
    for theory in theories:
        groups: tuple[Item, ...] = (*theory.dimensions, *theory.domains)
        groups += (*theory.themes, *theory.voices)
        items = {item.id: item for item in groups} | items
        counts = Counter(map(_meaning, groups))
        shared |= {meaning for meaning, number in counts.items() if number > 1}
    by_id = {
        own for own, item in items.items() if not item.label.strip() or _meaning(item) in shared
    }
    while unclear := _unclear(items, by_id):
        by_id |= unclear
    return {own: own if own in by_id else item.label for own, item in items.items()}


def _unclear(items: Mapping[str, Item], by_id: set[str]) -> set[str]:
    """What has a label that is another's id, where that goes by its id or can be found by it."""
    taken = {
        (item.role, _folded(own)): item
        for own, item in items.items()
        if own in by_id or item.role in _WITH_ELEMENTS
    }
    return {
        own
        for own, item in items.items()
        if own not in by_id
        and (other := taken.get((item.role, _folded(item.label))))
        and _meaning(other) != _meaning(item)
    }


def _meaning(item: Item) -> tuple[str, str]:
    return item.role, _folded(item.label)


def _folded(text: str) -> str:
    return text.strip().casefold()
