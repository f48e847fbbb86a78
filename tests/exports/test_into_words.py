"""What people are told when a theory was written into their map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.exports.made_maps import Drawing, project
from tests.kumu_documents import read
from toc.exports.into_map import Written, write_into
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.dirt import find_dirt
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.kumu.document import Document


def read_back(document: Document, map_name: str | None = None) -> dict[str, Any]:
    """The theory of a document, as plain data to be changed."""
    found = theory_from_map(read_map(document, DEFAULT, map_name, need_outcomes=False)).theory
    data: dict[str, Any] = found.model_dump(mode="json", exclude_defaults=True)
    data["outcomes"] = [one | {"end": False} for one in data["outcomes"]]
    return data


def written(document: Document, data: dict[str, Any], **more: Any) -> Written:
    return write_into(document, Theory.model_validate(data), **more)


def meals() -> Drawing:
    drawing = Drawing().element("Meals", "Output").element("Company", "Outcome", id="Com pany")
    drawing.element("Survey", "Measure").join("Meals", "Company")
    return drawing.join("Company", "Survey")


def test_counts() -> None:
    """Numbers agree with their nouns; nothing is said of a map where nothing was put on it."""
    document = meals().document()
    data = read_back(document)
    data["outcomes"][0]["note"] = "new"
    assert written(document, data).done == (
        "added: 0 elements, 0 connections",
        "changed: 1 element, 0 connections",
    )


def test_put_on_the_map() -> None:
    """What stood elsewhere in the project and now comes onto the map is counted."""
    nested = meals().nested()
    document = read(project(nested, {"Main": {"Meals"}, "Other": None}))
    data = read_back(document, "all")
    assert data["kumu"]["map"] == "all"
    again = read(project(nested, {"Main": {"Meals"}, "Other": None}))
    assert written(again, data).done[2:] == ()
    again = read(project(nested, {"Main": {"Meals"}, "Other": None}))
    found = written(again, data, map_name="Main").done
    assert found[2:] == ("put on the map: 2 elements, 2 connections",)


def test_what_goes_is_named_by_label() -> None:
    """A measure that the theory has dropped is named with its tie, and no field is spoken of."""
    for prune in (False, True):
        document = meals().document("nested")
        data = read_back(document)
        data["measures"] = []
        del data["outcomes"][0]["measured_by"]
        found = written(document, data, prune=prune)
        assert set(found.gone) == {"measure: Survey", "connection: Company → Survey"}


def test_what_the_document_holds_is_not_left_out() -> None:
    """The name and description that a project has are not said to be missing."""
    document = read(project(meals().nested(), {"Main": None}) | {"name": "T", "description": "d"})
    data = read_back(document) | {"name": "T", "description": "d", "note": "n"}
    assert written(document, data).left_out == ("the theory's own note",)


def test_a_part_without_a_type_is_named() -> None:
    """Where a role is only picked by a selector, a new part is named, and those there are not."""
    words = DEFAULT.with_data({"roles": {"output": {"select": "#meals"}}}, "words")
    document = meals().document("nested")
    reading = read_map(document, words)
    data = theory_from_map(reading).theory.model_dump(mode="json", exclude_defaults=True)
    data["outputs"].append({"id": "walks", "label": "Walks", "leads_to": [{"to": "company"}]})
    found = written(document, data, vocabulary=words)
    assert found.left_out == (
        'output "Walks": the vocabulary has no type for a new output',
        "links from or to these: 1",
    )


def test_renamed_twice() -> None:
    """An element whose id is no id of a theory is found again after each new name."""
    document = meals().document()
    data = read_back(document)
    assert data["kumu"]["ids"]["company"] == "Com pany"
    for label in ("In company", "Among people"):
        data["outcomes"][0]["label"] = label
        assert written(document, data).done[0] == "added: 0 elements, 0 connections"
    assert [one.label for one in document.elements] == ["Meals", "Among people", "Survey"]
    assert [one.assigned_id for one in document.elements] == [None, "Com pany", None]


def test_a_link_between_maps() -> None:
    """A new connection comes onto a map that both its ends are on; else its ends come along."""
    nested = meals().nested()
    maps: dict[str, set[str] | None] = {"Main": {"Meals"}, "Other": {"Company", "Survey"}}
    document = read(project(nested, maps))
    data = read_back(document, "all")
    company = {"id": "b", "label": "Visits", "leads_to": [{"to": "company"}]}
    data["outputs"].append(company)
    data["outcomes"][0]["measured_by"].append({"measure": "more"})
    data["measures"].append({"id": "more", "label": "More"})
    found = written(document, data)
    assert found.done[2:] == ("put on the map: 1 element, 0 connections",)
    assert [str(one) for one in find_dirt(document) if "without one of" in one.what] == []
    again = read(project(nested, maps))
    data = read_back(again, "all")
    data["outcomes"][0]["leads_to"] = [{"to": "company"}]
    assert written(again, data).done[2:] == ()
    assert [len(one["connections"]) for one in again.section("maps")] == [0, 2]
