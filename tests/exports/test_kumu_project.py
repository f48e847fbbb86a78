"""A fresh project, as Kumu would have to restore it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from tests.exports.into_checks import assert_says_only
from tests.exports.theories import made_theories
from tests.kumu_documents import blueprint
from toc.api import load
from toc.exports.field_definitions import missing_definitions
from toc.exports.kumu_project import project_from_theory
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT, Role
from toc.kumu.dirt import find_dirt
from toc.kumu.document import Form

if TYPE_CHECKING:
    from toc.models.theory import Theory

Json = dict[str, Any]

SIX = ["Connection Type", "Description", "Element Type", "Label", "Loop Type", "Tags"]

FROM_THE_THEORY = {
    "elements without a label",
    "labels that several elements share",
    "pairs with several connections in one direction",
    "texts that hold half a character (a lone surrogate)",
}


@pytest.fixture(scope="module")
def bundled() -> Json:
    data: Json = json.loads(project_from_theory(load("equal-care")).document.to_bytes())
    return data


@settings(max_examples=40)
@given(made_theories())
def test_read_back(theory: Theory) -> None:
    """What a map can hold of a theory is read back from its project, which has no dirt."""
    document = project_from_theory(theory).document
    assert document.form is Form.PROJECT
    assert_says_only(document.to_bytes(), theory, blueprint())
    odd = {dirt.what for dirt in find_dirt(document)}
    assert odd <= FROM_THE_THEORY


def test_the_same_bytes_each_time() -> None:
    """One theory is always written as the same file."""
    first, second = (project_from_theory(load("equal-care")).document for _ in range(2))
    assert first.to_bytes() == second.to_bytes()


def test_six_fields_and_those_in_use(bundled: Json) -> None:
    """Every project defines six fields; beyond them those that something has, and no other."""
    names = [one["name"] for one in bundled["attributes"]]
    used = {
        key
        for section in ("elements", "connections")
        for item in bundled[section]
        for key in item["attributes"]
    }
    assert [name for name in names if name in SIX] == SIX
    assert {name.lower() for name in names} - used <= {"loop type", "tags"}
    assert used <= {name.lower() for name in names}
    assert names == sorted(names)
    for item in ("elements", "connections"):
        ids = [one["_id"] for one in bundled[item]]
        assert ids == sorted(ids)


def test_formats_and_choices(bundled: Json) -> None:
    """Numbers, dates, long texts and lists are set up as such, with the choices there are."""
    definitions = {one["name"]: one for one in bundled["attributes"]}
    assert definitions["Element Type"]["values"] == [
        *("Dimension", "Domain", "Output", "Outcome", "Measure")
    ]
    assert definitions["Status"]["values"] == ["stated", "inferred", "disputed", "unknown"]
    assert definitions["Sources"]["limit"] == "none"
    assert definitions["Domain"]["limit"] == 1
    made = missing_definitions(
        ("Baseline", "Baseline date", "Rationale", "Odd"), (), DEFAULT, set()
    )
    assert [one["format"] for one in made] == ["number", "date", "text", "string"]
    assert len({one["_id"] for one in bundled["attributes"]}) == len(bundled["attributes"])


def test_known_fields_are_not_defined_again() -> None:
    """A field that a project defines, in whatever case, or always has, is not defined again."""
    made = missing_definitions(
        ("owner", "Label", "type", "Unit", "unit"), ("OWNER",), DEFAULT, set()
    )
    assert [one["name"] for one in made] == ["Unit"]
    (old,) = missing_definitions(("Unit",), (), DEFAULT, set(), newer=False)
    assert "sort" not in old
    assert "cluster" not in old


def test_everything_is_on_the_only_map(bundled: Json) -> None:
    """Each element has a place of its own on the map, and each connection an entry."""
    (only,) = bundled["maps"]
    assert bundled["defaultMap"] == only["_id"]
    places = {
        one["element"]: (one["position"]["x"], one["position"]["y"]) for one in only["elements"]
    }
    assert places.keys() == {one["_id"] for one in bundled["elements"]}
    assert len(set(places.values())) == len(places)
    assert len(only["connections"]) == len(bundled["connections"])
    assert [one["_id"] for one in bundled["perspectives"]] == [only["defaultPerspective"]]


def test_groups_as_fields() -> None:
    """Without types for dimensions and domains these are named in fields, and in nothing else."""
    words = DEFAULT.without_types(Role.DIMENSION, Role.DOMAIN)
    theory = load("equal-care")
    made = project_from_theory(theory, words)
    roles = {DEFAULT.role(one.type) for one in made.document.elements}
    assert roles == {Role.OUTPUT, Role.OUTCOME, Role.MEASURE}
    assert "dimensions and domains that are no elements, but named in fields: 7" in made.left_out
    assert "links from or to these: 29" in made.left_out
    found = theory_from_map(read_map(made.document, DEFAULT)).theory
    labels = {one.id: one.label for one in theory.domains}
    again = {one.id: one.label for one in found.domains}
    assert {one.id: again[one.domain or ""] for one in found.outcomes} == {
        one.id: labels[one.domain or ""] for one in theory.outcomes
    }
