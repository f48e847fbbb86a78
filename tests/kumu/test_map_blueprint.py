from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.kumu.flat_documents import flat_documents, joined_places, looped_places
from toc.errors import NotFoundError
from toc.kumu.document import Document, Form, read_document
from toc.kumu.json_style import COMPACT
from toc.kumu.json_tokens import quoted
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from toc.kumu.items import Item

Json = dict[str, Any]


def items(document: Document) -> list[Item]:
    return [*document.elements, *document.connections, *document.loops]


def written(data: Json) -> Document:
    return read_document(json.dumps(data).encode(), "map.json")


def nested(document: Document, *arguments: str) -> Json:
    found: Json = json.loads(map_blueprint(document, *arguments).document.to_bytes())
    return found


@given(flat_documents())
def test_from_flat_joins(document: Document) -> None:
    """Of a flat document the same elements are joined, by system ids that each has alone."""
    made = map_blueprint(document).document
    assert joined_places(made) == joined_places(document)
    assert looped_places(made) == looped_places(document)
    assert not made.elements or made.form is Form.MAP
    ids = [one.system_id for one in (*made.elements, *made.connections)]
    assert None not in ids
    for found in (made.elements, made.connections, made.loops):
        own = [one.system_id for one in found]
        assert len(set(own)) == len(own)


@given(flat_documents())
def test_from_flat_fields(document: Document) -> None:
    """Every field value of a flat document stays as it is spelled, or its key is told."""
    made = map_blueprint(document)
    told = "\n".join(made.left_out)
    before, after = document.respelled(), made.document.respelled()
    for source, target in zip(items(before), items(after), strict=True):
        assert COMPACT.value(dict(target.fields)) == COMPACT.value(dict(source.fields))
        inner = source.raw.get("attributes")
        for key, value in [*source.raw.items(), *(inner or {}).items()]:
            kept = COMPACT.value(value) in map(COMPACT.value, source.fields.values())
            own = key.lower() in target.raw or value is inner
            assert value is None or kept or own or quoted(key) in told
    for source, target in zip(before.connections, after.connections, strict=True):
        assert target.direction == source.direction
        assert target.reserved("delayed") == source.reserved("delayed")


def test_from_flat() -> None:
    """A flat document without ids becomes Kumu's own shape, with ids in Kumu's shape."""
    found = nested(
        written(
            {
                "Elements": [
                    {"Label": "A", "Type": "Output", "Owner": "Ada"},
                    {"label": "B", "id": "b", "_id": "elem-b"},
                ],
                "connections": [
                    {"from": "A", "to": "b", "id": "ab", "Direction": "Mutual", "delayed": True},
                    {"from": "A", "to": "C", "type": "+", "direction": "both"},
                ],
                "loops": [{"label": "R1", "connections": ["ab", "gone"]}],
            }
        )
    )
    first, second = found["connections"]
    shape = r"{}-[0-9A-Za-z]{{8}}"
    assert re.fullmatch(shape.format("elem"), found["elements"][0]["_id"])
    assert re.fullmatch(shape.format("conn"), first["_id"])
    assert re.fullmatch(shape.format("loop"), found["loops"][0].pop("_id"))
    assert found == {
        "elements": [
            {
                "_id": first["from"],
                "attributes": {"label": "A", "element type": "Output", "owner": "Ada"},
            },
            {"_id": "elem-b", "attributes": {"label": "B", "id": "b"}},
        ],
        "connections": [
            {
                "_id": first["_id"],
                "direction": "mutual",
                "delayed": True,
                "attributes": {"id": "ab"},
                "from": first["from"],
                "to": "elem-b",
            },
            {
                "_id": second["_id"],
                "direction": "both",
                "attributes": {"connection type": "+"},
                "from": first["from"],
                "to": "C",
            },
        ],
        "loops": [{"attributes": {"label": "R1"}, "connections": [first["_id"], "gone"]}],
    }


def test_from_flat_gaps() -> None:
    """What a flat document does not say is not made up."""
    found = nested(written({"elements": [], "connections": [{"id": "a", "to": None}]}))
    assert found["connections"][0].keys() == {"_id", "attributes"}


def test_same_ids_in_another_place() -> None:
    """An element keeps its id when others come before it, so that importing again updates it."""
    one = {"elements": [{"label": "A"}, {"label": "A"}], "connections": [{"from": "A", "to": "A"}]}
    more = {
        "elements": [{"label": "New"}, *one["elements"]],
        "connections": [{"from": "New", "to": "A"}, *one["connections"]],
    }
    few, many = nested(written(one)), nested(written(more))
    assert few["elements"] == many["elements"][1:]
    assert few["connections"] == many["connections"][1:]


def project(**changes: Any) -> Json:
    def entries(kind: str, *names: str) -> list[Json]:
        return [
            {"_id": f"node-{name}", "position": {"x": 1.5, "y": -0.0}, kind: name, "new": None}
            for name in names
        ]

    data = {
        "version": 1,
        "name": "Care",
        "defaultMap": "map-1",
        "attributeRelevance": {},
        "attributes": [{"name": "Owner"}],
        "elements": [
            {"_id": f"elem-{name}", "attributes": {"label": name}, "unknown": 1} for name in "abcd"
        ],
        "connections": [
            {
                "_id": f"conn-{start}{end}",
                "attributes": {},
                "from": f"elem-{start}",
                "to": f"elem-{end}",
            }
            for start, end in ("ab", "bc", "cd")
        ],
        "loops": [
            {"_id": "loop-1", "attributes": {"label": "R1"}, "connections": ["conn-ab"]},
            {"_id": "loop-2", "attributes": {"label": "R2"}, "connections": []},
        ],
        "maps": [
            {
                "_id": "map-1",
                "name": "First",
                "defaultPerspective": "pers-1",
                "elements": entries("element", "elem-a", "elem-b", "elem-gone"),
                "connections": entries("connection", "conn-ab", "conn-bc"),
                "loops": entries("loop", "loop-1"),
            },
            {
                "_id": "map-2",
                "name": "Second",
                "defaultPerspective": "pers-gone",
                "elements": entries("element", "elem-c"),
                "connections": [],
            },
        ],
        "perspectives": [
            {"_id": "pers-1", "name": "One", "style": "/* a */"},
            {"_id": "pers-2", "name": "Two", "style": ""},
        ],
    }
    return data | changes


def test_default_map() -> None:
    """One map comes with its own items, entries and view, each as it stood, and nothing else."""
    source = project()
    made = map_blueprint(written(source))
    assert json.loads(made.document.to_bytes()) == {
        "elements": source["elements"][:2],
        "connections": source["connections"][:2],
        "loops": source["loops"][:1],
        "maps": source["maps"][:1],
        "perspectives": source["perspectives"][:1],
    }
    assert made.left_out == (
        (
            '2 elements, 1 connection, 1 loop not on the map "First"'
            " (--map all keeps those on other maps)"
        ),
        "other maps: 1",
        "other views: 1",
        "settings of 1 field",
        'what stands under "version", "name", "defaultMap", "attributeRelevance" at the top',
    )


def test_spelling() -> None:
    """Numbers keep their spelling, also in positions."""
    text = json.dumps(project()).replace("1.5", "1.50").replace("-0.0", "-0")
    made = map_blueprint(read_document(text.encode(), "map.json")).document.to_bytes()
    assert b'"x": 1.50,' in made
    assert b'"y": -0\n' in made


def test_other_map() -> None:
    """Another map is taken by name or id; a default view that is missing is told."""
    for name in ("Second", "map-2"):
        made = map_blueprint(written(project()), name)
        assert [one.label for one in made.document.elements] == ["c"]
        assert made.document.section("perspectives") == []
        assert made.left_out[1] == 'the default view of the map "Second", which is missing'
    with pytest.raises(NotFoundError):
        map_blueprint(written(project()), "Third")


def test_all_maps() -> None:
    """All maps come with all views; the trash stays behind."""
    source = project()
    made = map_blueprint(written(source), "all")
    found = json.loads(made.document.to_bytes())
    assert [one["_id"] for one in found["elements"]] == ["elem-a", "elem-b", "elem-c"]
    assert (found["maps"], found["perspectives"]) == (source["maps"], source["perspectives"])
    assert made.left_out[:2] == (
        "1 element, 1 connection, 1 loop in the trash",
        'the default view of the map "Second", which is missing',
    )


def test_no_maps() -> None:
    """A source without maps gives items only."""
    made = map_blueprint(written(project(maps=[], perspectives=[])))
    assert made.document.keys == ["elements", "connections", "loops"]
    assert len(made.document.elements) == 4


def test_one_map_of_a_blueprint() -> None:
    """A map blueprint with several maps gives all of them, or the one that was asked for."""
    source = {
        key: project()[key] for key in ("elements", "connections", "loops", "maps", "perspectives")
    }
    whole = nested(written(source))
    assert (len(whole["maps"]), len(whole["elements"]), len(whole["loops"])) == (2, 4, 2)
    first = nested(written(source), "First")
    assert [one["_id"] for one in first["elements"]] == ["elem-a", "elem-b"]
    assert [one["_id"] for one in first["loops"]] == ["loop-1"]
    assert [one["_id"] for one in first["perspectives"]] == ["pers-1"]
