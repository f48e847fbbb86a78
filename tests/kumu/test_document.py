"""A Kumu document: typed access on top of decoded JSON that is written back as it was."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings

from tests.kumu_documents import (
    Written,
    blueprint,
    connection,
    element,
    kumu_files,
    nested_element,
    project,
    read,
)
from toc.errors import LimitError, UnwritableError
from toc.kumu.document import Document, Form, read_document
from toc.kumu.json_style import number_text
from toc.kumu.limits import Limits


def test_items_of_any_document() -> None:
    """Elements, connections and loops are those of the file in its order, odd entries left out."""
    document = blueprint(
        element("A", id=1),
        None,
        7,
        "text",
        element("B"),
        ["x"],
        connections=[None, connection(1, "B")],
        Loops=[{"label": "R1", "connections": []}],
    )
    assert [(one.label, one.place) for one in document.elements] == [("A", 0), ("B", 4)]
    assert [(one.start, one.end, one.place) for one in document.connections] == [("1", "B", 1)]
    assert [one.label for one in document.loops] == ["R1"]
    assert document.section("loops") == [{"label": "R1", "connections": []}]
    assert document.keys == ["elements", "connections", "Loops"]
    assert repr(document) == "<Document 'map.json' (kumu-flat): 6 elements, 2 connections>"


@pytest.mark.parametrize(
    ("more", "title"),
    [({"name": "Ours"}, "Ours"), ({"name": ""}, None), ({"name": 3}, None), ({}, None)],
)
def test_title(more: dict[str, Any], title: str | None) -> None:
    """The title is the project's name, where it has one."""
    document = project(**more)
    assert document.title == title
    assert document.top("version") == 1
    assert document.top("gone") is None


def test_items_are_made_once_until_data_is_lent() -> None:
    """Before the data is handed out the lists stay the same; afterwards they show its changes."""
    document = blueprint(element("A"))
    assert document.elements is document.elements
    document.data["elements"].append(element("B"))
    assert [one.label for one in document.elements] == ["A", "B"]
    document.data["elements"].pop(0)
    assert [one.label for one in document.elements] == ["B"]


def test_settled_data_is_read_once() -> None:
    """While the data is only read the lists are made once, also after it was lent."""
    document = blueprint(element("A"))
    before = document.elements
    document.data["elements"][0]["label"] = "B"
    with document.settled():
        first = document.elements
        assert first[0].label == "B"
        with document.settled():
            assert document.elements is first
        assert document.elements is first
    assert document.elements is not before
    document.data["elements"].clear()
    with document.settled():
        assert document.elements == []


def test_document_from_data_is_written_in_lines() -> None:
    """A document made from data is written with two blanks and a final newline."""
    document = Document.from_data({"elements": [{"label": "é\ud800"}], "loops": []}, "new.json")
    expected = (
        '{\n  "elements": [\n    {\n      "label": "é\\ud800"\n    }\n  ],\n  "loops": []\n}\n'
    )
    assert document.to_bytes().decode() == expected
    assert (document.name, document.form) == ("new.json", Form.FLAT)


def test_what_cannot_be_written() -> None:
    """Data that JSON cannot hold is refused when it is written, and the document stays readable."""
    document = blueprint(element("A"))
    document.data["elements"][0]["label"] = {"a set"}
    with pytest.raises(UnwritableError, match="JSON cannot hold a set"):
        document.to_bytes()
    document.data["elements"][0]["label"] = "A"
    assert document.to_bytes() == b'{"elements": [{"label": "A"}], "connections": []}'


def test_limits_are_those_given() -> None:
    """A document is read within the limits that its reader is given."""
    content = b'{"elements": [[[[]]]]}'
    read_document(content, "map.json", limits=Limits(depth=5))
    with pytest.raises(LimitError, match="more than 4 levels"):
        read_document(content, "map.json", limits=Limits(depth=4))
    deep = b'{"elements": [' + b"[" * 120 + b"]" * 120 + b"]}"
    lifted = read_document(deep, "map.json", limits=Limits(depth=200))
    assert lifted.respelled().to_bytes() == deep


NUMBERS = ["1.50", "0.00003367", "-0", "12345678901234567890", "1e999", "-" + "9" * 5000, "1E+2"]


def test_respelled_numbers() -> None:
    """Respelled, a document is the same with numbers that remember their spelling."""
    text = f'{{"elements": [{{"label": "A", "n": [{", ".join(NUMBERS)}]}}]}}'
    document = read(text)
    document.data["elements"][0]["label"] = "B"
    spelled = document.respelled()
    values = spelled.elements[0].fields["n"]
    assert [number_text(value) for value in values] == NUMBERS
    assert values == document.elements[0].fields["n"]
    assert (spelled.elements[0].label, spelled.form) == ("B", document.form)
    assert spelled.to_bytes() == text.replace('"A"', '"B"').encode()
    _ = spelled.data
    assert spelled.to_bytes() == document.to_bytes()


@settings(deadline=None)
@given(kumu_files())
def test_respelled_document_is_the_same(written: Written) -> None:
    """Any document and its respelled copy say the same and are written as the same bytes."""
    document = read_document(written.content, "map.json")
    spelled = document.respelled()
    assert spelled.data == document.data
    assert spelled.to_bytes() == written.content
    assert spelled.form is document.form


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", False),
        ("\\\\n \\\\/", False),
        ("\\u00e9", False),
        ("\\ud83d\\ude00\\uD83D\\uDE00", False),
        ("\\ud83d", True),
        ("\\uDE00", True),
        ("\\ude00\\ud83d", True),
        ("\\ud83d\\ud83d\\ude00", True),
        ("\\ud83d\\ude00\\udbff", True),
    ],
)
def test_half_characters_are_seen_in_the_bytes(text: str, *, may: bool) -> None:
    """A document knows from its bytes alone that no text can hold half a character."""
    assert read(f'{{"elements": [], "x": "{text}"}}').may_hold_half_characters() is may


def test_change_in_an_infinite_neighbourhood() -> None:
    """Numbers beyond Python's range stay as they are written while others change beside them."""
    text = '{"elements": [{"label": "A", "n": [1e999, -1e999], "m": 1}]}'
    document = read(text)
    element_data = document.data["elements"][0]
    assert element_data["n"] == [math.inf, -math.inf]
    element_data["m"] = 2
    assert document.to_bytes() == text.replace('"m": 1', '"m": 2').encode()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_added_element(mark: str) -> None:
    """An element put between two others adds its own lines and changes no other byte."""
    elements = [nested_element("elem-a", "A"), nested_element("elem-c", "C")]
    text = json.dumps({"elements": elements, "connections": []}, indent=2)
    document = read_document((mark + text).encode(), "map.json")
    document.data["elements"].insert(1, nested_element("elem-b", "B"))
    expected = json.dumps(document.data, indent=2)
    assert document.to_bytes().decode() == mark + expected
