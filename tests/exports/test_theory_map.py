from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.exports.map_part import map_part, whole
from tests.exports.theories import made_theories
from toc.errors import NoOutcomesError
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.theory_map import (
    document_from_theory,
    first_ties,
    left_out_of_a_map,
    resolvable_names,
)
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Form
from toc.kumu.map_blueprint import map_blueprint
from toc.models.theory import Theory
from toc.sources import read_source

if TYPE_CHECKING:
    from toc.exports.map_theory import MapTheory
    from toc.kumu.document import Document

Json = dict[str, Any]

GERMAN = DEFAULT.with_data(
    {
        "roles": {
            "outcome": {"types": ["Ergebnis"]},
            "impact": {"types": ["Wirkung"]},
            "output": {"types": ["ıçıktı"]},
            "measure": {"add": ["Messgröße"]},
        },
        "fields": {"unit": "Einheit", "domain": ["Bereich", "Domain"], "sources": "tags"},
    },
    "german.yaml",
)


def read_back(document: Document, words: Vocabulary = DEFAULT) -> MapTheory:
    return theory_from_map(read_map(document, words, need_outcomes=False))


@given(made_theories())
def test_read_back(theory: Theory) -> None:
    """A theory written as a map and read back is what of it a map can hold, with no complaint."""
    found = read_back(document_from_theory(theory).document)
    assert whole(found.theory) == map_part(theory)
    assert not found.left_out
    assert not found.warnings


@given(made_theories())
def test_read_back_nested(theory: Theory) -> None:
    """The same in Kumu's own shape, which then records the system id of each part."""
    document = map_blueprint(document_from_theory(theory).document).document
    found = read_back(document).theory
    assert whole(found) == map_part(theory)
    parts = [*found.dimensions, *found.domains, *found.outputs, *found.outcomes, *found.measures]
    assert found.kumu["ids"].keys() == {item.id for item in parts}


@given(made_theories())
def test_read_back_in_other_words(theory: Theory) -> None:
    """The same through a vocabulary of other types and fields."""
    found = read_back(document_from_theory(theory, GERMAN).document, GERMAN)
    assert whole(found.theory) == map_part(theory)
    assert not found.left_out


@given(made_theories())
def test_second_time(theory: Theory) -> None:
    """What was read from a map is written to the same map again, and nothing of it is left out."""
    found = read_back(document_from_theory(theory).document).theory
    second = document_from_theory(found)
    assert whole(found) == map_part(found)
    assert not second.left_out
    third = document_from_theory(read_back(second.document).theory)
    assert third.document.to_bytes() == second.document.to_bytes()


@given(made_theories())
def test_unique_ids(theory: Theory) -> None:
    """Every element and connection has an id that no other has, as Kumu wants it."""
    document = document_from_theory(theory).document
    assert document.form is Form.FLAT
    ids = [one.assigned_id for one in (*document.elements, *document.connections)]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_bundled() -> None:
    """The bundled theory comes back whole but for what is named."""
    theory = read_source("equal-care").theory().theory
    conversion = document_from_theory(theory)
    found = read_back(conversion.document).theory
    assert whole(found) == map_part(theory)
    assert (len(found.outcomes), len(found.outputs), len(found.every_link())) == (27, 30, 87)
    assert conversion.left_out == (
        "what is said about themes and voices: 10",
        "ids of themes and voices that are not the words of their labels: 8",
        "entries about what is unknown: 43",
        "the theory's own name, description, note, sources",
    )


def theory(**sections: Any) -> Theory:
    return Theory.model_validate(sections)


def part(own: str, **more: Any) -> Json:
    return {"id": own, "label": own.upper(), **more}


def test_shape() -> None:
    """Elements come section by section, each field where it has something to say."""
    made = document_from_theory(
        theory(
            dimensions=[part("d", leads_to=["a"], note="n")],
            domains=[part("h", aliases=["H2", " "])],
            themes=[part("t")],
            voices=[part("v")],
            outputs=[part("o", dimension="d", status="inferred", sources=["page"])],
            outcomes=[
                part("a", domain="h", themes=["t"], voices=["v"], kind="change", end=True),
                part("b", description="d", measured_by=["m", {"measure": "m", "note": "again"}]),
            ],
            measures=[
                part(
                    "m",
                    unit="%",
                    better="higher",
                    every="1 year",
                    baseline={"value": 55.0, "note": "x"},
                    target={"date": "2026-12-31"},
                    values=[
                        {"date": "2026-05-31", "value": 61.5, "n": 0, "low": 1e-7},
                        {"date": "2025-05-31", "value": 1, "publishable": True},
                    ],
                )
            ],
            links=[{"from": "o", "to": "a", "polarity": "-", "mutual": True, "type": "adds to"}],
        )
    )
    stated = {"Status": "stated"}
    assert json.loads(made.document.to_bytes()) == {
        "elements": [
            {"id": "d", "label": "D", "type": "Dimension", **stated, "Note": "n"},
            {"id": "h", "label": "H", "type": "Domain", "Aliases": ["H2"], **stated},
            {
                "id": "o",
                "label": "O",
                "type": "Output",
                "Dimension": "D",
                "Status": "inferred",
                "Sources": ["page"],
            },
            {
                "id": "a",
                "label": "A",
                "type": "Impact",
                "Domain": "H",
                "Themes": ["T"],
                "Kind": "change",
                "Voices": ["V"],
                **stated,
            },
            {"id": "b", "label": "B", "type": "Outcome", "description": "d", **stated},
            {
                "id": "m",
                "label": "M",
                "type": "Measure",
                "Unit": "%",
                "Frequency": "1 year",
                "Direction": "higher",
                "Baseline": 55,
                "Target date": "2026-12-31",
                "Value": 61.5,
                "Value date": "2026-05-31",
                "N": 0,
                "Low": 1e-7,
                **stated,
            },
        ],
        "connections": [
            line("d-to-a", "d", "a", "leads to", **stated),
            line("o-to-a", "o", "a", "adds to", "mutual", Polarity="-", **stated),
            line("b-to-m", "b", "m", "measured by", **stated),
        ],
    }


def line(
    own: str, start: str, end: str, kind: str, direction: str = "directed", **more: Any
) -> Json:
    return {"id": own, "from": start, "to": end, "type": kind, "direction": direction, **more}


def test_connection_ids() -> None:
    """Parallel connections are numbered, past the ids that parts and links have."""
    links = [{"from": "o", "to": "a"}, {"from": "o", "to": "a", "id": "o-to-a-2"}]
    links += [{"from": "o", "to": "a"}] * 2 + [{"from": "a", "to": "o", "id": "why"}]
    made = document_from_theory(
        theory(outputs=[part("o")], outcomes=[part("a"), part("o-to-a")], links=links)
    )
    ids = [one.assigned_id for one in made.document.connections]
    assert ids == ["o-to-a-3", "o-to-a-2", "o-to-a-4", "o-to-a-5", "why"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"name": "T", "note": "n"}, "the theory's own name, note"),
        ({"description": "d", "sources": ["s"]}, "the theory's own description, sources"),
        ({"unknown": [{"about": "links"}]}, "entries about what is unknown: 1"),
        (
            {"waivers": [{"rule": "TOC030", "item": "a", "reason": "r", "until": "2027-01-01"}]},
            "waivers: 1",
        ),
        (
            {"measures": [part("m", values=[{"date": "2026-01-01", "value": 1}] * 3)]},
            "older values of measures: 2",
        ),
        (
            {"measures": [part("m", target={"value": 1, "note": "n"})]},
            "notes on baselines, targets and values: 1",
        ),
        ({"outputs": [part("o", description=" ")]}, "texts that hold only blanks: 1"),
        (
            {"links": [{"from": "a", "to": "a", "assumptions": ["x", "\t"]}]},
            "texts that hold only blanks: 1",
        ),
        (
            {
                "themes": [part("t", status="inferred"), part("u")],
                "voices": [part("v", note="n")],
                "outcomes": [part("a", themes=["t", "u"], voices=["v"])],
            },
            "what is said about themes and voices: 2",
        ),
        (
            {
                "themes": [part("t"), part("x")],
                "voices": [part("v")],
                "outcomes": [part("a", themes=["t"])],
            },
            "themes and voices that no outcome names: 2",
        ),
        (
            {
                "themes": [part("t"), part("x", label="t")],
                "outcomes": [part("a", themes=["t", "x"])],
            },
            "labels of themes and voices that are not theirs alone: 2",
        ),
        (
            {
                "themes": [part("t", label="Trust"), part("u"), part("a-2", label="A")],
                "outcomes": [part("a", themes=["t", "u", "a-2"])],
            },
            "ids of themes and voices that are not the words of their labels: 1",
        ),
        (
            {"links": [{"from": "a", "to": "a", "id": "a-to-a-7"}]},
            "ids of links that say no more than what they join: 1",
        ),
        (
            {"outcomes": [part("a", measured_by=["m", "m"])], "measures": [part("m")]},
            "further ties of an outcome to the same measure: 1",
        ),
        (
            {
                "dimensions": [part("d", leads_to=[{"to": "o", "type": "has"}, "p"])],
                "outputs": [part("o"), part("p")],
            },
            "outputs that are read as part of the dimension that leads to them: 1",
        ),
        ({"outputs": [part("Output 1")]}, "ids that are not lower-case words: 1"),
    ],
)
def test_left_out(change: Json, line: str) -> None:
    """Each thing that no map holds is counted under its own name, and nothing else is."""
    assert left_out_of_a_map(theory(**{"outcomes": [part("a")], **change})) == [line]


def test_left_out_where_held() -> None:
    """What a form holds of the theory as a whole is not counted."""
    found = theory(name="T", description="d", note="n")
    assert left_out_of_a_map(found, held=("name", "description")) == ["the theory's own note"]


def test_no_type_for_a_role() -> None:
    """Where a vocabulary has no type for impacts they are outcomes; other such roles are told."""
    words = DEFAULT.with_data({"roles": {"outcome": ["Ergebnis"], "domain": {"types": []}}}, "w")
    source = theory(outcomes=[part("a", end=True), part("b")], domains=[part("h")])
    made = document_from_theory(source, words)
    assert [one.type for one in made.document.elements] == ["Ergebnis", "Ergebnis"]
    assert made.left_out == (
        "dimensions and domains that are no elements, but named in fields: 1",
        'elements with the role "impact", for which the vocabulary has no type: 1',
    )
    found = read_back(made.document, words).theory
    assert [(one.id, one.end) for one in found.outcomes] == [("a", False), ("b", False)]
    other = left_out_of_a_map(source, DEFAULT.with_roles(["output=Impact"]))
    assert other == ['elements with the role "impact", for which the vocabulary has no type: 1']


def test_reserved_names() -> None:
    """A field of the vocabulary that Kumu reserves is written in lower case, as all such keys."""
    source = theory(outputs=[part("o", sources=["page"])])
    found = json.loads(document_from_theory(source, GERMAN).document.to_bytes())["elements"][0]
    assert found["tags"] == ["page"]
    assert "Tags" not in found


def test_no_outcomes() -> None:
    """A theory without outcomes makes a map of the rest; reading that says what is missing."""
    source = theory(outputs=[part("o")], measures=[part("m")])
    document = document_from_theory(source).document
    assert whole(read_back(document).theory) == map_part(source)
    with pytest.raises(NoOutcomesError, match="None of these elements counts as an outcome"):
        read_map(document, DEFAULT)


def test_empty() -> None:
    """An empty theory makes an empty map, and that an empty theory."""
    made = document_from_theory(Theory())
    assert json.loads(made.document.to_bytes()) == {"elements": [], "connections": []}
    assert not made.left_out
    assert read_back(made.document).theory == Theory()
    with pytest.raises(NoOutcomesError, match="There are no elements here"):
        read_map(made.document, DEFAULT)


def test_names() -> None:
    """Fields say the label where it means one thing in all the theories, and else the id."""
    first = theory(
        domains=[part("a", label="B"), part("z", label="b "), part("y", label="A")],
        themes=[part("t", label="  "), part("u", label="B"), part("v", label="V")],
        dimensions=[part("e", label="f"), part("f", label="g")],
    )
    second = theory(voices=[part("w", label="V")], themes=[part("x", label="T"), part("x2")])
    third = theory(themes=[part("q", label="x"), part("r", label="u"), part("u", label="B")])
    found = resolvable_names(first, second, third)
    assert {own: found[own] for own in "azyef"} == {
        "a": "a",
        "z": "z",
        "y": "y",
        "e": "e",
        "f": "g",
    }
    # t is blank, x is called like t, and q like x; r is called like u, which goes by its label.
    names = {"t": "t", "x": "x", "q": "q", "r": "u", "u": "B", "v": "V", "w": "V"}
    assert {own: found[own] for own in names} == names


def test_first_ties() -> None:
    """Of several ties to one measure the first counts."""
    ties = ["m", {"measure": "n", "note": "1"}, {"measure": "n", "note": "2"}, "m"]
    source = theory(
        outcomes=[part("a", measured_by=ties)], measures=[part("m"), part("n")]
    ).outcomes[0]
    assert [(tie.measure, tie.note) for tie in first_ties(source)] == [("m", None), ("n", "1")]
