from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.exports.legible import legible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Better care", "Better care"),
        ("  two\n lines\tand \r\n more ", "two lines and more"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x9b2J\x7f\x00", "\\x9b2J\\x7f\\x00"),
        ("\u202etxt\u2066", "\\u202etxt\\u2066"),
        ("half \ud83d", "half \\ud83d"),
        ("line\u2028end\x85", "line end"),
        ("\n \t", ""),
        ("", ""),
    ],
)
def test_steering_characters_are_spelt_out(text: str, shown: str) -> None:
    """White space becomes one blank; what a terminal or a page would obey is made visible."""
    assert legible(text) == shown


@pytest.mark.parametrize(
    "text", ["\u200fשלום", "👩🏽‍🌾 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "दोस्ती", "e\u0301 किसान", "co\u00adoperation"]
)
def test_scripts_and_emoji_keep_their_marks(text: str) -> None:
    """The invisible characters that scripts and emoji are built with stay as they are."""
    assert legible(text) == text


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_can_be_printed(text: str) -> None:
    """Whatever was written, what is shown is one line, can be encoded and steers nothing."""
    shown = legible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in shown)
    assert legible(shown) == shown
