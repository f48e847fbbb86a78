"""A fresh project with views and panels holds the same theory as one without."""

from __future__ import annotations

import json

from tests.exports.made_maps import Drawing, reading
from toc.api import load
from toc.exports.kumu_project import project_from_theory
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.project_views import with_views
from toc.exports.view_panels import PANEL, panels
from toc.exports.view_parts import ViewParts
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, Form
from toc.kumu.selectors.parser import parse_selector


def _both() -> tuple[Document, Document]:
    theory = load("equal-care")
    plain = project_from_theory(theory).document
    return plain, with_views(plain, theory, DEFAULT)


def test_the_theory_is_the_same() -> None:
    """Read back, both projects give one theory; only the panels stay behind, and are named."""
    plain, made = (theory_from_map(read_map(one, DEFAULT)) for one in _both())
    assert made.theory == plain.theory
    assert set(made.left_out) - set(plain.left_out) == {"field connected: 64"}


def test_what_differs() -> None:
    """Views, the view that the map opens with, a field and its texts; all else is untouched."""
    plain, made = (json.loads(one.to_bytes()) for one in _both())
    assert made.keys() == plain.keys()
    for key in ("connections", "loops", "defaultMap", "attributeRelevance", "version", "name"):
        assert made[key] == plain[key]
    main = next(one for one in made["perspectives"] if one["name"] == "Theory of change")
    (entry,) = made["maps"]
    assert entry == plain["maps"][0] | {"defaultPerspective": main["_id"]}
    names = [one["name"] for one in made["perspectives"]]
    assert names == sorted(names)
    added = [one for one in made["attributes"] if one not in plain["attributes"]]
    assert [(one["name"], one["format"], one["prompt"]) for one in added] == [
        (PANEL, "text", "none")
    ]
    ids = [one["_id"] for key in ("attributes", "elements", "perspectives") for one in made[key]]
    assert len(ids) == len(set(ids))
    for before, after in zip(plain["elements"], made["elements"], strict=True):
        assert {k: v for k, v in after["attributes"].items() if k != "connected"} == (
            before["attributes"]
        )


def test_the_same_file_each_time() -> None:
    """The same theory gives the same bytes, in the form of a full project."""
    first, second = _both()[1], _both()[1]
    assert first.to_bytes() == second.to_bytes()
    assert first.form is Form.PROJECT


def _panels(drawing: Drawing) -> dict[str, str]:
    found = reading(drawing)
    texts = panels(found, ViewParts(found))
    return {found.elements[place].label: text for place, text in texts.items()}


def test_panels_list_what_is_joined() -> None:
    """An outcome lists what it leads to, what leads to it and its measures, by its id."""
    drawing = Drawing().element("Meal", "Output", id="meal")
    drawing.element("Trust", "Outcome", id="trust").element("Health", "Impact", id="health")
    drawing.element("Count", "Measure", id="count").element("Alone", "Outcome", id="alone")
    drawing.join("meal", "trust").join("trust", "health", direction="mutual")
    drawing.join("count", "trust")
    found = _panels(drawing)
    assert set(found) == {"Meal", "Trust", "Health", "Count"}
    assert found["Trust"] == (
        "**Leads to**\n\n[[list \"['element type'='Impact'] <-- ['id'='trust']\"]]\n\n"
        "**Led to by**\n\n[[list \"['element type'='Output'] --> ['id'='trust'], "
        "['element type'='Impact'] --> ['id'='trust']\"]]\n\n"
        "**Measured by**\n\n[[list \"['element type'='Measure'] <--> ['id'='trust']\"]]"
    )
    assert found["Count"] == (
        "**Measures**\n\n[[list \"['element type'='Outcome'] <--> ['id'='count']\"]]"
    )


def test_panels_cannot_be_broken() -> None:
    """Ids and types that a widget could not hold are left out, and each selector can be read."""
    drawing = Drawing().element("A", "Output", id='x"]] [[vimeo/1').element("B", "Outcome", id="b")
    drawing.element("C", "Ana's outcome", id="c")
    drawing.join('x"]] [[vimeo/1', "b").join("b", "c")
    found = _panels(drawing)
    assert set(found) == {"B", "C"}
    for text in found.values():
        for line in text.splitlines():
            if line.startswith("[[list"):
                parse_selector(line.removeprefix('[[list "').removesuffix('"]]'))
