from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.exports.theory_ids import id_from, is_id


@pytest.mark.parametrize("text", ["a", "trust", "shared-decisions", "g1", "2026-plan", "0"])
def test_id(text: str) -> None:
    """Lower-case words of letters and digits, joined by single hyphens, are ids."""
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "A", "a b", "a_b", "-a", "a-", "a--b", "é", "a\n", "a.b"])
def test_no_id(text: str) -> None:
    """Anything else is none."""
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Circle autonomy", "circle-autonomy"),
        ("  Café & Küche! ", "cafe-kuche"),
        ("People's meals", "peoples-meals"),
        ("Straße", "strasse"),
        ("日本", ""),
    ],
)
def test_id_from_a_label(text: str, words: str) -> None:
    """A label's words make an id; letters of other scripts make none."""
    assert id_from(text) == words


@given(st.text())
def test_made_ids_have_the_shape(text: str) -> None:
    """Whatever an id is made from, it has the shape of ids, or is empty."""
    made = id_from(text)
    assert not made or is_id(made)
