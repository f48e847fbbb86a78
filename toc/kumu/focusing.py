"""A focus that is asked for by a selector, on the items of a document or a map.

Source: https://docs.kumu.io/guides/focus.
"""

from __future__ import annotations

__all__ = ["FocusOn", "in_focus"]

from typing import TYPE_CHECKING, NamedTuple

from toc.errors import NotFoundError
from toc.kumu.focus import focused
from toc.kumu.json_tokens import quoted
from toc.kumu.on_maps import Items
from toc.kumu.selectors.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.focus import Direction
    from toc.kumu.items import Connection
    from toc.kumu.selectors.syntax import Selector


class FocusOn(NamedTuple):
    """What to look at: what a selector picks, and `out` steps from there (0 or more).

    `direction` is `out` for what it leads to, `in` for what leads to it, `all` for both.
    """

    selector: Selector
    out: int = 1
    direction: Direction = "all"


def in_focus(items: Items, focus: FocusOn, where: str | None = None) -> Items:
    """The items in focus, each kind in its order.

    Connections and loops that the selector picks are in focus themselves; another loop is when
    every connection of it that is here is. Messages call the place `where`.

    Raises:
        NotFoundError: the selector picks nothing among the items.
    """
    matcher = Matcher(*items)
    picked = matcher.select(focus.selector)
    if not picked:
        raise NotFoundError(
            f"The focus {quoted(str(focus.selector))} picks nothing here.",
            where=where,
            remedy=" ".join(matcher.hints(focus.selector)) or "toc show lists what there is.",
        )
    lines = _by_id(items.connections)
    parts = {
        one.place: {lines[name] for name in one.connections if name in lines} for one in items.loops
    }
    loops = {one.place for one in picked if one.kind == "loop"}
    found = focused(items.elements, items.connections, picked, focus.out, focus.direction)
    connections = {one.place for one in found.connections}
    loops |= {place for place, inside in parts.items() if inside and inside <= connections}
    listed = [one for one in items.loops if one.place in loops]
    return Items(found.elements, found.connections, listed)


def _by_id(connections: Sequence[Connection]) -> dict[str, int]:
    """The places of connections by what loops call them: the system id, else the assigned id."""
    found: dict[str, int] = {}
    for name in ("system_id", "assigned_id"):
        for one in connections:
            if own := getattr(one, name):
                found.setdefault(own, one.place)
    return found
