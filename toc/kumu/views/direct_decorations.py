"""Direct decorations: what a map says about the look of single items, over every view.

Source: Kumu's documentation of direct decorations. The names are those of the properties of views
in another spelling, `borderColor` for `border-color`. An empty text gives a colour back to the
view.
"""

from __future__ import annotations

__all__ = ["direct_decorations"]

import re
from typing import TYPE_CHECKING, Any

from toc.kumu.items import text_of
from toc.kumu.project import entry_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.items import Item
    from toc.kumu.on_maps import Items
    from toc.kumu.project import Map

_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


def direct_decorations(entry: Map, items: Items) -> dict[tuple[str, int], dict[str, str]]:
    """The direct decorations of a map, by kind and place of the items; empty ones left out."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    everything: dict[str, Sequence[Item]] = {
        "element": items.elements,
        "connection": items.connections,
        "loop": items.loops,
    }
    for kind, listed in everything.items():
        styles = _styles(entry.raw.get(f"{kind}s"), kind)
        for item in listed:
            if own := styles.get(entry_id(item)):
                found[kind, item.place] = own
    return found


def _styles(entries: Any, kind: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entry in entries if isinstance(entries, list) else ():
        style: Any = entry.get("style") if isinstance(entry, dict) else None
        if isinstance(style, dict):
            named = {_name(key): text_of(value) for key, value in style.items()}
            found[str(entry.get(kind, entry.get("_id")))] = {k: v for k, v in named.items() if v}
    return found


def _name(key: str) -> str:
    return _CAPITAL.sub(lambda one: f"-{one[1].lower()}", key)
