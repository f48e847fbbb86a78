"""Which decoded values are the same JSON, and which items of an array are which of another."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toc.kumu.json_matching import matched_items, same_json
from toc.kumu.json_style import SpelledFloat, SpelledInt

VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    1.0,
    0.0,
    -0.0,
    "1",
    "",
    [],
    {},
    [1],
    {"a": 1},
    10**20,
]


class Word(StrEnum):
    ONE = "1"


class Number(IntEnum):
    ONE = 1


@pytest.mark.parametrize("left", range(len(VALUES)))
@pytest.mark.parametrize("right", range(len(VALUES)))
@pytest.mark.parametrize("deep", [False, True])
def test_each_value_is_the_same_as_itself_only(left: int, right: int, *, deep: bool) -> None:
    """`1`, `1.0` and `true` are three values, `0.0` and `-0.0` are two; at any depth."""
    old, new = VALUES[left], VALUES[right]
    if deep:
        old, new = {"a": [0, {"b": old}]}, {"a": [0, {"b": new}]}
    assert same_json(old, new) is (left == right)


def test_order_of_keys_does_not_count() -> None:
    """Objects are the same whatever the order of their keys, but not whatever their numbers."""
    old = {"a": [{"x": 1, "y": True}], "b": 0}
    assert same_json(old, {"b": 0, "a": [{"y": True, "x": 1}]})
    assert not same_json(old, {"b": 0, "a": [{"y": True, "x": 1.0}]})
    assert not same_json(old, {"b": 0, "a": [{"y": 1, "x": 1}]})


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("1", Word.ONE, True),
        (1, Number.ONE, True),
        (True, Number.ONE, False),
        (1.0, Number.ONE, False),
        (1.5, SpelledFloat("1.50"), True),
        (0, SpelledInt("-0"), True),
        (0.0, SpelledFloat("-0.0"), False),
        ([Word.ONE, 1.0], ["1", SpelledFloat("1.0")], True),
        ([Word.ONE, 1.0], ["1", SpelledInt("1")], False),
        ("\ud800", "\ud800", True),
        ([1], (1,), False),
    ],
)
def test_numbers_and_texts_of_somebodys_own(old: Any, new: Any, *, same: bool) -> None:
    """A text or number of a class of its own counts as what it is."""
    assert same_json(old, new) is same
    assert same_json({"a": old}, {"a": new}) is same


def places(old: list[Any], new: list[Any]) -> list[int | None]:
    return [match.place for match in matched_items(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        (["a", "b"], ["a", "b"], [0, 1]),
        (["a", "b", "c"], ["a", "c"], [0, 2]),
        (["a", "b"], ["a", "x", "b"], [0, None, 1]),
        (["a", "b", "c"], ["c", "a", "b"], [2, 0, 1]),
        (["a", "b", "c"], ["a", "x", "c"], [0, 1, 2]),
        (["a", "a"], ["a", "a", "a"], [0, 1, None]),
        (["a"], ["x", "a", "y"], [None, 0, None]),
        ([1, 2], ["1", 2], [0, 1]),
        (
            [{"_id": "p", "n": 1}, {"_id": "q", "n": 2}],
            [{"_id": "q", "n": 3}, {"_id": "r"}, {"_id": "p", "n": 1}],
            [1, None, 0],
        ),
        ([{"id": 7, "n": 1}, {"n": 2}], [{"n": 2}, {"id": 7, "n": 3}], [1, 0]),
        ([{"_id": None, "id": "a"}, {"_id": "a"}], [{"_id": "a", "n": 1}, {"id": "a"}], [1, 0]),
        (
            [{"_id": "p", "id": "x", "n": 1}, {"_id": "q", "id": "y", "n": 2}],
            [{"_id": "q", "id": "x", "n": 3}, {"_id": "p", "id": "y", "n": 4}],
            [1, 0],
        ),
        ([{"label": "A"}, {"label": "B"}], [{"label": "A2"}, {"label": "B"}], [0, 1]),
    ],
)
def test_items_are_known_by_id_or_by_being_equal(
    old: list[Any], new: list[Any], expected: list[int | None]
) -> None:
    """Items are recognised by `_id`, else `id`, else by being equal, else by what went before."""
    assert places(old, new) == expected


_ITEMS = st.lists(
    st.one_of(
        st.sampled_from([None, True, 1, 1.0, "a", "b"]),
        st.builds(
            lambda name, value: {"_id": name, "n": value}, st.sampled_from("abc"), st.booleans()
        ),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(_ITEMS, _ITEMS)
def test_every_old_item_is_used_once(old: list[Any], new: list[Any]) -> None:
    """No old item is two new ones, and the answer says truly which are the same."""
    matches = matched_items(old, new)
    used = [match.place for match in matches if match.place is not None]
    assert len(matches) == len(new)
    assert len(used) == len(set(used))
    for item, match in zip(new, matches, strict=True):
        assert match.same is (match.place is not None and same_json(old[match.place], item))
