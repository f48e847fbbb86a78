"""The view of scores of a theory: measures by the band of what its survey gave last."""

from __future__ import annotations

import pytest

from tests.exports.shown_views import ShownView
from tests.scored_theories import THEORY
from toc import tokens
from toc.exports.kumu_project import project_from_theory
from toc.exports.project_views import with_views
from toc.exports.theory_file import read_theory
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Document, read_document
from toc.kumu.views.known import known_of
from toc.kumu.views.linting import lint
from toc.kumu.views.project_views import read_views

LOW, MEDIUM, HIGH = tokens.band_looks(3)


def project(text: str, words: Vocabulary = DEFAULT) -> Document:
    theory = read_theory(text.encode(), "theory.yaml")
    return with_views(project_from_theory(theory, words).document, theory, words)


def with_value(value: float, more: str = "") -> str:
    values = f"    values: [{{date: 2025-11-30, value: 1}}, {{date: 2026-05-31, value: {value}}}]\n"
    return THEORY.replace("    target: ", f"{values}    target: ").replace(
        "outcomes: [shared]", more
    )


def look_of(document: Document, own: str, *, partial: bool = False) -> tuple[str, str]:
    view = ShownView(document, "Scores", partial=partial)
    (element,) = (one for one in document.elements if one.assigned_id == own)
    return view.look(element, "color"), view.look(element, "label")


@pytest.mark.parametrize(
    ("value", "look"),
    [(0, LOW), (39.9, LOW), (40, MEDIUM), (59.9, MEDIUM), (60, HIGH), (100, HIGH)],
)
@pytest.mark.parametrize("partial", [False, True])
def test_colour_and_mark(value: float, look: tokens.BandLook, *, partial: bool) -> None:
    """The newest value decides; a score at a cut is in the band above it."""
    document = project(with_value(value))
    expected = (look.colour, f"{look.mark} {{{{value}}}}  {{{{label}}}}")
    assert look_of(document, "trust-score", partial=partial) == expected
    assert ShownView(document, "Scores").ids == {"trust-score", "trust-grows"}
    views = read_views(document)
    known = known_of(document, views)
    for view in views.all:
        assert lint(view.sheet, known) == [], view.style


def test_a_value_that_has_moved_on() -> None:
    """A measure whose value on the map is in another band by now has no colour of a band."""
    document = project(with_value(50))
    moved = document.to_bytes().replace(b'"value": 50', b'"value": 60')
    found = read_document(moved, "moved.json")
    assert look_of(found, "trust-score")[0] == tokens.ELEMENTS["measure"].colour


def test_two_measures_in_two_bands() -> None:
    """Each band in use has a rule; measures that no survey gives are not shown."""
    text = with_value(50, "measure: count").replace(
        "method: counting}", "values: [{date: 2026-05-31, value: 70}]}"
    )
    document = project(text)
    assert look_of(document, "trust-score")[0] == MEDIUM.colour
    assert look_of(document, "count")[0] == HIGH.colour
    assert ShownView(document, "Scores").ids == {"trust-score", "trust-grows", "count", "shared"}


@pytest.mark.parametrize(
    "text",
    [
        THEORY,
        with_value(50, "measure: trust-score"),
        with_value(50).replace("measure: trust-score}", "outcomes: [trust-grows]}"),
        with_value(500),
    ],
)
def test_no_view(text: str) -> None:
    """There is none without values, nor where nobody can tell by which bands they are read."""
    assert "Scores" not in {view.name for view in read_views(project(text)).all}


def test_own_words() -> None:
    """The value is asked for by the field that holds it."""
    words = DEFAULT.with_data({"fields": {"value": "Wert"}}, "words")
    assert look_of(project(with_value(50), words), "trust-score")[1] == "◑ {{wert}}  {{label}}"
