"""A document without what is out of focus: the rest stays as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.kumu_documents import nested_connection, nested_element, one_map, project
from tests.samples import each_sample
from toc.kumu.document import read_document
from toc.kumu.focusing import FocusOn
from toc.kumu.narrowing import narrowed_document
from toc.kumu.selectors.parser import parse_selector

if TYPE_CHECKING:
    from pathlib import Path

    from toc.kumu.document import Document


def _project() -> Document:
    """Two maps: a to b on Main; b to c on Other only, so c is two steps from a on no map."""
    return project(
        [nested_element(f"elem-{one}", one) for one in "abcd"],
        [
            nested_connection("conn-ab", "elem-a", "elem-b"),
            nested_connection("conn-bc", "elem-b", "elem-c"),
        ],
        [
            one_map("Main", ("elem-a", "elem-b", "elem-d"), ("conn-ab",)),
            one_map("Other", ("elem-b", "elem-c"), ("conn-bc",)),
        ],
        perspectives=[{"_id": "pers-1", "name": "V", "style": ""}],
    )


def _ids(document: Document) -> list[str]:
    return [one.shown_id for one in (*document.elements, *document.connections)]


def test_the_focus_is_looked_for_on_one_map() -> None:
    """On a map only its connections lead on; what is not on it is left to who converts."""
    found = narrowed_document(_project(), FocusOn(parse_selector("#a"), 2), "Main")
    assert _ids(found.document) == ["elem-a", "elem-b", "elem-c", "conn-ab", "conn-bc"]
    assert found.out_of_focus == ["out of focus: 1 element"]


def test_a_whole_project_keeps_everything_but_items() -> None:
    """Items out of focus leave a project and its maps; views, names and keys stay."""
    found = narrowed_document(_project(), FocusOn(parse_selector("#b"), 1, "out"), whole=True)
    assert _ids(found.document) == ["elem-b", "elem-c", "conn-bc"]
    data = json.loads(found.document.to_bytes())
    main, other = data["maps"]
    assert [one["element"] for one in main["elements"]] == ["elem-b"]
    assert main["connections"] == []
    assert [one["connection"] for one in other["connections"]] == ["conn-bc"]
    assert data["perspectives"] == [{"_id": "pers-1", "name": "V", "style": ""}]
    assert found.out_of_focus == ["out of focus: 2 elements, 1 connection"]


def test_the_document_itself_is_not_changed() -> None:
    """Narrowing gives another document."""
    document = _project()
    before = document.to_bytes()
    narrowed_document(document, FocusOn(parse_selector("#a"), 0), whole=True)
    assert document.to_bytes() == before


@each_sample()
def test_a_focus_on_everything_keeps_every_byte(sample: Path) -> None:
    """Of any real file in which everything is picked nothing changes."""
    document = read_document(sample.read_bytes(), sample.name)
    if document.elements or document.connections:
        found = narrowed_document(document, FocusOn(parse_selector("*"), 0), whole=True)
        assert found.document.to_bytes() == sample.read_bytes()
        assert found.out_of_focus == []
