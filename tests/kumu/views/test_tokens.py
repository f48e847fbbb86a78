"""The tokens of a view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.views.tokens import is_closed, tokens, unquoted

SIGNS = [
    "categorize(",
    "@view",
    "element-color:",
    *"{};:(),\"'/\\@!#.* \n\r",
    "/*",
    "*/",
    "//",
    "{{",
    "}}",
    "a",
    "url(",
    "1",
    "é",
    "\ud800",
]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join) | st.text(max_size=40)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in tokens(text) if one.kind != "blank"]


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    """One behind another the tokens of any text are the text."""
    found = list(tokens(text))
    assert "".join(one.text for one in found) == text
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example//b", ["word", ":", "word"]),
        ("a;// b", ["word", ";", "comment"]),
        ("a // b", ["word", "comment"]),
        ("[a=b//c] {", ["word", "{"]),
        ("url(//a.example/x)", ["word", "(", "word", ")"]),
        (":not( // a remark", [":", "word", "(", "comment"]),
        ("Women's, men's", ["word", ",", "word"]),
        ("name='a b'", ["word", "quoted"]),
        ('"a } ; {" x', ["quoted", "word"]),
        ('"two\nlines"', ["quoted"]),
        ('"half; }\nb', ["broken", "word"]),
        ("{{label}}{a}", ["word", "{", "word", "}"]),
        ("{{a:b}}", ["{", "{", "word", ":", "word", "}", "}"]),
        ("a /b/ c", ["word", "word", "word"]),
        ("/* a", ["comment"]),
    ],
)
def test_what_belongs_together(text: str, expected: list[str]) -> None:
    """Addresses, apostrophes, quoted texts and names of fields are one token each."""
    assert [kind for kind, _ in kinds(text)] == expected


def test_what_has_no_end() -> None:
    """A comment or a quote without its end says so."""
    for text in ("/*", "/*/", "/* a *", "'a", '"a'):
        (found,) = tokens(text)
        assert not is_closed(found), text
    for text in ("/**/", "// a", "''", "a", "{"):
        (found,) = tokens(text)
        assert is_closed(found), text


def test_a_part_has_the_same_tokens() -> None:
    """Read from the middle, tokens are those of the whole."""
    text = 'a: https://b.example "c" // d\n e'
    whole = list(tokens(text))
    for first in range(len(whole)):
        for last in range(first, len(whole)):
            part = list(tokens(text, whole[first].start, whole[last].end))
            assert part == whole[first : last + 1]


def test_unquoted() -> None:
    """Only quotes that belong together are taken away."""
    assert [unquoted(text) for text in ("'a\"'", '"', "''", "a'")] == ['a"', "", "", "a'"]
