"""Places for new elements on a map that has its own: next to what they are linked with."""

from __future__ import annotations

__all__ = ["fill_positions"]

from typing import TYPE_CHECKING, Any

from toc.exports.map_positions import positions
from toc.kumu.ends import named_elements
from toc.kumu.project import read_maps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document


def fill_positions(
    document: Document,
    map_id: str,
    entries: Mapping[str, dict[str, Any]],
    vocabulary: Vocabulary,
) -> None:
    """Give the new `entries` of a map, by the names of their elements, a position each.

    Elements that are there keep theirs, and those that never had one stay without.
    """
    if not entries:
        return
    raw = next(one.raw for one in read_maps(document) if one.id == map_id)
    with document.settled():
        spots = _spots(raw)
        named = named_elements(document.elements)
        names = [*(name for name in spots if name not in entries), *entries]
        place = {name: n for n, name in enumerate(names)}
        roles = [vocabulary.role(named[name].type) if name in named else None for name in names]
        shown = {
            one.place: place[one.system_id] for one in document.elements if one.system_id in place
        }
        links = [
            (shown[named[one.start].place], shown[named[one.end].place])
            for one in document.connections
            if one.start in named
            and one.end in named
            and named[one.start].place in shown
            and named[one.end].place in shown
        ]
        fixed = {place[name]: spot for name, spot in spots.items() if name not in entries}
        found = positions(roles, links, fixed or None)
    for name, entry in entries.items():
        x, y = found[place[name]]
        entry["position"] = {"x": x, "y": y}


def _spots(raw: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Where the elements of a map stand, by the names of the elements."""
    spots: dict[str, tuple[float, float]] = {}
    for entry in raw.get("elements", ()):
        if not isinstance(entry, dict) or not isinstance(entry.get("element"), str):
            continue
        position = entry.get("position")
        if isinstance(position, dict):
            x, y = _number(position.get("x")), _number(position.get("y"))
            if x is not None and y is not None:
                spots[entry["element"]] = (x, y)
    return spots


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
