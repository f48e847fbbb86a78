"""What changed between two documents."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.kumu.flat_documents import flat_documents
from tests.kumu.own_documents import DOCUMENTS, LINE_ENDS
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
from toc.kumu.differences import Differences, find_differences
from toc.kumu.document import Document, read_document
from toc.kumu.flat_blueprint import flat_blueprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toc.kumu.differing.difference import Ignored

Json = dict[str, Any]
Told = list[tuple[str, str, str, str, Any, Any]]

_VIEW = """@import "base";
@settings { layout: force; }
/* Goals */
outcome { color: red; size: 10; }
element["owner"="Ana"] { shape: square; }
@controls { top { filter { target: element; } } }
"""
STREET: Json = {
    "version": 1,
    "name": "Street",
    "defaultMap": "map-now",
    "attributes": [
        {"_id": "attr-a", "name": "Owner", "format": "string", "values": ["Ana"]},
        {"_id": "attr-b", "name": "degree", "category": "Metrics"},
    ],
    "elements": [
        nested_element("elem-a", "Meals", owner="Ana", degree=3, **{"element type": "Output"}),
        nested_element("elem-b", "Friends", tags=["x", "y"], **{"element type": "Outcome"}),
        nested_element("elem-c", "Trust", note=None),
        nested_element("elem-d", "Cut"),
    ],
    "connections": [
        nested_connection("conn-a", "elem-a", "elem-b"),
        nested_connection("conn-b", "elem-b", "elem-c", attributes={"label": "then"}),
    ],
    "loops": [{"_id": "loop-a", "attributes": {"label": "R1"}, "connections": ["conn-a"]}],
    "maps": [
        one_map("now", ("elem-a", "elem-b", "elem-c"), ("conn-a",), ("loop-a",)),
        one_map("later", ("elem-a",), ("conn-b",)),
    ],
    "perspectives": [{"_id": "pers-a", "name": "Plain", "style": _VIEW}],
}


def told(found: Differences) -> Told:
    """The differences without labels: kind, id, what, field, before, after."""
    return [(d.kind, d.id, d.what, d.field, d.before, d.after) for d in found.found]


def edited(edit: Callable[[Json], object]) -> Differences:
    """What is different after an edit of the street."""
    data = copy.deepcopy(STREET)
    edit(data)
    return find_differences(read(STREET), read(data))


def attributes(data: Json, place: int) -> Json:
    """The fields of an element of the street."""
    found: Json = data["elements"][place]["attributes"]
    return found


def assert_same(one: Document, other: Document) -> None:
    """Two documents mean the same, from either side."""
    for found in (find_differences(one, other), find_differences(other, one)):
        assert told(found) == []
        assert found.ambiguous == ()


@each_sample()
def test_a_sample_beside_itself(sample: Path) -> None:
    """Nothing is different between a real file and itself."""
    one, other = (read_document(sample.read_bytes(), sample.name) for _ in range(2))
    assert_same(one, other)
    assert find_differences(one, other).same_bytes


@given(kumu_files())
def test_any_document_beside_itself(written: Written) -> None:
    """Nothing is different between any document, however odd, and itself."""
    assert_same(*(read_document(written.content, "map.json") for _ in range(2)))


@given(flat_documents(), flat_documents())
def test_any_two_documents(left: Document, right: Document) -> None:
    """Any two documents can be compared, and are equal from both sides or from neither."""
    there, back = find_differences(left, right), find_differences(right, left)
    assert there.is_equal is back.is_equal
    assert [d.id for d in there.found if d.what == "added"] == [
        d.id for d in back.found if d.what == "removed"
    ]


@pytest.mark.parametrize("form", DOCUMENTS)
@pytest.mark.parametrize("ending", LINE_ENDS)
def test_spelling_is_no_difference(form: str, ending: str) -> None:
    """Line ends, marks, blanks, escapes and the spelling of numbers mean nothing."""
    text = re.sub(r'(?i)(label": ?)@', r'\1"Street"', DOCUMENTS[form][0]).replace("1e999", "2")
    other = LINE_ENDS[ending](json.dumps(json.loads(text), indent=7))
    one = read(text)
    assert_same(one, read(other))
    assert not find_differences(one, read(other)).same_bytes


def test_order_is_no_difference() -> None:
    """The order of items, of entries and of keys means nothing; the files are not the same."""
    data: Json = json.loads(json.dumps(dict(reversed(STREET.items()))))
    for key in ("elements", "connections", "attributes", "maps"):
        data[key].reverse()
    data["maps"][1]["elements"].reverse()
    assert_same(read(STREET), read(data))
    assert not find_differences(read(STREET), read(data)).same_bytes


def test_nothing_in_other_words_is_no_difference() -> None:
    """A field that is null, empty or not there says nothing; one value alone is itself."""
    one = blueprint(element("A", note=None, tags=[], owner="Ana", n=1))
    other = blueprint(element("A", memo="", owner=["Ana"], n=1.0))
    assert_same(one, other)


def test_numbers_texts_and_flags_are_different() -> None:
    """The number 1, the text 1 and true are three values."""
    one = blueprint(element("A", a=1, b=1, c="1"))
    other = blueprint(element("A", a=True, b="1", c=True))
    assert [d.field for d in find_differences(one, other).found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(
            lambda d: attributes(d, 0).update(label="Street meals"),
            [("element", "elem-a", "relabelled", "label", "Meals", "Street meals")],
            id="label",
        ),
        pytest.param(
            lambda d: attributes(d, 0).update({"element type": "Goal"}),
            [("element", "elem-a", "retyped", "type", "Output", "Goal")],
            id="type",
        ),
        pytest.param(
            lambda d: attributes(d, 0).pop("owner"),
            [("element", "elem-a", "changed", "owner", "Ana", None)],
            id="field gone",
        ),
        pytest.param(
            lambda d: attributes(d, 1).update(tags=["y", "x"]),
            [("element", "elem-b", "changed", "tags", ["x", "y"], ["y", "x"])],
            id="order of values",
        ),
        pytest.param(
            lambda d: attributes(d, 2).update(id="t"),
            [("element", "elem-c", "id changed", "id", None, "t")],
            id="assigned id",
        ),
        pytest.param(
            lambda d: d["elements"][0].update(_note="mine"),
            [("element", "elem-a", "changed", "_note", None, "mine")],
            id="a key that nobody knows",
        ),
        pytest.param(
            lambda d: d["connections"][0].update(to="elem-c"),
            [
                (
                    *("connection", "conn-a", "rewired", "to"),
                    {"id": "elem-b", "label": "Friends"},
                    {"id": "elem-c", "label": "Trust"},
                )
            ],
            id="end",
        ),
        pytest.param(
            lambda d: d["connections"][0].update(direction="mutual"),
            [("connection", "conn-a", "rewired", "direction", "directed", "mutual")],
            id="direction",
        ),
        pytest.param(
            lambda d: d["connections"][0].update(delayed=True),
            [("connection", "conn-a", "changed", "delayed", False, True)],
            id="delay mark",
        ),
        pytest.param(
            lambda d: d["loops"][0].update(connections=["conn-a", "conn-b"]),
            [("loop", "loop-a", "rewired", "connections", ["conn-a"], ["conn-a", "conn-b"])],
            id="loop",
        ),
        pytest.param(
            lambda d: d.update(name="Town"),
            [("project", "", "renamed", "name", "Street", "Town")],
            id="project",
        ),
        pytest.param(
            lambda d: d.update(defaultMap="map-later"),
            [("project", "", "changed", "default map", "now", "later")],
            id="default map",
        ),
        pytest.param(
            lambda d: d["attributes"][0].update(name="Keeper"),
            [("field", "attr-a", "renamed", "name", "Owner", "Keeper")],
            id="field renamed",
        ),
        pytest.param(
            lambda d: d["attributes"][0].update(values=["Ana", "Ben"]),
            [("field", "attr-a", "changed", "values", ["Ana"], ["Ana", "Ben"])],
            id="choices",
        ),
        pytest.param(
            lambda d: d["perspectives"][0].update(name="Bold"),
            [("view", "pers-a", "renamed", "name", "Plain", "Bold")],
            id="view renamed",
        ),
    ],
)
def test_one_edit(edit: Callable[[Json], object], expected: Told) -> None:
    """Each edit is told once, in the words of those who draw maps."""
    assert told(edited(edit)) == expected


def _entry(data: Json, section: str = "elements", place: int = 0) -> Json:
    found: Json = data["maps"][0][section][place]
    return found


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            lambda d: _entry(d).update(position={"x": 1, "y": 2.5}),
            ("element", "elem-a", "moved", "position", None, {"x": 1, "y": 2.5}),
        ),
        (
            lambda d: _entry(d).update(pinned=True),
            ("element", "elem-a", "pinned", "pinned", False, True),
        ),
        (
            lambda d: _entry(d).update(style={"color": "#fff"}),
            ("element", "elem-a", "restyled", "color", None, "#fff"),
        ),
        (
            lambda d: _entry(d, "connections").update(curvature=0.5),
            ("connection", "conn-a", "bent", "curvature", None, 0.5),
        ),
        (
            lambda d: _entry(d).update(mine=1),
            ("element", "elem-a", "changed", "mine", None, 1),
        ),
        (
            lambda d: d["maps"][0]["elements"].pop(0),
            ("element", "elem-a", "taken off map", "", None, None),
        ),
        (
            lambda d: d["maps"][0]["connections"].append({"connection": "conn-b"}),
            ("connection", "conn-b", "put on map", "", None, None),
        ),
    ],
    ids=["position", "pin", "look", "bend", "unknown key", "taken off", "put on"],
)
def test_on_a_map(edit: Callable[[Json], object], expected: tuple[Any, ...]) -> None:
    """What is different on one map is told with that map's name."""
    found = edited(edit)
    assert (told(found), [one.map for one in found.found]) == ([expected], ["now"])


def test_the_trash() -> None:
    """What leaves its last map is in the trash, and what comes onto its first is out of it."""

    def edit(data: Json) -> None:
        data["maps"][1]["connections"] = []
        data["maps"][1]["elements"].append({"element": "elem-d"})

    found = edited(edit)
    assert told(found) == [
        ("element", "elem-d", "out of trash", "", None, None),
        ("connection", "conn-b", "into trash", "", None, None),
    ]
    assert [one.map for one in found.found] == ["later", "later"]


def test_added_and_removed() -> None:
    """What is in one document only is told once, with all its values and the maps it is on."""

    def edit(data: Json) -> None:
        del data["elements"][2], data["maps"][0]["elements"][2], data["connections"][1]
        data["elements"].append(nested_element("elem-n", "New"))
        data["maps"][1]["elements"].append({"element": "elem-n"})
        data["maps"].append(one_map("third"))

    found = edited(edit)
    trust, friends = {"id": "elem-c", "label": "Trust"}, {"id": "elem-b", "label": "Friends"}
    line = {"from": friends, "to": trust, "direction": "directed", "label": "then"}
    assert told(found) == [
        ("element", "elem-c", "removed", "", {"label": "Trust", "note": None}, None),
        ("element", "elem-n", "added", "", None, {"label": "New"}),
        ("connection", "conn-b", "removed", "", line, None),
        ("map", "map-third", "added", "", None, {"elements": 0, "connections": 0, "loops": 0}),
    ]
    assert [one.map for one in found.found] == ["now", "later", "later", ""]
    assert found.found[2].label == "Friends --> Trust: then"


def test_what_is_to_be_ignored() -> None:
    """Positions, metrics and views are left out where that is asked for, and nothing else."""
    data = copy.deepcopy(STREET)
    _entry(data).update(position={"x": 1, "y": 2}, pinned=True, style={"color": "#fff"})
    data["maps"][0]["center"] = {"x": 3, "y": 4}
    attributes(data, 0).update(degree=4, owner="Ben", **{"metrics::last": 4})
    data["attributes"][1]["format"] = "number"
    data["perspectives"][0]["style"] = ""
    data["defaultPerspective"] = "pers-a"
    one, other = read(STREET), read(data)
    kept = [("element", "changed", "owner"), ("element", "restyled", "color")]
    ignoring = find_differences(one, other, ("positions", "metrics", "views"))
    assert [(d.kind, d.what, d.field) for d in ignoring.found] == kept
    whole = {(d.kind, d.field.split(" ")[0]) for d in find_differences(one, other).found}
    more = {("element", "degree"), ("element", "metrics::last"), ("element", "position")}
    more |= {("element", "pinned"), ("map", "center"), ("field", "format"), ("project", "default")}
    assert more <= whole
    each: list[tuple[tuple[Ignored, ...], str]] = [
        (("positions",), "pinned"),
        (("metrics",), "degree"),
        (("views",), "outcome"),
    ]
    for ignored, gone in each:
        left = {d.field.split(" ")[0] for d in find_differences(one, other, ignored).found}
        assert gone in {field for _, field in whole} - left


def test_a_field_that_is_only_called_like_a_metric() -> None:
    """A field that the project defines as its own is compared although metrics are ignored."""
    fields = [{"_id": "attr-z", "name": "Size", "category": "General"}]
    one = project([nested_element("elem-a", "A", size="small")], attributes=fields)
    other = project([nested_element("elem-a", "A", size="large")], attributes=fields)
    found = find_differences(one, other, ["metrics"])
    assert [d.field for d in found.found] == ["size"]


def test_the_two_forms() -> None:
    """A project and its flat blueprint are the same as far as the blueprint can hold it."""
    one = read(STREET)
    other = flat_blueprint(one, None, include_private=True).document
    found = find_differences(one, other)
    assert [(d.kind, d.id, d.what) for d in found.found] == [
        ("element", "elem-d", "removed"),
        ("connection", "conn-b", "removed"),
    ]
    words = ("maps", "views", "settings of fields", "what the project says of itself")
    assert found.not_compared == words


@each_sample()
def test_a_sample_beside_its_flat_blueprint(sample: Path) -> None:
    """A real file and its flat blueprint differ in the trash and in what cannot be written."""
    document = read_document(sample.read_bytes(), sample.name)
    other = flat_blueprint(document, "all", include_private=True).document
    left = {
        (d.kind, d.what, d.field if d.what == "changed" else "")
        for d in find_differences(document, other).found
    }
    assert left <= {
        ("element", "removed", ""),
        ("connection", "removed", ""),
        ("loop", "removed", ""),
        ("connection", "changed", "type"),
        ("project", "changed", "note"),
        ("project", "changed", "metadata"),
        ("project", "changed", "rawFactors"),
    }


def test_system_ids_of_another_project() -> None:
    """The same element under another system id is told as such, and not as removed and added."""
    one = project([nested_element("elem-a", "Meals")])
    other = project([nested_element("elem-z", "Meals")])
    assert told(find_differences(one, other)) == [
        ("element", "elem-z", "id changed", "_id", "elem-a", "elem-z")
    ]


def test_ends_that_swap_their_labels() -> None:
    """A flat connection that says the same joins another element when labels were swapped."""
    lines = [connection("A", "C", id="line")]
    one = blueprint(
        element("A", id="1"), element("B", id="2"), element("C", id="3"), connections=lines
    )
    other = blueprint(
        element("B", id="1"), element("A", id="2"), element("C", id="3"), connections=lines
    )
    rewired = [d for d in find_differences(one, other).found if d.what == "rewired"]
    assert [(d.field, d.before, d.after) for d in rewired] == [
        ("from", {"id": "1", "label": "A"}, {"id": "2", "label": "A"})
    ]


def test_undirected_connections_have_no_order() -> None:
    """A mutual connection written from its other end is the same."""
    ends = [element("A"), element("B")]
    one = blueprint(*ends, connections=[connection("A", "B", direction="mutual")])
    other = blueprint(*ends, connections=[connection("B", "A", direction="mutual")])
    assert_same(one, other)


def test_marks_that_go_without_saying() -> None:
    """A connection that says nothing of delay is one without."""
    data = copy.deepcopy(STREET)
    for one in data["connections"]:
        del one["delayed"], one["reversed"], one["direction"]
    assert_same(read(STREET), read(data))


def test_ends_by_id_and_by_label() -> None:
    """An end is the same whether it is written as system id, as assigned id or as label."""
    elements = [nested_element(f"elem-{one}", one.upper(), id=one) for one in "abc"]
    ends = [("elem-a", "elem-b"), ("elem-b", "c"), ("A", "elem-c")]
    plain = [("elem-a", "elem-b"), ("elem-b", "elem-c"), ("elem-a", "elem-c")]
    one, other = (
        project(elements, [nested_connection(f"conn-{n}", *pair) for n, pair in enumerate(pairs)])
        for pairs in (ends, plain)
    )
    assert_same(one, other)


def test_what_cannot_be_told_apart() -> None:
    """Elements that could be one another are named on both sides, and are no differences."""
    one = blueprint(element("A", note="1"), element("A", note="2"))
    other = blueprint(element("A", note="3"), element("A", note="4"))
    found = find_differences(one, other)
    assert (found.found, found.is_equal) == ((), False)
    assert found.ambiguous == (("element", "A", "label and type", ["A", "A #2"], ["A", "A #2"]),)


def test_elements_come_before_maps_and_views() -> None:
    """Differences stand by kind: elements, connections, loops, then maps, views and fields."""

    def edit(data: Json) -> None:
        data["perspectives"] = []
        data["maps"].pop()
        data["attributes"].pop()
        data["connections"][0]["delayed"] = True
        attributes(data, 0)["owner"] = "Ben"

    kinds = list(dict.fromkeys(one.kind for one in edited(edit).found))
    assert kinds == ["element", "connection", "map", "view", "field"]
