from __future__ import annotations

import tracemalloc

import pytest
import yaml

from toc.errors import LimitError, UnreadableError
from toc.exports.yaml_reader import YamlContent, read_yaml
from toc.kumu.limits import Limits


@pytest.fixture(params=["C library", "Python only"], autouse=True)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the parser in C, and as on a computer that has only the other."""
    if request.param == "Python only":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)


def content(text: str, **limits: int) -> YamlContent:
    return read_yaml(text, "t.yaml", Limits(**limits))


def value(text: str) -> object:
    found = content(text)
    assert found.faults == ()
    return found.value


def refusal(text: str, **limits: int) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        content(text, **limits)
    return caught.value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: no", {"a": "no"}),
        ("a: 'no'", {"a": "no"}),
        ('a: "no"', {"a": "no"}),
        ("a: ~", {"a": "~"}),
        ("a: 007", {"a": "007"}),
        ("a: 1:20", {"a": "1:20"}),
        ("a: 2026-05-31", {"a": "2026-05-31"}),
        ("a:", {"a": None}),
        ("a: ''", {"a": None}),
        ("a: null", {"a": None}),
        ("a: 'null'", {"a": None}),
        ("a: Null", {"a": "Null"}),
        ("a: !!str null", {"a": "null"}),
        ("a: !!str ''", {"a": ""}),
        ("null: a\n'': b", {"null": "a", "": "b"}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("- a\n-\n- [b, {c: d}]", ["a", None, ["b", {"c": "d"}]]),
        ("a: |\n  b\n  c\nd: >-\n  e\n  f", {"a": "b\nc\n", "d": "e f"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("\ufeffa: b", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("a: &x {b: c}\nd: [*x, *x]", {"a": {"b": "c"}, "d": [{"b": "c"}, {"b": "c"}]}),
        ("a: &x\nb: *x", {"a": None, "b": None}),
        ("&x a: &x b\nc: *x", {"a": "b", "c": "b"}),
        ("a: 'café ☕ 👩‍👩‍👧'", {"a": "café ☕ 👩‍👩‍👧"}),
        ('a: "\\x00\\u00e9"', {"a": "\x00é"}),
        ("just text", "just text"),
        ("", None),
        ("# only a remark\n", None),
    ],
)  # fmt: skip
def test_everything_is_text(text: str, read: object) -> None:
    """Scalars are text however they are spelled; what is empty, and `null`, is nothing."""
    assert value(text) == read


def test_doubled_key_is_a_fault() -> None:
    """A key met again is told with its line and column, and what it held first is kept."""
    found = content("a: b\nc:\n  - d: e\n    f: g\n    d: {h: [i]}\na: j\nk: l")
    assert found.value == {"a": "b", "c": [{"d": "e", "f": "g"}], "k": "l"}
    assert [(fault.path, fault.line, fault.column) for fault in found.faults] == [
        (("c", 0, "d"), 5, 5),
        (("a",), 6, 1),
    ]
    assert "a second time" in found.faults[0].message


@pytest.mark.parametrize(
    "tagged", ["!x b", "! b", "!!int 5", "!!map {}", "!!python/name:os.system b"]
)
def test_tags_are_faults(tagged: str) -> None:
    """A tag beside `!!str` is told, and nothing comes of it."""
    (fault,) = content(f"a: {tagged}").faults
    assert (fault.path, fault.line, fault.column) == (("a",), 1, 4)
    assert "quotes" in fault.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b\n\tc: d", 2, "A tab stands"),
        ("a:\n\t- b", 2, "A tab stands"),
        ("a: b: c", 1, "A colon with a space"),
        ("a: -", 1, "A dash stands"),
        ("a: b\n  c: d", 2, "A colon with a space"),
        ("a:\n    b: c\n   d: e", 3, "not indented"),
        ("a:\n  - b\n c", 3, ""),
        ("a: @b", 1, "may not begin"),
        ("a: %b", 1, "may not begin"),
        ('a: "b', 1, "no end"),
        ('a: "\\q"', 1, "A backslash"),
        ('a: "\\xZZ"', 1, "A backslash"),
        ("a: [b", 1, "closing bracket"),
        ("a: [b\nc: d", 2, ""),
        ("a: {b: c", 1, "closing bracket"),
        ("a: b\nc\nd: e", 2, "without a colon"),
        ("[a]: b", 1, "A key has to be a plain text"),
        ("? {a: b}\n: c", 1, "A key has to be a plain text"),
        ("a: &x b\n*x : c", 2, "A key has to be a plain text"),
        ("a: *x", 1, "`*x` stands for nothing"),
        ("a: &x [*x]", 1, "`*x` stands for nothing"),
        ("a: &x b\nc: &x [*x]", 2, "`*x` stands for nothing"),
        ("a: b\n---\nc: d", 2, "A second document"),
        ("a: b\n...\n---\n...\n", 3, "A second document"),
        ("a: b\nc: \x07", 2, "control character (code 07)"),
        ("a: 'b\x85c\x00'", 2, "control character (code 00)"),
        ("%YAML 2.0\n---\na: b", 1, ""),
    ],
)  # fmt: skip
def test_unreadable_yaml(text: str, line: int, words: str) -> None:
    """What is not YAML ends in one sentence in plain words, with line, column and a remedy."""
    error = refusal(text)
    assert words in error.what
    name, found, column = str(error.where).split(":")
    # The libraries point to the end of what they could not finish, or behind it.
    assert name == "t.yaml"
    assert int(found) in {line, line + 1}
    assert int(column) >= 1
    assert error.remedy


@pytest.mark.parametrize("code", ["\\ud800", "\\udfff", "\\U00110000", "\\UFFFFFFFF"])
def test_codes_of_no_character(code: str) -> None:
    """A code that stands for no whole character is refused by both libraries."""
    assert refusal(f'a: "{code}"').where


def test_depth_is_limited_before_anything_is_built() -> None:
    """Any depth of nesting ends in a message that names the flag, quickly."""
    assert value("a: " + "[" * 99 + "]" * 99)
    for text in ("a: " + "[" * 100_000, "a: " + "{b: " * 100_000, "- " * 50_000, "? " * 50_000):
        assert isinstance(refusal(text), LimitError) or "plain text" in refusal(text).what
    error = refusal("a: [[[b]]]", depth=3)
    assert "3 levels" in str(error)
    assert "--limit depth=N" in str(error)
    assert content("a: [[b]]", depth=3)


def test_depth_counts_what_aliases_stand_for() -> None:
    """Aliases cannot smuggle depth past the limit."""
    assert isinstance(refusal("a: &x [[b]]\nc: [[*x]]", depth=4), LimitError)
    assert content("a: &x [[b]]\nc: [*x]", depth=4)


def test_aliases_are_limited_by_what_they_stand_for() -> None:
    """Aliases may stand for 10,000 values in all; the message names the flag for more."""
    text = "a: &x b\nc: [" + "*x, " * 10_000 + "]"
    assert value(text)
    error = refusal(text.replace("]", "*x]"))
    assert isinstance(error, LimitError)
    assert "10,000 values" in str(error)
    assert "--limit aliases=100000" in str(error)
    assert isinstance(refusal("a: &x [b, c, d]\ne: [*x, *x]", aliases=7), LimitError)
    assert content("a: &x [b, c, d]\ne: [*x, *x]", aliases=8)


def test_alias_bomb_is_never_unfolded() -> None:
    """A few lines that stand for a billion values are refused without making them."""
    lines = ["a0: &a0 [" + "b, " * 9 + "b]"]
    lines += [f"a{n}: &a{n} [" + f"*a{n - 1}, " * 9 + f"*a{n - 1}]" for n in range(1, 10)]
    tracemalloc.start()
    try:
        assert isinstance(refusal("\n".join(lines)), LimitError)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_defining_tags_takes_no_time() -> None:
    """Lines that define tags, which a parser compares with each other, are refused when many."""
    definitions = "".join(f"%TAG !a{n}! tag:x\n" for n in range(50_000))
    for before in ("", "a: b\n...\n"):
        assert "%TAG" in refusal(f"{before}{definitions}---\na: b").what


def test_values_are_limited() -> None:
    """A file of nothing but tiny values counts each as 16 bytes of the limit."""
    assert content("[a, b, c]", yaml=16 * 4)
    error = refusal("[a, b, c, d]", yaml=16 * 4)
    assert isinstance(error, LimitError)
    assert "--limit yaml=" in str(error)
