"""Alpha agrees with its definition in matrices and with its exact distribution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from toc.analysis.reliability import reliability


def answers(people: int = 60, items: int = 5) -> np.ndarray:
    random = np.random.default_rng(3)
    return 50 + 10 * (random.normal(size=(people, 1)) + random.normal(size=(people, items)))


def test_alpha() -> None:
    """Alpha follows from the covariances, its interval from the F of scipy."""
    scores = answers()
    matrix = np.cov(scores, rowvar=False)
    alpha = 5 / 4 * (1 - matrix.trace() / matrix.sum())
    found = reliability(scores)
    ends = [1 - (1 - alpha) * stats.f.ppf(q, 59, 59 * 4) for q in (0.975, 0.025)]
    assert found == pytest.approx((alpha, *ends, 60), abs=1e-9)


def test_incomplete_rows() -> None:
    """Who left an item out does not count."""
    scores = answers()
    short = scores.copy()
    short[50:, 0] = np.nan
    assert reliability(short) == reliability(scores[:50])


@pytest.mark.parametrize("shape", [(60, 2), (9, 5)])
def test_too_few(shape: tuple[int, int]) -> None:
    """Two items or nine people have no alpha."""
    assert reliability(answers(*shape)) is None


def test_an_item_that_was_not_reversed() -> None:
    """Items that contradict each other give an alpha below 0."""
    scores = np.tile(np.arange(12.0)[:, None], (1, 3)) + np.random.default_rng(1).normal(
        size=(12, 3)
    )
    scores[:, 0] = 100 - 3 * scores[:, 0]
    found = reliability(scores)
    assert found
    assert found.alpha < 0


def test_all_alike() -> None:
    """Totals that are all alike have no alpha."""
    assert reliability(np.full((20, 4), 50.0)) is None
