"""A changed value is written into its text so that only what differs is touched."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from toc.errors import UnwritableError
from toc.kumu.json_writer import patch_json

if TYPE_CHECKING:
    from collections.abc import Callable

COMPACT = '{"a":1.50,"b":[1,2,3],"c":{"x":1e5,"y":-0}}'
ONE_LINE = '{"a": 1.50, "b": [1, 2, 3], "c": {"x": 1e5, "y": -0}}\n'
ODD = '{ "a" : 1.50 ,\n  "b": [1,2 , 3],\n  "c": {"x": 1e5, "y": -0}\n }\n'
LINES = '{\r\n\t"a": 1.50,\r\n\t"b": [\r\n\t\t1,\r\n\t\t2\r\n\t],\r\n\t"c": {}\r\n}'


def patched(text: str, change: Callable[[Any], object]) -> str:
    """The text after a change to what it says."""
    value = json.loads(text)
    change(value)
    return patch_json(text, value)


@pytest.mark.parametrize("text", [COMPACT, ONE_LINE, ODD, LINES, " [ ]\n", "1.50", ' "\\u0061" '])
def test_nothing_changed(text: str) -> None:
    """A text that says what it is to say stays as it is, to the last blank."""
    assert patch_json(text, json.loads(text)) == text


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (COMPACT, lambda d: d.update(a=2), '{"a":2,"b":[1,2,3],"c":{"x":1e5,"y":-0}}'),
        (COMPACT, lambda d: d.pop("a"), '{"b":[1,2,3],"c":{"x":1e5,"y":-0}}'),
        (COMPACT, lambda d: d.pop("c"), '{"a":1.50,"b":[1,2,3]}'),
        (COMPACT, lambda d: d.update(n=[1, {"q": 2}]), COMPACT[:-1] + ',"n":[1,{"q":2}]}'),
        (COMPACT, lambda d: d["b"].clear(), '{"a":1.50,"b":[],"c":{"x":1e5,"y":-0}}'),
        (COMPACT, lambda d: d.update(b={}), '{"a":1.50,"b":{},"c":{"x":1e5,"y":-0}}'),
        (ONE_LINE, lambda d: d["b"].insert(0, 9), ONE_LINE.replace("[1,", "[9, 1,")),
        (ONE_LINE, lambda d: d["b"].insert(1, 9), ONE_LINE.replace("[1,", "[1, 9,")),
        (ONE_LINE, lambda d: d["b"].append("é"), ONE_LINE.replace("3]", '3, "é"]')),
        (ONE_LINE, lambda d: d["c"].update(z=[]), ONE_LINE.replace("-0", '-0, "z": []')),
        (ONE_LINE, lambda d: d["b"].reverse(), ONE_LINE.replace("[1, 2, 3]", "[3, 2, 1]")),
        (ODD, lambda d: d["b"].pop(0), ODD.replace("[1,2", "[2")),
        (ODD, lambda d: d["b"].pop(1), ODD.replace("1,2 , 3", "1 , 3")),
        (ODD, lambda d: d["c"].update(y=True), ODD.replace("-0", "true")),
        (ODD, lambda d: d.update(n=None), ODD.replace("}\n }", '} ,\n  "n" : null\n }')),
        (ODD, lambda d: d.pop("a"), ODD.replace('"a" : 1.50 ,\n  ', "")),
        (LINES, lambda d: d["b"].insert(1, 9), LINES.replace("1,", "1,\r\n\t\t9,", 1).replace(
            "1.50,\r\n\t\t9,", "1.50,")),
        (LINES, lambda d: d["b"].append({"k": [1]}), LINES.replace(
            "2\r\n\t]", '2,\r\n\t\t{\r\n\t\t\t"k": [\r\n\t\t\t\t1\r\n\t\t\t]\r\n\t\t}\r\n\t]')),
        (LINES, lambda d: d["c"].update(x=1), LINES.replace("{}", '{\r\n\t\t"x": 1\r\n\t}')),
        (LINES, lambda d: d["b"].clear(), LINES.replace("[\r\n\t\t1,\r\n\t\t2\r\n\t]", "[]")),
        (LINES, lambda d: d.update(a=[0]), LINES.replace("1.50", "[\r\n\t\t0\r\n\t]")),
    ],
)  # fmt: skip
def test_what_is_added_looks_like_its_neighbours(
    text: str, change: Callable[[Any], object], expected: str
) -> None:
    """Members and items come and go with the blanks that the others have; the rest stays."""
    assert patched(text, change) == expected


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (
            '{\n  "a": [1, 2]\n}',
            lambda d: d["a"].append({"k": [3]}),
            '{\n  "a": [1, 2, {"k": [3]}]\n}',
        ),
        ('{"a": {"x" : 1}}', lambda d: d["a"].update(y=2), '{"a": {"x" : 1,"y" : 2}}'),
        (
            '{"a": [\n 1\n], "b": []}',
            lambda d: d["a"].append(2),
            '{"a": [\n 1,\n 2\n], "b": []}',
        ),
    ],
)
def test_neighbours_come_before_the_habit_of_the_text(
    text: str, change: Callable[[Any], object], expected: str
) -> None:
    """A part that is written otherwise than the rest grows in its own way."""
    assert patched(text, change) == expected


def test_empty_array_over_three_lines() -> None:
    """An array that was written empty over three lines is filled as if it had been closed."""
    text = '{\n  "e": [\n\n  ],\n  "f": [\n\n  ]\n}'
    expected = '{\n  "e": [\n    {\n      "a": 1\n    }\n  ],\n  "f": [\n\n  ]\n}'
    assert patched(text, lambda d: d["e"].append({"a": 1})) == expected


def test_renamed_key() -> None:
    """A key that is renamed leaves its place and stands last."""
    assert patched(COMPACT, lambda d: d.update(z=d.pop("a"))) == (
        '{"b":[1,2,3],"c":{"x":1e5,"y":-0},"z":1.5}'
    )


def test_moved_items_keep_their_spelling() -> None:
    """Items with ids keep every character when others come, go, change or move."""
    a, b, c = '{"_id":"a", "n": 1.50}', '{"_id":"b", "t" :"\\u00e9"}', '{"_id":"c",  "n":-0}'
    text = f'{{"x":[{a},{b},{c}]}}'

    def change(data: Any) -> None:
        first, second, third = data["x"]
        third["n"] = 7
        data["x"] = [third, {"_id": "new"}, first, second]

    new = '{"_id":"new"}'
    assert patched(text, change) == f'{{"x":[{c.replace("-0", "7")},{new},{a},{b}]}}'


def test_item_without_id_is_changed_in_place() -> None:
    """An item without an id that changes keeps the spelling of all its other values."""
    text = '[{"label": "A", "n": 1.50}, {"label": "B", "n": 1e5}]'
    assert patched(text, lambda d: d[0].update(label="Z")) == text.replace('"A"', '"Z"')


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("1", 1.0, "1"),
        ("1.0", 1, "1"),
        ("1", True, "true"),
        ("true", 1, "1"),
        ("0", False, "false"),
        ("-0.0", 0.0, "0"),
        ("null", 0, "0"),
        ('"1"', 1, "1"),
        ("[1, 2]", (1, 2), "[1, 2]"),
        ("[1.50, 2]", (1.5, 2, 3), "[1.50, 2, 3]"),
        ("{}", [], "[]"),
    ],
)
def test_kinds_of_values(text: str, value: object, expected: str) -> None:
    """A number, a truth value and a text are told apart even where Python calls them equal."""
    assert patch_json(text, value) == expected


def test_infinite_number_survives() -> None:
    """A number too large for Python stays as it is written while others change around it."""
    long = "9" * 5000
    text = f'{{"a": 1e999, "b": [-1e999, 1, -{long}], "c": {{"d": {long}, "e": 1}}}}'
    value = json.loads(text, parse_int=float)
    value |= {"b": [*value["b"][:1], 2, value["b"][2]], "c": value["c"] | {"e": 1}}
    assert patch_json(text, value) == text.replace("-1e999, 1,", "-1e999, 2,")
    with pytest.raises(UnwritableError):
        patch_json("1", math.inf)


def test_half_characters_are_escapes() -> None:
    """A lone surrogate is written as the escape that it has to be, and can be encoded."""
    text = patch_json('{"a":"\\ud800","é":1}', {"a": "\ud800", "é": "x\udc00", "\ud801": ""})
    assert text == '{"a":"\\ud800","é":"x\\udc00","\\ud801":""}'
    assert text.encode()


def test_text_with_escapes_only_stays_so() -> None:
    """Where a file writes all its accents as escapes, new ones are escapes too."""
    assert patch_json('{"a":"\\u00e9"}', {"a": "ß😀"}) == '{"a":"\\u00df\\ud83d\\ude00"}'
    assert patch_json('{"a":"\\u000a"}', {"a": "ß"}) == '{"a":"ß"}'


def test_value_that_holds_itself() -> None:
    """A value in a circle, or too deep to write, is refused and no crash."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(UnwritableError, match="nested too deeply, or in a circle"):
        patch_json("[1]", value)


@pytest.mark.parametrize("depth", [100, 250])
def test_deep_value(depth: int) -> None:
    """A change at the deepest place that can be read is written."""
    text = '{"a": [' * (depth // 2) + "1.50, 2" + "]}" * (depth // 2)
    value = json.loads(text)
    deepest = value
    for _ in range(depth // 2 - 1):
        deepest = deepest["a"][0]
    deepest["a"][1] = {"new": [3]}
    assert patch_json(text, value) == text.replace("1.50, 2", '1.50, {"new": [3]}')
