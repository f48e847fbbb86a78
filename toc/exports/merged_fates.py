"""What becomes of parts that one side of a merge removed and the other changed or refers to."""

from __future__ import annotations

__all__ = ["with_settled_fates"]

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from toc.exports.merged_parts import PartsMerge
from toc.exports.theory_edits import json_data
from toc.exports.theory_uses import SECTIONS, theory_uses, without_parts
from toc.kumu.merging.conflicts import Referee, Spot
from toc.kumu.merging.values import MISSING
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.models.base import Item

_CHANGED = "removed on one side, changed on the other"
_USED = "removed on one side, used on the other"


class _Fates(NamedTuple):
    """Of the parts that one side removed: those that stay, as what, and those that go for good."""

    stay: dict[str, Any]
    go: set[str]


def with_settled_fates(
    base: Theory, ours: Theory, theirs: Theory, referee: Referee
) -> tuple[Theory, Theory]:
    """Both sides as if they agreed on which parts there are.

    A part that stays is put back on the side that removed it, with the references that went with
    it; one that goes is taken from the other side, with what refers to it there.
    """
    by_us = _fates(base, ours, theirs, referee, mirrored=False)
    by_them = _fates(base, theirs, ours, referee, mirrored=True)
    return (
        _left(_put_back(base, ours, by_us), ours, by_them),
        _left(_put_back(base, theirs, by_them), theirs, by_us),
    )


def _fates(
    base: Theory, remover: Theory, other: Theory, referee: Referee, *, mirrored: bool
) -> _Fates:
    olds, left, kept = ({item.id: item for item in one.items()} for one in (base, remover, other))
    gone = {own for own in olds if own not in left and own in kept}
    fates = _Fates({}, set())
    if not gone:
        return fates
    used = _new_uses(base, other, gone)
    for own, item in olds.items():
        if own not in gone or (kept[own] == item and own not in used):
            continue
        what = _CHANGED if kept[own] != item else _USED
        sides = (json_data(kept[own]), MISSING) if mirrored else (MISSING, json_data(kept[own]))
        spot = _spot(item, what)
        value = referee.settle(spot, json_data(item), *sides, undecided=json_data(kept[own]))
        if value is MISSING:
            fates.go.add(own)
        else:
            fates.stay[own] = value
    return fates


def _new_uses(base: Theory, other: Theory, gone: set[str]) -> set[str]:
    """Which removed parts the other side refers to elsewhere, or in other words, than the base."""
    olds, news = (
        {
            (use.target, use.holder, json.dumps(use.words, sort_keys=True))
            for use in theory_uses(_data(one))
            if use.target in gone
        }
        for one in (base, other)
    )
    return {target for target, _, _ in news - olds}


def _put_back(base: Theory, side: Theory, fates: _Fates) -> Theory:
    """A side with the parts that it removed and that stay, and what went with them."""
    if not fates.stay:
        return side
    there = {item.id for item in side.items()}
    dropped = {item.id for item in base.items()} - there - fates.stay.keys()
    whole = without_parts(_data(base), dropped)
    lacking = without_parts(whole, fates.stay.keys())
    merge = PartsMerge(Referee("ours"), "ours")
    return _theory(merge.merged(_theory(lacking), side, _theory(whole)))


def _left(changed: Theory, side: Theory, fates: _Fates) -> Theory:
    """A side without the parts that go for good, and with those that stay as was settled."""
    settled = {
        own: value
        for own, value in fates.stay.items()
        if json.dumps(value) != json.dumps(json_data(side.item(own)))
    }
    if not fates.go and not settled:
        return changed
    data = without_parts(_data(changed), fates.go)
    for section in SECTIONS:
        if section in data:
            data[section] = [settled.get(part["id"], part) for part in data[section]]
    return _theory(data)


def _data(theory: Theory) -> dict[str, Any]:
    return cast("dict[str, Any]", json_data(theory))


def _theory(data: dict[str, Any]) -> Theory:
    return Theory.model_validate(data, by_alias=True, by_name=False)


def _spot(item: Item, what: str) -> Spot:
    address = (f"{item.role}s", item.id, what)
    return Spot(item.role, item.id, item.label, what, address)
