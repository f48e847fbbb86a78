"""What holds for every selector, and for every text that is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.kumu.selectors.selector_texts import selectors
from toc.kumu.selectors.matching import Matcher
from toc.kumu.selectors.parser import DEEPEST, LONGEST, SelectorError, parse_selector
from toc.kumu.selectors.syntax import Arrow, Node, every_node

_SIGNS = ["-->", "<--", "<--x--", "--", "-", ":not(", ")", "(", "[", "]", "a", ".", "#", '"', "'"]
_SIGNS += [
    "*",
    ",",
    " ",
    "/*",
    "*/",
    "//",
    "\n",
    "!",
    "=",
    "element",
    "-connection",
    "🌱",
    "\ud800",
]


def shape(node: Node) -> list[str]:
    """The kinds of the parts, in order: what a selector means apart from where it stands."""
    return [f"{type(one).__name__} {str(one).strip()}" for one in every_node_of(node)]


def every_node_of(node: Node) -> list[Node]:
    return [*every_node(parse_selector(str(node)))]


@given(selectors())
def test_a_selector_prints_back_to_the_same_text(text: str) -> None:
    """The tree of every selector, and each of its parts, is the very text it was read from."""
    tree = parse_selector(text)
    assert str(tree) == text
    for node in every_node(tree):
        assert text[node.start : node.start + len(node.text)] == str(node)


@given(selectors())
def test_every_part_reads_as_itself(text: str) -> None:
    """A part read on its own, as it prints, is the same part again."""
    for node in every_node(parse_selector(text)):
        if not isinstance(node, Arrow):
            whole = every_node_of(node)
            assert str(whole[0]) == str(node)
            assert any(type(one) is type(node) and str(one) == str(node) for one in whole)


@given(st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join) | st.text(max_size=40))
@example("a <--" + ":not(a <--" * 30)
@example("[" * 3000)
def test_any_text_is_a_selector_or_an_error(text: str) -> None:
    """Whatever is written ends in a tree that prints back, or in an error that points into it."""
    try:
        tree = parse_selector(text)
    except SelectorError as error:
        assert 1 <= error.column <= len(text) + 1  # noqa: PT017 - either way is right
        assert error.expected in str(error)  # noqa: PT017
        str(error).encode(errors="backslashreplace")
    else:
        assert str(tree) == text
        Matcher([], []).select(tree)


@pytest.mark.parametrize(
    "text",
    [
        ":not(" * 5_000,
        ":not(" * 3_000 + "a" + ")" * 3_000,
        "a <--" + ":not(a <--" * 1_900,
        "a --" * 5_000,
        "a --> " * 3_000 + "a",
        "a <--b" * 3_000,
        "[" * LONGEST,
        "/*" * 10_000,
        "//" * 10_000,
        '"' * LONGEST,
        "a" * (LONGEST + 1),
        "a," * 1_000_000,
    ],
)
def test_a_bottomless_selector_is_refused_at_once(text: str) -> None:
    """Thousands of selectors in one another, arrows or signs are refused, and quickly."""
    started = time.perf_counter()
    with pytest.raises(SelectorError):
        parse_selector(text)
    assert time.perf_counter() - started < 2


def test_the_deepest_selector_is_read_and_answered() -> None:
    """At the limits of depth, rows of arrows and length there is still an answer."""
    row = "a --> " * DEEPEST
    text = "a"
    for _ in range(DEEPEST):
        text = f"{row}a:not({text})" if len(text) + len(row) < LONGEST - 300 else f":not({text})"
    assert str(parse_selector(text)) == text
    assert Matcher([], []).select(text) == []
    assert Matcher([], []).select(",".join(["a"] * (LONGEST // 2))) == []


def test_what_is_too_long_says_so() -> None:
    """The error names the limit and points at where it is passed."""
    with pytest.raises(SelectorError, match=r"At column 20001 .*at most 20,000 characters"):
        parse_selector("a" * 20_001)
