"""Roles given by selectors: to single elements, whatever their type."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.exports.made_maps import FORMS, Drawing, document, outline, project, reading
from toc.errors import UnreadableError
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT, Role
from toc.kumu.selectors.parser import SelectorError

if TYPE_CHECKING:
    from pathlib import Path

    from toc.exports.vocabulary import Vocabulary


def words(**roles: Any) -> Vocabulary:
    return DEFAULT.with_data({"roles": roles}, "words.yaml")


def drawing() -> Drawing:
    """Two outcomes, one of them hidden, a person, and what measures the first."""
    drawn = Drawing().element("Trust", "Outcome").element("Draft", "Outcome", Hidden="yes")
    drawn.element("Ana", "Person", Counts="yes").element("Survey", "Indicator")
    return drawn.join("Trust", "Survey").join("Ana", "Trust")


def roles(drawn: Drawing, vocabulary: Vocabulary, form: str = "flat") -> dict[str, Role]:
    found = reading(drawn.document(form), vocabulary)
    return {found.elements[place].label: role for place, role in found.roles.items()}


@pytest.mark.parametrize("form", FORMS)
def test_a_selector_replaces_the_default_words(form: str) -> None:
    """What the selector picks has the role, and the word of the type no longer gives it."""
    found = roles(drawing(), words(outcome={"select": "outcome[!hidden]"}), form)
    assert found == {"Trust": Role.OUTCOME, "Survey": Role.MEASURE}


def test_a_selector_stands_beside_types() -> None:
    """With types given as well, either makes the role."""
    found = roles(drawing(), words(outcome={"types": ["Person"], "select": "outcome[!hidden]"}))
    assert [name for name, role in found.items() if role is Role.OUTCOME] == ["Trust", "Ana"]


def test_a_selector_is_stronger_than_a_type() -> None:
    """An element that is picked has the picked role, although its type has another."""
    found = roles(drawing(), words(impact={"select": "#trust"}, output={"select": "[counts]"}))
    assert found["Trust"] is Role.IMPACT
    assert found["Ana"] is Role.OUTPUT
    assert found["Draft"] is Role.OUTCOME


def test_of_several_roles_the_first_counts_and_is_told() -> None:
    """An element picked twice takes the first role in the order of roles; one warning says so."""
    vocabulary = words(measure={"select": "element"}, outcome={"select": "#trust, #draft"})
    found = reading(drawing(), vocabulary)
    assert [found.roles[place] for place in range(4)] == [
        *(Role.OUTCOME, Role.OUTCOME, Role.MEASURE, Role.MEASURE)
    ]
    assert (
        "elements picked by the selectors of several roles, the first of which counts: "
        '2 ("Trust", "Draft")'
    ) in found.warnings()


def test_a_selector_that_picks_nothing_is_told() -> None:
    """A selector without an element is warned about, with the hint that mends a slip."""
    vocabulary = words(measure={"select": "[type=Indicator], connection"})
    lines = reading(drawing(), vocabulary).warnings()
    assert "no element is picked by the selector of measure: [type=Indicator], connection" in lines
    assert any('Did you mean ["element type"=Indicator]?' in line for line in lines)


def test_coverage_and_theory_follow_the_selectors() -> None:
    """Gaps, and the theory of a map, are made of what the selectors picked."""
    vocabulary = words(outcome={"select": "outcome[!hidden]"}, output={"select": "[counts]"})
    found = outline(drawing(), vocabulary)
    assert [(one.label, len(one.measures)) for one in found.outcomes] == [("Trust", 1)]
    assert (found.outputs, found.links) == (1, [(1, 0)])
    theory = theory_from_map(reading(drawing(), vocabulary)).theory
    assert [one.label for one in theory.outputs] == ["Ana"]
    assert DEFAULT.with_data(dict(theory.kumu), "kumu") == vocabulary


def test_selectors_ask_the_whole_document_and_outcomes_left_out_are_counted() -> None:
    """What a selector picks on another map or in the trash is counted as left out."""
    drawn = Drawing().element("a", "X").element("b", "Y").element("c", "X").element("d", "X")
    nested = drawn.join("a", "b").join("c", "b").nested()
    made = document(project(nested, {"Main": {"a", "b"}, "Other": {"c"}}))
    found = outline(made, words(outcome={"select": "x --> y, #d"}))
    assert [one.label for one in found.outcomes] == ["a"]
    assert (found.left_out.other_maps, found.left_out.trash) == (1, 1)


def test_selectors_survive_as_data() -> None:
    """A vocabulary with selectors is the same after it was written as data and read."""
    vocabulary = words(
        outcome={"select": "a, b", "add": "X"}, measure={"types": "M", "select": "c"}
    )
    assert DEFAULT.with_data(vocabulary.to_data(), "again") == vocabulary


def test_a_selector_that_cannot_be_read_is_refused_where_it_stands() -> None:
    """The message names the place in the file and the column in the selector."""
    with pytest.raises(SelectorError) as caught:
        words(outcome={"select": "outcome["})
    assert str(caught.value).startswith("words.yaml: roles.outcome.select: At column 9 ")
    with pytest.raises(UnreadableError, match=r"roles\.outcome\.select: A selector, as one text"):
        words(outcome={"select": ["a"]})


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_selector_counts_as_not_given(empty: str | None) -> None:
    """A selector left empty changes nothing."""
    assert words(outcome={"select": empty}) == DEFAULT


def test_gaps_load_the_selectors_only_where_they_are_used(tmp_path: Path) -> None:
    """Without selectors in the vocabulary none of their modules is loaded."""
    data = {"elements": [{"label": "Trust", "type": "Outcome"}], "connections": []}
    (tmp_path / "map.json").write_text(json.dumps(data))
    (tmp_path / "words.json").write_text('{"roles": {"outcome": {"select": "outcome"}}}')
    code = "import sys; from toc.cli.main import run; run(sys.argv[1:]); print(*sys.modules)"
    for more, loaded in (([], False), (["--vocabulary", "words.json"], True)):
        done = subprocess.run(
            [sys.executable, "-c", code, "gaps", "map.json", *more],
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert (b"toc.kumu.selectors" in done.stdout) is loaded
