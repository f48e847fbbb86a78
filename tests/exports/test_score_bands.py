"""A band on a map says where it stands among all."""

from __future__ import annotations

import pytest

from tests.analysis.survey_builders import survey
from toc.analysis.shown_scores import ShownScore
from toc.exports.score_bands import band_text, bands_of_score, placed_band


def score(level: str, own: str, band: str | None) -> ShownScore:
    return ShownScore(level, own, (), 12, 50.0, 40.0, 60.0, band=band)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "own"), [("domain", "growth"), ("sub-dimension", "trust"), ("outcome", "any")]
)
def test_where_a_band_stands(level: str, own: str) -> None:
    """Its label, its place from the lowest, and how many there are, on every level."""
    assert band_text(survey(), score(level, own, "medium")) == "Medium (2 of 3)"
    assert band_text(survey(), score(level, own, None)) is None
    assert bands_of_score(survey(), score(level, own, "none of them")) is None


@pytest.mark.parametrize(
    "text", ["", "High", "(2 of 3)", "High (4 of 3)", "High (0 of 3)", "a (1of 2)"]
)
def test_other_texts(text: str) -> None:
    """What people wrote themselves is no band with a place."""
    assert placed_band(text) is None


def test_labels_with_brackets() -> None:
    """Only the last brackets tell the place."""
    assert placed_band("Low (of 3) (1 of 5)") == ("Low (of 3)", 1, 5)
