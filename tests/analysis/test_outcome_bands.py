"""An outcome has a band where all that tells of it is read alike."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scored_theories import THEORY
from toc.analysis.combined_scores import outcome_ties
from toc.exports.theory_file import read_theory

BANDS = """      - id: halves
        label: Halves
        source: ours
        date: 2026-11-01
        bands: [{id: low, label: Low, from: 0, to: 50}, {id: high, label: High, from: 50, to: 100}]
"""


def bands_of(own: str, text: str) -> Any:
    theory = read_theory(text.encode(), "t")
    (tie,) = (one for one in outcome_ties(theory.surveys[0], theory) if one.id == own)
    return tie.bands.id if tie.bands else None


def with_both(text: str, more: str = "") -> str:
    """The theory in which both sub-dimensions tell of shared decisions."""
    return text.replace("measure: trust-score}", f"outcomes: [shared]{more}}}") + BANDS


def test_the_bands_that_all_share() -> None:
    """One sub-dimension lends its bands, and so do several that are read by the same ones."""
    assert bands_of("trust-grows", THEORY) == "ours"
    assert bands_of("shared", with_both(THEORY)) == "ours"


@pytest.mark.parametrize("more", [", bands: halves", ", better: lower"])
def test_no_bands(more: str) -> None:
    """Where they are read by different bands, or one is turned round, no band is right for all."""
    assert bands_of("shared", with_both(THEORY, more)) is None
