"""Changes to documents in the terms of their form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    project,
    read,
)
from toc.kumu.editing import Editor
from toc.kumu.project import read_maps

if TYPE_CHECKING:
    from toc.kumu.document import Document

Json = dict[str, Any]


def written(document: Document) -> Json:
    data: Json = json.loads(document.to_bytes())
    return data


def test_a_field_keeps_its_spelling_and_place() -> None:
    """A field is changed where it stands, under the name that it has."""
    document = blueprint({"Label": "A", "OWNER": "Ana", "x": 1})
    assert Editor(document).set_field(document.elements[0], "Owner", "Bo")
    assert list(written(document)["elements"][0].items()) == [
        ("Label", "A"),
        ("OWNER", "Bo"),
        ("x", 1),
    ]


@pytest.mark.parametrize(("old", "new"), [("Ana", "Ana"), (["Ana"], "Ana"), (1.0, 1.0), ("1", "1")])
def test_the_same_value_changes_nothing(old: Any, new: Any) -> None:
    """What is said already is left as it is, also where it stands in a list of one."""
    document = blueprint(element("A", owner=old))
    before = document.to_bytes()
    assert not Editor(document).set_field(document.elements[0], "owner", new)
    assert document.to_bytes() == before


def test_a_list_stays_a_list() -> None:
    """A single value goes into the list that a field holds, and a list of one into a text."""
    document = blueprint(element("A", one="x", many=["x", "y"]))
    editor, item = Editor(document), document.elements[0]
    editor.set_field(item, "one", ["z"])
    editor.set_field(item, "many", "z")
    assert written(document)["elements"][0] == {"label": "A", "one": "z", "many": ["z"]}


def test_new_fields_by_form() -> None:
    """A new field has its own name in a blueprint, and a lower-case one where Kumu nests it."""
    flat = blueprint(element("A"))
    Editor(flat).set_field(flat.elements[0], "Owner", "Ana")
    assert written(flat)["elements"] == [{"label": "A", "Owner": "Ana"}]
    nested = read({"elements": [nested_element("elem-1", "A")]})
    Editor(nested).set_field(nested.elements[0], "Owner", "Ana")
    Editor(nested).set_field(nested.elements[0], "type", "Outcome")
    fields = {"label": "A", "owner": "Ana", "element type": "Outcome"}
    assert written(nested)["elements"] == [{"_id": "elem-1", "attributes": fields}]


def test_taking_a_field_away() -> None:
    """A field goes in every spelling in which it is read; where it is not, nothing changes."""
    document = blueprint({"label": "A", "Owner": "x", "owner": "y", "attributes": {"OWNER": "z"}})
    item = document.elements[0]
    assert Editor(document).set_field(item, "owner", None)
    assert not Editor(document).set_field(item, "owner", None)
    assert written(document)["elements"] == [{"label": "A", "attributes": {}}]


def test_new_items_come_where_kumu_sorts_them() -> None:
    """Where system ids are in order, new items keep that order; else they come last."""
    for ids in (["elem-0", "elem-z"], ["elem-z", "elem-0"]):
        document = read({"elements": [nested_element(one, one) for one in ids]})
        editor = Editor(document)
        added = [editor.add_element(name, {"label": name})["_id"] for name in ("x", "y")]
        editor.finish()
        now = [one["_id"] for one in written(document)["elements"]]
        assert now == (sorted([*ids, *added]) if ids == sorted(ids) else [*ids, *added])


def test_a_new_id_is_no_other() -> None:
    """A new system id is one that nothing in the document has or refers to."""
    first = Editor(blueprint()).taken
    assert first == set()
    one = read({"elements": [nested_element("elem-1", "A")]})
    own = Editor(one).add_element("x", {"label": "x"})["_id"]
    dangling = nested_connection("conn-1", "elem-1", own)
    other = read({"elements": [nested_element("elem-1", "A")], "connections": [dangling]})
    assert Editor(other).add_element("x", {"label": "x"})["_id"] != own


def test_a_new_connection_by_form() -> None:
    """A new connection has the keys of its form."""
    flat = blueprint(element("A"), element("B"))
    Editor(flat).add_connection("k", {"type": "t"}, start="A", end="B", direction="directed")
    nested = read({"elements": [nested_element("elem-1", "A")]})
    editor = Editor(nested)
    raw = editor.add_connection(
        "k", {"type": "t"}, start="elem-1", end="elem-1", direction="mutual"
    )
    assert list(raw) == ["_id", "direction", "delayed", "reversed", "attributes", "from", "to"]
    assert raw["attributes"] == {"connection type": "t"}


def test_a_removed_item_leaves_maps_and_loops() -> None:
    """What is removed from a blueprint goes from its map and its loops, and nothing else goes."""
    document = blueprint(
        element("A", id="a"),
        element("B", id="b"),
        connections=[connection("a", "b", id="k"), connection("b", "a", id="m")],
        loops=[{"label": "R", "connections": ["k", "m"]}],
    )
    editor = Editor(document)
    editor.remove("connections", document.connections[:1])
    editor.finish()
    data = written(document)
    assert [one["id"] for one in data["connections"]] == ["m"]
    assert data["loops"] == [{"label": "R", "connections": ["m"]}]
    assert len(data["elements"]) == 2


def test_onto_a_map_and_off_it() -> None:
    """An entry has the keys of the map's other entries, and going off leaves the rest as it was."""
    document = project(
        [nested_element("elem-1", "A"), nested_element("elem-2", "B")],
        maps=[one_map("Main", ("elem-1",))],
    )
    before = document.to_bytes()
    editor = Editor(document)
    where = read_maps(document)[0]
    entry = editor.put_on_map(where, "elements", "elem-2")
    editor.finish()
    assert list(entry) == ["_id", "position", "pinned", "element"]
    assert len(written(document)["maps"][0]["elements"]) == 2
    editor.take_off_maps("elements", {"elem-2"})
    assert document.to_bytes() == before


def test_choices_are_added_once() -> None:
    """A choice joins the list of a field that has one, once; a field without choices gets none."""
    definitions = [
        {"_id": "attr-1", "name": "Element Type", "values": ["Output"]},
        {"_id": "attr-2", "name": "Owner", "values": []},
    ]
    document = project([nested_element("elem-1", "A")], attributes=definitions)
    editor = Editor(document)
    for _ in range(2):
        editor.add_choice("element type", "Outcome")
        editor.add_choice("owner", "Ana")
    assert [one["values"] for one in written(document)["attributes"]] == [["Output", "Outcome"], []]
