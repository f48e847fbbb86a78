"""Names changed in views."""

from __future__ import annotations

import pytest

from tests.kumu.renaming.made_projects import rewritten

TYPE = "type Outcome=End Result"
ODD = "type Outcome=A & B"
FIELD = "field Owner=Lead Person"
TAG = "tag core=Key"
LABEL = "label Trust grows=More trust"


@pytest.mark.parametrize(
    ("view", "asked", "expected"),
    [
        ("outcome {}", TYPE, "end-result {}"),
        ("Outcome, output {}", TYPE, "End-Result, output {}"),
        ("outcome-connection {}", TYPE, "end-result-connection {}"),
        ("output --outcome--> outcome {}", TYPE, "output --end-result--> end-result {}"),
        ("long-term-outcome {}", TYPE, "long-term-outcome {}"),
        ("-connection {}", "type +=Adds", "adds-connection {}"),
        ("a:not(outcome.core) {}", TYPE, "a:not(end-result.core) {}"),
        ("outcome.core {}", ODD, '["element type"="A & B"].core {}'),
        ("outcome-connection {}", ODD, '["connection type"="A & B"] {}'),
        ("a --outcome--> b {}", ODD, 'a --["connection type"="A & B"]--> b {}'),
        ("leads-to-connection {}", "type Leads to=-", '["connection type"="-"] {}'),
        ("[element type=outcome] {}", TYPE, '[element type="end result"] {}'),
        ('["Element Type" = "OUTCOME"] {}', TYPE, '["Element Type" = "END RESULT"] {}'),
        (
            '["element type"="Outcome"] {}',
            'type Outcome=5" pipe',
            '["element type"=\'5" pipe\'] {}',
        ),
        ('["element type"!="outcome"] {}', TYPE, '["element type"!="end result"] {}'),
        ('["loop type"~="outcome"] {}', TYPE, '["loop type"~="end result"] {}'),
        ('["connection type"^="lead"] {}', TYPE, '["connection type"^="lead"] {}'),
        ('["label"="outcome"] {}', TYPE, '["label"="outcome"] {}'),
        (".core {}", TAG, ".key {}"),
        ("a.core:not(.Core) {}", "tag core=A/B", 'a["tags"="A/B"]:not(["tags"="A/B"]) {}'),
        (".year-one {}", "tag year one=Year Two", ".year-two {}"),
        ('["tags"*="cor"] {}', "tag core=corner", '["tags"*="cor"] {}'),
        ("[owner] {}", FIELD, '["lead person"] {}'),
        ('[!"Owner"]["owner" = "Ana"] {}', FIELD, '[!"Lead Person"]["lead person" = "Ana"] {}'),
        ("[owner] {}", "field Owner=Lead", "[lead] {}"),
        ("#trust-grows {}", LABEL, "#more-trust {}"),
        ("#elem-b {}", LABEL, "#elem-b {}"),
        ('["label"="trust grows"] {}', LABEL, '["label"="more trust"] {}'),
        ("#trust-grows {}", "label Trust grows=Trust?", '["label"="Trust?"] {}'),
    ],
)
def test_selectors(view: str, asked: str, expected: str) -> None:
    """A selector names what it named, in the spelling and quotes that it had where they can be."""
    assert rewritten(view, asked) == expected


@pytest.mark.parametrize(
    ("view", "asked", "expected"),
    [
        (
            '@settings { element-color: categorize("Element Type", red "Outcome", blue "x") }',
            TYPE,
            '@settings { element-color: categorize("Element Type", red "End Result", blue "x") }',
        ),
        (
            '@settings { cluster: outcome by "Owner" as "Outcome"; include: *, outcome }',
            TYPE,
            '@settings { cluster: end-result by "Owner" as "End Result"; include: *, end-result }',
        ),
        (
            '@settings { element-size: scale(owner, 1, 5); x: categorize("Owner") }',
            FIELD,
            '@settings { element-size: scale("lead person", 1, 5); x: categorize("Lead Person") }',
        ),
        (
            'element { popover: "<b>{{ Owner }}</b> {{owner}}" }',
            FIELD,
            'element { popover: "<b>{{ Lead Person }}</b> {{lead person}}" }',
        ),
        ('a { flag: "Tags" with red "core" }', TAG, 'a { flag: "Tags" with red "Key" }'),
        (
            '@controls { top { x { by: "element type"; only: outcome, "x", none } } }',
            TYPE,
            '@controls { top { x { by: "element type"; only: "end result", "x", none } } }',
        ),
        (
            "@controls { top { showcase { option { selector: outcome; default: true } } } }",
            TYPE,
            "@controls { top { showcase { option { selector: end-result; default: true } } } }",
        ),
        (
            '@controls { top { focus { by: "label"; only: "Trust grows" } } }',
            LABEL,
            '@controls { top { focus { by: "label"; only: "More trust" } } }',
        ),
        (
            '@import "main"; @controls { top { view-toggle { options: "Main", x } } }',
            "view Main=All of it",
            '@import "all-of-it"; @controls { top { view-toggle { options: "All-of-it", x } } }',
        ),
        (
            'element { popover: "[x](= outcome) [y](#main-map/main/trust-grows)" }',
            TYPE,
            'element { popover: "[x](= end-result) [y](#main-map/main/trust-grows)" }',
        ),
        (
            'element { popover: "[x](= .core)" }',
            "tag core=A/B",
            "element { popover: \"[x](= ['tags'='A/B'])\" }",
        ),
    ],
)
def test_values(view: str, asked: str, expected: str) -> None:
    """Value functions, clusters, templates, flags, controls and imports follow."""
    assert rewritten(view, asked) == expected


@pytest.mark.parametrize(
    ("view", "asked", "why"),
    [
        ("#trust {}", "label Trust=Faith", 'trust: it may also mean "Trust!"'),
        (
            "#trust-grows {}",
            "label Trust grows=Meals",
            "trust-grows: something else has that name already",
        ),
        ('["element type"*="outco"] {}', TYPE, "outco: it compares with a part of the name"),
        (
            '["tags"*="core"] {}',
            "tag core=Year",
            "core: it compares with a part of the name",
        ),
        (
            "a { image-url: url(https://a.example/{{ owner }}.png) }",
            FIELD,
            "owner: fields are not documented there",
        ),
        ("/* Outcomes and more */ a {}", "tag core=Key", ""),
        ("/* Our outcome */ a {}", TYPE, "Our outcome: a text for readers"),
        ('a { label: "Outcome: {{outcome}}" }', TYPE, "Outcome: {{outcome}}: a text for readers"),
        (
            '@controls { top { filter { option { label: "Outcome" } } } }',
            TYPE,
            '"Outcome": a text for readers',
        ),
        ("outcome.[ {}", TYPE, "outcome.[: it cannot be read"),
        ("[a=b] } outcome", TYPE, "outcome: it cannot be read"),
        (
            '@settings { layout-x: "owner * 2" }',
            FIELD,
            "owner * 2: an expression",
        ),
        (
            '@settings { cluster: "Owner" } owner {}',
            "field Owner=Lead",
            "owner: it may mean what clustering by that field makes",
        ),
        (
            '["element type"/* is */="outcome"] {}',
            TYPE,
            None,
        ),
        (
            '["element type"=/* is */"outcome"] {}',
            TYPE,
            "outcome: a comment stands before it",
        ),
        (
            '@import "main"; @view "main" { }',
            "view Main=Whole",
            "main: it may also mean a partial view",
        ),
        ('@import "main";', "view Main=A & B", 'main: the slug of "A & B" is not certain'),
        (
            "outcome {}",
            'type Outcome=It\'s a "test"',
            "outcome: the new name cannot be written there",
        ),
        (
            'a { popover: "{{owner}}" }',
            'field Owner=The "lead"',
            "owner: the new name cannot be written there",
        ),
        (
            'a { popover: "[x](= .core)" }',
            "tag core=Key (a & b)",
            ".core: the new name cannot be written there",
        ),
    ],
)
def test_what_is_left_alone(view: str, asked: str, why: str | None) -> None:
    """What may mean something else, or cannot be written, stays as it is and is named."""
    found = rewritten(view, asked)
    if why is None:
        assert found == '["element type"/* is */="end result"] {}'
    elif not why:
        assert found == view
    else:
        shown, *left = found.split(" | ")
        assert why in left
        if "cluster" not in view:
            assert shown == view
