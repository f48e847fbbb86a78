"""Every form that Kumu knows is recognised by its content, and what is none is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu_documents import element, nested_connection, nested_element, one_map, read
from tests.samples import each_sample
from toc.errors import FormError
from toc.kumu.document import Form, read_document
from toc.kumu.forms import section

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ({"elements": []}, Form.FLAT),
        ({"connections": None}, Form.FLAT),
        ({"Elements": [element("A")], "CONNECTIONS": []}, Form.FLAT),
        ({"elements": [element("A")], "name": "x", "version": 2, "source": ""}, Form.FLAT),
        ({"elements": [{"_id": "n", "label": "A", "attributes": {"x": 1}}]}, Form.FLAT),
        ({"elements": [{"ID": 1, "attributes": {"label": "A"}}]}, Form.FLAT),
        ({"elements": [nested_element("e", "A")], "connections": []}, Form.MAP),
        ({"elements": [], "connections": [nested_connection("c", "a", "b")]}, Form.MAP),
        ({"elements": [], "maps": [one_map("m")]}, Form.MAP),
        ({"elements": [], "perspectives": []}, Form.MAP),
        ({"elements": [nested_element("e", "A")], "attributes": []}, Form.PROJECT),
        ({"elements": [], "defaultMap": "map-1"}, Form.PROJECT),
        ({"elements": [], "attributeRelevance": {}}, Form.PROJECT),
        ({"elements": [None, 3, "text", [], {}]}, Form.FLAT),
    ],
)
def test_form_is_found_by_looking_inside(data: dict[str, Any], form: Form) -> None:
    """Flat, hybrid, nested blueprint and full project are told apart by what they hold."""
    assert read(data).form is form


_FORMS = {"full-": Form.PROJECT, "map-": Form.MAP, "dfg-": Form.MAP}


@each_sample()
def test_forms_of_samples(sample: Path) -> None:
    """Every real file has the form that its description gives it."""
    expected = next((f for start, f in _FORMS.items() if sample.name.startswith(start)), Form.FLAT)
    assert read_document(sample.read_bytes(), sample.name).form is expected


IS = "A Kumu document is an object with elements and connections; this is"
NEITHER = "This JSON is neither a theory nor a Kumu document: it holds"
NO_KUMU = "This is not a Kumu document: it has"
BESIDE = {"data": {"id": "a", "label": "A"}}
SOURCE = {"Source": "a", "target": "b"}


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        ([], "", f"{IS} a list."),
        ("text", "", f"{IS} a text."),
        (3.5, "", f"{IS} a number."),
        (None, "", f"{IS} nothing."),
        (True, "", f"{IS} true or false."),
        ({"elements": {}}, ": elements", "elements should be a list, but is an object."),
        ({"elements": [], "Maps": 3}, ": Maps", "Maps should be a list, but is a number."),
        (
            {"Data": {"elements": []}},
            "",
            "The elements and connections stand under the key Data, not at the top.",
        ),
        (
            {"Nodes": [], "edges": []},
            "",
            f"{NO_KUMU} Nodes and edges, not elements and connections.",
        ),
        (
            {"nodes": [], "links": []},
            "",
            f"{NO_KUMU} nodes and links, not elements and connections.",
        ),
        (
            {"elements": [], "connections": [None, SOURCE]},
            ": connections[0]",
            "The connections have source and target where Kumu has from and to.",
        ),
        (
            {"elements": [BESIDE, {"data": {}, "position": {}}]},
            ": elements[0]",
            "The label and the other fields of every element stand under its key data.",
        ),
        ({}, "", f"{NEITHER} nothing."),
        ({"a\x1b[1m": 1, "\ud800": 2}, "", f'{NEITHER} "a\\u001b[1m", "\\ud800".'),
    ],
)
def test_what_is_not_kumus(data: object, where: str, what: str) -> None:
    """What people often write instead of a Kumu document is named, with the way out."""
    with pytest.raises(FormError) as caught:
        read(json.dumps(data))
    assert (caught.value.where, caught.value.what) == (f"map.json{where}", what)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [
        {"elements": [], "connections": [{"source": "a", "target": "b", "from": "a", "to": "b"}]},
        {"elements": [{"label": "A", "data": {}}, {"data": {}}]},
        {"elements": [{}], "data": {"x": 1}, "nodes": []},
    ],
)
def test_more_than_kumus_own_keys(data: dict[str, Any]) -> None:
    """Keys that others use do no harm beside those that Kumu knows."""
    assert read(data).form is Form.FLAT


def test_section_in_any_case() -> None:
    """A list is found whatever the case of its key; its own spelling comes first."""
    assert section({"Elements": [1], "elements": [2]}, "elements") == [2]
    assert section({"ELEMENTS": [1], "elements": None}, "elements") == [1]
    assert section({"elements": None}, "elements") == []
    assert section({}, "elements") == []
