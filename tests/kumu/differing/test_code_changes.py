"""What is different about the code of a view."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.kumu.views.view_texts import views
from toc.kumu.differing.views import code_changes

VIEW = """@import "base";
@settings { layout: force; element-size: 20; }
/* Goals */
outcome { color: red; size: 10; }
outcome { shape: square; }
/* mine */
"say  so" { color: blue; }
@controls { top { filter { target: element; } showcase { by: "Owner"; } } }
@view "Part" { goal { color: green; } }
// last
"""


def _changes(old: str, new: str) -> list[tuple[str, Any, Any]]:
    return [(one.field, one.before, one.after) for one in code_changes(old, new)]


@settings(max_examples=30)
@given(views(), views())
def test_any_views(one: tuple[str, Any], other: tuple[str, Any]) -> None:
    """Any view is the same as itself, and two differ from both sides or from neither."""
    texts = one[0], other[0]
    assert _changes(texts[0], texts[0]) == []
    assert bool(_changes(*texts)) is bool(_changes(*reversed(texts)))


def test_blanks_mean_nothing() -> None:
    """Blanks, lines and a last semicolon are no difference outside quotes."""
    spaced = VIEW.replace(" ", "\n  ").replace('"say\n  \n  so"', '"say  so"')
    for mark in ("/*", "//"):
        spaced = spaced.replace(f"{mark}\n  ", f"{mark} ")
    assert _changes(VIEW, spaced.replace("20;", "20\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("red", "blue", ("outcome: color", "red", "blue")),
        ("size: 10; ", "", ("outcome: size", "10", None)),
        ("square", "circle", ("outcome #2: shape", "square", "circle")),
        ("force", "radial", ("@settings: layout", "force", "radial")),
        ("green", "red", ('@view "Part" goal: color', "green", "red")),
        ("/* Goals */", "/* Aims */", ("outcome: legend", "Goals", "Aims")),
        ("/* mine */", "", ('"say  so": legend', "mine", None)),
        ("// last", "// end", ("comments", ["last"], ["end"])),
        ("color: red", "color: red !important", ("outcome: color", "red", "red !important")),
        (
            "target: element",
            "target: loop",
            (
                "@controls top filter",
                "filter { target: element; }",
                "filter { target: loop; }",
            ),
        ),
    ],
)
def test_one_edit(old: str, new: str, expected: tuple[str, Any, Any]) -> None:
    """An edit is told by rule and property, with what stood and what stands there."""
    assert _changes(VIEW, VIEW.replace(old, new, 1)) == [expected]


def test_rules_added_and_removed() -> None:
    """A rule or an import that only one view has is given whole."""
    other = VIEW.replace('"base"', '"other"').replace('"say  so"', '"say so"')
    assert _changes(VIEW, other) == [
        ('@import "other"', None, '@import "other";'),
        ('"say so"', None, '"say so" { color: blue; }'),
        ('@import "base"', '@import "base";', None),
        ('"say  so"', '"say  so" { color: blue; }', None),
    ]


def test_the_order_of_rules() -> None:
    """The same rules in another order are a difference of their own: the last one wins."""
    one, other = "a { color: red; } b { color: red; }", "b { color: red; } a { color: red; }"
    found = list(code_changes(one, other))
    assert [(change.field, change.is_order) for change in found] == [("order of rules", True)]
    assert (found[0].before, found[0].after) == (["a", "b"], ["b", "a"])


def test_what_cannot_be_read() -> None:
    """A stretch that means nothing is compared as it stands."""
    assert _changes("} a", "} b") == [("b", None, "b"), ("a", "a", None)]
