from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given

from tests.exports.theory_strategies import HOSTILE, texts
from toc.errors import UnwritableError
from toc.exports.yaml_scalars import Scalar, as_block, as_text, in_line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Circle autonomy", "Circle autonomy"),
        ("it's (nearly) fine; isn't it?", "it's (nearly) fine; isn't it?"),
        ("café ☕", "café ☕"),
        ("a: b", '"a: b"'),
        ("no", '"no"'),
        ("007", '"007"'),
        ("0-100", '"0-100"'),
        ("2026-05-31", '"2026-05-31"'),
        ("13 items", "13 items"),
        ('say "hi": now', "'say \"hi\": now'"),
        ("a\\b # c", "'a\\b # c'"),
        ('"it\'s"', "'\"it''s\"'"),
        ("a\tb", '"a\\tb"'),
        ("a\nb", '"a\\nb"'),
        ("\x00\x85\u2028", '"\\x00\\x85\\u2028"'),
        ("null", '!!str "null"'),
        ("", '!!str ""'),
    ],
)
def test_text_on_one_line(text: str, written: str) -> None:
    """Text is bare where it can be, else in double quotes, or in single ones to spare escapes."""
    assert as_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("a, b", '"a, b"'), ("a:b", '"a:b"'), ("a [b]", '"a [b]"'), ("a b", "a b")],
)
def test_text_in_brackets(text: str, written: str) -> None:
    """Inside brackets, commas, colons and brackets need quotes."""
    assert as_text(text, in_flow=True) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "null"), (True, "true"), (55, "55"), (61.2, "61.2"), (date(2026, 5, 31), "2026-05-31")],
)
def test_other_values(value: Scalar, written: str) -> None:
    """Numbers, flags, dates and nothing are written bare."""
    assert in_line(value) == written


@pytest.mark.parametrize("text", HOSTILE)
def test_other_tools_read_text(text: str) -> None:
    """A tool that guesses types from spelling takes our texts for text, and for the same."""
    for written in (as_text(text), f"[{as_text(text, in_flow=True)}]"):
        assert yaml.safe_load(f"a: {written}")["a"] in (text, [text])


@given(texts())
def test_any_text_is_read_as_that_text(text: str) -> None:
    """That holds for any text."""
    assert yaml.safe_load(f"a: {as_text(text)}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("one two three four", (">-", ["one two", "three four"])),
        ("one  two three", (">-", ["one  two", "three"])),
        ("line\n  another one\n\nlast", ("|-", ["line", "  another one", "", "last"])),
        ("line\n", ("|", ["line"])),
        (" leading", None),
        ("trailing ", None),
        ("line\n\n", None),
        ("line \nlast", None),
        ("\nline", None),
        ("tab\tbed", None),
    ],
)
def test_text_over_several_lines(text: str, block: tuple[str, list[str]] | None) -> None:
    """Long text breaks between words, lines are kept; what blocks cannot hold gets none."""
    assert as_block(text, 10) == block


def test_half_a_character() -> None:
    """Half a character has no spelling in YAML; the refusal names the form that has one."""
    with pytest.raises(UnwritableError, match="JSON"):
        as_text("a\udc00")
    assert as_block("a\udc00", 10) is None
