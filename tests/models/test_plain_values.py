from __future__ import annotations

import doctest
from datetime import date

import pytest

from toc.models import nearest, periods, plain_values
from toc.models.plain_values import parse_day, parse_number, quoted


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("55", 55.0),
        ("61.2", 61.2),
        ("-3", -3.0),
        ("+3", 3.0),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        (".5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
    ],
)
def test_number_in_digits(text: str, number: float) -> None:
    """Digits with an optional sign, point and exponent are a number."""
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "5,5",
        "1 000",
        "1_000",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "1e",
        "e5",
        ".",
        "+",
        "--1",
        "0x1F",
        " 5",
        "5 ",
        "5\n",
        "٣",
        "５",
        "1.2.3",
        "55%",
        "true",
        "1e999",
        "9" * 400,
    ],
)
def test_no_number(text: str) -> None:
    """Everything else is refused, with the text in the message."""
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


def test_day_of_the_calendar() -> None:
    """A date is year, month and day in digits."""
    assert parse_day("2026-12-31") == date(2026, 12, 31)
    assert parse_day("0001-01-01") == date.min


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-12",
        "20261231",
        "2026-W01-1",
        "26-12-31",
        "2026-1-1",
        "31.12.2026",
        "2026-02-30",
        "0000-01-01",
        "2026-13-01",
        " 2026-12-31",
        "2026-12-31T00:00",
        "２026-12-31",
    ],
)
def test_no_day(text: str) -> None:
    """Other spellings, and days that no calendar has, are refused."""
    with pytest.raises(ValueError, match=r"not a (date|day)"):
        parse_day(text)


def test_quoted_text_is_short_and_visible() -> None:
    """A text in a message is cut, and nothing in it is invisible or breaks the line."""
    assert quoted("label") == "`label`"
    assert quoted("a\nb\x1b[31m\ud800") == "`a\\nb\\x1b[31m\\ud800`"
    assert len(quoted("x" * 1000)) == 42


def test_long_words_are_not_compared() -> None:
    """Nobody means something else by a word of more than 80 letters, and comparing is slow."""
    assert nearest.nearest("a" * 79, ["a" * 80]) == "a" * 80
    assert nearest.nearest("a" * 81, ["a" * 81]) is None


def test_examples_in_the_docstrings_hold() -> None:
    """What the docstrings of these modules show is what happens."""
    for module in (nearest, periods, plain_values):
        failed, tried = doctest.testmod(module)
        assert tried
        assert not failed
