from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.kumu_documents import Written, blueprint, connection, element, kumu_files, nested_element
from toc.kumu.document import read_document
from toc.kumu.ends import named_elements, shown_ids


@pytest.mark.parametrize(
    ("name", "place"),
    [("o1", 0), ("Trust", 0), ("2", 1), ("elem-3", 2), ("id-3", 2), ("Third", 2)],
)
def test_ends_by_any_name(name: str, place: int) -> None:
    """`from` may name an element by system id, assigned id (a number too) or label."""
    document = blueprint(
        element("Trust", id="o1"),
        element("Trust", id=2),
        {"_id": "elem-3", "label": "Third", "id": "id-3"},
    )
    assert named_elements(document.elements)[name].place == place


def test_repeated_name_means_its_first_bearer() -> None:
    """A label or id that several bear means the first of them."""
    document = blueprint(
        nested_element("e", "A", id="x"), nested_element("e", "A", id="x"), element("A")
    )
    named = named_elements(document.elements)
    assert {name: one.place for name, one in named.items()} == {"e": 0, "x": 0, "A": 0}


def test_ids_come_before_labels() -> None:
    """A name that is one element's label and another's id means the one with the id."""
    document = blueprint(
        element("b"), element("c", id="b"), nested_element("c", "a"), element("d", id="c")
    )
    named = named_elements(document.elements)
    assert (named["b"].place, named["c"].place) == (1, 2)


def test_a_number_finds_the_id_that_is_one() -> None:
    """`from: 1` finds `id: 1`, `id: 1.0` and `id: "1"` alike."""
    for own in (1, 1.0, "1"):
        document = blueprint(element("A", id=own), connections=[connection(1, 1.0)])
        (line,) = document.connections
        named = named_elements(document.elements)
        assert named[line.start] is named[line.end]


def test_no_name_means_nothing() -> None:
    """An element without id and label is not what a missing `from` means."""
    assert named_elements(blueprint({}, {"_id": "", "id": None, "label": ""}).elements) == {}


def test_shown_ids_are_numbered() -> None:
    """A name met again gets ` #2`, ` #3` in the order of the document, never one that is taken."""
    document = blueprint(
        element("A"),
        element("A"),
        element("A #2"),
        element("A"),
        {"_id": "e", "label": "A"},
        {},
        {},
    )
    assert shown_ids(document.elements) == ["A", "A #2", "A #2 #2", "A #3", "e", "", " #2"]


@settings(deadline=None)
@given(kumu_files())
def test_shown_ids_are_all_different(written: Written) -> None:
    """In any document every element has a shown id of its own, and every name its bearer."""
    elements = read_document(written.content, "map.json").elements
    ids = shown_ids(elements)
    assert len(set(ids)) == len(ids) == len(elements)
    for name, one in named_elements(elements).items():
        assert name in {one.system_id, one.assigned_id, one.label}
