"""Selectors written for texts of any kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kumu_documents import blueprint, element
from toc.kumu.selectors.matching import select
from toc.kumu.selectors.writing import equals, in_quotes, of_element_type

HOSTILE = [
    'say "so"',
    "Ana's",
    """Ana's "own" wish""",
    "a] { color: red } /* b */ // c",
    "*/ @import 'x';",
    "ends in \\",
    "two\nlines",
    "\\",
    "\"'",
    "'\"'\"'",
    "[[list]] {{label}}",
    " blanks ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_find_themselves(text: str) -> None:
    """Whatever stands in a text, the selector for it can be read and picks the item that has it."""
    document = blueprint(element("a", text, note=text), element("b", "Outcome", note="other"))
    for selector in (equals("note", text), of_element_type(text)):
        assert [one.label for one in select(document, selector)] in (["a"], ["a", "b"])
    if in_quotes(text):
        assert [one.label for one in select(document, equals("note", text))] == ["a"]


@given(st.text())
def test_any_text_finds_itself(text: str) -> None:
    """Of any text the same is true, and nothing that is not documented stands in quotes."""
    document = blueprint(element("a", note=text))
    assert [one.label for one in select(document, equals("note", text))] == ["a"]
    assert "\\" not in equals("note", text)
    assert "\n" not in equals("note", text)


def test_no_type() -> None:
    """Elements without a type are asked for by the field's absence."""
    document = blueprint(element("a"), element("b", "Outcome"))
    assert [one.label for one in select(document, of_element_type(" "))] == ["a"]


def test_a_field_that_cannot_be_named() -> None:
    """A field whose name has both kinds of quotes is refused."""
    with pytest.raises(ValueError, match="a'b"):
        equals("""a'b"c""", "x")
