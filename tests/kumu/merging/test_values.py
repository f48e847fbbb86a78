"""One value out of a base and what two sides made of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.merging.values import MISSING, Clash, merged_value, same_value

_PLAIN = st.sampled_from([None, True, 1, 1.0, "a", "b", ""])
_JSON = st.just(MISSING) | st.recursive(
    _PLAIN | st.lists(_PLAIN, max_size=4),
    lambda inner: st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "value"),
    [
        ("a", "a", "b", "b"),
        ("a", MISSING, "a", MISSING),
        (MISSING, "a", MISSING, "a"),
        (1, 1, 1.0, 1.0),
        (["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"]),
        (["a"], ["b", "a"], ["c", "a"], ["b", "c", "a"]),
        (MISSING, ["a"], ["b"], ["a", "b"]),
        (["a", "b", "c"], ["c", "a", "b"], ["a", "b", "c", "d"], ["c", "d", "a", "b"]),
        ({"x": 1}, {"x": 2}, {"x": 1, "y": 1}, {"x": 2, "y": 1}),
        ({"x": 1, "y": 1}, {"y": 1}, {"x": 1, "y": 2}, {"y": 2}),
        ([None, None, "a"], [None, None, "a", "b"], [None, None], [None, None, "b"]),
    ],
)
def test_what_no_two_changes_contradict_is_merged(
    base: Any, ours: Any, theirs: Any, value: Any
) -> None:
    """Values, sets and objects."""
    assert same_value(merged_value(base, ours, theirs), value)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("a", "b", "c"),
        ("a", MISSING, "b"),
        (MISSING, "a", "b"),
        (1, True, 1.0),
        ("a", ["a"], "b"),
        ({"x": 1}, {"x": 2}, {"x": 3}),
        (["a", "b", "c"], ["b", "a", "c"], ["a", "c", "b"]),
        (["a"], ["a", "a"], []),
    ],
)
def test_what_two_changes_contradict_is_a_clash(base: Any, ours: Any, theirs: Any) -> None:
    """With all three values."""
    assert merged_value(base, ours, theirs) == Clash(base, ours, theirs)


def test_an_ordered_list() -> None:
    """Where the order means something, additions of both at one place clash."""
    assert merged_value(["a"], ["a", "b"], ["a", "c"], ordered=True) == Clash(
        ["a"], ["a", "b"], ["a", "c"]
    )
    assert merged_value(["a"], ["b", "a"], ["a", "c"], ordered=True) == ["b", "a", "c"]


@given(_JSON, _JSON, _JSON)
def test_the_laws_of_values(base: Any, ours: Any, theirs: Any) -> None:
    """An unchanged or equal side, swapped sides, and merging the value again."""
    assert same_value(merged_value(base, ours, base), ours)
    assert same_value(merged_value(base, ours, ours), ours)
    found, other = merged_value(base, ours, theirs), merged_value(base, theirs, ours)
    if isinstance(found, Clash):
        assert other == Clash(base, theirs, ours)
        return
    assert same_value(found, other)
    assert same_value(merged_value(base, found, theirs), found)
    assert same_value(merged_value(base, ours, found), found)
