"""Imports into the fake Kumu keep to the rules of Kumu's page on imports."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from tests.fake_kumu.kumu import FakeKumu, Refused

Cells = list[list[Any]]


def _csv(kumu: FakeKumu, text: str) -> Any:
    return kumu.import_file(text.encode(), "csv")


def _json(kumu: FakeKumu, **data: Any) -> Any:
    return kumu.import_file(json.dumps(data).encode(), "json")


def _book(**sheets: Cells) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " ").replace(" ignore", " (ignore)"))
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            if name.startswith("Hidden"):
                sheet.hide()
    return buffer.getvalue()


def test_a_label_alone_finds_an_element_whatever_its_type() -> None:
    """Without a Type column the label decides; a column that is not there is not touched."""
    kumu = FakeKumu()
    own = kumu.add_element("Meals", "Activity", Owner="Ana")
    done = _csv(kumu, "Label,Cost\nMeals,5\n")
    assert (done.created, done.updated) == (set(), {own})
    fields = {"label": "Meals", "element type": "Activity", "owner": "Ana", "cost": "5"}
    assert kumu.fields(own) == fields


def test_label_and_type_together_make_another_element() -> None:
    """With a Type column an element of another type is another one."""
    kumu = FakeKumu()
    own = kumu.add_element("Meals", "Activity")
    done = _csv(kumu, "Label,Type\nMeals,Outcome\n")
    assert len(done.created) == 1
    assert kumu.fields(own)["element type"] == "Activity"


def test_an_id_decides_alone_and_is_not_the_system_id() -> None:
    """With an ID the label and type are values like others; Kumu's own ids are no such ids."""
    kumu = FakeKumu()
    own = kumu.add_element("Meals", "Activity", ID="meals")
    done = _csv(kumu, "ID,Label,Type\nmeals,Street meals,Output\n")
    assert (done.created, done.updated) == (set(), {own})
    assert kumu.fields(own)["label"] == "Street meals"
    assert len(_csv(kumu, f"ID,Label\n{own},Other\n").created) == 1


def test_the_last_of_several_rows_wins() -> None:
    """Rows with the same key make one element, as the last says."""
    kumu = FakeKumu()
    done = _csv(kumu, "Label,Cost\nMeals,5\nMeals,6\n")
    (own,) = done.created
    assert kumu.fields(own)["cost"] == "6"


def test_connections_without_id_merge_and_with_id_may_move() -> None:
    """Without an ID the ends decide, so parallel ones merge; with one even the ends may change."""
    kumu = FakeKumu()
    for label in "ABC":
        kumu.add_element(label)
    _csv(kumu, "From,To,Type\nA,B,helps\nA,B,hinders\n")
    (line,) = kumu.data["connections"]
    assert line["attributes"] == {"connection type": "hinders"}
    done = _csv(kumu, "ID,From,To\nx,A,B\ny,A,B\n")
    assert len(done.created) == 2
    _csv(kumu, "ID,From,To\nx,B,C\n")
    moved = [one for one in kumu.data["connections"] if one["attributes"].get("id") == "x"]
    assert [one["from"] for one in moved] == kumu.find("B")


def test_several_targets_fan_out_and_pipes_part_values() -> None:
    """A pipe in To makes one connection each, in a field several values."""
    kumu = FakeKumu()
    _csv(kumu, "From,To,Place\nA,B|C,Leeds|York\n")
    assert len(kumu.data["connections"]) == 2
    assert kumu.data["connections"][0]["attributes"]["place"] == ["Leeds", "York"]
    place = [one for one in kumu.data["attributes"] if one["name"] == "Place"]
    assert place[0]["limit"] == "none"


def test_directions_come_from_the_column_else_from_the_map() -> None:
    """A direction in lower case is taken; another is passed over, and the map's own holds."""
    kumu = FakeKumu()
    kumu.state.map()["defaultConnectionDirection"] = "undirected"
    done = _csv(kumu, "From,To,Direction\nA,B,mutual\nB,C,\nC,D,Mutual\n")
    found = [one["direction"] for one in kumu.data["connections"]]
    assert found == ["mutual", "undirected", "undirected"]
    assert len(done.problems) == 1


def test_nothing_is_ever_deleted() -> None:
    """What the file does not name stays as it is, on the map and in the trash."""
    kumu = FakeKumu()
    kept, gone = kumu.add_element("Kept"), kumu.add_element("Gone")
    kumu.delete(gone)
    _csv(kumu, "Label\nNew\n")
    assert kumu.labels() == ["Kept", "New"]
    assert kumu.trash() == {gone}
    assert kumu.item(kept)
    _csv(kumu, "Label\nGone\n")
    assert kumu.trash() == set()


@pytest.mark.parametrize(("clear", "left"), [(False, "Ana"), (True, None)])
def test_empty_cells(clear: bool, left: str | None) -> None:
    """An empty cell changes nothing in one reading, and empties the field in the other."""
    kumu = FakeKumu(empty_cells_clear=clear)
    own = kumu.add_element("Meals", Owner="Ana")
    _csv(kumu, "Label,Owner\nMeals,\n")
    assert kumu.fields(own).get("owner") == left


def test_a_workbook_is_read_section_by_section() -> None:
    """Two blank rows begin a section; (ignore) leaves a sheet out; hidden sheets are read."""
    content = _book(
        Elements=[["Label", "Type"], ["A", "Output"], [], [], ["Label", "Cost"], ["B", 3]],
        Notes_ignore=[["anything"]],
        Hidden=[["From", "To"], ["A", "B"]],
    )
    kumu = FakeKumu()
    done = kumu.import_file(content, "xlsx")
    assert len(done.created) == 3
    assert kumu.fields("B")["cost"] == 3
    assert json.loads(kumu.export())["connections"][0]["to"] == kumu.find("B")[0]


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0" + bytes(600), _book(Sheet=[["Name"], ["A"]])]
)
def test_what_is_not_recognised_is_refused_whole(content: bytes) -> None:
    """An old .xls, and a sheet with other headers, are refused, and nothing is changed."""
    kumu = FakeKumu()
    before = kumu.export()
    with pytest.raises(Refused):
        kumu.import_file(content, "xlsx")
    assert kumu.export() == before


def test_a_csv_has_to_be_utf8() -> None:
    """Other encodings are refused."""
    with pytest.raises(Refused, match="UTF-8"):
        FakeKumu().import_file(b"Label\nCaf\xe9\n", "csv")


def test_flat_json_takes_ids_capitals_and_arrays() -> None:
    """Ends are ids where elements have them; reserved keys may be capitalised; arrays stay."""
    kumu = FakeKumu()
    elements = [
        {"id": "a", "Label": "A", "tags": ["x"]},
        {"id": "b", "label": "B", "Type": "Output"},
    ]
    lines = [{"id": "c", "from": "a", "to": "b"}, {"from": "A", "to": "b"}]
    loops = [{"label": "R1", "connections": ["c"]}]
    done = _json(kumu, elements=elements, connections=lines, loops=loops, settings={})
    assert done.problems == ["connections[1]: no element has the id A"]
    assert kumu.fields("A") == {"id": "a", "label": "A", "tags": ["x"]}
    assert kumu.data["loops"][0]["connections"] == [kumu.data["connections"][0]["_id"]]


def test_loops_are_known_by_their_ids_else_their_labels() -> None:
    """Two loops of one label stay two where they have ids, and an import again changes nothing."""
    kumu = FakeKumu()
    loops: list[dict[str, Any]] = [
        {"id": one, "label": "R1", "connections": []} for one in ("x", "y")
    ]
    for _ in range(2):
        done = _json(kumu, elements=[{"label": "A"}], connections=[], loops=loops)
    assert len(kumu.data["loops"]) == 2
    assert (done.created, done.updated) == (set(), set())
    _json(kumu, elements=[{"label": "A"}], loops=[{"label": "R1", "connections": []}])
    assert len(kumu.data["loops"]) == 2


def test_a_full_export_is_no_import() -> None:
    """A full export is refused as an import and as a dropped blueprint."""
    kumu = FakeKumu()
    kumu.add_element("A")
    with pytest.raises(Refused):
        kumu.import_file(kumu.export(), "json")
    with pytest.raises(Refused):
        kumu.drop_blueprint(kumu.export())


def test_a_dropped_map_brings_positions_curvature_decorations_and_its_view() -> None:
    """What is there by system id is updated; what the blueprint does not name stays."""
    kumu = FakeKumu()
    a, b = kumu.add_element("A", Owner="Ana"), kumu.add_element("B")
    line = kumu.connect(a, b)
    other = kumu.add_element("Other")
    (where,) = kumu.data["maps"]
    blueprint = {
        "elements": [{"_id": a, "attributes": {"label": "A!"}}],
        "connections": [],
        "maps": [
            {
                "_id": where["_id"],
                "name": "Map",
                "elements": [{"_id": "node-x", "position": {"x": 1, "y": 2}, "element": a}],
                "connections": [
                    {"_id": "edge-x", "curvature": 0.5, "style": {"size": 3}, "connection": line}
                ],
                "defaultPerspective": "pers-x",
            }
        ],
        "perspectives": [{"_id": "pers-x", "name": "V", "style": "@settings {}"}],
    }
    done = kumu.drop_blueprint(json.dumps(blueprint).encode())
    assert (done.created, done.updated) == (set(), {a})
    assert kumu.fields(a) == {"label": "A!", "owner": "Ana"}
    assert kumu.entry(a)["position"] == {"x": 1, "y": 2}
    assert (kumu.entry(line)["curvature"], kumu.entry(line)["style"]) == (0.5, {"size": 3})
    assert kumu.labels() == ["A!", "B", "Other"]
    assert kumu.item(other)
    assert len(kumu.data["maps"]) == 1
    again = FakeKumu()
    again.restore(kumu.export())
    assert again.export() == kumu.export()


def test_a_dropped_map_is_the_only_one_of_an_empty_project() -> None:
    """An empty project has the dropped map, as its default map, and no other."""
    line = {"_id": "conn-1", "attributes": {}, "from": "elem-1", "to": "elem-1"}
    blueprint = {
        "elements": [{"_id": "elem-1", "attributes": {"label": "N"}}],
        "connections": [line],
        "maps": [{"_id": "map-x", "name": "New", "elements": [{"_id": "n", "element": "elem-1"}]}],
    }
    kumu = FakeKumu()
    kumu.drop_blueprint(json.dumps(blueprint).encode())
    assert [one["name"] for one in kumu.data["maps"]] == ["New"]
    assert kumu.data["defaultMap"] == "map-x"
    assert kumu.item("conn-1")["direction"] == "directed"


def test_a_dropped_map_of_another_project_is_added() -> None:
    """A map with an id of its own comes beside the others, entries named by their items or not."""
    kumu = FakeKumu()
    kumu.add_element("A")
    blueprint = {
        "elements": [{"_id": "elem-1", "attributes": {"label": "N"}}],
        "connections": [],
        "maps": [
            {
                "_id": "map_import",
                "name": "New",
                "elements": [{"_id": "elem-1", "position": {"x": 1, "y": 1}}],
            }
        ],
    }
    kumu.drop_blueprint(json.dumps(blueprint).encode())
    assert kumu.labels() == ["A"]
    assert kumu.labels("New") == ["N"]
