from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.kumu.flat_documents import flat_documents, joined_places, looped_places
from toc.errors import NotFoundError
from toc.kumu.document import Document, Form, read_document
from toc.kumu.flat_blueprint import flat_blueprint
from toc.kumu.json_style import COMPACT
from toc.kumu.json_tokens import quoted
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.conversion import Conversion
    from toc.kumu.items import Item

Json = dict[str, Any]

_RESERVED = {"id", "label", "type", "description", "from", "to", "direction"}


def items(document: Document) -> list[Item]:
    return [*document.elements, *document.connections, *document.loops]


def pairs(before: Document, after: Document) -> Iterator[tuple[Item, Item]]:
    """Each item before and after a conversion, with numbers as they are spelled."""
    return zip(items(before.respelled()), items(after.respelled()), strict=True)


def written(data: Json) -> Document:
    return read_document(json.dumps(data).encode(), "map.json")


def flat(document: Document, map_name: str | None = None, *, include_private: bool = False) -> Json:
    made = flat_blueprint(document, map_name, include_private=include_private)
    found: Json = json.loads(made.document.to_bytes())
    return found


def said(conversion: Conversion) -> str:
    return "\n".join(conversion.left_out)


@given(flat_documents())
def test_flat_joins(document: Document) -> None:
    """In the documented spelling connections join and loops hold the same items as before."""
    made = flat_blueprint(document).document
    assert joined_places(made) == joined_places(document)
    assert looped_places(made) == looped_places(document)


@given(flat_documents())
def test_flat_fields(document: Document) -> None:
    """Every field value stays as it is spelled, but for those whose names are told."""
    made = flat_blueprint(document)
    for before, after in pairs(document, made.document):
        lost = {
            field
            for field, value in before.fields.items()
            if field not in after.fields
            or COMPACT.value(after.fields[field]) != COMPACT.value(value)
        }
        assert all(quoted(field) in said(made) for field in lost - {"id"})
        assert after.fields.keys() - before.fields.keys() <= {"id"}
        assert after.fields.keys() | lost | {"id"} >= before.fields.keys()


@given(flat_documents())
def test_flat_keys(document: Document) -> None:
    """No value of an item vanishes without its key being told."""
    made = flat_blueprint(document)
    for before, after in pairs(document, made.document):
        kept = {COMPACT.value(value) for value in after.raw.values()}
        inner = before.raw.get("attributes")
        for key, value in [*before.raw.items(), *(inner or {}).items()]:
            moved = key.lower() in {"from", "to", "connections"} or value is inner
            told = f"{quoted(key)}" in said(made) or quoted(key.lower()) in said(made)
            same = COMPACT.value(value) in kept or COMPACT.value(value).lower() in kept
            assert value is None or moved or told or same or key.lower() in {"_id", "id"}


@given(flat_documents())
def test_flat_ids(document: Document) -> None:
    """Ids stay, none is made up: a system id takes the place of an id only where there is none."""
    made = flat_blueprint(document)
    for before, after in pairs(document, made.document):
        was, now = before.fields.get("id"), after.fields.get("id")
        if before.assigned_id:
            assert COMPACT.value(was) == COMPACT.value(now) or " one (" in said(made)
        elif before.system_id:
            assert str(now).startswith(before.system_id)
        else:
            assert now == was


@given(flat_documents())
def test_flat_shape(document: Document) -> None:
    """Only the documented keys are at the top, reserved keys are lower case, nothing is nested."""
    made = flat_blueprint(document).document
    assert made.form is Form.FLAT
    assert set(made.keys) <= {"elements", "connections", "loops"}
    for item in items(made):
        assert not {key for key in item.raw if key.lower() in _RESERVED and key != key.lower()}
        assert "_id" not in item.raw
        assert not isinstance(item.raw.get("attributes"), dict)


@given(flat_documents())
def test_flat_twice(document: Document) -> None:
    """What is written in the documented spelling is written the same again."""
    once = flat_blueprint(document).document
    again = flat_blueprint(once)
    assert again.document.to_bytes() == once.to_bytes()
    assert not again.left_out


@given(flat_documents())
def test_nested_to_flat(document: Document) -> None:
    """From the nested form the same elements are joined, with the same labels and fields."""
    nested = map_blueprint(document).document
    made = flat_blueprint(nested)
    assert joined_places(made.document) == joined_places(nested)
    assert looped_places(made.document) == looped_places(nested)
    own = [one.raw.get("id") for one in (*made.document.elements, *made.document.connections)]
    assert all(isinstance(one, str) and one for one in own)
    assert len(set(own)) == len(own)
    for before, after in pairs(nested, made.document):
        assert (before.label, before.type) == (after.label, after.type)
        for field, value in before.fields.items():
            kept = COMPACT.value(after.fields.get(field)) == COMPACT.value(value)
            assert kept or field == "id" or quoted(field) in said(made)
        if (name := before.assigned_id) and name != after.assigned_id:
            assert "assigned ids, since " in said(made)


def test_order_and_spelling() -> None:
    """A flat document keeps the order of its keys and the spelling of its numbers and names."""
    text = (
        '{"elements": [{"Label": "Trust", "Owner": "Ada", "TYPE": "Outcome", "Rate": 1.50,'
        ' "n": 12345678901234567890, "small": 0.00003367, "big": 1e5, "tags": [null, "a"],'
        ' "gone": null, "half": "\\ud800"}], "connections": [{"From": "Trust", "to": "Trust",'
        ' "Direction": "Mutual", "Strength": 3}], "name": "x"}'
    )
    made = flat_blueprint(read_document(text.encode(), "map.json"))
    assert made.document.to_bytes().decode() == (
        '{\n  "elements": [\n    {\n      "label": "Trust",\n      "Owner": "Ada",\n'
        '      "type": "Outcome",\n      "Rate": 1.50,\n      "n": 12345678901234567890,\n'
        '      "small": 0.00003367,\n      "big": 1e5,\n      "tags": [\n        null,\n'
        '        "a"\n      ],\n      "gone": null,\n      "half": "\\ud800"\n    }\n  ],\n'
        '  "connections": [\n    {\n      "from": "Trust",\n      "to": "Trust",\n'
        '      "direction": "mutual",\n      "Strength": 3\n    }\n  ]\n}\n'
    )
    assert made.left_out == ('what stands under "name" at the top',)


def test_keys_twice() -> None:
    """What stands twice but for the case of its key, or under a broken `_id`, is told."""
    connection = {"From": "A", "from": "B", "_id": 5, "Owner": "x", "owner": "y"}
    made = flat_blueprint(written({"elements": [], "connections": [connection]}))
    assert json.loads(made.document.to_bytes())["connections"] == [{"from": "B", "owner": "y"}]
    assert made.left_out == (
        (
            'what stands under "From", "_id", "Owner": written a second time, or beside the fields'
            " of an item"
        ),
    )


def test_flat_gaps() -> None:
    """What a flat document does not say is not made up, and its own odd fields stay."""
    data = {
        "elements": [{"label": "A", "metrics::last": 3, "id": ""}],
        "connections": [{"to": "A"}],
    }
    made = flat_blueprint(written(data))
    assert json.loads(made.document.to_bytes()) == data
    assert not made.left_out


def test_ends_by_system_id() -> None:
    """Where an end names a system id and the element has another id, the end says that."""
    elements = [{"_id": "n1", "id": 7, "label": "A"}, {"_id": "n2", "label": "B"}]
    ends = [{"from": "n1", "to": "n2"}, {"from": 7, "to": "B"}]
    assert flat(written({"elements": elements, "connections": ends}))["connections"] == [
        {"from": "7", "to": "n2"},
        {"from": 7, "to": "B"},
    ]


def project(**changes: Any) -> Json:
    """A project with two maps and a trash, ids of its own everywhere, and a private field."""

    def element(own: str, **fields: Any) -> Json:
        return {"_id": f"elem-{own}", "attributes": {"label": own.upper(), "id": own, **fields}}

    def connection(own: str, start: str, end: str, **more: Any) -> Json:
        return {
            "_id": f"conn-{own}",
            "direction": "directed",
            "delayed": False,
            "reversed": False,
            "attributes": {"connection type": "leads to", "id": own, **more.pop("fields", {})},
            "from": f"elem-{start}",
            "to": f"elem-{end}",
            **more,
        }

    def standing(kind: str, *names: str) -> list[Json]:
        return [{"_id": f"entry-{name}", kind: name} for name in names]

    data = {
        "version": 1,
        "name": "Care",
        "defaultMap": "map-1",
        "attributes": [
            {"name": "Owner"},
            {"name": "Home Phone", "private": True},
            {"name": "Element Type"},
        ],
        "elements": [
            element("a", owner="Ada", **{"element type": "Output", "home phone": "0123"}),
            element("b", **{"metrics::last": 0.5}),
            element("c"),
            element("d"),
        ],
        "connections": [
            connection("ab", "a", "b", delayed=True, reversed=True),
            connection("bc", "b", "c", direction="mutual"),
            connection("cd", "c", "d"),
        ],
        "loops": [
            {
                "_id": "loop-1",
                "attributes": {"label": "R1", "loop type": "Reinforcing"},
                "connections": ["conn-ab", "conn-gone", "conn-bc"],
            },
            {"_id": "loop-2", "attributes": {"label": "R2"}, "connections": ["conn-cd"]},
        ],
        "maps": [
            {
                "_id": "map-1",
                "name": "First",
                "elements": standing("element", "elem-a", "elem-b", "elem-gone"),
                "connections": standing("connection", "conn-ab", "conn-bc"),
                "loops": standing("loop", "loop-1"),
            },
            {
                "_id": "map-2",
                "name": "Second",
                "elements": standing("element", "elem-c", "elem-b"),
                "connections": standing("connection", "conn-bc"),
            },
        ],
        "perspectives": [{"_id": "pers-1", "name": "View", "style": ""}],
    }
    return data | changes


def test_project_default_map() -> None:
    """Of a full project the default map is taken, under assigned ids and the project's names."""
    made = flat_blueprint(written(project()))
    assert json.loads(made.document.to_bytes()) == {
        "elements": [
            {"id": "a", "label": "A", "type": "Output", "Owner": "Ada"},
            {"id": "b", "label": "B"},
        ],
        "connections": [
            {"id": "ab", "from": "a", "to": "b", "type": "leads to", "direction": "directed"},
            {"id": "bc", "from": "b", "to": "elem-c", "type": "leads to", "direction": "mutual"},
        ],
        "loops": [
            {
                "id": "loop-1",
                "label": "R1",
                "type": "Reinforcing",
                "connections": ["ab", "conn-gone", "bc"],
            }
        ],
    }
    assert made.left_out == (
        (
            '2 elements, 1 connection, 1 loop not on the map "First"'
            " (--map all keeps those on other maps)"
        ),
        "private fields: Home Phone (--include-private keeps them)",
        'fields with a name that the form needs or Kumu fills: "metrics::last"',
        "delay marks of connections: 1",
        "marks that connections were reversed: 1",
        "positions, pins and decorations of 2 maps",
        "1 view",
        "settings of 3 fields",
        'what stands under "version", "name", "defaultMap" at the top',
    )


def test_project_other_map() -> None:
    """Another map is taken by its name or id; one that is not there is an error that names them."""
    ids = ["b", "c"]
    for name in ("Second", "second", "map-2"):
        assert [one["id"] for one in flat(written(project()), name)["elements"]] == ids
    with pytest.raises(NotFoundError, match='Its maps are: "First", "Second"'):
        flat_blueprint(written(project()), "Third")
    with pytest.raises(NotFoundError, match="This document has no maps"):
        flat_blueprint(written({"elements": []}), "Third")


def test_project_all_maps() -> None:
    """All maps are taken as one, and what stands on none is left out and counted."""
    made = flat_blueprint(written(project()), "all")
    assert [one.assigned_id for one in made.document.elements] == ["a", "b", "c"]
    assert [one.assigned_id for one in made.document.connections] == ["ab", "bc"]
    assert made.left_out[0] == "1 element, 1 connection, 1 loop in the trash"


def test_private_fields() -> None:
    """A private value is nowhere in the file, an id included; a flag keeps it."""
    assert b"0123" not in flat_blueprint(written(project())).document.to_bytes()
    kept = flat(written(project()), include_private=True)
    assert kept["elements"][0]["Home Phone"] == "0123"
    names = [{"name": "Home Phone", "private": True}, {"name": "ID", "private": True}]
    made = flat_blueprint(written(project(attributes=names)))
    assert [one.assigned_id for one in made.document.elements] == ["elem-a", "elem-b"]
    assert "private fields: Home Phone, ID (--include-private keeps them)" in made.left_out


def nested(elements: list[Json], connections: list[Json]) -> Document:
    """A nested blueprint whose items have these system ids and fields."""
    return written(
        {
            "elements": [{"_id": one.pop("_id"), "attributes": one} for one in elements],
            "connections": [
                {"_id": one.pop("_id"), "from": one.pop("from"), "to": one.pop("to")}
                | {"attributes": one}
                for one in connections
            ],
        }
    )


def test_ids_shared() -> None:
    """An id that a connection shares with an element is replaced in the connection."""
    elements: list[Json] = [
        {"_id": "elem-1", "id": 1, "label": "A"},
        {"_id": "elem-2", "id": "2"},
    ]
    document = nested(elements, [{"_id": "conn-1", "id": 1, "from": "elem-2", "to": "elem-1"}])
    made = flat_blueprint(document)
    found = json.loads(made.document.to_bytes())
    assert [one["id"] for one in found["elements"]] == ["1", "2"]
    assert found["connections"] == [{"id": "conn-1", "from": "2", "to": "1"}]
    assert made.left_out == ('assigned ids, since 1 item shares one ("elem-2" → "A")',)


def test_who_has_no_id() -> None:
    """Where ids cannot stay, those are named and counted which have none, or share one."""
    elements: list[Json] = [{"_id": f"elem-{n}", "label": f"Drawn {n}"} for n in range(5)]
    elements += [{"_id": f"elem-{n}", "id": f"own-{n}", "label": f"Ours {n}"} for n in range(5, 9)]
    elements.append({"_id": "elem-9", "id": "own-5", "label": "Copied"})
    made = flat_blueprint(nested(elements, []))
    (line,) = made.left_out
    assert line == (
        'assigned ids, since 5 items have none ("Drawn 0", "Drawn 1", "Drawn 2", …)'
        ' and 2 items share one ("Ours 5", "Copied")'
    )


@pytest.mark.parametrize("second", [{}, {"id": "x"}])
def test_ids_incomplete(second: Json) -> None:
    """Where not every element has an assigned id of its own, all go by their system ids."""
    elements = [{"_id": "elem-1", "id": "x"}, {"_id": "elem-2", **second}]
    document = nested(elements, [{"_id": "conn-1", "id": "c", "from": "x", "to": "elem-2"}])
    found = flat(document)
    assert [one["id"] for one in found["elements"]] == ["elem-1", "elem-2"]
    assert found["connections"] == [{"id": "c", "from": "elem-1", "to": "elem-2"}]


def test_ids_by_label() -> None:
    """A nested element with no id of any kind goes by its label, numbered when that is taken."""
    elements = [{"attributes": {"label": "A"}}, {"attributes": {"label": "A"}}, {"attributes": {}}]
    found = flat(written({"elements": elements, "connections": [{"from": "A", "to": "B"}]}))
    assert [one["id"] for one in found["elements"]] == ["A", "A-2", "element"]
    assert found["connections"] == [{"from": "A", "to": "B"}]


def test_system_ids_first() -> None:
    """A system id means its element, also where another one was given the same text as its id."""
    elements = [{"attributes": {"id": "elem-2"}}, {"_id": "elem-2", "attributes": {}}]
    found = flat(written({"elements": elements, "connections": [{"from": "elem-2", "to": "x"}]}))
    assert [one["id"] for one in found["elements"]] == ["elem-2-2", "elem-2"]
    assert found["connections"] == [{"from": "elem-2", "to": "x"}]


def test_ends_elsewhere() -> None:
    """An end that is not on the map leads to nothing, whatever the ids of those that are."""
    source = project()
    source["elements"][0]["attributes"]["id"] = "elem-c"
    found = flat(written(source))
    assert [one["id"] for one in found["elements"]] == ["elem-a", "elem-b"]
    assert found["connections"][1]["to"] == "elem-c"


def test_homeless_fields() -> None:
    """A field whose name means something else in the flat form is left out and told."""
    fields = {"type": "x", "from": {"id": "elem-1"}, "delayed": "yes", "attributes": {"a": 1}}
    connection = {"_id": "conn-1", "from": "elem-1", "to": "elem-1", "attributes": fields}
    element = {"_id": "elem-1", "attributes": {"label": "A", "direction": "higher", "from": "here"}}
    made = flat_blueprint(written({"elements": [element], "connections": [connection]}))
    found = json.loads(made.document.to_bytes())
    assert found["connections"] == [{"id": "conn-1", "from": "elem-1", "to": "elem-1"}]
    assert found["elements"] == [
        {"id": "elem-1", "label": "A", "from": "here", "direction": "higher"}
    ]
    assert made.left_out == (
        (
            "fields with a name that the form needs or Kumu fills:"
            ' "attributes", "delayed", "from", "type"'
        ),
    )


def test_strange_entries() -> None:
    """Entries of a list that are no objects are counted."""
    made = flat_blueprint(written({"elements": ["A", {"label": "B"}, None], "connections": []}))
    assert len(made.document.elements) == 1
    assert made.left_out == ("list entries that are no objects: 2",)
