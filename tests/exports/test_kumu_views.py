"""Views made from a theory: they show what they say, look as the tokens say, and are clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from tests.exports.made_maps import Drawing
from tests.exports.shown_views import ShownView
from tests.exports.theories import made_theories
from toc import tokens
from toc.api import gaps, load
from toc.exports.kumu_project import project_from_theory
from toc.exports.kumu_views import BASE, MAIN, kumu_views
from toc.exports.map_reading import read_map
from toc.exports.project_views import with_views
from toc.exports.theory_file import read_theory
from toc.exports.theory_map import document_from_theory
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.kumu.views.known import known_of
from toc.kumu.views.linting import lint
from toc.kumu.views.parser import parse_view
from toc.kumu.views.project_views import read_views
from toc.kumu.views.syntax import Broken, Import, Rule, every_node

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.models.theory import Theory

TYPES = {
    "Dimension": "dimension",
    "Domain": "domain",
    "Output": "output",
    "Outcome": "outcome",
    "Impact": "impact",
    "Measure": "measure",
}
HOSTILE = """toc: 1
name: 'The "one" theory {{x}} */ @import "y";'
dimensions: [{id: d, label: 'a"] { color: red; } /* x'}, {id: e, label: "it's a \\"d\\\\\\" //"},
             {id: f, label: theory base}]
domains: [{id: g, label: "x\\\\"}, {id: h, label: '*/ } @view "Overview" {'}]
outputs:
  - {id: o, label: '[[list "*"]]', dimension: d, leads_to: [u]}
  - {id: p, label: "<b>{{label}}</b>", dimension: e, leads_to: [v]}
  - {id: q, label: Q, dimension: f, leads_to: [v]}
outcomes:
  - {id: u, label: "Theory base", domain: g, measured_by: [m]}
  - {id: v, label: "Not measured yet", domain: h}
measures: [{id: m, label: "'\\"'"}]
"""


def _project(theory: Theory, vocabulary: Vocabulary = DEFAULT) -> Document:
    return with_views(project_from_theory(theory, vocabulary).document, theory, vocabulary)


@pytest.fixture(scope="module")
def equal_care() -> Document:
    """The bundled theory as a project with views."""
    return _project(load("equal-care"))


def test_the_set() -> None:
    """One base, one main view, and one for each part that the theory's people keep by hand."""
    reading = read_map(document_from_theory(load("equal-care")).document, DEFAULT)
    assert [view.name for view in kumu_views(reading, "T")] == [
        "Theory base",
        "Theory of change",
        "Overview",
        "Outputs",
        "Outcomes",
        "Measures of Growth",
        "Measures of Systems Maintenance & Co-production",
        "Measures of Well-being, Relationships & Belonging",
        "Circles",
        "Teams",
        "Platform",
        "Commons",
        "Not measured yet",
    ]


def test_the_linter_finds_nothing(equal_care: Document) -> None:
    """Every property is documented, every selector picks something, every import is there."""
    views = read_views(equal_care)
    known = known_of(equal_care, views)
    assert len(views.all) == 13
    for view in views.all:
        assert lint(view.sheet, known) == [], view.name


@pytest.mark.parametrize("partial", [False, True])
def test_every_element_looks_as_the_tokens_say(equal_care: Document, *, partial: bool) -> None:
    """In every view, and in every part of the main view, colour and shape are those of the role."""
    for view in read_views(equal_care).all:
        if partial and view.name in {BASE, MAIN}:
            continue
        shown = ShownView(equal_care, view.name, partial=partial)
        for element in equal_care.elements:
            look = tokens.ELEMENTS[TYPES[element.type]]
            assert shown.look(element, "color") == look.colour
            assert shown.look(element, "shape") == look.shape


@pytest.mark.parametrize("partial", [False, True])
def test_not_measured_yet_shows_exactly_the_gaps(equal_care: Document, *, partial: bool) -> None:
    """The view shows the outcomes that `toc.gaps` calls gaps, and nothing else."""
    shown = ShownView(equal_care, "Not measured yet", partial=partial)
    found = gaps(load("equal-care")).outcomes
    assert shown.ids == {one.id for one in found if one.state == "gap"}
    assert len(shown.ids) == 21


@pytest.mark.parametrize("partial", [False, True])
def test_the_parts_show_what_they_say(equal_care: Document, *, partial: bool) -> None:
    """An overview of groups, each role deeper, and each group with what belongs to it."""
    theory = load("equal-care")

    def shown(name: str) -> set[str]:
        return ShownView(equal_care, name, partial=partial).ids

    groups = ({one.id for one in theory.dimensions}, {one.id for one in theory.domains})
    outcomes = {one.id for one in theory.outcomes}
    assert shown("Overview") == groups[0] | groups[1]
    assert shown("Outputs") == groups[0] | {one.id for one in theory.outputs}
    assert shown("Outcomes") == groups[1] | outcomes
    wellbeing = [one for one in theory.outcomes if one.domain == "wellbeing"]
    assert shown("Measures of Well-being, Relationships & Belonging") == (
        {"wellbeing"}
        | {one.id for one in wellbeing}
        | {tie.measure for one in wellbeing for tie in one.measured_by}
    )
    outputs = {one.id for one in theory.outputs if one.dimension == "circles"}
    reached = {link.to for link in theory.every_link() if link.from_ in outputs | {"circles"}}
    assert shown("Circles") == {"circles"} | outputs | (reached & outcomes)


def test_thin_views_hold_no_look_of_their_own(equal_care: Document) -> None:
    """Only the base has rules; all others import it, by a slug that is certain."""
    for view in read_views(equal_care).all:
        nodes = [*every_node(view.sheet)]
        rules = [one for one in nodes if isinstance(one, Rule)]
        imports = [one.name.text for one in nodes if isinstance(one, Import)]
        assert bool(rules) == (view.name == BASE)
        assert imports == ([] if view.name == BASE else ['"theory-base"'])
        assert len(view.style) < 1000 or view.name in {BASE, MAIN}


def test_names_are_text_and_nothing_else() -> None:
    """Quotes, braces, comments, backslashes and view code in names do not break a view."""
    theory = read_theory(HOSTILE.encode(), "hostile.yaml")
    project = _project(theory)
    views = read_views(project)
    known = known_of(project, views)
    assert len({view.name.casefold() for view in views.all}) == len(views.all) == 11
    for view in views.all:
        assert lint(view.sheet, known) == [], view.name
    assert ShownView(project, "Overview").ids == {"d", "e", "f", "g", "h"}
    assert ShownView(project, "Not measured yet").ids == {"v"}


@settings(max_examples=60, deadline=None)
@given(made_theories())
def test_of_any_theory(theory: Theory) -> None:
    """Of any theory the views are clean, show its gaps, and give each role its look."""
    project = _project(theory)
    views = read_views(project)
    known = known_of(project, views)
    for view in views.all:
        assert not [one for one in every_node(view.sheet) if isinstance(one, Broken)], view.style
        assert lint(view.sheet, known) == [], view.style
    base = ShownView(project, BASE)
    for element in project.elements:
        look = tokens.ELEMENTS[TYPES[element.type]]
        assert base.look(element, "color") == look.colour
    unmeasured = {one.id for one in theory.outcomes if not one.measured_by}
    if unmeasured:
        assert ShownView(project, "Not measured yet").ids == unmeasured
    else:
        assert "Not measured yet" not in {view.name for view in views.all}


def test_own_words() -> None:
    """Types and fields are those of the vocabulary in force."""
    data = {"roles": {"outcome": {"types": ["Ergebnis"]}}, "fields": {"domain": "Wirkungsfeld"}}
    words = DEFAULT.with_data(data, "words")
    project = _project(load("equal-care"), words)
    assert len(ShownView(project, "Not measured yet").ids) == 21
    style = read_views(project).named("Measures of Growth").style
    assert '["element type"="Ergebnis"]["wirkungsfeld"="Growth"]' in style


def test_a_map_with_words_of_its_own() -> None:
    """Of a map several types may have a role, selectors give roles, and fields name measures."""
    drawing = Drawing().element("a", "Goal").element("b", "Outcome", Indicator="count")
    drawing.element("c", "State").element("d", "Measure").element("e", "Metric").element(
        "f", "Goal"
    )
    drawing.element("g", "Activity", Dimension="Food").element("h", "Output", Dimension="Food")
    drawing.join("a", "d").join("e", "c").join("g", "c").join("h", "a")
    data = {"roles": {"outcome": {"select": "state, outcome"}, "impact": {"types": "Goal"}}}
    reading = read_map(drawing.document(), DEFAULT.with_data(data, "words"))
    views = {view.name: view for view in kumu_views(reading, "T")}
    assert "\nstate, outcome {\n" in views[BASE].text
    state, goal = "element:not(:not(state, outcome))", '["element type"="Goal"]'
    kinds = [f'["element type"="{kind}"]' for kind in ("Activity", "Output")]
    outputs = [f'{kind}["dimension"="Food"]' for kind in kinds]
    assert views["Food"].items == (
        *outputs,
        f"{goal} <-- {outputs[1]}",
        f"{state} <-- {outputs[0]}",
    )
    joined = (
        ':not(element <--> ["element type"="Measure"]):not(element <--> ["element type"="Metric"])'
    )
    assert views["Not measured yet"].items == (f'{goal}[!"indicator"]{joined}',)
    for view in views.values():
        assert lint(parse_view(view.text)) == []
    assert "layout" not in views[BASE].text
    assert "layout: static;" in kumu_views(reading, "T", positions=True)[0].text


def test_groups_with_the_same_label() -> None:
    """On a map without ids of people's own, a group is told from its namesakes by its system id."""
    drawing = Drawing().element("Health", "Domain").element("Health", "Domain")
    drawing.element("a", "Outcome", domain="Health")
    document = drawing.document("nested")
    views = kumu_views(read_map(document, DEFAULT), "T")
    own = [view.items[0] for view in views if view.name.startswith("Measures of Health")]
    assert own == [f"#{one.system_id}" for one in document.elements[:2]]


def test_roles_have_the_types_of_the_theory() -> None:
    """Every role that a written theory can have is known to these tests."""
    assert set(TYPES.values()) == {str(role) for role in Role if role is not Role.ASSUMPTION}
