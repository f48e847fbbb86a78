"""Each rule of identity finds what no other rule finds, and guesses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.exports.made_maps import Drawing, project
from tests.kumu_documents import read
from toc.exports.map_identity import RULES, match_elements
from toc.exports.map_reading import read_map
from toc.exports.vocabulary import DEFAULT
from toc.models.theory import Theory

if TYPE_CHECKING:
    from toc.exports.map_identity import Matches
    from toc.kumu.document import Document


class Case(NamedTuple):
    """A document, a theory, and which label the element of the outcome `a` has."""

    document: Document
    theory: Theory
    label: str


def theory(*outcomes: dict[str, Any], **more: Any) -> Theory:
    return Theory.model_validate({"outcomes": outcomes, **more})


def a(label: str, **more: Any) -> dict[str, Any]:
    return {"id": "a", "label": label, **more}


def outcome(label: str, **fields: Any) -> Drawing:
    return Drawing().element(label, "Outcome", **fields)


def in_trash() -> Document:
    """A project with the element `Old` in its trash, whose assigned id is `a`."""
    drawing = Drawing().element("Other", "Output").element("Old", "Outcome", id="a")
    return read(project(drawing.nested(), {"Main": {"Other"}}))


CASES = {
    "by_system_id": Case(
        outcome("Renamed in Kumu", id="other").element("Meals", "Outcome").document("nested"),
        theory(a("Called otherwise"), kumu={"ids": {"a": "elem-00000000"}}),
        "Renamed in Kumu",
    ),
    "by_assigned_id": Case(
        outcome("Renamed in Kumu", id="a").element("Meals", "Outcome").document("nested"),
        theory(a("Meals")),
        "Renamed in Kumu",
    ),
    "by_numbered_id": Case(
        outcome("Meals", id="a-2").element("Meals", "Outcome", id="x").document(),
        theory(a("Meals")),
        "Meals",
    ),
    "by_label": Case(
        outcome("Meals").element("Company", "Outcome").document("nested"),
        theory(a("Meals")),
        "Meals",
    ),
    "by_words": Case(
        outcome("A").element("Company", "Outcome").document(),
        theory(a("Called otherwise")),
        "A",
    ),
    "by_assigned_id_anywhere": Case(in_trash(), theory(a("Called otherwise")), "Old"),
}


def matched(case: Case, rules: Any = None) -> Matches:
    reading = read_map(case.document, DEFAULT, need_outcomes=False)
    return match_elements(case.theory, reading, rules)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_is_needed(rule: Any) -> None:
    """Every rule finds an element that is not found when it is switched off."""
    case = CASES[rule.__name__]
    assert matched(case).elements["a"].label == case.label
    without = matched(case, [one for one in RULES if one is not rule]).elements.get("a")
    assert without is None or without.label != case.label


def test_system_id_first() -> None:
    """The recorded system id counts more than the assigned id, and that more than the label."""
    drawing = outcome("One").element("Two", "Outcome", id="a").element("Three", "Outcome")
    source = theory(a("Three"), kumu={"ids": {"a": "elem-00000000"}})
    document = drawing.document("nested")
    assert matched(Case(document, source, "")).elements["a"].label == "One"
    assert matched(Case(document, theory(a("Three")), "")).elements["a"].label == "Two"


def test_a_recorded_id_that_is_gone() -> None:
    """Where nothing has the recorded system id any more, the next rule decides."""
    source = theory(a("Three"), kumu={"ids": {"a": "elem-gone0000"}})
    found = matched(Case(outcome("Two", id="a").document("nested"), source, ""))
    assert found.elements["a"].label == "Two"


@pytest.mark.parametrize("form", ["flat", "nested", "project"])
def test_nothing_is_guessed(form: str) -> None:
    """Of two elements with the same label and role neither is taken, and that is said."""
    drawing = outcome("Meals", id="x").element("Meals", "Outcome", id="y")
    found = matched(Case(drawing.document(form), theory(a("Meals")), ""))
    assert not found.elements
    assert found.doubtful == ['outcome "Meals": 2 elements could be it']


def test_two_parts_for_one_element() -> None:
    """One element that two parts could be is neither's, and both are named."""
    source = theory(a("Meals"), {"id": "b", "label": "Meals"})
    found = matched(Case(outcome("Meals", id="x").document("nested"), source, ""))
    assert not found.elements
    assert found.doubtful == ['outcome "Meals": 2 parts could be that element'] * 2


def test_label_and_role() -> None:
    """A label alone is no identity: the element of another role is not taken; an end may be."""
    document = Drawing().element("Meals", "Output").document("nested")
    assert not matched(Case(document, theory(a("Meals")), "")).elements
    document = Drawing().element("Meals", "Impact").document("nested")
    assert matched(Case(document, theory(a("Meals")), "")).elements["a"].label == "Meals"
