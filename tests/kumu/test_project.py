"""The maps of a document: which one is meant, and what stands on which."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.kumu_documents import (
    Written,
    blueprint,
    element,
    kumu_files,
    nested_connection,
    nested_element,
    one_map,
    project,
)
from toc.errors import NotFoundError
from toc.kumu.document import Document, read_document
from toc.kumu.project import chosen_map, read_maps, scope

ELEMENTS = [nested_element(name, name.upper()) for name in "abcd"]
CONNECTIONS = [nested_connection(f"{x}{y}", x, y) for x, y in ("ab", "bc", "cd", "ad")]
FIRST = one_map("first", ("a", "b"), ("ab",))
SECOND = one_map("Second", ("b", "c"), ("bc", "gone"))


def two_maps(**more: Any) -> Document:
    """Two maps of four elements; `d` and two connections are on neither."""
    return project(ELEMENTS, CONNECTIONS, [FIRST, SECOND], **more)


def on(document: Document, name: str | None = None) -> tuple[str | None, str, str]:
    """The map that is read, and the labels and connections on it."""
    part = scope(document, name)
    connections = " ".join(one.shown_id for one in part.connections)
    return part.map and part.map.name, "".join(one.label for one in part.elements), connections


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (None, ("Second", "BC", "bc")),
        ("first", ("first", "AB", "ab")),
        ("FIRST", ("first", "AB", "ab")),
        ("map-first", ("first", "AB", "ab")),
        ("Second", ("Second", "BC", "bc")),
        ("all", (None, "ABC", "ab bc")),
    ],
)
def test_map_that_is_meant(name: str | None, expected: tuple[str | None, str, str]) -> None:
    """A project is read by its default map, by a name or id that is given, or without its trash."""
    assert on(two_maps(defaultMap="map-Second"), name) == expected


@pytest.mark.parametrize("default", [None, "map-gone", 3])
def test_only_map(default: Any) -> None:
    """Where the default names nothing the only map is meant, without a word."""
    part = scope(project(ELEMENTS, CONNECTIONS, [SECOND], defaultMap=default))
    assert (part.map and part.map.id, part.note) == ("map-Second", None)


@pytest.mark.parametrize(
    ("default", "fault"), [(None, "names no default map"), ("map-gone", "lacks its default map")]
)
def test_first_map_with_a_note(default: str | None, fault: str) -> None:
    """Where the default names nothing among several, the first is meant, and the note says so."""
    part = scope(two_maps(defaultMap=default))
    assert part.map is not None
    assert part.map.name == "first"
    assert part.note == f'the project {fault}; read by its first, "first"'
    assert scope(two_maps(defaultMap=default), "Second").note is None


def test_spelling_of_a_name_comes_first() -> None:
    """Of two maps whose names differ by case the one spelled so is meant."""
    document = project(maps=[one_map("toc"), one_map("ToC")])
    assert on(document, "ToC")[0] == "ToC"
    assert on(document, "TOC")[0] == "toc"


def test_unknown_map() -> None:
    """A map that is not there is refused with the names of those that are."""
    with pytest.raises(NotFoundError) as caught:
        scope(project(maps=[one_map("A"), one_map("", _id="map-2"), one_map("x\x1b")]), "B\n")
    assert str(caught.value) == (
        'map.json: There is no map "B\\u000a". Its maps are: "A", "map-2", "x\\u001b".'
    )
    with pytest.raises(NotFoundError, match=r'no map "B"\. This document has no maps\.'):
        scope(blueprint(element("A")), "B")


def test_what_is_left_out_is_counted() -> None:
    """Elements on other maps only and elements on none are told apart."""
    part = scope(two_maps())
    assert [one.label for one in part.other_maps] == ["C"]
    assert [one.label for one in part.trash] == ["D"]
    everything = scope(two_maps(), "all")
    assert ([one.label for one in everything.trash], everything.other_maps) == (["D"], [])


@pytest.mark.parametrize("name", [None, "all"])
def test_documents_without_maps(name: str | None) -> None:
    """Where there are no maps the whole document is meant, and nothing is trash."""
    for document in (project(ELEMENTS, CONNECTIONS), blueprint(*ELEMENTS, connections=CONNECTIONS)):
        assert on(document, name) == (None, "ABCD", "ab bc cd ad")
        assert scope(document, name)[3:] == ([], [], None)


def test_nested_blueprint_is_read_whole() -> None:
    """A blueprint with maps is read whole; a map of it only where it is named."""
    document = blueprint(*ELEMENTS, connections=CONNECTIONS, maps=[FIRST, SECOND])
    assert on(document) == on(document, "all") == (None, "ABCD", "ab bc cd ad")
    assert on(document, "first") == ("first", "AB", "ab")


def test_entries_that_bear_the_id_themselves() -> None:
    """People's files may name an item by the `_id` of its entry; strange entries name nothing."""
    entries = [{"_id": "a", "position": None}, {"element": 3}, None, {"_id": "n", "element": "b"}]
    raw: dict[str, Any] = {"name": 5, "elements": entries, "connections": "x"}
    (one,) = read_maps(blueprint(maps=[None, raw, "x", []]))
    assert (one.id, one.name) == ("", "")
    assert (one.elements, one.connections) == (frozenset("ab"), frozenset())


def test_items_without_system_id_stand_under_their_other_names() -> None:
    """Where items lack a system id, entries may name them by what else they are called."""
    document = project([element("A", id=7), element("B")], [], [one_map("m", ("7", "B"))])
    assert on(document) == ("m", "AB", "")


@settings(deadline=None)
@given(kumu_files())
def test_every_element_is_in_one_part(written: Written) -> None:
    """In any document an element is in scope, on another map or in the trash; never in two."""
    document = read_document(written.content, "map.json")
    for name in (None, "all", *(one.id for one in read_maps(document) if one.id)):
        part = scope(document, name)
        places = [one.place for one in (*part.elements, *part.other_maps, *part.trash)]
        assert sorted(places) == [one.place for one in document.elements]
        assert (part.map is None) <= (not part.other_maps)
    assert chosen_map(document, [], "all") == (None, None)
