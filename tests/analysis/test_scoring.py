"""Answers become scores by the ends that were declared, and too few answers become none."""

from __future__ import annotations

import numpy as np
import pytest

from toc.analysis.scoring import favourable, percent_of_maximum, person_scores

NONE = float("nan")


def test_ends_that_were_declared() -> None:
    """An item is turned by its declared ends, also where nobody chose one of them."""
    answers = np.array([2.0, 3.0, NONE, 4.0])
    assert percent_of_maximum(answers, 1, 5).tolist() == pytest.approx(
        [25, 50, NONE, 75], nan_ok=True
    )
    turned = percent_of_maximum(answers, 1, 5, reverse=True)
    assert turned.tolist() == pytest.approx([75, 50, NONE, 25], nan_ok=True)


def test_scales_of_different_length() -> None:
    """Five and seven steps mix: the middle of both is 50, the ends are 0 and 100."""
    assert percent_of_maximum(np.array([1.0, 3.0, 5.0]), 1, 5).tolist() == [0, 50, 100]
    assert percent_of_maximum(np.array([1.0, 4.0, 7.0]), 1, 7).tolist() == [0, 50, 100]


@pytest.mark.parametrize(("least", "scored"), [(0.5, [40, 20, NONE]), (0.75, [40, NONE, NONE])])
def test_answered_enough(least: float, scored: list[float]) -> None:
    """A score is the mean of what was answered, and needs the least share of the asked items."""
    items = np.array([[40.0, 40, 40, NONE], [0, 40, NONE, NONE], [80, NONE, NONE, NONE]])
    found = person_scores(items, np.ones((3, 4), dtype=bool), least)
    assert found.tolist() == pytest.approx(scored, nan_ok=True)


def test_items_not_asked() -> None:
    """What a person was not asked counts neither as asked nor as answered."""
    items = np.array([[60.0, 0.0, NONE, NONE]])
    asked = np.array([[True, False, True, False]])
    assert person_scores(items, asked, 0.5).tolist() == [60]
    assert np.isnan(person_scores(items, asked, 0.75)).all()
    assert np.isnan(person_scores(items, np.zeros((1, 4), dtype=bool))).all()


def test_shares_that_are_no_exact_decimals() -> None:
    """A third of three items is one item, whatever binary fractions make of it."""
    items = np.array([[60.0, NONE, NONE]])
    assert person_scores(items, np.ones((1, 3), dtype=bool), 1 / 3).tolist() == [60]


def test_favourable() -> None:
    """The top two of five are favourable; for a reversed item they are the lowest two."""
    answers = np.array([1.0, 2, 3, 4, 5, NONE])
    assert favourable(answers, 4, (1, 5))[:5].tolist() == [0, 0, 0, 1, 1]
    assert favourable(answers, 4, (1, 5), reverse=True)[:5].tolist() == [1, 1, 0, 0, 0]
    assert np.isnan(favourable(answers, 4, (1, 5))[5])
