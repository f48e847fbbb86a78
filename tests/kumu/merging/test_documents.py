"""Three documents made into one, case by case."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu_documents import (
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    read,
)
from toc.errors import FormError
from toc.kumu.document import read_document
from toc.kumu.merging.conflicts import Conflict, Decision
from toc.kumu.merging.documents import Merge, merge_documents
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.kumu.merging.sequences import Side

Json = dict[str, Any]


def street() -> Json:
    """A project of three elements, two connections, a loop, a map, a view and a field."""
    where = one_map("m", ("elem-a", "elem-b", "elem-c"), ("conn-ab", "conn-bc"), ("loop-r",))
    for entry in where["elements"]:
        entry |= {"position": {"x": 1, "y": 2}, "pinned": True, "style": {}}
    return {
        "version": 1,
        "name": "Street",
        "defaultMap": "map-m",
        "attributes": [{"_id": "attr-o", "name": "Owner", "values": ["Ana", "Bo"]}],
        "elements": [
            nested_element("elem-a", "Meals", tags=["core"], degree=1),
            nested_element("elem-b", "Trust"),
            nested_element("elem-c", "Care"),
        ],
        "connections": [
            nested_connection("conn-ab", "elem-a", "elem-b"),
            nested_connection("conn-bc", "elem-b", "elem-c"),
        ],
        "loops": [
            {"_id": "loop-r", "attributes": {"label": "R1"}, "connections": ["conn-ab", "conn-bc"]}
        ],
        "maps": [where],
        "perspectives": [
            {"_id": "pers-m", "name": "Main", "style": "outcome {\n  color: red;\n  size: 2;\n}\n"}
        ],
    }


def merged(
    ours: Callable[[Json], None],
    theirs: Callable[[Json], None],
    prefer: Side | None = None,
    *,
    base: Json | None = None,
    **more: Any,
) -> Merge:
    """What a base comes to that two people changed."""
    start = street() if base is None else base
    sides = [copy.deepcopy(start) for _ in range(2)]
    ours(sides[0])
    theirs(sides[1])
    return merge_documents(
        read(start), *(read(one, name) for one, name in zip(sides, "ot", strict=True)),
        prefer=prefer, **more,
    )  # fmt: skip


def data(found: Merge) -> Json:
    answer: Json = json.loads(found.content)
    return answer


def fields(found: Merge, number: int = 0, section: str = "elements") -> Json:
    answer: Json = data(found)[section][number]["attributes"]
    return answer


def put(value: Any, *path: str | int) -> Callable[[Json], None]:
    """An edit: a value written at a path; taken away for `MISSING`."""

    def edit(changed: Json) -> None:
        *outer, last = path
        inside: Any = changed
        for step in outer:
            inside = inside[step]
        if value is MISSING:
            del inside[last]
        elif isinstance(inside, list) and last == len(inside):
            inside.append(value)
        else:
            inside[last] = value

    return edit


def both(*edits: Callable[[Json], None]) -> Callable[[Json], None]:
    def edit(changed: Json) -> None:
        for one in edits:
            one(changed)

    return edit


def without(name: str) -> Callable[[Json], None]:
    """An edit: an element removed as Kumu does, with its connections and off its maps."""

    def edit(changed: Json) -> None:
        lines = {
            one["_id"]
            for one in changed["connections"]
            if name in (one["from"], one["to"], one["_id"])
        }
        gone = {name, *lines}
        for section in ("elements", "connections"):
            changed[section] = [one for one in changed[section] if one["_id"] not in gone]
            entries = changed["maps"][0][section]
            entries[:] = [one for one in entries if one[section.removesuffix("s")] not in gone]
        for loop in changed["loops"]:
            loop["connections"] = [one for one in loop["connections"] if one not in gone]

    return edit


A = ("elements", 0, "attributes")


def test_fields_of_one_element_are_merged_one_by_one() -> None:
    """Two people may change two fields of one element."""
    found = merged(put("Street meals", *A, "label"), put("Ana", *A, "owner"))
    assert not found.conflicts
    assert fields(found)["label"] == "Street meals"
    assert fields(found)["owner"] == "Ana"


def test_a_field_that_both_changed_is_a_conflict() -> None:
    """It keeps the value of the base, and the conflict says what each made of it."""
    found = merged(put("Lunch", *A, "label"), put("Dinner", *A, "label"))
    assert fields(found)["label"] == "Meals"
    address = ("elements", "elem-a", "attributes", "label")
    assert found.conflicts == (
        Conflict("element", "elem-a", "Meals", "label", "Meals", "Lunch", "Dinner", None, address),
    )
    assert found.open_conflicts == found.conflicts


@pytest.mark.parametrize(("prefer", "label"), [("ours", "Lunch"), ("theirs", "Dinner")])
def test_a_preference_settles_conflicts(prefer: Side, label: str) -> None:
    """The preferred side has its way, and the conflict is listed all the same."""
    found = merged(put("Lunch", *A, "label"), put("Dinner", *A, "label"), prefer)
    assert fields(found)["label"] == label
    assert [one.winner for one in found.conflicts] == [prefer]
    assert not found.open_conflicts


@pytest.mark.parametrize(
    ("take", "label"),
    [("ours", "Lunch"), ("theirs", "Dinner"), ("base", "Meals"), ("value", "Supper")],
)
def test_a_decision_settles_one_conflict(take: Any, label: str) -> None:
    """A decision comes before the preference, for the place that it names."""
    address = ("elements", "elem-a", "attributes", "label")
    decision = Decision(take, "Meals", "Lunch", "Dinner", "Supper")
    edits = [
        both(put(one, *A, "label"), put(one, "elements", 1, "attributes", "label"))
        for one in ("Lunch", "Dinner")
    ]
    found = merged(edits[0], edits[1], "theirs", decisions={address: decision})
    assert fields(found)["label"] == label
    assert fields(found, 1)["label"] == "Dinner"


def test_a_decision_on_other_values_does_not_count() -> None:
    """What was decided holds for the values that were decided on, and for no others."""
    address = ("elements", "elem-a", "attributes", "label")
    decision = Decision("ours", "Meals", "Lunch", "Tea")
    found = merged(
        put("Lunch", *A, "label"), put("Dinner", *A, "label"), decisions={address: decision}
    )
    assert len(found.open_conflicts) == 1


def test_several_values_are_merged_as_a_set() -> None:
    """What either side added or removed holds."""
    found = merged(put(["core", "a"], *A, "tags"), put(["b"], *A, "tags"))
    assert fields(found)["tags"] == ["a", "b"]


def test_choices_are_merged_as_a_set() -> None:
    """A list of choices keeps its order, and gets those that either side added."""
    values = ("attributes", 0, "values")
    found = merged(put(["Ana", "Bo", "Cy"], *values), put(["Di", "Ana", "Bo"], *values))
    assert data(found)["attributes"][0]["values"] == ["Di", "Ana", "Bo", "Cy"]


def test_loops_are_merged_as_lists() -> None:
    """Additions to a loop at one place clash, for the order of a loop means something."""
    lines = ("loops", 0, "connections")
    one, other = put("conn-x", *lines, 2), put("conn-y", *lines, 2)
    assert [found.what for found in merged(one, other).conflicts] == ["connections"]
    at_two_places = merged(one, put(["conn-y", "conn-ab", "conn-bc"], *lines))
    assert data(at_two_places)["loops"][0]["connections"] == [
        *("conn-y", "conn-ab", "conn-bc", "conn-x")
    ]


def entry(*path: str) -> tuple[str | int, ...]:
    return ("maps", 0, "elements", 0, *path)


def test_positions_follow_whoever_moved_them() -> None:
    """An element moved by one person and decorated by the other is both."""
    found = merged(put({"x": 9, "y": 9}, *entry("position")), put("red", *entry("style", "color")))
    assert not found.conflicts
    where = data(found)["maps"][0]["elements"][0]
    assert where["position"] == {"x": 9, "y": 9}
    assert where["style"] == {"color": "red"}


def test_a_position_is_one_value() -> None:
    """Two people who move one element, each along another axis, have not agreed on a place."""
    found = merged(
        put({"x": 9, "y": 2}, *entry("position")), put({"x": 1, "y": 9}, *entry("position"))
    )
    assert [one.what for one in found.conflicts] == ['position on "m"']
    assert found.conflicts[0].label == "Meals"


def test_what_floats_is_moved_by_nobody() -> None:
    """Two positions of an element that is not pinned are no conflict, nor a reason to keep it."""
    base = street()
    base["maps"][0]["elements"][0]["pinned"] = False
    moves = [put({"x": x, "y": 2}, *entry("position")) for x in (5, 7)]
    assert not merged(moves[0], moves[1], base=base).conflicts
    gone = merged(without("elem-a"), moves[1], base=base)
    assert not gone.conflicts
    assert "elem-a" not in gone.content.decode()


def test_metrics_make_no_conflict() -> None:
    """What Kumu works out is nobody's edit: one of the numbers stands, the same from both sides."""
    one, other = put(5, *A, "degree"), put(7, *A, "degree")
    assert fields(merged(one, other))["degree"] == fields(merged(other, one))["degree"] == 7
    assert not merged(one, other).conflicts
    assert not merged(without("elem-a"), other).conflicts


def test_a_field_of_somebodys_own_that_has_the_name_of_a_metric() -> None:
    """A field that is defined as another sort of field is not taken for a metric."""
    base = street()
    base["attributes"].append({"_id": "attr-d", "name": "Degree", "category": "General"})
    found = merged(put(5, *A, "degree"), put(7, *A, "degree"), base=base)
    assert len(found.conflicts) == 1


def test_what_one_removed_and_the_other_left_alone_is_gone() -> None:
    """With its connections, off the map and out of the loop."""
    found = merged(without("elem-a"), put("Love", "elements", 1, "attributes", "label"))
    assert not found.conflicts
    assert [one["_id"] for one in data(found)["elements"]] == ["elem-b", "elem-c"]
    assert [one["_id"] for one in data(found)["connections"]] == ["conn-bc"]


def test_what_one_removed_and_the_other_changed_is_a_conflict() -> None:
    """It stays as it was changed, with its connections and its places."""
    found = merged(without("elem-a"), put("Lunch", *A, "label"))
    assert [one.what for one in found.conflicts] == ["removed on one side, changed on the other"]
    assert found.conflicts[0].ours is MISSING
    assert fields(found)["label"] == "Lunch"
    kept = data(found)
    assert [one["_id"] for one in kept["connections"]] == ["conn-ab", "conn-bc"]
    assert kept["loops"] == street()["loops"]
    assert kept["maps"] == street()["maps"]


def test_preferring_the_side_that_removed() -> None:
    """Then the element goes, whatever the other did to it."""
    found = merged(without("elem-a"), put("Lunch", *A, "label"), "ours")
    assert "elem-a" not in found.content.decode()


NEW = nested_connection("conn-new", "elem-c", "elem-a")
ENTRY = {"_id": "edge-new", "connection": "conn-new"}


def test_what_one_removed_and_the_other_connected_is_a_conflict() -> None:
    """The element stays, and so does what was connected to it."""
    connected = both(
        put(NEW, "connections", 2),
        put(ENTRY, "maps", 0, "connections", 2),
        put("conn-new", "loops", 0, "connections", 2),
    )
    found = merged(without("elem-a"), connected)
    assert [one.what for one in found.conflicts] == ["removed on one side, connected on the other"]
    kept = data(found)
    assert [one["_id"] for one in kept["elements"]] == ["elem-a", "elem-b", "elem-c"]
    assert [one["_id"] for one in kept["connections"]] == ["conn-ab", "conn-bc", "conn-new"]
    assert kept["loops"][0]["connections"] == ["conn-ab", "conn-bc", "conn-new"]
    gone = merged(without("elem-a"), connected, "ours")
    assert "elem-a" not in gone.content.decode()
    assert "conn-new" not in gone.content.decode()


@pytest.mark.parametrize("added", [False, True], ids=["changed", "added"])
def test_a_connection_that_led_to_nothing_on_the_side_that_worked_with_it(*, added: bool) -> None:
    """It stays as that side left it where that side is preferred, however often one merges."""
    lines = [] if added else [nested_connection("conn-cb", "elem-c", "elem-b")]
    start = street() | {"connections": lines, "loops": []}
    start["maps"][0]["connections"] = []
    ours, theirs = copy.deepcopy(start), copy.deepcopy(start)
    without("elem-c")(ours)
    theirs["elements"].pop(1)
    theirs["connections"] = [nested_connection("conn-cb", "elem-c", "elem-b", note="new")]
    sides = [read(one) for one in (start, ours, theirs)]

    found = merge_documents(*sides, prefer="theirs")
    assert [one["_id"] for one in data(found)["elements"]] == ["elem-a", "elem-c"]
    assert data(found)["connections"] == theirs["connections"]
    for again in ([sides[0], found.document, sides[2]], [*sides[:2], found.document]):
        assert merge_documents(*again, prefer="theirs").content == found.content
    gone = merge_documents(*sides, prefer="ours")
    assert [one["_id"] for one in data(gone)["elements"]] == ["elem-a"]
    assert data(gone)["connections"] == []


def test_a_removed_connection_that_the_other_put_into_a_loop() -> None:
    """It is a conflict, and until it is settled the connection stays."""
    loop = {"_id": "loop-z", "attributes": {"label": "R2"}, "connections": ["conn-bc"]}
    found = merged(without("conn-bc"), put(loop, "loops", 1))
    assert [(one.kind, one.label) for one in found.conflicts] == [("connection", "Trust → Care")]
    assert [one["_id"] for one in data(found)["connections"]] == ["conn-ab", "conn-bc"]
    assert data(found)["loops"][0]["connections"] == ["conn-ab", "conn-bc"]
    assert [one["connection"] for one in data(found)["maps"][0]["connections"]] == [
        *("conn-ab", "conn-bc")
    ]


def test_taken_off_a_map_and_moved_there() -> None:
    """Off the map for one, moved by the other: the element stands where it was moved to."""
    found = merged(put(MISSING, *entry()), put({"x": 9, "y": 9}, *entry("position")))
    assert [one.what for one in found.conflicts] == [
        'taken off "m" on one side, moved or decorated on the other'
    ]
    assert data(found)["maps"][0]["elements"][0]["position"] == {"x": 9, "y": 9}


def test_one_new_element_added_on_both_sides() -> None:
    """By its assigned id it becomes one, and what refers to it follows."""
    new = [nested_element(f"elem-{name}", "New", id="new") for name in ("x", "y")]
    line = nested_connection("conn-z", "elem-y", "elem-b")
    found = merged(
        put(new[0], "elements", 3), both(put(new[1], "elements", 3), put(line, "connections", 2))
    )
    assert not found.conflicts
    assert [one["_id"] for one in data(found)["elements"]][3:] == ["elem-x"]
    assert data(found)["connections"][2]["from"] == "elem-x"
    theirs = merged(
        put(new[0], "elements", 3),
        both(put(new[1], "elements", 3), put(line, "connections", 2)),
        ids="theirs",
    )
    assert [one["_id"] for one in data(theirs)["elements"]][3:] == ["elem-y"]


def test_new_things_of_both_sides_come_where_kumu_would_sort_them() -> None:
    """Lists that are sorted by system id stay sorted."""
    found = merged(
        put(nested_element("elem-x", "X"), "elements", 3),
        put(nested_element("elem-d", "D"), "elements", 3),
    )
    assert [one["_id"] for one in data(found)["elements"]] == [
        *("elem-a", "elem-b", "elem-c", "elem-d", "elem-x")
    ]


def test_views_are_merged_rule_by_rule() -> None:
    """Two people may change one view, and two properties of one rule."""
    style = ("perspectives", 0, "style")
    found = merged(
        put("outcome {\n  color: gold;\n  size: 2;\n}\n", *style),
        put("outcome {\n  color: red;\n  size: 3;\n}\noutput { size: 1; }\n", *style),
    )
    assert not found.conflicts
    assert data(found)["perspectives"][0]["style"] == (
        "outcome {\n  color: gold;\n  size: 3;\n}\noutput { size: 1; }\n"
    )


def test_a_property_that_both_changed() -> None:
    """The conflict is about that property, and the rest of the view is merged."""
    style = ("perspectives", 0, "style")
    found = merged(
        put("outcome {\n  color: gold;\n  size: 3;\n}\n", *style),
        put("outcome {\n  color: blue;\n  size: 2;\n}\n", *style),
    )
    assert [(one.kind, one.label, one.what) for one in found.conflicts] == [
        ("view", "Main", "outcome: color")
    ]
    assert data(found)["perspectives"][0]["style"] == "outcome {\n  color: red;\n  size: 3;\n}\n"


def test_flat_blueprints_are_merged_by_label_and_type() -> None:
    """Without ids an element is known by its label, and a connection by what it joins."""
    base = {
        "elements": [element("A", "Output"), element("B")],
        "connections": [connection("A", "B")],
    }
    found = merged(
        put("mutual", "connections", 0, "direction"),
        both(put("x", "elements", 0, "note"), put("leads to", "connections", 0, "type")),
        base=base,
    )
    assert not found.conflicts
    line = {"from": "A", "to": "B", "direction": "mutual", "type": "leads to"}
    assert data(found)["connections"] == [line]
    assert data(found)["elements"][0]["note"] == "x"


def test_a_new_assigned_id_is_followed() -> None:
    """Where one side gives an element another id, a connection that the other adds follows."""
    base = {"elements": [element("A", id="a"), element("B", id="b")], "connections": []}
    found = merged(
        put("alpha", "elements", 0, "id"), put(connection("a", "b"), "connections", 0), base=base
    )
    assert not found.conflicts
    assert data(found)["connections"] == [connection("alpha", "b")]


def test_a_new_assigned_id_that_one_of_several_alike_has_on_the_other_side() -> None:
    """One side tells which of two elements of one label and type had which id before."""
    old = element("Trust", "Outcome", id="old", owner="Ana")
    ours = [old | {"id": "new", "degree": 2}, element("Trust", "Outcome")]
    theirs = [element("Trust", "Outcome", id="new")]
    found = merge_documents(*(read({"elements": one}) for one in ([old], ours, theirs)))
    assert not found.conflicts
    assert [(one.get("id"), one.get("owner")) for one in data(found)["elements"]] == [
        *(("new", None), (None, None))
    ]


def test_an_assigned_id_that_the_other_side_gave_to_a_second_element() -> None:
    """What both sides call by one new id is one new thing, and the old one is the old one."""
    old, new = (element("Trust", "Outcome", id=own) for own in ("old", "new"))
    found = merge_documents(*(read({"elements": one}) for one in ([old], [old, new], [new])))
    assert not found.conflicts
    assert data(found)["elements"] == [new]


def test_what_cannot_be_told_apart_is_not_guessed() -> None:
    """Two elements with one id that both sides changed are one conflict."""
    twins = [nested_element("elem-t", "One"), nested_element("elem-t", "Two")]
    base = {"elements": twins, "connections": [], "maps": []}
    changed = [
        both(put(f"{one} 1", *A, "label"), put(f"{one} 2", "elements", 1, "attributes", "label"))
        for one in ("ours", "theirs")
    ]
    found = merged(changed[0], changed[1], base=base)
    assert [one.what for one in found.conflicts] == ["several that cannot be told apart"]
    assert data(found)["elements"] == twins
    alone = merged(changed[0], put("x", "name"), base=base)
    assert not alone.conflicts
    assert fields(alone)["label"] == "ours 1"


def test_two_orders_are_a_conflict() -> None:
    """An order that both sides changed is not made up anew."""
    base = {"elements": [element(one) for one in "ABC"], "connections": []}
    one, other = (put([element(one) for one in order], "elements") for order in ("BAC", "CBA"))
    found = merged(one, other, base=base)
    assert [one.what for one in found.conflicts] == ["order of elements"]
    assert data(found) == base
    assert not merged(one, put("x", "note"), base=base).conflicts


def test_numbers_keep_their_spelling() -> None:
    """A number that theirs brought is spelled as there, in the layout of ours."""
    texts = (
        '{"elements": [{"_id": "a", "attributes": {"n": 1.50}}], "connections": []}',
        '{"elements": [{"_id": "a", "attributes": {"n": 1.50, "m": 1}}], "connections": []}',
        '{\n "elements": [{"_id": "a", "attributes": {"n": 2.50, "k": 1e5}}], "connections": []}',
    )
    found = merge_documents(*(read_document(one.encode(), "m") for one in texts))
    assert found.content.decode() == (
        '{"elements": [{"_id": "a", "attributes": {"n": 2.50, "m": 1, "k": 1e5}}], '
        '"connections": []}'
    )


def test_documents_of_two_forms_are_refused() -> None:
    """A flat blueprint merged with a project would remove every map."""
    flat = read({"elements": [element("A")], "connections": []}, "flat.json")
    changed = read(street() | {"name": "x"}, "project.json")
    with pytest.raises(FormError, match=r"flat\.json: This is kumu-flat, and the base"):
        merge_documents(read(street()), changed, flat)


def test_nothing_is_changed_in_the_three() -> None:
    """The merge is pure."""
    sides = [read(street()) for _ in range(3)]
    for one, name in zip(sides[1:], ("Lunch", "Dinner"), strict=True):
        one.data["elements"][0]["attributes"]["label"] = name
    before = [one.to_bytes() for one in sides]
    merge_documents(*sides)
    assert [one.to_bytes() for one in sides] == before
