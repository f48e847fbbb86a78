from __future__ import annotations

import pytest

from toc.analysis.claim_strength import Claimed, strength, weaknesses

_ORDER = [
    Claimed("disputed", "high", rationale=True),
    Claimed("unknown", "high", rationale=True),
    Claimed("inferred", "low", rationale=True),
    Claimed("inferred", None, rationale=True),
    Claimed("inferred", "high", rationale=False),
    Claimed("stated", "low", rationale=True),
    Claimed("stated", None, rationale=False),
    Claimed("stated", None, rationale=True),
    Claimed("stated", "medium", rationale=False),
    Claimed("stated", "high", rationale=False),
    Claimed("stated", "high", rationale=True),
]


def test_status_comes_before_confidence_and_that_before_a_reason() -> None:
    """The documented order, from the weakest claim to the strongest."""
    backwards = [*reversed(_ORDER)]
    assert sorted(backwards, key=strength) == _ORDER
    assert len({strength(one) for one in _ORDER}) == len(_ORDER)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Claimed("stated", "high", rationale=True), []),
        (Claimed(), ["no confidence given", "no rationale"]),
        (Claimed("disputed", "low", rationale=True), ["disputed", "low confidence"]),
    ],
)
def test_weaknesses_are_said_in_words(claim: Claimed, words: list[str]) -> None:
    """Only what could be stronger is named."""
    assert weaknesses(claim) == words
