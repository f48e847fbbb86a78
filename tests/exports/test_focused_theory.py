"""A theory narrowed to what is in focus on its map."""

from __future__ import annotations

import pytest

from toc.api import load
from toc.errors import NotFoundError
from toc.exports.focused_theory import focused_theory
from toc.exports.theory_file import read_theory
from toc.exports.vocabulary import DEFAULT
from toc.kumu.focusing import FocusOn
from toc.kumu.selectors.parser import parse_selector
from toc.models.theory import Theory

YAML = b"""toc: 1
dimensions: [{id: food, label: Food, leads_to: [health]}, {id: sport, label: Sport}]
domains: [{id: life, label: Life}, {id: work, label: Work}]
themes: [{id: joy, label: Joy}]
voices: [{id: young, label: Young}, {id: old, label: Old}]
outputs:
  - {id: meal, label: Meal, dimension: food, leads_to: [trust, {to: health, confidence: low}]}
  - {id: run, label: Run, dimension: sport, leads_to: [health]}
outcomes:
  - {id: trust, label: Trust, domain: life, themes: [joy], voices: [young], leads_to: [health],
     measured_by: [count, {measure: talk, status: inferred}]}
  - {id: health, label: Health, domain: work, end: true, measured_by: [talk]}
measures: [{id: count, label: Count}, {id: talk, label: Talk}, {id: lone, label: Lone}]
links: [{from: run, to: trust, note: late}, {from: meal, to: trust, id: again}]
unknown: [{item: trust, about: led_to_by}, {item: sport, about: definition}]
"""


def _theory() -> Theory:
    return read_theory(YAML, "theory.yaml")


def _near(selector: str, out: int = 1) -> Theory:
    return focused_theory(_theory(), DEFAULT, FocusOn(parse_selector(selector), out, "out"))[0]


def _ids(theory: Theory) -> str:
    return " ".join(item.id for item in theory.items())


def test_what_is_in_focus_and_what_it_names() -> None:
    """Items in focus, their measures, and the domain, dimension, themes and voices they name."""
    theory = _near("#meal")
    assert _ids(theory) == "food life work joy young meal trust health count talk"
    assert [(one.from_, one.to) for one in theory.every_link()] == [
        ("meal", "trust"),
        ("meal", "health"),
        ("meal", "trust"),
    ]
    assert [one.id for one in theory.links] == ["again"]
    assert theory.outcomes[0].measured_by == _theory().outcomes[0].measured_by
    assert [one.item for one in theory.unknown] == ["trust"]
    Theory.model_validate(theory.model_dump())


def test_links_are_told_apart() -> None:
    """Of parallel links and those written apart, each stays or goes by itself."""
    theory = _near("#run-to-trust", 0)
    assert _ids(theory) == "sport life joy young run trust count talk"
    assert [(one.from_, one.to, one.note) for one in theory.every_link()] == [
        ("run", "trust", "late")
    ]


def test_everything_in_focus_is_the_theory_itself() -> None:
    """A focus on everything that is measured or linked changes nothing but what nobody names."""
    whole = load("equal-care")
    found, said = focused_theory(whole, DEFAULT, FocusOn(parse_selector("*"), 0))
    unnamed = {one.id for one in (*whole.themes, *whole.voices)}
    unnamed -= {own for one in whole.outcomes for own in (*one.themes, *one.voices)}
    assert said == []
    assert found.outcomes == whole.outcomes
    assert found.every_link() == whole.every_link()
    assert [one for one in whole.items() if one.id not in unnamed] == list(found.items())


def test_nothing_in_focus_names_the_theory() -> None:
    """A focus that picks nothing is refused under the name of the source."""
    with pytest.raises(NotFoundError, match=r"^mine.yaml: The focus \"nobody\" picks nothing"):
        focused_theory(_theory(), DEFAULT, FocusOn(parse_selector("nobody")), "mine.yaml")
