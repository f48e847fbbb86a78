"""Which element the `from` or `to` of a connection means."""

from __future__ import annotations

__all__ = ["named_elements", "shown_ids"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.items import Element, Item


def named_elements(elements: Sequence[Element]) -> dict[str, Element]:
    """The element that each name means, for every name that an end may use.

    A system id comes before an assigned id, and that before a label; a name that several
    elements bear means the first of them.
    """
    named: dict[str, Element] = {}
    for element in elements:
        if name := element.system_id:
            named.setdefault(name, element)
    for element in elements:
        if name := element.assigned_id:
            named.setdefault(name, element)
    for element in elements:
        if name := element.label:
            named.setdefault(name, element)
    return named


def shown_ids(items: Sequence[Item]) -> list[str]:
    """One name for each item, all different: system id, else assigned id, else label.

    A name met again gets ` #2`, ` #3` and so on, in the order of the document.
    """
    seen: dict[str, int] = {}
    taken: set[str] = set()
    names: list[str] = []
    for item in items:
        name = item.shown_id
        number = seen.get(name, 0) + 1
        unique = name if number == 1 else f"{name} #{number}"
        while unique in taken:
            number += 1
            unique = f"{name} #{number}"
        seen[name] = number
        taken.add(unique)
        names.append(unique)
    return names
