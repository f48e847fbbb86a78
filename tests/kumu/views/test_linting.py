"""The linter: what it accepts and what it reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from tests.kumu.views.made_views import found_in, street
from tests.kumu.views.test_tokens import TEXTS
from tests.kumu.views.view_texts import views
from tests.kumu_documents import read
from tests.samples import each_sample
from toc.exports.kumu_project import PLAIN_VIEW
from toc.kumu.document import read_document
from toc.kumu.views.findings import RULES
from toc.kumu.views.known import known_of
from toc.kumu.views.linting import lint
from toc.kumu.views.parser import parse_view

if TYPE_CHECKING:
    from pathlib import Path

GOOD = [
    "",
    "/* only a remark */ // and another",
    "@settings { template: systems; theme: dark; layout-preset: dense; same-label: '' }",
    "@settings { element-color: categorize('Element Type', Dark2-inverted); *-font-size: 12 }",
    "@settings { element-size: scale('budget', 1, 5); connection-width: scale('strength', 1, 5) }",
    "@settings { include: activity, connection; ignore: activity:not([budget=1]), [!owner] }",
    "@settings { showcase: activity !strict; focus: #meals out 2; focus-direction: in }",
    "@settings { focus: prompt; background-opacity: 0.1; background-color: #fff }",
    "@settings { cluster: activity by 'Owner' as 'Person'; bridge: person } person { color: red }",
    "@settings { layout-guides: x(10) y(20) circle(1, 2, 3); layout-x: 'budget' }",
    "@settings { element-image-url: url(https://a.example/a;b.png) }",
    "@settings { element-flag: 'Sector' with Set1 }",
    "activity { color: RED; shape: circle; border-width: 2; label: '{{label}}  {{ Budget }}' }",
    "connection { color: gradient(red, blue); style: dashed; dash: 5 10; curvature: -0.4 }",
    "loop { font-size: 20; opacity: 0.5 }  :focus { color: red }",
    "@settings { cluster: 'Owner' } element['element type'='owner'] { opacity: 0.2 }",
    "element { size: ''; icon: heart solid; text-overflow: wrap 20; width: auto }",
    "@controls { reset: true; toolbar: click; top { search {} } bottom-left {} }",
    "@controls { top { filter { by: 'Owner'; as: buttons; only: 'Ana', Ben; default: none } } }",
    "@controls { top { showcase { mode: loose; option { label: 'x'; selector: output } } } }",
    "@controls { top { group { font-size: 12; title { value: 'x' } label { value: 'y' } } } }",
    "@controls { top { color-legend { colors: auto; color { value: red; label: 'a' } } } }",
    "@controls { top { view-toggle { options: 'a'; option { value: 'a' } } } } @view 'a' {}",
    "@import 'other view'; @import \"other-view\"; @view 'a' { @import 'other-view'; }",
    "activity { color: red } #meals { color: blue }",
    "element { color: categorize('budget', Set1) } element { color: categorize('sector', Set1) }",
    "element { color: red } @view 'a' { element { color: blue } }",
]

BAD = [
    ("}", ["1:1 broken"]),
    ("color: red;", ["1:1 broken"]),
    ("{ color: red }", ["1:1 broken"]),
    ("@setings { }", ["1:1 broken"]),
    ("activity { output { color: red } }", ["1:12 broken"]),
    ("activity { color }", ["1:12 broken"]),
    ("activity { color: red", ["1:1 unclosed"]),
    ("activity {} /* end", ["1:13 unclosed"]),
    ('activity { label: "half; }\n}', ["1:19 unclosed"]),
    ("activity {\n  color: red\n  shape: circle;\n}", ["3:3 missing-semicolon"]),
    ("activity {\n  color: red // a remark\n  shape: circle;\n}", ["3:3 missing-semicolon"]),
    ("activity { color: ; }", ["1:12 no-value"]),
    ("@import; @view {}", ["1:1 no-value", "1:10 no-value"]),
    ("activity output {}", ["1:10 unreadable-selector"]),
    ("@settings { include: [owner= }", ["1:29 unreadable-selector"]),
    ("@settings { font-size: 1 }", ["1:13 unknown-property"]),
    ("@settings { layout-gravty: 1 }", ["1:13 unknown-property"]),
    ("activity { back-ground: red }", ["1:12 unknown-property"]),
    ("activity { element-color: red }", ["1:12 unknown-property"]),
    ("activity { include: output }", ["1:12 unknown-property"]),
    ("@controls { colour: red; top { title { valu: 'x' } } }", ["1:13", "1:40"]),
    ("@settings { template: clone }", ["1:23 unknown-value"]),
    ("@settings { background-opacity: 2 }", ["1:33 unknown-value"]),
    ("@settings { geo-location: owner }", ["1:27 unknown-value"]),
    ("@settings { showcase: activity !all }", ["1:32 unknown-value"]),
    ("activity { color: gren }", ["1:19 unknown-value"]),
    ("activity { size: 10px }", ["1:18 unknown-value"]),
    ("activity { size: 10 20 }", ["1:18 unknown-value"]),
    ("activity { shape: circel }", ["1:19 unknown-value"]),
    ("activity { color: categorise('owner', Set1) }", ["1:19 unknown-value"]),
    ("activity { color: categorize('owner', Sett1) }", ["1:39 unknown-value"]),
    ("activity { color: categorize('owner', 'Ana' red) }", ["1:39 unknown-value"]),
    ("activity { color: categorize() }", ["1:19 unknown-value"]),
    ("@controls { filter { by: 'owner' } }", ["1:13 unknown-control"]),
    ("@controls { topp {} top { filtre {} } }", ["1:13 unknown-control", "1:27 unknown-control"]),
    ("@controls { top { filter { choice {} } } }", ["1:28 unknown-control"]),
    ("activity { curvature: 1 } connection { shape: circle }", ["1:12 wrong-kind", "1:40"]),
    (":orphan, visits[budget] { curvature: 1 }", ["1:10 matches-nothing", "1:27 wrong-kind"]),
    (":from(activity), leads-to-connection { shape: circle }", ["1:40 wrong-kind"]),
    ("@settings { element-curvature: 1 }", ["1:13 wrong-kind"]),
    ("element[type='Activity'] {}", ["1:8 unknown-field"]),
    ("[ownr] {} activity { label: '{{ownr}}' }", ["1:1 unknown-field", "1:32 unknown-field"]),
    ("@controls { top { filter { by: 'type' } } }", ["1:33 unknown-field"]),
    ("@settings { element-size: scale('degree', 1, 5) }", ["1:34 unknown-field"]),
    ("@import 'nowhere';", ["1:9 unknown-view"]),
    ("@controls { top { view-toggle { options: 'b' } } } @view 'a' {}", ["1:43 unknown-view"]),
    ("@view 'a' { @import 'b' } @view 'b' { @import 'a'; @import 'gone' }", ["1:60 unknown-view"]),
    ("activites {}", ["1:1 matches-nothing"]),
    ("activity, person, output {}", ["1:11 matches-nothing"]),
    ("@settings { focus: #meals out 1, #nobody out 1 }", ["1:34 matches-nothing"]),
    ("activity { color: categorize('owner', red 'Anna') }", ["1:44 matches-nothing"]),
    ("@controls { top { filter { by: 'Owner'; only: 'Anna' } } }", ["1:48 matches-nothing"]),
    ("activity { color: red } element { color: blue }", ["1:12 never-wins"]),
    ("activity { color: red; color: blue }", ["1:12 never-wins"]),
    ("@settings { element-color: red } element { color: blue }", ["1:13 never-wins"]),
    ("@settings { theme: dark; theme: light }", ["1:13 never-wins"]),
    (
        "element { color: blue } @view 'a' { @settings { element-color: red; theme: dark } }",
        ["1:49 never-wins"],
    ),
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_accepted(text: str) -> None:
    """What Kumu documents, in any case, is no finding."""
    document = street(perspectives=[{"_id": "pers-o", "name": "Other view", "style": ""}])
    assert found_in(text, document) == []


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_what_is_reported(text: str, expected: list[str]) -> None:
    """Each rule reports with line and column."""
    found = [f"{line}:{column} {rule}" for line, column, rule in found_in(text, street())]
    assert len(found) == len(expected)
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


def test_every_rule_has_a_case() -> None:
    """No rule is without a text that it reports, and none is unknown."""
    circular = street(perspectives=[_view("a", "@import 'b';"), _view("b", "@import 'a';")])
    reported = {rule for text, _ in BAD for _, _, rule in found_in(text, street())}
    known = known_of(circular)
    reported |= {one.rule for one in lint(known.views.all[0].sheet, known)}
    assert reported == set(RULES)


def _view(name: str, style: str) -> dict[str, str]:
    return {"_id": f"pers-{name}", "name": name, "style": style}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@settings { font-size: 1 }", "Did you mean element-font-size, connection-font-size or"),
        ("@setings {}", "Did you mean @settings?"),
        ("activity { element-color: red }", "Did you mean color?"),
        ("activity { size: 10px }", "Kumu's values have none: 10."),
        ("activity { color: gren }", "Did you mean green?"),
        ("activity { color: categorize('owner', 'Ana' red) }", 'Write red "Ana".'),
        ("activity { color: categorize('owner', Sett1) }", "Did you mean set1?"),
        ("activites {}", "Did you mean activity?"),
        ("element[type='x'] {}", "Did you mean [\"element type\"='x']?"),
        ("@settings { element-size: scale('degree', 1, 5) }", "Run this metric in Kumu first."),
        ("@controls { filter { by: 'owner' } }", "Put it into a region: top, top-left"),
        ("@settings { geo-location: owner }", 'Put the name of the field in quotes: "owner".'),
        ("activity { output { color: red } }", "Is the } of the rule above missing?"),
    ],
)
def test_suggestions(text: str, sentence: str) -> None:
    """Where something near is known, it is named."""
    (finding,) = lint(parse_view(text), known_of(street()))
    assert sentence in finding.suggestion


def test_what_overrides_is_named() -> None:
    """A declaration that never wins names what does; several winners are not listed."""
    text = "element { color: red }\nactivity { color: blue }\n:not(activity) { color: pink }"
    (finding,) = lint(parse_view(text), known_of(street()))
    assert finding.what == "color never shows: line 2 and others override it."
    without = lint(parse_view("element { color: red }\nelement { color: blue }"))
    assert [one.what for one in without] == ["color never shows: line 2 overrides it."]


def test_without_a_project_only_the_text_counts() -> None:
    """Fields, items and other views cannot be missed where none are known."""
    assert found_in("nobody[x] { color: scale('y', Set1) } @import 'z';") == []
    assert found_in("nobody { colr: red }") == [(1, 10, "unknown-property")]


def test_a_project_without_items_has_no_dead_selectors() -> None:
    """Where nothing is there yet, only fields that are not defined are missed."""
    empty = read({"elements": [], "connections": [], "attributes": [{"name": "Owner Name"}]})
    assert found_in("person, [owner-name], ['Owner Name'=x] {}", empty) == []
    assert found_in("[nothing] {}", empty) == [(1, 1, "unknown-field")]


def test_the_view_of_a_fresh_project_passes() -> None:
    """The view that a theory is written with has no finding by its text."""
    assert found_in(PLAIN_VIEW) == []


@each_sample()
def test_views_of_samples(sample: Path) -> None:
    """Real views are looked at without trouble; the one slip in them is found."""
    if not isinstance(json.loads(sample.read_bytes().decode("utf-8-sig")).get("elements"), list):
        pytest.skip("no Kumu document")
    document = read_document(sample.read_bytes(), sample.name)
    known = known_of(document)
    found = [one.what for view in known.views.all for one in lint(view.sheet, known)]
    assert set(found) <= {"Kumu documents no font-size in @settings."}


@given(TEXTS | views().map(lambda one: one[0]))
@settings(max_examples=60)
def test_any_text_can_be_looked_at(text: str) -> None:
    """Whatever the text is, the findings point into it."""
    lines = text.split("\n")
    for finding in lint(parse_view(text), known_of(street())):
        assert finding.rule in RULES
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
