"""What still does not fit in a merged theory: ids that are taken, references that lead nowhere."""

from __future__ import annotations

__all__ = ["settle_references"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.theory_edits import json_data
from toc.exports.theory_uses import SECTIONS, cut_out, theory_uses
from toc.kumu.merging.conflicts import Spot
from toc.kumu.merging.objects import either
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from toc.kumu.merging.conflicts import Referee
    from toc.models.base import Item
    from toc.models.theory import Theory

_TWICE = "in two sections"


class _Home(NamedTuple):
    """A part in one version of a theory, and the section it stands in."""

    section: str
    item: Item


def settle_references(
    data: dict[str, Any], versions: tuple[Theory, Theory, Theory], referee: Referee
) -> None:
    """Have settled which of two parts keeps an id, and take out what refers to nothing.

    `data` is the merged theory, which changes; `versions` are the base and the two sides. What
    one side made of a reference that the other side removed with its target goes with it.
    """
    homes = [_homes(theory) for theory in versions]
    sections = _sections_by_id(data)
    for own, several in sections.items():
        if len(several) > 1:
            _settle_twice(data, own, [home.get(own) for home in homes], referee)
    cut_out(data, (use.path for use in theory_uses(data) if use.target not in sections))


def _settle_twice(
    data: dict[str, Any], own: str, olds: list[_Home | None], referee: Referee
) -> None:
    shown = [
        MISSING if one is None else {"section": one.section, **json_data(one.item)} for one in olds
    ]
    known = olds[0] or min((one for one in olds if one), key=lambda one: one.section)
    undecided = shown[0] if olds[0] else either(None, shown[1], shown[2])
    address = ("ids", own, _TWICE)
    spot = Spot(known.item.role, own, known.item.label, _TWICE, address)
    value = referee.settle(spot, *shown, undecided=undecided)
    wanted = value.get("section") if isinstance(value, dict) else None
    for section in SECTIONS:
        if section != wanted and section in data:
            data[section] = [part for part in data[section] if part["id"] != own]


def _sections_by_id(data: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section in SECTIONS:
        for part in data.get(section, ()):
            found.setdefault(part["id"], []).append(section)
    return found


def _homes(theory: Theory) -> dict[str, _Home]:
    return {
        item.id: _Home(section, item) for section in SECTIONS for item in getattr(theory, section)
    }
