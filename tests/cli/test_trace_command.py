"""`toc trace`: whole answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

THEORY = """\
toc: 1
outputs:
  - {id: meals, label: Meals, leads_to: [{to: talk, status: inferred, rationale: "=people eat"}]}
outcomes:
  - id: talk
    label: Neighbours talk
    leads_to: [trust, {to: peace, confidence: high, rationale: x}]
  - {id: trust, label: Trust, leads_to: [talk, peace]}
  - {id: peace, label: Peace, end: true}
"""
TEXT = """\
2 routes from Meals to Peace, shortest first.

  1. Meals --> Neighbours talk --> Peace
     Weakest: Meals --> Neighbours talk (inferred, no confidence given)

  2. Meals --> Neighbours talk --> Trust --> Peace
     Weakest: Meals --> Neighbours talk (inferred, no confidence given)
"""


@pytest.fixture
def theory_file(folder: Path) -> str:
    (folder / "theory.yaml").write_text(THEORY)
    return "theory.yaml"


def test_text(toc: Toc, theory_file: str) -> None:
    """Each route with its weakest link; without TO they lead to the end outcomes."""
    assert toc("trace", theory_file, "output") == (0, TEXT, "")
    assert toc("trace", theory_file, "output", "#peace") == (0, TEXT, "")


def test_one_link_and_none(toc: Toc, theory_file: str) -> None:
    """A route of one link names what is weak about it; no route is an answer, too."""
    assert toc("trace", theory_file, "#talk", "impact", "--most", "1").out == (
        "The first route from Neighbours talk to Peace.\n\n"
        "  1. Neighbours talk --> Peace\n     Its one link: stated, high confidence, with a"
        " rationale\n\nThere are more routes. To see more of them: --most 10.\n"
    )
    ended = toc("trace", theory_file, "impact", "output")
    assert (ended.status, ended.out) == (0, "No routes from Peace to Meals.\n")


def test_json(toc: Toc, theory_file: str) -> None:
    """The JSON has the keys that scripts rely on."""
    ended = toc("trace", theory_file, "output", "--most", "1", "--format", "json")
    first = {
        "id": "meals-to-talk",
        "from": "meals",
        "to": "talk",
        "type": "leads to",
        "status": "inferred",
        "confidence": None,
        "rationale": "=people eat",
    }
    second = {
        "id": "talk-to-peace",
        "from": "talk",
        "to": "peace",
        "type": "leads to",
        "status": "stated",
        "confidence": "high",
        "rationale": "x",
    }
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == {
        "schema": 1,
        "from": ["meals"],
        "to": ["peace"],
        "most": 1,
        "cut": True,
        "routes": [
            {
                "elements": [
                    {"id": "meals", "label": "Meals"},
                    {"id": "talk", "label": "Neighbours talk"},
                    {"id": "peace", "label": "Peace"},
                ],
                "links": [first, second],
                "weakest": first,
            }
        ],
    }


def test_csv(toc: Toc, theory_file: str) -> None:
    """One row for each route, safe to open in a spreadsheet."""
    assert toc("trace", theory_file, "output", "--format", "csv").out == (
        "from,to,links,route,weakest from,weakest to,status,confidence,rationale\n"
        "meals,peace,2,Meals; Neighbours talk; Peace,meals,talk,inferred,,'=people eat\n"
        "meals,peace,3,Meals; Neighbours talk; Trust; Peace,meals,talk,inferred,,'=people eat\n"
    )


def test_a_theory_with_words_of_its_own(toc: Toc, folder: Path) -> None:
    """Roles that a theory's words give to other types, or to no type, are still its roles."""
    words = "kumu: {roles: {outcome: {types: [Ergebnis]}, output: {select: '[x]'}}}\n"
    (folder / "own.yaml").write_text(THEORY + words)
    assert toc("trace", "own.yaml", "output") == (0, TEXT, "")
    assert toc("trace", "own.yaml", "output", "ergebnis --> impact").status == 0


@pytest.mark.parametrize("arguments", [["a["], ["a", "b["], ["a", "--most", "0"], []])
def test_what_cannot_be_read_ends_in_two(toc: Toc, theory_file: str, arguments: list[str]) -> None:
    """An unreadable selector or number, or a missing FROM, could not be carried out."""
    ended = toc("trace", theory_file, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err
