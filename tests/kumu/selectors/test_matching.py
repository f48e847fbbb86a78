"""Selectors pick what Kumu's documentation says, on a map that has a case for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.kumu.selectors.selector_texts import selectors
from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    project,
)
from toc.kumu.document import Document, read_document
from toc.kumu.selectors.matching import Matcher, select
from toc.kumu.selectors.parser import SelectorError

HERE = Path(__file__).parent
CASES: list[Any] = json.loads((HERE / "cases.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document((HERE / "map.json").read_bytes(), "map.json")


def picked(document: Document, selector: str) -> list[str | None]:
    return [item.assigned_id for item in select(document, selector)]


@pytest.mark.parametrize(("number", "selector", "wanted"), CASES)
def test_documented_examples(
    number: int, selector: str, wanted: list[str] | None, document: Document
) -> None:
    """Each of the 46 examples picks exactly these items, in the order of the document."""
    assert number in range(1, 47)
    if wanted is None:
        with pytest.raises(SelectorError):
            select(document, selector)
    elif wanted == ["*"]:
        assert len(select(document, selector)) == 13 + 11 + 2
    else:
        assert picked(document, selector) == wanted


def test_all_examples_are_here() -> None:
    """No example is missing and none stands twice."""
    assert [number for number, _, _ in CASES] == list(range(1, 47))


SMALL = project(
    elements=[
        nested_element("elem-1", "Trust grows", id="o_1", **{"element type": "Outcome"}),
        nested_element("elem-2", "trust-grows", id="elem-1", tags=["Year one", "🌱"]),
        nested_element("elem-3", "A & B", **{"element type": "Desired  Outcome"}),
        nested_element("elem-4", "Alone"),
    ],
    connections=[
        nested_connection("conn-1", "elem-1", "elem-2", attributes={"connection type": "+"}),
        nested_connection("conn-2", "elem-2", "elem-3", direction="mutual", delayed=True),
        nested_connection("conn-3", "elem-3", "elem-3", direction="undirected"),
        nested_connection("conn-4", "elem-4", "gone", attributes={"connection type": "-"}),
    ],
    loops=[{"_id": "loop-1", "attributes": {"label": "R1"}, "connections": ["conn-1", "conn-9"]}],
)


def small(selector: str) -> list[str]:
    return [item.system_id or "" for item in select(SMALL, selector)]


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ("#elem-1", ["elem-1"]),
        ("#o_1", ["elem-1"]),
        ("#o1", ["elem-1"]),
        ("#trust-grows", ["elem-1", "elem-2"]),
        ("#trustgrows", ["elem-1", "elem-2"]),
        ("#r1", ["loop-1"]),
        ("#a-b", ["elem-3"]),
        ("#ELEM-3", []),
        (".year-one", ["elem-2"]),
        (".🌱", ["elem-2"]),
        (".yearone", ["elem-2"]),
        ("Outcome", ["elem-1"]),
        ("desired-outcome", ["elem-3"]),
        ("undefined", ["elem-2", "elem-4"]),
        ("-connection", ["conn-1"]),
        ("--connection", ["conn-4"]),
        ("undefined-connection", ["conn-2", "conn-3"]),
        (":delayed", ["conn-2"]),
        (":focus", []),
        (":orphan", []),
        (":loop()", ["elem-1", "elem-2", "conn-1"]),
        (":loop(#r2)", []),
        (":from(#elem-2)", ["conn-2"]),
        (":to(#elem-2)", ["conn-1"]),
        (":to(conn-1)", []),
        (":not(element):not(connection)", ["loop-1"]),
        ("element --> *", ["elem-1", "elem-2", "elem-3"]),
        ("element <-- #elem-3", ["elem-2", "elem-3"]),
        ("element --> #elem-2", ["elem-1", "elem-3"]),
        ("element <-- #elem-2", ["elem-3"]),
        ("element <--> #elem-2", ["elem-1", "elem-3"]),
        ("element --:delayed--> #elem-3", ["elem-2"]),
        ("element <--:undirected-- element", ["elem-3"]),
        ("element --+--> element", ["elem-1"]),
        ("element ---connection--> element", ["elem-1"]),
        ("element ----connection--> element", []),
        ("#elem-4 --> *", []),
        ("#elem-4 <--> *", []),
        ("connection --> element", []),
        ("element -- * --> element", ["elem-1", "elem-2", "elem-3"]),
    ],
)
def test_ids_types_tags_and_arrows(selector: str, wanted: list[str]) -> None:
    """Ids before labels, slugs in both forms, ends that lead nowhere, both ways where mutual."""
    assert small(selector) == wanted


def test_everything_is_in_the_order_of_the_document() -> None:
    """Elements, connections, loops, each as in the file, whatever the order of the selector."""
    everything = (
        [f"elem-{n}" for n in range(1, 5)] + [f"conn-{n}" for n in range(1, 5)] + ["loop-1"]
    )
    assert small("loop, connection, element") == small("*") == everything


def test_data_that_was_changed_is_seen() -> None:
    """What is changed in a document's data between two questions is in the second answer."""
    document = blueprint(element("a", "Outcome"))
    assert len(select(document, "outcome")) == 1
    document.data["elements"].append(element("b", "Outcome"))
    assert len(select(document, "outcome")) == 2


@given(selectors())
def test_a_list_is_one_or_the_other_and_not_is_the_rest(selector: str) -> None:
    """Any selector and its `:not` share nothing and leave nothing; a list is a union."""
    matcher = Matcher(SMALL.elements, SMALL.connections, SMALL.loops)
    everything, found = matcher.select("*"), matcher.select(selector)
    rest = matcher.select(f":not({selector}\n)")
    assert [one for one in everything if one not in found] == rest
    both = matcher.select(f"{selector}\n, element")
    assert both == [one for one in everything if one in found or one.kind == "element"]
    assert matcher.select(f"*:not(:not({selector}\n))") == found


@pytest.mark.parametrize("arrow", ["-->", "<--", "<-->"])
@pytest.mark.parametrize("many", [1, 40])
def test_arrows_by_looking_at_every_connection(arrow: str, many: int) -> None:
    """Few elements or many at the end of an arrow: the same as looking connection by connection."""
    names = [str(n) for n in range(100)]
    directions = ["directed", "mutual", "undirected", "directed", "directed"]
    lines = [(n, (n * 37 + 11) % 100, directions[n % 5]) for n in range(100)]
    document = blueprint(
        *(element(name, "Near" if n < many else "Far") for n, name in enumerate(names)),
        connections=[connection(str(a), str(b), direction=way) for a, b, way in lines],
    )
    wanted: set[int] = set()
    for a, b, way in lines:
        if b < many and (arrow != "<--" or way != "directed"):
            wanted.add(a)
        if a < many and (arrow != "-->" or way != "directed"):
            wanted.add(b)
    assert [item.place for item in select(document, f"element {arrow} near")] == sorted(wanted)
