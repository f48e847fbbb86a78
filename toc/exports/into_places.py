"""Places for new elements on a map that has its own: next to what they are linked with."""

from __future__ import annotations

__all__ = ["fill_positions"]

from typing import TYPE_CHECKING, Any

from toc.exports.map_positions import positions
from toc.kumu.ends import named_elements
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.kumu.project import Map


def fill_positions(
    document: Document, where: Map, entries: Mapping[str, dict[str, Any]], vocabulary: Vocabulary
) -> None:
    """Give the new `entries` of a map, by the names of their elements, a position each.

    Elements that are there keep theirs, and those that never had one stay without. On a map where
    no element has a position, as Kumu leaves them to float, the new ones get none either.
    """
    if not entries:
        return
    old, spots = _standing(where.raw, entries)
    if old and not spots:
        for entry in entries.values():
            entry["pinned"] = False
        return
    with document.settled():
        named = named_elements(document.elements)
        names = [*spots, *entries]
        place = {name: n for n, name in enumerate(names)}
        shown = {
            one.place: place[name] for one in document.elements if (name := entry_id(one)) in place
        }
        roles = [vocabulary.role(named[name].type) if name in named else None for name in names]
        ends = (
            (named[one.start].place, named[one.end].place)
            for one in document.connections
            if one.start in named and one.end in named
        )
        links = [(shown[a], shown[b]) for a, b in ends if a in shown and b in shown]
    found = positions(roles, links, {place[name]: spot for name, spot in spots.items()} or None)
    for name, entry in entries.items():
        x, y = found[place[name]]
        entry["position"] = {"x": x, "y": y}


def _standing(
    raw: dict[str, Any], new: Mapping[str, dict[str, Any]]
) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many elements a map had, and where those stand that have a position, by name."""
    mine = {id(entry) for entry in new.values()}
    old = [
        entry
        for entry in raw.get("elements", ())
        if isinstance(entry, dict) and id(entry) not in mine
    ]
    spots: dict[str, tuple[float, float]] = {}
    for entry in old:
        name, position = entry.get("element", entry.get("_id")), entry.get("position")
        if isinstance(name, str) and isinstance(position, dict):
            x, y = _number(position.get("x")), _number(position.get("y"))
            if x is not None and y is not None:
                spots[name] = (x, y)
    return len(old), spots


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
