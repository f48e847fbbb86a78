from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.exports.made_maps import FORMS, Drawing, document, project, reading
from tests.exports.typed_documents import typed_documents
from toc.exports.map_ids import MapIds
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.theory_ids import is_id
from toc.exports.vocabulary import DEFAULT
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from toc.kumu.document import Document


def ids(drawn: Drawing | Document) -> list[str]:
    """The ids of the elements that have a role, in the order of the map."""
    found = reading(drawn)
    given_ids = MapIds(found)
    return [given_ids.of(element) for element in found.elements.values()]


@pytest.mark.parametrize("form", FORMS)
def test_assigned(form: str) -> None:
    """An assigned id that a theory file could have is the id, as text, whatever the label."""
    drawing = Drawing().element("Trust", "Outcome", id="out-1").element("b", "Measure", id=7)
    assert ids(drawing.document(form)) == ["out-1", "7"]


@pytest.mark.parametrize("form", FORMS)
def test_malformed(form: str) -> None:
    """An assigned id that a theory file could not have gives way to the words of the label."""
    drawing = Drawing()
    for own in ("Out-1", "out_1", "ö", " a", "a--b", "", None):
        drawing.element("Trust grows, Zoë!", "Outcome", id=own)
    assert ids(drawing.document(form)) == [
        "trust-grows-zoe",
        *(f"trust-grows-zoe-{number}" for number in range(2, 8)),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_shared(form: str) -> None:
    """An assigned id that elements share is none of theirs; the words of each label are."""
    drawing = Drawing().element("A", "Outcome", id="x").element("B", "Output", id="x")
    drawing.element("C", "Person", id="c").element("C", "Domain", id="c")
    assert ids(drawing.document(form)) == ["a", "b", "c"]


def test_shared_with_a_connection() -> None:
    """An id that a connection among the elements has, too, belongs to neither."""
    drawing = Drawing().element("A", "Outcome", id="x").join("A", "A", id="x")
    theory = theory_from_map(reading(drawing)).theory
    assert [one.id for one in theory.outcomes] == ["a"]
    assert [link.id for link in theory.every_link()] == [None]


def test_numbered() -> None:
    """Ids met again are numbered, past those that are taken, in the order of the map."""
    drawing = Drawing().element("A b", "Outcome").element("a-b", "Output").element("c", "Domain")
    drawing.element("?", "Outcome", id="a-b-2").element("A  B", "Outcome").element("!", "Outcome")
    drawing.element("日本語", "Domain").element("日本", "Domain").element("", "Impact")
    assert ids(drawing) == [
        *("a-b", "a-b-3", "c", "a-b-2", "a-b-4", "outcome"),
        *("domain", "domain-2", "impact"),
    ]


def test_long_labels() -> None:
    """Ids from labels have at most 60 characters and end with a whole word."""
    words = "one two three four five six seven eight nine ten eleven"
    drawing = Drawing().element(f"{words} twelve thirteen", "Outcome").element("x" * 80, "Outcome")
    drawing.element(f"{words} twelv", "Outcome").element(f"{words} fourteen", "Outcome")
    cut = words.replace(" ", "-")
    assert ids(drawing) == [cut, "x" * 60, f"{cut}-2", f"{cut}-3"]
    assert len(cut) < 60 < len(f"{cut}-twelv")
    whole = f"{'y' * 29} {'z' * 30}"
    assert ids(Drawing().element(f"{whole} more", "Outcome")) == [whole.replace(" ", "-")]


def test_names_in_fields() -> None:
    """What only fields name gets an id beside those of elements, each once."""
    drawing = Drawing().element("Trust", "Outcome", Themes=["trust", "Care"], Voices=["Care"])
    drawing.element("b", "Outcome", Measure="CARE", Domain="Care", Themes="TRUST")
    theory = theory_from_map(reading(drawing)).theory
    assert [one.id for one in theory.themes] == ["trust-2", "care"]
    assert [one.id for one in theory.voices] == ["care-2"]
    assert [one.id for one in theory.domains] == ["care-3"]
    assert [one.id for one in theory.measures] == ["care-4"]


def test_link_ids() -> None:
    """A claim has its connection's id, but not one that says no more than what it joins."""
    drawing = Drawing().element("A", "Output").element("B", "Outcome").element("M", "Measure")
    for own in ("why", "a-to-b", "a-to-b-2", "a-to-b-too", "b-to-a", "A"):
        drawing.join("A", "B", id=own)
    drawing.join("B", "M", id="tie").element("tie", "Domain")
    drawing.element("C", "Outcome", Themes="A to B")
    theory = theory_from_map(reading(drawing)).theory
    assert [one.id for one in theory.themes] == ["a-to-b"]
    kept = ["why", None, None, "a-to-b-too", "b-to-a", None]
    assert [link.id for link in theory.every_link()] == kept
    assert [one.id for one in theory.domains] == ["tie"]


def test_known() -> None:
    """Ids that are settled beforehand come first, wherever their element is; others give way."""
    found = reading(Drawing().element("a", "Outcome", id="x").element("x", "Outcome", id="b"))
    given_ids = MapIds(found, {1: "x", 9: "a"})
    assert [given_ids.of(one) for one in found.elements.values()] == ["a-2", "x"]


@pytest.mark.parametrize("form", ["nested", "project"])
def test_system_ids(form: str) -> None:
    """Each part's system id is remembered; assumptions are no parts, flat documents have none."""
    drawing = Drawing().element("a", "Outcome").element("b", "Person").element("c", "Assumption")
    found = MapIds(reading(drawing.document(form)))
    assert found.system_ids() == {"a": "elem-00000000"}
    assert MapIds(reading(drawing)).system_ids() == {}


@given(typed_documents())
def test_well_formed(made: Document) -> None:
    """In any map every id is well formed and given once, and reading again gives the same."""
    first, again = (theory_from_map(read_map(made, DEFAULT)).theory for _ in range(2))
    every_id = [item.id for item in first.items()]
    every_id += [link.id for link in first.every_link() if link.id]
    assert all(map(is_id, every_id))
    assert len(set(every_id)) == len(every_id)
    assert first == again


@given(typed_documents())
def test_same_in_every_form(made: Document) -> None:
    """A blueprint gives the same ids in its flat and in its nested form."""
    if not made.section("maps"):
        assert ids(made) == ids(map_blueprint(made).document)


def test_one_label_for_all() -> None:
    """Many elements with one label take time in proportion to their number."""

    def seconds(size: int) -> float:
        drawing = Drawing()
        for _ in range(size):
            drawing.element("Trust", "Outcome")
        found = reading(document(project(drawing.nested(), {"Main": None})))
        start = time.process_time()
        MapIds(found)
        return time.process_time() - start

    assert seconds(20_000) < 60 * max(seconds(1_000), 0.001)
