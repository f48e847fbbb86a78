from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.sync.merging import merge, open_values, with_open_values
from toc.sync.units import item_key

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from toc.sync.units import Units

OWN = ("a", "b", "c", "d")
LINKS = [(one, two) for one in OWN for two in OWN]


@st.composite
def units(draw: DrawFn) -> Units:
    """A small theory as parts: items that may have a group, and links among them."""
    found: Units = {}
    there = draw(st.lists(st.sampled_from(OWN), unique=True))
    for own in there:
        values: dict[str, Any] = {"role": "outcome", "label": draw(st.sampled_from("xyz"))}
        if draw(st.booleans()):
            values["aliases"] = draw(st.lists(st.sampled_from("pqr"), unique=True, min_size=1))
        if draw(st.booleans()):
            values["domain"] = draw(st.sampled_from(there))
        found[item_key(own)] = values
    for one, two in draw(st.lists(st.sampled_from(LINKS), unique=True, max_size=4)):
        if {one, two} <= set(there):
            mutual = draw(st.booleans())
            found["link", one, two, "", "0"] = {"mutual": mutual}
    return found


three = st.tuples(units(), units(), units())


def plain(found: Units) -> Units:
    """Units in which values that are sets have one order."""
    same = copy.deepcopy(found)
    for values in same.values():
        if "aliases" in values:
            values["aliases"] = sorted(values["aliases"])
    return same


@given(units(), units())
def test_one_side_alone(base: Units, side: Units) -> None:
    """What only one side changed is that side's, without a conflict, whoever wins."""
    for winner in ("ours", "theirs"):
        assert merge(base, side, base, winner)[:2] == (side, ())
        assert merge(base, base, side, winner)[:2] == (side, ())


@given(units(), units())
def test_equal_sides(base: Units, side: Units) -> None:
    """Where both sides made the same of it, that is what follows."""
    assert merge(base, side, copy.deepcopy(side), "ours")[:2] == (side, ())


@given(three)
def test_swapped(sides: tuple[Units, Units, Units]) -> None:
    """Swapping the sides swaps who wins, and nothing else."""
    base, ours, theirs = sides
    one, other = merge(base, ours, theirs, "ours"), merge(base, theirs, ours, "theirs")
    assert plain(one.units) == plain(other.units)
    assert {(c.key, c.field) for c in one.conflicts} == {(c.key, c.field) for c in other.conflicts}


@given(three)
def test_same_conflicts(sides: tuple[Units, Units, Units]) -> None:
    """Who wins does not change what is in conflict, and without conflicts it changes nothing."""
    ours, theirs = (merge(*sides, winner) for winner in ("ours", "theirs"))
    assert ours.conflicts == theirs.conflicts
    if not ours.conflicts:
        assert ours.units == theirs.units


@given(three)
def test_inputs_stay(sides: tuple[Units, Units, Units]) -> None:
    """Merging changes none of the three."""
    before = copy.deepcopy(sides)
    merge(*sides, "ours")
    assert sides == before


@given(three)
def test_nothing_hangs(sides: tuple[Units, Units, Units]) -> None:
    """Every link and every group of the result leads to an item that is in it."""
    found = merge(*sides, "ours").units
    for key, values in found.items():
        ends = key[1:3] if key[0] == "link" else ()
        assert all(item_key(own) in found for own in ends)
        assert "domain" not in values or item_key(values["domain"]) in found


@given(three)
def test_still_in_conflict(sides: tuple[Units, Units, Units]) -> None:
    """With the old values kept, the next run finds the same in conflict, and nothing else.

    Then the base is what the other side had, and ours has taken over what came.
    """
    base, ours, theirs = sides
    first = merge(base, ours, theirs, "ours")
    kept = open_values(first, base)
    again = merge(with_open_values(theirs, kept), first.units, theirs, "ours")
    assert {(one.key, one.field) for one in again.conflicts} == {
        (one.key, one.field) for one in first.conflicts
    }
    assert plain(again.units) == plain(first.units)


@given(three)
def test_settled(sides: tuple[Units, Units, Units]) -> None:
    """Once one side has given way in everything, nothing is in conflict any more."""
    base, ours, theirs = sides
    for_theory = merge(base, ours, theirs, "theirs").units
    assert merge(theirs, for_theory, theirs, "ours").conflicts == ()


A, B, LINK = item_key("a"), item_key("b"), ("link", "a", "b", "", "0")


def item(label: str, **more: Any) -> dict[str, Any]:
    return {"role": "outcome", "label": label, **more}


@pytest.mark.parametrize("winner", ["ours", "theirs"])
def test_taken_away_and_changed(winner: Any) -> None:
    """What one side took away and the other changed is in conflict, and its links go with it."""
    base = {A: item("a"), B: item("b"), LINK: {"mutual": False}}
    theirs = {B: item("b")}
    ours = {**base, A: item("a, changed")}
    found = merge(base, ours, theirs, winner)
    assert [(one.key, one.field) for one in found.conflicts] == [(A, None)]
    assert found.units == (ours if winner == "ours" else theirs)


def test_taken_away_and_linked_anew() -> None:
    """A new link to what the other side took away is in conflict, and not silently lost."""
    base = {A: item("a"), B: item("b")}
    found = merge(base, {**base, LINK: {"mutual": False}}, {A: item("a")}, "ours")
    assert [one.key for one in found.conflicts] == [B]
    assert LINK in found.units


def test_without_role() -> None:
    """An element that lost its role has taken nothing away: its item is in conflict."""
    base = {A: item("a")}
    found = merge(base, base, {}, "ours", {"a": "Result"})
    assert [(one.key, one.type) for one in found.conflicts] == [(A, "Result")]


def test_named_elsewhere() -> None:
    """What our side still refers to from elsewhere is not taken away without a word."""
    base = {A: item("a")}
    assert [one.key for one in merge(base, base, {}, "ours", named={"a"}).conflicts] == [A]


def test_several_values() -> None:
    """Of several values each counts for itself."""
    base, ours, theirs = (item("a", aliases=[*letters]) for letters in ("pq", "qr", "pqs"))
    found = merge({A: base}, {A: ours}, {A: theirs}, "ours")
    assert (found.units[A]["aliases"], found.conflicts) == (["q", "r", "s"], ())


def test_nothing_in_common() -> None:
    """Without a base, what one side has is taken over, and what differs is in conflict."""
    found = merge({}, {A: item("a", note="n")}, {A: item("x"), B: item("b")}, "ours")
    assert found.units == {A: item("a", note="n"), B: item("b")}
    assert [(one.key, one.field) for one in found.conflicts] == [(A, "label")]
