"""Edits by hand do in the fake Kumu what they do in Kumu."""

from __future__ import annotations

import re

from tests.fake_kumu.kumu import FakeKumu


def _kumu() -> FakeKumu:
    kumu = FakeKumu()
    for label in "ABC":
        kumu.add_element(label)
    kumu.connect("A", "B", "helps", Strength=3)
    return kumu


def test_ids_have_kumus_shape_and_are_the_same_each_time() -> None:
    """A fresh id is a prefix, a hyphen and eight letters or digits, different for each thing."""
    first, second = _kumu(), _kumu()
    assert first.export() == second.export()
    for section, prefix in (("elements", "elem"), ("connections", "conn"), ("maps", "map")):
        for one in first.data[section]:
            assert re.fullmatch(prefix + "-[0-9A-Za-z]{8}", one["_id"])


def test_a_deleted_element_goes_to_the_trash_with_its_connections() -> None:
    """It leaves every map and stays in the project; emptied trash is gone for good."""
    kumu = _kumu()
    (a,), line = kumu.find("A"), kumu.data["connections"][0]["_id"]
    kumu.add_map("Second")
    kumu.place("A", "Second")
    kumu.delete("A")
    assert kumu.trash() == {a, line}
    assert kumu.item(a)
    kumu.empty_trash()
    assert kumu.find("A") == []
    assert kumu.data["connections"] == []


def test_places_and_decorations_belong_to_one_map_and_values_to_the_project() -> None:
    """A move or a colour changes one map; a field's value changes everywhere."""
    kumu = _kumu()
    kumu.add_map("Second")
    kumu.place("A", "Second")
    kumu.place("A", "Second")
    assert len(kumu.state.map("Second")["elements"]) == 1
    kumu.move("A", 3, 4, where="Second")
    kumu.restyle("A", where="Second", fontSize=20)
    kumu.set_field("A", "Owner", "Ana")
    assert kumu.entry("A")["position"] is None
    assert kumu.entry("A", "Second")["pinned"] is True
    assert kumu.entry("A", "Second")["style"] == {"fontSize": 20}
    assert kumu.fields("A")["owner"] == "Ana"
    kumu.take_off("A", "Second")
    assert kumu.labels("Second") == []
    assert kumu.trash() == set()


def test_names_and_types_change_and_ids_stay() -> None:
    """Relabelling, retyping, renaming and rewiring keep every id."""
    kumu = _kumu()
    (a,) = kumu.find("A")
    kumu.relabel("A", "Z")
    kumu.retype(a, "Outcome")
    (line,) = kumu.data["connections"]
    kumu.rewire(line["_id"], end="C")
    kumu.turn(line["_id"], "mutual")
    kumu.curve(line["_id"], -0.25)
    kumu.clear_field(line["_id"], "Strength")
    own = kumu.add_view("View", "one", where="Map")
    kumu.rename_view("View", "Better")
    kumu.edit_view("Better", "two")
    kumu.rename_map("Map", "Our map")
    loop = kumu.add_loop("R1", [line["_id"]])
    assert kumu.find("Z") == [a]
    assert (line["to"], line["direction"]) == (kumu.find("C")[0], "mutual")
    assert line["attributes"]["strength"] is None
    assert kumu.data["perspectives"] == [{"_id": own, "name": "Better", "style": "two"}]
    assert kumu.state.map("Our map")["defaultPerspective"] == own
    assert kumu.item(loop)["connections"] == [line["_id"]]
    kinds = [one["values"] for one in kumu.data["attributes"] if one["name"] == "Element Type"]
    assert kinds == [["Outcome"]]
