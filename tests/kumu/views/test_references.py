"""Every place of a view that names something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.kumu.views.test_tokens import TEXTS
from tests.kumu.views.view_texts import views
from tests.samples import each_sample
from toc.kumu.views.parser import parse_view
from toc.kumu.views.references import Reference, references, rewritten

if TYPE_CHECKING:
    from pathlib import Path


def named(text: str, *, selectors: bool = False) -> list[str]:
    found = references(parse_view(text))
    return [
        f"{one.naming} {one.text}" + (f" of {one.field}" if one.field else "")
        for one in found
        if selectors or one.naming != "selector"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcome.core {}", ["element type outcome", "tag core"]),
        ("funds-connection {}", ["connection type funds"]),
        ("a --funds--> #b {}", ["element type a", "connection type funds", "id b"]),
        ("element --*--> loop {}", []),
        ('["Element Type"="Out"] {}', ["field Element Type", "value Out of Element Type"]),
        ("[!owner]:not([ /* owner */ a ^= 'b']) {}", ["field owner", "field a", "value b of a"]),
        ("[a=b//c] {}", ["field a", "value b//c of a"]),
        ('@import "base";', ["view base"]),
        ("@view 'quiet' {}", ["partial view quiet"]),
        ("@settings { include: a, .b }", ["element type a", "tag b"]),
        ("@settings { showcase: a !strict }", ["element type a"]),
        ("@settings { focus: a out 2, #b out 1 }", ["element type a", "id b"]),
        ("@settings { focus: prompt }", []),
        (
            '@settings { cluster: a by "B" as "C" }',
            ["element type a", "field B", "value C of element type"],
        ),
        (
            '@settings { element-color: categorize("F", red "A", blue "B") }',
            ["field F", "value A of F", "value B of F"],
        ),
        ("a { size: scale(degree, 1, 5) }", ["element type a", "field degree"]),
        (
            'element { flag: "T" with red "a", blue "b"; }',
            ["field T", "value a of T", "value b of T"],
        ),
        (
            '@settings { element-label: "{{A b}} and {{ c }}"; same-label: "x" }',
            ["template {{A b}} and {{ c }}", "field A b", "field c"],
        ),
        ('@settings { layout-x: "X"; geo-location: "G" }', ["field X", "field G"]),
        (
            '@controls { top { filter { target: a; by: "F"; only: "x", y z; default: none } } }',
            ["element type a", "field F", "value x of F", "value y z of F"],
        ),
        (
            '@controls { top { view-toggle { options: "a", "b"; option { value: "c" } } } }',
            ["view a", "view b", "view c"],
        ),
        (
            '@controls { top { cluster { option { label: "L"; value: a by "F" } } } }',
            ["field F", "element type a"],
        ),
        ("@controls { top { showcase { option { selector: .t } } } }", ["tag t"]),
        ("/* elements: Us */ a {}", ["legend Us", "element type a"]),
        ("outcome output { color: red }", []),
    ],
)
def test_what_is_named(text: str, expected: list[str]) -> None:
    """Types, tags, ids, fields, values, views, templates and legends are found."""
    assert sorted(named(text)) == sorted(expected)


def test_whole_selectors() -> None:
    """Selectors of rules, settings and controls are places, too."""
    text = "@settings { include: a, b; focus: c out 2 } d, e {} "
    found = [one for one in named(text, selectors=True) if one.startswith("selector")]
    assert found == ["selector a, b", "selector c", "selector d, e"]


def test_quotes_are_told() -> None:
    """A place knows the quotes around it, so that a new name can be written to fit."""
    text = """["a"='b'] {} [c=d] {} element { label: "{{e}}" } """
    quotes = {one.text: one.quote for one in references(parse_view(text)) if len(one.text) == 1}
    assert quotes == {"a": '"', "b": "'", "c": "", "d": "", "e": "{{"}


@given(views())
def test_places_are_where_they_say(view: tuple[str, list[str]]) -> None:
    """What a place says stands there, and rewriting each by itself changes nothing."""
    text = view[0]
    sheet = parse_view(text)
    found = references(sheet)
    for one in found:
        assert text[one.start : one.end] == one.text
    inner = [one for one in found if one.naming not in {"selector", "template"}]
    assert rewritten(sheet, [(one, one.text) for one in inner]) == text


@given(TEXTS)
def test_any_text_has_places(text: str) -> None:
    """Broken views end in places, too."""
    whole = f"a[b={text}] {{}} {text}"
    for one in references(parse_view(whole)):
        assert whole[one.start : one.end] == one.text


@each_sample()
def test_views_of_samples(sample: Path) -> None:
    """In real views places stand where they say, and renaming fields changes their names only."""
    data = json.loads(sample.read_text("utf-8-sig"))
    for view in data.get("perspectives", []) if isinstance(data, dict) else []:
        sheet = parse_view(view["style"])
        found = references(sheet)
        assert all(view["style"][one.start : one.end] == one.text for one in found)
        fields = [one for one in found if one.naming == "field"]
        renamed = rewritten(sheet, [(one, "Kind of thing") for one in fields])
        again = [one for one in references(parse_view(renamed)) if one.naming == "field"]
        assert [one.text for one in again] == ["Kind of thing"] * len(fields)
        assert len(renamed) - len(view["style"]) == sum(13 - len(one.text) for one in fields)


def test_changes_that_overlap_are_refused() -> None:
    """A selector and a name inside it cannot both be rewritten."""
    sheet = parse_view("outcome {}")
    whole, part = references(sheet)
    with pytest.raises(ValueError, match="overlap at 0"):
        rewritten(sheet, [(whole, "a"), (part, "b")])
    assert rewritten(sheet, [(Reference("id", 8, 8, ""), "x")]) == "outcome x{}"
