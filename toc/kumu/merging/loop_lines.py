"""Loops after it was settled which removed connections stay: those are in their loops again."""

from __future__ import annotations

__all__ = ["with_settled_lines"]

from typing import TYPE_CHECKING, Any

from toc.kumu.merging.one_name import own_id
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.merging.stock import Stock


def with_settled_lines(
    loops: list[Any], stocks: tuple[Stock, Stock, Stock], fixed: Mapping[str, Any]
) -> list[Any]:
    """The merged loops, with the connections that stay and without those that go.

    `fixed` are the settled connections by key, `MISSING` for those that go. A connection comes
    back behind the one that it stands behind on the side that kept it.
    """
    sides = stocks[1:]
    stay = {own_id(raw) for raw in fixed.values() if raw is not MISSING}
    gone = {
        own_id(side.things["connections"].get(key))
        for side in sides
        for key, raw in fixed.items()
        if raw is MISSING
    } - {None}
    found: list[Any] = []
    for loop in loops:
        lines = _lines(loop)
        settled = [one for one in lines or () if not isinstance(one, str) or one not in gone]
        for side in sides if lines is not None else ():
            kept = _lines(side.things["loops"].get(own_id(loop) or "")) or []
            _bring_back(settled, kept, stay)
        same = lines is None or settled == lines
        found.append(loop if same else {**loop, "connections": settled})
    return found


def _lines(loop: Any) -> list[Any] | None:
    found = loop.get("connections") if isinstance(loop, dict) else None
    return found if isinstance(found, list) else None


def _bring_back(lines: list[Any], kept: list[Any], stay: set[str | None]) -> None:
    for number, one in enumerate(kept):
        if isinstance(one, str) and one in stay and one not in lines:
            ahead = (lines.index(other) + 1 for other in kept[:number] if other in lines)
            lines.insert(max(ahead, default=0), one)
