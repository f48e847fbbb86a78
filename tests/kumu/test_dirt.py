"""What is odd about a document is told once for each kind, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from tests.kumu_documents import (
    Written,
    blueprint,
    connection,
    element,
    kumu_files,
    nested_connection,
    nested_element,
    one_map,
    project,
    read,
)
from tests.samples import each_sample
from toc.kumu.dirt import Dirt, find_dirt
from toc.kumu.document import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from toc.kumu.document import Document

AB = (element("A"), element("B"))
NESTED = [nested_element(name, name.upper()) for name in "abc"]
LINES = [nested_connection("ab", "a", "b"), nested_connection("bc", "b", "c")]
WHOLE = one_map("whole", ("a", "b", "c"), ("ab", "bc"))


def drawn(*maps: dict[str, Any], **more: Any) -> Document:
    """A project of three elements and two connections with these maps."""
    return project(NESTED, LINES, maps, **more)


@pytest.mark.parametrize(
    "document",
    [
        blueprint(),
        blueprint(
            *AB, connections=[connection("A", "B"), connection("B", "A"), connection("A", "A")]
        ),
        blueprint(
            element("A", id=1), connections=[connection(1, "1")], loops=[{"connections": []}]
        ),
        blueprint(*NESTED, connections=LINES),
        drawn(WHOLE),
        drawn(WHOLE, one_map("part", ("a", "b"), ("ab",)), defaultPerspective=None),
        drawn(WHOLE, perspectives=[{"_id": "pers-1"}, None], defaultPerspective="pers-1"),
        read('{"elements": [{"label": "\\ud83d\\ude00 \\\\ud83d"}]}'),
        project(NESTED, LINES),
    ],
)
def test_clean_documents_have_none(document: Document) -> None:
    """Loops, empty lists, whole pairs of escapes and items on several maps are no dirt."""
    assert find_dirt(document) == []


PARALLEL = [connection("A", "B"), connection("A", "B", direction="mutual"), connection("B", "A")]
VIEW = {"perspectives": [{"_id": "pers-1"}], "defaultPerspective": "pers-gone"}


@pytest.mark.parametrize(
    ("document", "what", "number", "examples"),
    [
        (
            blueprint(None, element("A"), connections=[3], loops=[[]], maps=["x", {}]),
            "list entries that are no objects",
            4,
            ("elements[0]", "connections[0]", "loops[0]"),
        ),
        (
            blueprint({}, {"id": 7}, {"_id": "elem-1", "label": None}, element("")),
            "elements without a label",
            4,
            ("elements[0]", "7", "elem-1"),
        ),
        (
            blueprint(element("A", id=7), connections=[connection(7, 7, id="7")]),
            "ids that several items share",
            1,
            ("7",),
        ),
        (
            blueprint(nested_element("a", "A"), nested_element("a", "B"), nested_element("a", "C")),
            "ids that several items share",
            1,
            ("a",),
        ),
        (
            blueprint(element("A"), *AB, element("A"), element("B")),
            "labels that several elements share",
            2,
            ("A", "B"),
        ),
        (
            blueprint(
                element("A"),
                connections=[
                    connection("A", "X"),
                    connection({"a": 1}, "A", id="c"),
                    {"from": "Y"},
                ],
            ),
            "connection ends that lead to nothing",
            4,
            ("a connection → X", "c → nothing", "a connection → Y"),
        ),
        (
            blueprint(*AB, connections=[connection("A", "B", id=1, Direction="both")]),
            "connections with a direction that Kumu does not know, read as directed",
            1,
            ("1: both",),
        ),
        (
            blueprint(*AB, connections=PARALLEL),
            "pairs with several connections in one direction",
            1,
            ("A → B",),
        ),
        (
            blueprint(
                *AB,
                connections=[connection("A", "B", id="c")],
                loops=[{"label": "R1", "connections": ["c", "gone", None]}],
            ),
            "loop parts that are missing",
            2,
            ("R1 → gone", "R1 → nothing"),
        ),
        (
            drawn(one_map("whole", ("c", "x", "a", "b"), ("ab", "z", "bc"), ("y",))),
            "map entries for items that are missing",
            3,
            ("whole → x", "whole → y", "whole → z"),
        ),
        (
            drawn(WHOLE, one_map("part", ("b",), ("bc", "ab"))),
            "connections on a map without one of their ends",
            2,
            ("part → ab", "part → bc"),
        ),
        (
            drawn(one_map("part", ("a", "b"), ("ab",))),
            "items on no map (the trash)",
            2,
            ("C", "bc"),
        ),
        (drawn(WHOLE, defaultMap="gone"), "default maps that are missing", 1, ("gone",)),
        (
            drawn(WHOLE | {"defaultPerspective": "pers-2"}, **VIEW),
            "default views that are missing",
            2,
            ("pers-gone", "pers-2"),
        ),
        (
            blueprint(
                {"Label": "A", "attributes": {"x": 1}},
                nested_element("b", "B", y=1) | {"own": 1},
                nested_element("c", "C") | {"type": "Goal"},
            ),
            "items that mix both ways of writing fields",
            2,
            ("A", "C"),
        ),
        (
            blueprint(element("A", Owner=1, owner=2), nested_element("b", "B", X=1, x=2)),
            "items with field names that differ only by case",
            2,
            ("A", "B"),
        ),
        (
            blueprint(
                element("A", note=["\ud800"]),
                {"label": "B", "\udc00": 1},
                name="\udfff",
                metadata={"deep": ["\ud83d"]},
            ),
            "texts that hold half a character (a lone surrogate)",
            4,
            ("A", "B", "name"),
        ),
    ],
)
def test_each_kind(document: Document, what: str, number: int, examples: tuple[str, ...]) -> None:
    """Every kind of dirt is found alone, with its count and at most three examples in order."""
    assert find_dirt(document) == [Dirt(what, number, examples)]


def test_connection_of_a_blueprint_that_names_labels() -> None:
    """An end that is named by label or assigned id stands on the map where its element does."""
    lines = [nested_connection("ab", "A", "7")]
    document = blueprint(
        nested_element("a", "A"),
        nested_element("b", "B", id=7),
        connections=lines,
        maps=[one_map("m", ("a", "b"), ("ab",))],
    )
    assert find_dirt(document) == []


def test_dirt_in_words() -> None:
    """A kind is one line: what, how often, three examples, and a mark that there are more."""
    assert str(Dirt("ids", 1, ("a",))) == 'ids: 1 ("a")'
    long = Dirt("ids", 4, ("a\n\ud800", "b", "c" * 99))
    assert str(long) == f'ids: 4 ("a\\u000a\\ud800", "b", "{"c" * 59}…", …)'


def test_changed_data_is_looked_at_anew() -> None:
    """Dirt is that of the data as it is now."""
    document = blueprint(element("A"))
    assert find_dirt(document) == []
    document.data["elements"].append(element("A"))
    assert [found.examples for found in find_dirt(document)] == [("A",)]
    document.data["elements"].pop()
    assert find_dirt(document) == []


@settings(deadline=None)
@given(kumu_files())
def test_finding_changes_nothing(written: Written) -> None:
    """Dirt of any document is told in printable lines, each kind once; nothing changes."""
    document = read_document(written.content, "map.json")
    found = find_dirt(document)
    assert len({one.what for one in found}) == len(found)
    for one in found:
        assert len(one.examples) == min(3, one.number)
        assert str(one).isprintable()
    assert find_dirt(document) == found
    _ = document.data
    assert find_dirt(document) == found
    assert document.to_bytes() == written.content


KNOWN = {
    "full-export-4maps-loops.json": {
        "elements without a label": 2,
        "labels that several elements share": 11,
        "pairs with several connections in one direction": 42,
        "items on no map (the trash)": 119,
    },
    "map-blueprint-minimal.json": {"ids that several items share": 3},
    "metric-oracle.json": {"elements without a label": 86},
    "remote-blueprint-extra-keys.json": {"items that mix both ways of writing fields": 20},
    "remote-blueprint-nested-attributes.json": {"items that mix both ways of writing fields": 8},
}


@each_sample()
def test_dirt_of_samples(sample: Path) -> None:
    """Every real file has the dirt that its description speaks of, the others have none."""
    found = find_dirt(read_document(sample.read_bytes(), sample.name))
    assert {one.what: one.number for one in found} == KNOWN.get(sample.name, {})
