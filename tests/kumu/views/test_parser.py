"""Reading views: what is what, and that nothing is lost."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.kumu.views.test_tokens import TEXTS
from tests.kumu.views.view_texts import views
from tests.samples import each_sample
from toc.kumu.views.parser import DEEPEST, LONGEST, parse_view
from toc.kumu.views.syntax import (
    Block,
    Broken,
    Comment,
    Declaration,
    Node,
    PartialView,
    Rule,
    StrayBlock,
    every_node,
)

if TYPE_CHECKING:
    from pathlib import Path

BASE = """\
/* what holds everywhere */
@import "base";
@settings { template: systems; showcase: outcome !loose; }
@controls {
  top { title { value: "A; B } C" } }
  top { filter { by: "element type"; option { label: "All"; selector: * } } }
}

/* elements: The outcomes */
outcome, /* or */ impact { color: red; size: scale("a", 1, 5) }
/* Flows */
connection:from(a) { color: blue /* at last */ }
@view "quiet" { @import "base"; @settings { theme: dark } element { opacity: 0.5 } }
"""


def kinds(node_parts: tuple[Node, ...]) -> list[str]:
    return [type(one).__name__ for one in node_parts if not isinstance(one, Comment)]


def ordered(whole: Node) -> None:
    """Parts lie inside their wholes, one behind another, and print what stands there."""
    for node in every_node(whole):
        assert str(node) == node.source[node.start : node.end] == node.text
        parts = getattr(node, "parts", ())
        ends = [node.start, *(place for one in parts for place in (one.start, one.end)), node.end]
        assert ends == sorted(ends)


def test_each_part_is_what_it_is() -> None:
    """Imports, settings, controls, rules and partial views are told apart and can be asked for."""
    sheet = parse_view(BASE)
    names = ["Import", "Settings", "Controls", "Rule", "Rule", "PartialView"]
    assert kinds(sheet.parts) == names
    assert sheet.imports[0].name.text == '"base"'
    (setting,) = sheet.settings
    assert [(one.key, one.value.text) for one in setting.declarations] == [
        ("template", "systems"),
        ("showcase", "outcome"),
    ]
    assert str(setting.declarations[1].mark) == "!loose"
    first, second = sheet.controls[0].regions
    assert (first.name, second.name) == ("top", "top")
    assert str(first.children[0].value("value")) == '"A; B } C"'
    (option,) = second.children[0].children
    assert str(option.value("selector")) == "*"
    (quiet,) = sheet.views
    assert str(quiet.name) == '"quiet"'
    assert kinds(quiet.parts) == ["Import", "Settings", "Rule"]
    ordered(sheet)


def test_rules_have_selectors_and_legends() -> None:
    """A rule knows its selector, its declarations and the entry of the legend above it."""
    first, second = parse_view(BASE).rules
    assert first.selector.tree is not None
    assert str(first.selector.tree) == "outcome, /* or */ impact"
    assert [(one.key, one.value.text, one.ended) for one in first.declarations] == [
        ("color", "red", True),
        ("size", 'scale("a", 1, 5)', False),
    ]
    assert first.legend
    assert second.legend
    assert (first.legend.about, str(first.legend.label)) == ("elements", "The outcomes")
    assert (second.legend.about, str(second.legend.label)) == ("", "Flows")
    assert second.value("color") is not None
    assert str(second.value("color")) == "blue"


def test_comments_are_kept() -> None:
    """A comment is a part, with its words apart from its signs."""
    parts = parse_view("/* a */ // b\n/* c").parts
    assert [one.words for one in parts if isinstance(one, Comment)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "above", ["/* far */\n\n", "// a remark\n", "/* a */ /* */", "/* a */ @import 'b'; "]
)
def test_other_comments_are_no_legend(above: str) -> None:
    """A legend stands directly above its rule, between the signs of a block, and says something."""
    assert [one.legend for one in parse_view(f"{above}element {{}}").rules] == [None]


def test_a_selector_that_cannot_be_read() -> None:
    """A rule whose selector is none keeps it, with the place where it stops being one."""
    (rule,) = parse_view("outcome output { color: red }").rules
    assert rule.selector.tree is None
    assert (rule.selector.wrong_at, rule.selector.text) == (8, "outcome output")
    assert "a comma" in rule.selector.expected


@given(views())
def test_generated_views_are_read(view: tuple[str, list[str]]) -> None:
    """Whatever stands between them, all parts of a view are found and none is broken."""
    text, expected = view
    sheet = parse_view(text)
    assert str(sheet) == text
    assert kinds(sheet.parts) == expected
    nodes = list(every_node(sheet))
    assert [str(one) for one in nodes if isinstance(one, Broken | StrayBlock)] == []
    assert all(one.selector.tree for one in nodes if isinstance(one, Rule))
    assert all(one.closed for one in nodes if isinstance(one, Block | PartialView))
    ordered(sheet)


@given(TEXTS | st.lists(TEXTS | views().map(lambda one: one[0]), max_size=4).map("".join))
@settings(max_examples=200)
@example("{{(}}{")
def test_any_text_is_a_sheet(text: str) -> None:
    """Whatever the text is, the sheet prints as the text, and its parts lie in order."""
    sheet = parse_view(text)
    assert str(sheet) == text
    ordered(sheet)


@given(views())
def test_every_word_belongs_to_a_part(view: tuple[str, list[str]]) -> None:
    """Between the parts of a sheet stand blanks and semicolons only."""
    sheet = parse_view(view[0])
    at = 0
    for part in sheet.parts:
        assert view[0][at : part.start].strip(" \r\n;") == ""
        at = part.end
    assert view[0][at:].strip(" \r\n;") == ""


@each_sample()
def test_views_of_samples(sample: Path) -> None:
    """Every view that Kumu wrote is read without a broken part, and printed as it was."""
    data = json.loads(sample.read_text("utf-8-sig"))
    for view in data.get("perspectives", []) if isinstance(data, dict) else []:
        sheet = parse_view(view["style"])
        assert str(sheet) == view["style"]
        found = [str(one) for one in every_node(sheet) if isinstance(one, Broken | StrayBlock)]
        assert found == []
        assert all(one.selector.tree for one in sheet.rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("} element { color: red }", ["Broken", "Rule"]),
        ("color: red; element {}", ["Broken", "Rule"]),
        ("{ color: red } element {}", ["StrayBlock", "Rule"]),
        ("@media x { color: red } element {}", ["StrayBlock", "Rule"]),
        ("@settings x {} @view {} @viewer 'a' {}", ["StrayBlock", "PartialView", "StrayBlock"]),
        ("@import x; @import", ["Import", "Import"]),
        ("element { color: red", ["Rule"]),
        ("element { a { b: c } } loop {}", ["Rule", "Rule"]),
        ("@view 'a' { @view 'b' { } }", ["PartialView"]),
    ],
)
def test_broken_views(text: str, expected: list[str]) -> None:
    """What means nothing is kept as a part of its own, and the rest is read."""
    sheet = parse_view(text)
    assert kinds(sheet.parts) == expected
    assert str(sheet) == text


def test_values_that_are_hard_to_end() -> None:
    """Semicolons in parentheses and quotes belong to the value; half a parenthesis does not."""
    text = 'a { b: url(x;y); c: f(; d: "x;y"; e: ; f: g !strict; h: (1; } i {}'
    sheet = parse_view(text)
    rule = sheet.rules[0]
    found = [(one.key, one.value.text) for one in rule.declarations]
    assert found == [
        *(("b", "url(x;y)"), ("c", "f("), ("d", '"x;y"'), ("e", ""), ("f", "g"), ("h", "(1")),
    ]
    assert len(sheet.rules) == 2


def test_a_view_that_is_too_long_is_kept() -> None:
    """Beyond the limit there is one broken part with all of the text."""
    text = "a{}" * LONGEST
    sheet = parse_view(text)
    (part,) = sheet.parts
    assert isinstance(part, Broken)
    assert "200,000" in part.expected
    assert str(sheet) == text


def test_braces_inside_one_another() -> None:
    """As many as allowed are read; what is deeper is kept as one broken part, up to its end."""
    text = "a{" * (DEEPEST + 3) + "b:c" + "}" * (DEEPEST + 3) + " loop {}"
    sheet = parse_view(text)
    assert kinds(sheet.parts) == ["Rule", "Rule"]
    broken = [one for one in every_node(sheet) if isinstance(one, Broken)]
    assert [str(one) for one in broken] == ["a{a{a{b:c}}}"]
    assert [one for one in every_node(sheet) if isinstance(one, Declaration)] == []


@pytest.mark.parametrize(
    "unit",
    [
        *("{", "}", "(", "a:(;", "/*", "'", '"', "a:'", "{{", "a;", "@view 'x'{", "a{/*x*/b:/*"),
        *("a{b:c(", ":not(", "a --> ", "({", "(}", "a,", "{{a", "a{}"),
    ],
)
def test_hostile_views_take_no_time(unit: str) -> None:
    """A view of a megabyte, or at the limit, that is nothing but one sign is read at once."""
    for length in (LONGEST, 1_000_000):
        text = (unit * length)[:length]
        started = time.process_time()
        assert str(parse_view(text)) == text
        assert time.process_time() - started < 8
