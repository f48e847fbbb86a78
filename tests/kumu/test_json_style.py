"""What is added to a JSON text looks like its neighbours, and numbers as Kumu writes them."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toc.errors import UnwritableError
from toc.kumu.json_style import (
    COMPACT,
    INDENTED,
    SpelledFloat,
    SpelledInt,
    Style,
    number_text,
    spelled_whole_number,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-12, "-12"),
        (1.5, "1.5"),
        (-0.5, "-0.5"),
        (100.25, "100.25"),
        (0.1, "0.1"),
        (0.00003367, "0.00003367"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (3.4e-7, "3.4e-7"),
        (5e-324, "5e-324"),
        (1e20, "100000000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (999999999999999900000.0, "999999999999999900000"),
        (1e21, "1e+21"),
        (-1.5e21, "-1.5e+21"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (12345678901234567890, "12345678901234567890"),
        (10**30, "1" + "0" * 30),
    ],
)
def test_numbers_as_javascript_writes_them(number: float, text: str) -> None:
    """Numbers are written as JavaScript's JSON.stringify does, whole ones with all their digits."""
    assert number_text(number) == text


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_when_read_again(number: float) -> None:
    """No finite number changes its value by being written."""
    assert float(json.loads(number_text(number))) == number


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_no_number(number: float) -> None:
    """What JSON has no number for is refused."""
    with pytest.raises(UnwritableError, match="JSON has no way to write the number"):
        number_text(number)


def test_whole_number_of_too_many_digits() -> None:
    """A whole number that Python does not write out is refused, not a crash."""
    with pytest.raises(UnwritableError, match="too many digits"):
        number_text(10 ** (sys.get_int_max_str_digits() + 1))


@pytest.mark.parametrize("text", ["1.50", "0.00003367", "1e5", "-0.0", "1E+2", "1e999"])
def test_spelled_float(text: str) -> None:
    """A number that remembers its spelling is that number, and is written so."""
    number = SpelledFloat(text)
    assert number == float(text)
    assert number_text(number) == text


@pytest.mark.parametrize("text", ["-0", "7", "12345678901234567890"])
def test_spelled_int(text: str) -> None:
    """A whole number that remembers its spelling is that number, and is written so."""
    number = SpelledInt(text)
    assert number == int(text)
    assert number_text(number) == text
    assert isinstance(spelled_whole_number(text), SpelledInt)


def test_spelled_whole_number_of_5000_digits() -> None:
    """One of more digits than Python converts keeps them all in its spelling."""
    number = spelled_whole_number("-" + "7" * 5000)
    assert number == -math.inf
    assert number_text(number) == "-" + "7" * 5000


def lines(*texts: str) -> str:
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (COMPACT, '{"a":[1,{"b":null}],"c":{},"d":[],"é":true}'),
        (
            INDENTED,
            lines(
                "{",
                '  "a": [',
                "    1,",
                "    {",
                '      "b": null',
                "    }",
                "  ],",
                '  "c": {},',
                '  "d": [],',
                '  "é": true',
                "}",
            ),
        ),
    ],
)
def test_kumus_two_styles(style: Style, written: str) -> None:
    """Older exports are compact, newer ones have two blanks and empty brackets closed at once."""
    value: Any = {"a": [1, {"b": None}], "c": {}, "d": (), "é": True}
    assert style.value(value) == written
    dumps = {COMPACT: {"separators": (",", ":")}, INDENTED: {"indent": 2}}[style]
    assert written == json.dumps(value, ensure_ascii=False, **dumps)  # type: ignore[arg-type] # one keyword each


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"b":[1,2]}',
        '{"a": 1, "b": [1, 2]}',
        '{"a" : 1,  "b" : [1,  2]}',
        '{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ]\n}',
        '{\r\n\t"a" :\t1,\r\n\t"b" :\t[\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}',
        '[\n    "x"\n]',
        '{"\\u00e9":"\\ud83d\\ude00"}',
        "[]",
        '{"é":"\\u00e9"}',
    ],
)
def test_style_of_a_text(text: str) -> None:
    """A text written again in its own style is the same text, where it is in one style."""
    style = Style.of(text)
    assert style.value(json.loads(text)) == text.replace(
        "\\u00e9", "é" if "é" in text else "\\u00e9"
    )


def test_control_characters_and_half_characters() -> None:
    """What cannot stand in a file is written as an escape, all other characters as they are."""
    text = 'é\u2028\n\t\x00"\\/😀\ud83d \ude00'
    assert INDENTED.string(text) == '"é\u2028\\n\\t\\u0000\\"\\\\/😀\\ud83d \\ude00"'
    assert json.loads(INDENTED.string(text)) == text
    INDENTED.string(text).encode()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": {1, 2}}, "JSON cannot hold a set."),
        ([b"x"], "JSON cannot hold a bytes."),
        ({"a": {1: "x"}}, "A key in JSON is a text, not a int."),
        ({None: 1}, "A key in JSON is a text, not a NoneType."),
    ],
)
def test_what_json_cannot_hold(value: object, message: str) -> None:
    """Values and keys that JSON has no way to write are refused by their kind."""
    with pytest.raises(UnwritableError) as caught:
        INDENTED.value(value)
    assert str(caught.value) == message
