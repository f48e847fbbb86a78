"""Elements, connections and loops read alike from every form."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings

from tests.kumu_documents import Written, kumu_files
from toc.kumu.document import read_document
from toc.kumu.items import Connection, Element, Loop, text_of
from toc.kumu.json_style import SpelledFloat


def element(**raw: Any) -> Element:
    return Element(raw, 0)


def connection(raw: dict[str, Any]) -> Connection:
    return Connection(raw, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Two  lines", "Two  lines"),
        (None, ""),
        (3, "3"),
        (3.0, "3"),
        (0.00003367, "0.00003367"),
        (SpelledFloat("1.50"), "1.5"),
        (math.inf, "Infinity"),
        (True, "true"),
        (["a", None, 2, ["b", ""]], "a; 2; b"),
        ([], ""),
        ({"id": "é", "n": [1]}, '{"id": "é", "n": [1]}'),
    ],
)
def test_values_as_people_read_them(value: Any, text: str) -> None:
    """Any value has a text: several values joined, numbers as Kumu shows them, nothing as none."""
    assert text_of(value) == text


def test_flat_keys_of_any_case() -> None:
    """In the documented form reserved and custom keys are fields under lower-case names."""
    one = element(
        ID="o1", Label="Two  lines", TYPE="Outcome", tags=["a", "b"], **{"Evidence é": "strong"}
    )
    assert dict(one.fields) == {
        "id": "o1",
        "label": "Two  lines",
        "element type": "Outcome",
        "tags": ["a", "b"],
        "evidence é": "strong",
    }
    assert (one.label, one.type, one.assigned_id) == ("Two  lines", "Outcome", "o1")
    assert (one.system_id, one.shown_id) == (None, "o1")
    assert (one.text("TAGS"), one.text("evidence é"), one.text("gone")) == ("a; b", "strong", "")


def test_hybrid_fields_are_merged() -> None:
    """Reserved keys outside and values in `attributes` are one set of fields; outside wins."""
    one = element(
        _id="n1",
        Label="X",
        type="Output",
        Owner="outside",
        Direction="higher",
        attributes={"Capacity": 0.7, "label": "inside", "owner": "inside", "type": "kept"},
    )
    assert dict(one.fields) == {
        "capacity": 0.7,
        "label": "X",
        "owner": "outside",
        "type": "kept",
        "element type": "Output",
        "direction": "higher",
    }
    assert one.system_id == "n1"
    assert not one.is_plain


def test_nested_fields_are_as_they_stand() -> None:
    """In Kumu's own form the fields are those of `attributes`; other keys are no fields."""
    inner = {"label": "X", "element type": "Goal", "type": "a field of that name", " ": 1}
    one = element(_id="elem-1", attributes=inner, settings={"x": 1}, extra="no field")
    assert dict(one.fields) == inner
    assert one.type == "Goal"
    assert not one.is_plain
    assert element(_id="elem-1", attributes=inner).is_plain
    assert dict(element(_id="elem-1", attributes={"Label": "X"}).fields) == {"label": "X"}


def test_core_field_beside_nested_ones() -> None:
    """A core field that people put beside `attributes` counts even where the label is inside."""
    one = element(_id="e", type="Goal", Tags=["t"], mine=1, attributes={"label": "X"})
    assert dict(one.fields) == {"label": "X", "element type": "Goal", "tags": ["t"]}


@pytest.mark.parametrize("attributes", [None, [], "text", 3])
def test_attributes_that_are_no_object(attributes: Any) -> None:
    """`attributes` that hold no fields are a field like any other."""
    one = element(label="X", attributes=attributes)
    assert dict(one.fields) == {"label": "X", "attributes": attributes}


def test_names_that_differ_by_case() -> None:
    """Of two names that differ by case only the lower-case one counts, else the first."""
    one = element(Description="a", description="b", OWNER="c", Owner="d")
    assert dict(one.fields) == {"description": "b", "owner": "c"}
    inner = {"OWNER": "c", "owner": "d", "Owner": "e"}
    assert dict(element(_id="e", attributes=inner).fields) == {"owner": "d"}


def test_type_and_element_type() -> None:
    """Where a flat item has both spellings of its type, the documented one counts."""
    assert element(type="Output", **{"Element Type": "Goal"}).type == "Output"
    assert element(**{"Element Type": "Goal"}).type == "Goal"


@pytest.mark.parametrize(
    ("raw", "system_id", "assigned_id", "shown"),
    [
        ({"_id": "elem-1", "id": "a", "label": "L"}, "elem-1", "a", "elem-1"),
        ({"_id": 7, "id": 8, "label": "L"}, None, "8", "8"),
        ({"_id": "", "id": 8.0, "label": "L"}, "", "8", "8"),
        ({"_id": None, "id": None, "label": 9}, None, None, "9"),
        ({"id": ""}, None, None, ""),
        ({"id": ["a", "b"]}, None, "a; b", "a; b"),
    ],
)
def test_ids(
    raw: dict[str, Any], system_id: str | None, assigned_id: str | None, shown: str
) -> None:
    """A system id is a text under `_id`; an assigned id any value under `id`, as text."""
    one = Element(raw, 0)
    assert (one.system_id, one.assigned_id, one.shown_id) == (system_id, assigned_id, shown)
    assert repr(one) == f"<Element {shown!r}>"


@pytest.mark.parametrize(
    ("written", "direction", "both_ways", "unknown"),
    [
        ("directed", "directed", False, ""),
        ("mutual", "mutual", True, ""),
        ("Undirected", "undirected", True, ""),
        ("both ways", "directed", False, "both ways"),
        (None, "directed", False, ""),
        (["mutual"], "mutual", True, ""),
        ({"a": 1}, "directed", False, '{"a": 1}'),
        (2, "directed", False, "2"),
    ],
)
def test_direction(written: Any, direction: str, unknown: str, *, both_ways: bool) -> None:
    """The direction is one that Kumu knows, in any case; what it does not know is directed."""
    for key in ("direction", "Direction"):
        one = connection({key: written})
        assert (one.direction, one.both_ways) == (direction, both_ways)
        assert one.unknown_direction == unknown
    assert connection({}).direction == "directed"


@pytest.mark.parametrize(
    ("written", "read"),
    [("a", "a"), (3, "3"), (3.0, "3"), (None, ""), ({"id": "x"}, ""), (["a"], "a"), (True, "true")],
)
def test_ends(written: Any, read: str) -> None:
    """`from` and `to` are read as text from any value and any case; an object names nothing."""
    one = connection({"From": written, "to": written})
    assert (one.start, one.end) == (read, read)
    assert one.reserved("from") == written
    assert connection({}).start == ""


def test_structure_is_no_field() -> None:
    """Ends and marks of a connection are no fields of it, unless they stand in `attributes`."""
    flat = connection({"From": "a", "to": "b", "DIRECTION": "mutual", "delayed": True, "x": 1})
    assert dict(flat.fields) == {"x": 1}
    inner = {"from": {"id": "elem-1"}, "connection type": "+"}
    ends = {"from": "a", "to": "b"}
    nested = connection({"_id": "conn-1", "reversed": True, "attributes": inner} | ends)
    assert dict(nested.fields) == inner
    assert (nested.start, nested.type) == ("a", "+")
    hybrid = connection({"_id": "c", "label": "L", "attributes": {"Type": "x"}, "From": "a"})
    assert dict(hybrid.fields) == {"type": "x", "label": "L"}
    assert dict(element(label="M", direction="lower", connections=3).fields) == {
        "label": "M",
        "direction": "lower",
        "connections": 3,
    }


def test_loops() -> None:
    """A loop has the ids of its connections in order, whatever they are written as."""
    one = Loop({"Label": "R1", "type": "Vicious", "Connections": ["c1", 2, None, {"a": 1}]}, 0)
    assert (one.label, one.type) == ("R1", "Vicious")
    assert one.connections == ("c1", "2", "", "")
    assert Loop({"connections": "c1"}, 0).connections == ()
    assert "connections" not in one.fields


def test_fields_cannot_be_changed() -> None:
    """Fields are for reading; a document is changed through its data."""
    with pytest.raises(TypeError):
        element(label="X").fields["label"] = "Y"  # type: ignore[index] # the point of the test


@settings(deadline=None)
@given(kumu_files())
def test_every_item_can_be_read(written: Written) -> None:
    """Every property of every item of any document is there, and all fields are lower-case."""
    document = read_document(written.content, "map.json")
    for item in (*document.elements, *document.connections, *document.loops):
        texts = (item.label, item.type, item.shown_id, item.assigned_id or "", repr(item))
        assert all(isinstance(text, str) for text in texts)
        assert all(name == name.lower() for name in item.fields)
        assert item.is_plain is (item.fields == item.raw.get("attributes", 0)) or not item.is_plain
    for one in document.connections:
        assert isinstance(one.start + one.end + one.direction + one.unknown_direction, str)
    for loop in document.loops:
        assert isinstance(loop.connections, tuple)
