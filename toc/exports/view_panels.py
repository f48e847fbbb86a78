"""Panels for the profiles of Kumu: lists of what an element leads to and is measured by.

They are list widgets in a text field of each element, which Kumu fills from the map whenever a
profile is opened. Source: https://docs.kumu.io/guides/widgets; Kumu documents the widget for
the description, and says elsewhere that any field of format text will do.
"""

from __future__ import annotations

__all__ = ["PANEL", "panels"]

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from toc.exports.map_reading import MapReading
    from toc.exports.view_parts import ViewParts
    from toc.kumu.items import Element

PANEL = "Connected"
"""The name of the field that holds a panel."""

_DOUBLE, _SINGLE = '"', "'"
_SAFE_ID = re.compile(r"[\w-]+")
_LEADING = (Role.DIMENSION, Role.OUTPUT, Role.OUTCOME, Role.IMPACT)
_LED_TO = (Role.OUTPUT, Role.OUTCOME, Role.IMPACT)
_OUTCOMES = (Role.OUTCOME, Role.IMPACT)
# The heading of a list, whose panels it stands in, and which others an arrow joins to them.
_LISTS = (
    ("Leads to", _LEADING, _LED_TO, "<--"),
    ("Led to by", _LED_TO, _LEADING, "-->"),
    ("Measured by", _OUTCOMES, (Role.MEASURE,), "<-->"),
    ("Measures", (Role.MEASURE,), _OUTCOMES, "<-->"),
)


def panels(reading: MapReading, parts: ViewParts) -> dict[int, str]:
    """For each element with something to list the text of its panel, by its place on the map.

    Widgets take single quotes only, so that a type with a quote in its name is left out, as is an
    element whose id has other signs than letters, digits and hyphens.
    """
    joined = _joined(reading)
    found: dict[int, str] = {}
    for place, element in reading.elements.items():
        own = element.assigned_id or ""
        if not _SAFE_ID.fullmatch(own):
            continue
        lists: list[str] = []
        for heading, roles, others, arrow in _LISTS:
            near = joined[place, arrow] if reading.roles[place] in roles else []
            kinds = dict.fromkeys(
                parts.of(one) for one in near if reading.roles[one.place] in others
            )
            selectors = [
                f"{kind.replace(_DOUBLE, _SINGLE)} {arrow} ['id'='{own}']"
                for kind in kinds
                if _SINGLE not in kind
            ]
            if selectors:
                lists.append(f'**{heading}**\n\n[[list "{", ".join(selectors)}"]]')
        if lists:
            found[place] = "\n\n".join(lists)
    return found


def _joined(reading: MapReading) -> defaultdict[tuple[int, str], list[Element]]:
    """For each place and arrow the elements at the other side: `<--` those it leads to."""
    found: defaultdict[tuple[int, str], list[Element]] = defaultdict(list)
    for start, end, connection, _ in reading.joins:
        ends = [(start, end), (end, start)] if connection.both_ways else [(start, end)]
        for first, second in ends:
            found[first.place, "<--"].append(second)
            found[second.place, "-->"].append(first)
        found[start.place, "<-->"].append(end)
        found[end.place, "<-->"].append(start)
    return found
