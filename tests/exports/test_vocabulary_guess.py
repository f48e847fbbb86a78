"""Guesses at a map's words: only where something lacks, and the weak ones never in force."""

from __future__ import annotations

from tests.exports.made_maps import Drawing
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.exports.vocabulary_guess import Proposal, proposed_vocabulary
from toc.kumu.focusing import FocusOn
from toc.kumu.selectors.parser import parse_selector


def _german() -> Drawing:
    drawing = Drawing().element("Treffen", "Aktivität").element("Chor", "Aktivität")
    drawing.element("Vertrauen", "Ergebnis", Wirkungsfeld="Nähe", Colour="red")
    return drawing.join("Treffen", "Vertrauen").join("Chor", "Vertrauen")


def _proposed(drawing: Drawing, vocabulary: Vocabulary = DEFAULT) -> Proposal:
    return proposed_vocabulary(drawing.document(), vocabulary)


def test_words_are_in_force() -> None:
    """Types and fields with known words get their roles and attributes, beside the default."""
    found = _proposed(_german())
    assert [(one.name, one.role or one.attribute) for one in found.guesses] == [
        ("Aktivität", Role.OUTPUT),
        ("Ergebnis", Role.OUTCOME),
        ("wirkungsfeld", "domain"),
    ]
    assert found.vocabulary.role("Outcome") is Role.OUTCOME
    assert found.vocabulary.to_data() == {
        "roles": {"output": {"add": ["Aktivität"]}, "outcome": {"add": ["Ergebnis"]}},
        "fields": {"domain": ["domain", "wirkungsfeld"]},
    }
    assert not found.lacks_outcomes
    assert not found.hunches


def test_a_role_that_is_there_is_left_alone() -> None:
    """Where the default catches outcomes, another word for them stays a word without a role."""
    found = _proposed(_german().element("Health", "Outcome"))
    assert {one.role for one in found.guesses} == {Role.OUTPUT, None}
    assert found.reading.no_role == {"Ergebnis": 1}
    assert _proposed(_german(), found.vocabulary).guesses[0].name == "Ergebnis"


def test_the_place_on_the_map_is_a_hunch() -> None:
    """Types at which connections end or begin are named, and have no role by that."""
    drawing = Drawing().element("a", "Support").element("b", "Support").element("c", "State")
    drawing.element("d", "Actor").join("a", "c").join("b", "c").join("d", "d")
    found = _proposed(drawing)
    assert found.guesses == []
    assert found.lacks_outcomes
    assert [(one.name, one.role) for one in found.hunches] == [
        ("Support", Role.OUTPUT),
        ("State", Role.OUTCOME),
    ]
    assert found.vocabulary == DEFAULT


def test_undirected_connections_say_nothing() -> None:
    """What counts both ways has no sources and no ends."""
    drawing = Drawing().element("a", "One").element("b", "Two")
    for _ in range(4):
        drawing.join("a", "b", direction="undirected")
    assert _proposed(drawing).hunches == []


def test_a_focus_narrows_what_is_looked_at() -> None:
    """Only what is in focus is guessed at."""
    focus = FocusOn(parse_selector("#treffen"), 0)
    found = proposed_vocabulary(_german().document(), DEFAULT, focus=focus)
    assert [one.name for one in found.guesses] == ["Aktivität"]
