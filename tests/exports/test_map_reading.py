from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.made_maps import FORMS, Drawing, document, project, reading
from toc.errors import NoOutcomesError, NotFoundError
from toc.exports.map_reading import LINKED, OUTCOMES, read_map
from toc.exports.vocabulary import DEFAULT, Role

if TYPE_CHECKING:
    from toc.exports.map_reading import MapReading
    from toc.kumu.document import Document

MEASURES = frozenset({Role.MEASURE})


def typed() -> Drawing:
    """One element of every role, one of another type and one of none."""
    drawing = Drawing()
    for kind in ("Activity", "Outcome", "Impact", "Indicator", "Domain", "Dimension", "Person"):
        drawing.element(kind.lower(), kind)
    return drawing.element("untyped")


@pytest.mark.parametrize("form", FORMS)
def test_roles_are_read_from_every_form(form: str) -> None:
    """Whatever the form, each type gets its role, and the others are counted by type."""
    found = reading(typed().document(form))
    assert [found.roles[place] for place in found.elements] == [
        Role.OUTPUT,
        Role.OUTCOME,
        Role.IMPACT,
        Role.MEASURE,
        Role.DOMAIN,
        Role.DIMENSION,
    ]
    assert [one.label for one in found.with_role(*OUTCOMES)] == ["outcome", "impact"]
    assert found.no_role == {"Person": 1, "": 1}


@pytest.mark.parametrize("form", FORMS)
def test_connections_are_read_from_every_form(form: str) -> None:
    """Connections among roles are found by any form's ends, in the order of the document."""
    drawing = typed().join("activity", "outcome").join("person", "outcome")
    drawing.join("outcome", "outcome").join("outcome", "nowhere").join("outcome", "indicator")
    found = reading(drawing.document(form))
    assert [(one.start.label, one.end.label) for one in found.joins] == [
        ("activity", "outcome"),
        ("outcome", "outcome"),
        ("outcome", "indicator"),
    ]


def test_joins_are_turned_so_that_the_first_role_starts() -> None:
    """Asked from either side, a join starts at the first role, and says if it was turned."""
    drawing = Drawing().element("a", "Outcome").element("z", "Impact").element("m", "Metric")
    drawing.join("m", "a").join("z", "m").join("a", "z").join("a", "m").join("m", "m")
    found = reading(drawing)
    joins = found.joined(OUTCOMES, MEASURES)
    assert [(one.start.label, one.end.label, one.turned) for one in joins] == [
        ("a", "m", True),
        ("z", "m", False),
        ("a", "m", False),
    ]
    assert [one.connection.place for one in found.joined(MEASURES, OUTCOMES)] == [0, 1, 3]
    assert [one.connection.place for one in found.joined(LINKED, LINKED)] == [2]
    assert [one.connection.place for one in found.joined(MEASURES, MEASURES)] == [4]


def test_a_label_at_an_end_means_its_first_bearer() -> None:
    """Where two elements share a label, connections by that label join the first of them."""
    drawing = Drawing().element("same", "Outcome").element("same", "Outcome")
    found = reading(drawing.element("m", "Metric").join("m", "same"))
    assert [one.end.place for one in found.joins] == [0]
    assert found.ids == {0: "same", 1: "same #2", 2: "m"}


def test_an_attribute_is_the_first_field_that_has_text() -> None:
    """Of an attribute's fields the first one with text gives it; blanks around it go."""
    words = DEFAULT.with_data({"fields": {"unit": ["Einheit", "Unit"]}}, "words")
    drawing = Drawing().element("a", "Outcome", Einheit=" ", Unit=" % ")
    found = reading(drawing, words)
    assert found.attribute(found.elements[0], "unit") == "%"
    assert found.attribute(found.elements[0], "owner") == ""


def test_a_field_of_any_alphabet_is_found() -> None:
    """A field is found whatever its case, also where lower case has other letters."""
    words = DEFAULT.with_data({"fields": {"unit": "MAßEINHEIT"}}, "words")
    found = reading(Drawing().element("a", "Outcome", Maßeinheit="%"), words)
    assert found.attribute(found.elements[0], "unit") == "%"


def test_texts_are_every_value_of_every_field() -> None:
    """All fields of an attribute are read, lists value by value, without what is empty."""
    drawing = Drawing().element(
        "a", "Outcome", Metrics=["one", " ", None, 3], Measure="two ", Indicator="", Indicators=None
    )
    found = reading(drawing)
    assert list(found.attribute_texts(found.elements[0], "measures")) == ["two", "one", "3"]


def in_project(default: str | None) -> Document:
    """Two maps: a and b on Main, b on Other; c is in the trash."""
    drawing = Drawing().element("a", "Outcome").element("b", "Outcome").element("c", "Outcome")
    nested = drawing.join("a", "b").join("b", "c").nested()
    maps: dict[str, set[str] | None] = {"Main": {"a", "b"}, "Other": {"b"}}
    return document(project(nested, maps, default))


def labels(found: MapReading) -> list[str]:
    return [one.label for one in found.elements.values()]


def test_a_project_is_read_by_its_default_map() -> None:
    """Without a name the default map is meant; what is elsewhere is left out and known."""
    found = reading(in_project("Other"))
    assert found.scope.map is not None
    assert (found.scope.map.name, labels(found)) == ("Other", ["b"])
    assert [one.label for one in found.scope.other_maps] == ["a"]
    assert [one.label for one in found.scope.trash] == ["c"]
    assert found.joins == []


@pytest.mark.parametrize("name", ["Other", "other", "map-Other"])
def test_another_map_is_read_by_name_or_id(name: str) -> None:
    """A map is named by its name, in any case, or by its id."""
    assert labels(reading(in_project("Main"), name=name)) == ["b"]


def test_all_is_the_project_without_its_trash() -> None:
    """`all` reads every map at once, and leaves out what is on none."""
    found = reading(in_project("Main"), name="all")
    assert (found.scope.map, labels(found)) == (None, ["a", "b"])
    assert [(one.start.label, one.end.label) for one in found.joins] == [("a", "b")]


def test_without_a_default_the_first_map_is_read_and_said() -> None:
    """A project whose default names nothing is read by its first map, with a warning."""
    found = reading(in_project(None))
    assert labels(found) == ["a", "b"]
    assert any('read by its first, "Main"' in line for line in found.warnings())


def test_a_map_that_is_not_there_is_refused() -> None:
    """A name that no map has is an error, never an answer about another map."""
    with pytest.raises(NotFoundError, match='There is no map "Draft"'):
        reading(in_project("Main"), name="Draft")


def test_what_has_no_role_is_said_with_its_types() -> None:
    """One warning counts the elements without a role, the commonest type first."""
    drawing = Drawing().element("a", "Outcome").element("b", "Person").element("c", "Team")
    drawing.element("d", "Team").element("e")
    assert reading(drawing).warnings() == [
        "elements without a role, by type: Team (2), no type (1), Person (1)",
        (
            "no element counts as an output, so there are no routes to count; say which do: "
            '--role output="Team"'
        ),
    ]


def test_a_role_for_a_type_that_no_element_has_is_told() -> None:
    """A misspelt type in `--role` does not go by in silence; the nearest type is named."""
    drawing = Drawing().element("a", "Outcome").element("b", "Activity")
    words = DEFAULT.with_roles(["output=Activty"])
    assert read_map(drawing.document("flat"), words).warnings() == [
        'no element here has the type "Activty", which was given a role; did you mean "Activity"?'
    ]


def test_dirt_is_said_and_stops_nothing() -> None:
    """A repeated label, an end that leads nowhere and parallel connections are each one line."""
    drawing = Drawing().element("a", "Outcome").element("a", "Outcome").element("b", "Outcome")
    drawing.join("a", "b").join("a", "b").join("a", "nowhere")
    assert len(reading(drawing).warnings()) == 3


def test_a_map_without_outcomes_says_what_there_is() -> None:
    """Types as people spell them, their numbers, and the flag with a type from this very map."""
    drawing = Drawing().element("a", "Desired state").element("b", "Desired state")
    drawing.element("c", "Staff indicator").element("d")
    with pytest.raises(NoOutcomesError) as caught:
        reading(drawing)
    assert str(caught.value) == (
        "map.json: None of these elements counts as an outcome, so nothing can be said."
        " The types found: Desired state (2), no type (1), Staff indicator (1)."
        ' Say which of them are outcomes: --role outcome="Desired state".'
    )


def test_the_flag_in_the_message_gives_an_answer() -> None:
    """Following the message's own advice makes the map readable."""
    drawing = Drawing().element("a", "Desired state")
    found = reading(drawing, DEFAULT.with_roles(["outcome=Desired state"]))
    assert labels(found) == ["a"]


def test_a_map_without_outcomes_points_at_the_rest_of_the_project() -> None:
    """Where elements stand elsewhere the message says how many, and how to read them."""
    nested = Drawing().element("a", "Person").element("b", "Outcome").nested()
    with pytest.raises(NoOutcomesError) as caught:
        reading(document(project(nested, {"Main": {"a"}, "Other": {"b"}})))
    assert caught.value.where == "map.json: Main"
    assert "1 more stand on other maps (--map all)" in str(caught.value)


def test_an_empty_document_says_so() -> None:
    """Where there are no elements at all there is nothing to give a role."""
    with pytest.raises(NoOutcomesError, match="There are no elements here"):
        reading(document({"elements": [], "connections": []}))


def test_many_types_are_cut_short() -> None:
    """Of very many types the message names the twelve commonest."""
    drawing = Drawing()
    for number in range(20):
        drawing.element(str(number), f"Type {number:02}")
    with pytest.raises(NoOutcomesError) as caught:
        read_map(drawing.document(), DEFAULT)
    assert "Type 11 (1), …." in str(caught.value)
    assert "Type 12" not in str(caught.value)
