from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.exports.legible import legible
from toc.exports.wrapping import columns, wrapped

WORDS = st.text(st.sampled_from("ab é家🌾\u0301\u200d"), max_size=120).map(legible)


@pytest.mark.parametrize(
    ("text", "wide"), [("care", 4), ("é", 1), ("e\u0301", 1), ("家族", 4), ("🌾", 2), ("\u200f", 0)]
)
def test_columns_are_those_of_a_terminal(text: str, wide: int) -> None:
    """East Asian letters and emoji take two columns, marks on a letter none."""
    assert columns(text) == wide


def test_lines_hang_under_what_stands_before_them() -> None:
    """The first line has its mark, the others as many blanks, or what was asked for."""
    text = "one two three four five six seven"
    assert wrapped(text, 26, " 1. ") == [" 1. one two three four", "    five six seven"]
    assert wrapped(text, 26, "- ", "--  ") == ["- one two three four", "--  five six seven"]
    assert wrapped("", 26, "- ") == ["- "]


def test_a_word_longer_than_a_line_is_broken() -> None:
    """A long word begins a line of its own, fills lines, and the next word follows it."""
    assert wrapped("a " + "b" * 45 + " c", 20) == ["a", "b" * 20, "b" * 20, "bbbbb c"]
    assert wrapped("é " + "家" * 21 + " c", 20) == ["é", "家" * 10, "家" * 10, "家 c"]


def test_twenty_columns_are_left_however_narrow_the_terminal() -> None:
    """A terminal of no width at all still gets words, not letters one by one."""
    assert wrapped("twenty columns are left", 0, "      ") == [
        "      twenty columns are",
        "      left",
    ]


@given(WORDS, st.integers(20, 60))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    """Every line fits, none ends in a blank, and the letters are all there in order."""
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert all(line == line.strip(" ") for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("ab ", max_size=150).map(legible), st.integers(20, 40))
def test_every_script_is_broken_in_the_same_places(text: str, width: int) -> None:
    """Plain letters take a faster way, to the same lines as any other letters."""
    other = wrapped(text.replace("a", "é"), width)
    assert [line.replace("é", "a") for line in other] == wrapped(text, width)
