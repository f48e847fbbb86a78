"""What of one document is what of another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.kumu.flat_documents import flat_documents
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
from toc.kumu.document import Document, read_document
from toc.kumu.flat_blueprint import flat_blueprint
from toc.kumu.map_blueprint import map_blueprint
from toc.kumu.pairing import pair_items

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from toc.kumu.items import Item
    from toc.kumu.pairs import Pairing, Pairs

Rows = list[tuple[int, int, str]]

STREET = project(
    [
        nested_element("elem-a", "Meals", **{"element type": "Output"}),
        nested_element("elem-b", "Friends", **{"element type": "Outcome"}),
        nested_element("elem-c", "Friends", **{"element type": "Outcome"}, note="again"),
        nested_element("elem-d", "Trust", id="t"),
    ],
    [
        nested_connection("conn-a", "elem-a", "elem-d"),
        nested_connection("conn-b", "elem-a", "elem-b", direction="mutual"),
        nested_connection("conn-c", "elem-a", "elem-b"),
        nested_connection("conn-d", "elem-b", "elem-gone"),
    ],
    [one_map("street", ("elem-a", "elem-d"), ("conn-a",)), one_map("town")],
    [{"_id": "loop-a", "attributes": {"label": "R1"}, "connections": ["conn-a", "conn-b"]}],
    perspectives=[{"_id": "pers-a", "name": "Plain", "style": ""}],
)


def _rows(found: Pairing[Any]) -> Rows:
    return [(one.left.place, one.right.place, one.by) for one in found.pairs]


def _places(found: Pairing[Any]) -> tuple[list[int], list[int]]:
    return [one.place for one in found.only_left], [one.place for one in found.only_right]


def _doubts(found: Pairing[Any]) -> list[tuple[list[int], list[int]]]:
    return [
        ([one.place for one in group.left], [one.place for one in group.right])
        for group in found.ambiguous
    ]


def _all(pairs: Pairs) -> list[Pairing[Any]]:
    return list(pairs)


def assert_each_is_itself(document: Document) -> None:
    """Beside itself, everything in a document is what stands at its own place."""
    for found in _all(pair_items(document, document)):
        assert _places(found) == ([], [])
        assert found.ambiguous == []
        assert all(one.left.place == one.right.place for one in found.pairs)


def assert_mirrored(left: Document, right: Document) -> None:
    """Swapping the documents swaps the sides of what is found, and nothing else."""
    for one, other in zip(
        _all(pair_items(left, right)), _all(pair_items(right, left)), strict=True
    ):
        assert {(a, b) for a, b, _ in _rows(one)} == {(b, a) for a, b, _ in _rows(other)}
        assert _places(one) == _places(other)[::-1]
        swapped = [(right, left) for left, right in _doubts(other)]
        assert sorted(_doubts(one)) == sorted(swapped)


def assert_each_once(pairs: Pairs, left: Document, right: Document) -> None:
    """Every item is in a pair, on one side only, or in one group: in one of them, once."""
    mine: list[Sequence[Item]] = [left.elements, left.connections, left.loops]
    yours: list[Sequence[Item]] = [right.elements, right.connections, right.loops]
    for found, here, there in zip(_all(pairs)[:3], mine, yours, strict=True):
        groups = _doubts(found)
        rows, (only_left, only_right) = _rows(found), _places(found)
        lefts = chain(only_left, (a for a, _, _ in rows), *(group for group, _ in groups))
        rights = chain(only_right, (b for _, b, _ in rows), *(group for _, group in groups))
        assert sorted(lefts) == [one.place for one in here]
        assert sorted(rights) == [one.place for one in there]


@each_sample()
def test_a_sample_beside_itself(sample: Path) -> None:
    """Each thing in a real file is itself."""
    assert_each_is_itself(read_document(sample.read_bytes(), sample.name))


@given(kumu_files())
def test_any_document_beside_itself(written: Written) -> None:
    """Each thing in a document with repeats, gaps and dirt is itself."""
    assert_each_is_itself(read_document(written.content, "map.json"))


@given(flat_documents(), flat_documents())
def test_any_two_documents(left: Document, right: Document) -> None:
    """Everything is found once, and the same way from either side."""
    assert_mirrored(left, right)
    assert_each_once(pair_items(left, right), left, right)


@given(kumu_files(), kumu_files())
def test_any_two_forms(left: Written, right: Written) -> None:
    """Everything is found once, and the same way from either side, whatever the forms."""
    one, other = (read_document(each.content, "map.json") for each in (left, right))
    assert_mirrored(one, other)
    assert_each_once(pair_items(one, other), one, other)


def test_system_id() -> None:
    """An element with another label, type and place in the file is known by its system id."""
    other = project([nested_element("elem-d", "Confidence"), nested_element("elem-a", "Trust")])
    found = pair_items(STREET, other).elements
    assert _rows(found) == [(0, 1, "system id"), (3, 0, "system id")]
    assert _places(found) == ([1, 2], [])


def test_assigned_id() -> None:
    """Without a system id in common the assigned id tells, before any label does."""
    other = blueprint(element("Meals", "Goal", id="t"), element("Trust"))
    assert _rows(pair_items(STREET, other).elements) == [(3, 0, "assigned id")]


def test_label_and_type_then_label() -> None:
    """Label and type tell where no id does; a label alone where there is one of it on each side."""
    left = blueprint(
        element("Meals", "Output"), element("Trust", "Outcome"), element("Trust", "Goal")
    )
    right = blueprint(
        element("Trust", "Goal"), element("Meals", "Activity"), element("Trust", "Aim")
    )
    assert _rows(pair_items(left, right).elements) == [
        (0, 1, "label"),
        (1, 2, "label"),
        (2, 0, "label and type"),
    ]


def test_two_system_ids_and_another_type() -> None:
    """Elements with a system id each are not one another for their label alone."""
    other = project([nested_element("elem-z", "Meals", **{"element type": "Goal"})])
    found = pair_items(STREET, other).elements
    assert (_rows(found), _places(found)) == ([], ([0, 1, 2, 3], [0]))


def test_the_same_under_another_system_id() -> None:
    """Label and type tell also where both sides have system ids, as after an import elsewhere."""
    other = project([nested_element("elem-z", "Meals", **{"element type": "Output"})])
    assert _rows(pair_items(STREET, other).elements) == [(0, 0, "label and type")]


def test_what_is_shared_is_named_and_not_guessed() -> None:
    """Elements that share label and type and say different things are given as a group."""
    left = blueprint(element("A", note="1"), element("A", note="2"), element("B"))
    right = blueprint(element("A", note="3"), element("A", note="4"))
    found = pair_items(left, right).elements
    assert (_rows(found), _places(found)) == ([], ([2], []))
    assert _doubts(found) == [([0, 1], [0, 1])]


def test_shared_but_told_apart_by_content() -> None:
    """Of several with one label, those that say the same are one another, and so is the last."""
    left = blueprint(element("A", note="1"), element("A", note="2"), element("A", note="3"))
    right = blueprint(element("A", note="3"), element("A", note="new"), element("A", note="1"))
    assert _rows(pair_items(left, right).elements) == [
        (0, 2, "label and type"),
        (1, 1, "label and type"),
        (2, 0, "label and type"),
    ]


def test_the_very_same_several_times() -> None:
    """Those that cannot be told apart at all are taken in their order."""
    assert_each_is_itself(blueprint(element("A"), element("A"), element(), element()))
    found = pair_items(blueprint(element("A"), element("A")), blueprint(element("A"))).elements
    assert (_rows(found), _places(found)) == ([(0, 0, "label and type")], ([1], []))


def test_repeated_ids_told_apart_by_label() -> None:
    """Where an id is borne twice, the label tells, and what is left over is on one side only."""
    left = blueprint(element("A", id="x", note="1"), element("B", id="x"))
    right = blueprint(element("A", id="x", note="2"))
    found = pair_items(left, right).elements
    assert (_rows(found), _places(found)) == ([(0, 0, "label and type")], ([1], []))
    assert found.ambiguous == []


def test_without_label_and_id() -> None:
    """Elements that have neither are one another where they say the very same."""
    left = blueprint(element(note="1"), element(note="2"))
    right = blueprint(element(note="2"), element(note="3"))
    found = pair_items(left, right).elements
    assert (_rows(found), _places(found)) == ([(1, 0, "content")], ([0], [1]))


def test_connections_by_what_they_join() -> None:
    """Without ids connections are known by ends, direction, type and label, then by fewer."""
    ends = [element("A"), element("B"), element("C")]
    left = blueprint(
        *ends,
        connections=[
            connection("A", "B", type="+"),
            connection("A", "B", type="-"),
            connection("B", "C", type="+"),
            connection("C", "A"),
        ],
    )
    right = blueprint(
        *reversed(ends),
        connections=[
            connection("A", "C"),
            connection("B", "C", direction="mutual"),
            connection("A", "B", type="-"),
            connection("A", "B", type="+", label="new"),
        ],
    )
    found = pair_items(left, right).connections
    assert _rows(found) == [(0, 3, "ends"), (1, 2, "ends"), (2, 1, "ends"), (3, 0, "ends")]


@pytest.mark.parametrize(("direction", "paired"), [("undirected", True), ("directed", False)])
def test_ends_have_an_order_where_there_is_a_direction(direction: str, *, paired: bool) -> None:
    """Of several between two elements, an undirected one may be written from either end."""
    ends = [element("A"), element("B")]
    left = blueprint(*ends, connections=[connection("A", "B", direction=direction)])
    right = blueprint(
        *ends,
        connections=[connection("B", "A", direction=direction), connection("A", "B", type="x")],
    )
    found = pair_items(left, right).connections
    assert _rows(found) == [(0, 0 if paired else 1, "ends")]


def test_parallel_connections_that_cannot_be_told_apart() -> None:
    """Parallel connections whose values are all new are a group; the same ones are paired."""
    ends = [element("A"), element("B")]
    left = blueprint(*ends, connections=[connection("A", "B", n=n) for n in (1, 2, 3)])
    right = blueprint(*ends, connections=[connection("A", "B", n=n) for n in (4, 1, 5)])
    found = pair_items(left, right).connections
    assert _rows(found) == [(0, 1, "ends")]
    assert _doubts(found) == [([1, 2], [0, 2])]


def test_ends_are_compared_through_the_elements() -> None:
    """A connection is the same where its ends are, although every element is called otherwise."""
    flat = flat_blueprint(STREET, "all").document
    del flat.data["connections"][0]["id"]
    assert _rows(pair_items(STREET, flat).connections) == [(0, 0, "ends")]
    renamed = blueprint(
        element("Meals", "Output"), element("Trust", id="t"), connections=[connection("Meals", "t")]
    )
    assert _rows(pair_items(STREET, renamed).connections) == [(0, 0, "ends")]


def test_an_end_that_is_gone_is_known_by_its_name() -> None:
    """A connection to an element that neither document has is known by the name written."""
    left = blueprint(element("A"), connections=[connection("A", "gone"), connection("A", "off")])
    right = blueprint(element("A"), connections=[connection("A", "off"), connection("A", "gone")])
    assert _rows(pair_items(left, right).connections) == [(0, 1, "ends"), (1, 0, "ends")]


def test_loops() -> None:
    """Loops are known by id, by label and type, and by the connections they run through."""
    loops = [
        {"label": "R1", "type": "Vicious", "connections": ["c1", "c2"]},
        {"label": "B1", "connections": ["c2"]},
    ]
    lines = [connection("A", "B", id="c1"), connection("B", "A", id="c2")]
    left = blueprint(element("A"), element("B"), connections=lines, loops=loops)
    other = [
        {"label": "new name", "connections": ["c2"]},
        {"label": "R1", "type": "Vicious", "connections": []},
    ]
    right = blueprint(element("A"), element("B"), connections=lines[::-1], loops=other)
    assert _rows(pair_items(left, right).loops) == [(0, 1, "label and type"), (1, 0, "ends")]


def test_maps_views_and_fields() -> None:
    """Maps, views and definitions are known by system id, then by name, whatever its case."""
    left = project(
        maps=[one_map("a"), one_map("b")],
        perspectives=[{"_id": "pers-a", "name": "Plain"}, {"_id": "pers-b", "name": "Bold"}],
    )
    maps = [one_map("b") | {"_id": "map-z"}, one_map("c") | {"_id": "map-a"}]
    right = project(maps=maps, perspectives=[{"_id": "pers-c", "name": "plain"}])
    found = pair_items(left, right)
    assert _rows(found.maps) == [(0, 1, "system id"), (1, 0, "name")]
    assert (_rows(found.views), _places(found.views)) == ([(0, 0, "name")], ([1], []))


@each_sample()
def test_a_sample_beside_its_flat_blueprint(sample: Path) -> None:
    """Every item on a map is found again in the blueprints made of the document."""
    document = read_document(sample.read_bytes(), sample.name)
    for made in (flat_blueprint, map_blueprint):
        other = made(document, "all").document
        found = pair_items(other, document)
        assert _places(found.elements)[0] == _places(found.connections)[0] == []
        assert not found.elements.ambiguous
        assert not found.connections.ambiguous
        labels = [(one.left.label, one.right.label) for one in found.elements.pairs]
        assert all(left == right for left, right in labels)


def test_half_characters() -> None:
    """Half a character in a label is compared like any other."""
    left = read('{"elements": [{"label": "\\ud800"}], "connections": []}')
    assert _rows(pair_items(left, left).elements) == [(0, 0, "label and type")]
