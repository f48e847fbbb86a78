"""The bootstrap gives what scipy's gives, but for chance, and always the same."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from toc.analysis.bootstrap import bootstrap_interval

CASES = {
    "few": [0.0, 25, 25, 50, 100, 100, 100],
    "skewed": [0.0] * 12 + [25.0] * 3 + [100.0],
    "many": [float(one) for one in np.random.default_rng(2).choice([0, 25, 50, 75, 100], 300)],
}


@pytest.mark.parametrize("name", CASES)
def test_against_scipy(name: str) -> None:
    """Both ends lie where scipy's do, as far as two draws of chance can agree."""
    given = CASES[name]
    values, counts = np.unique(given, return_counts=True)
    ours = bootstrap_interval(values, counts)
    runs = [
        stats.bootstrap(
            (given,), np.mean, method="BCa", n_resamples=9_999, random_state=seed
        ).confidence_interval
        for seed in range(4)
    ]
    error = np.std([[one.low, one.high] for one in runs], axis=0).max()
    step = (max(given) - min(given)) / len(given) / 4  # means of so few lie on a grid
    theirs = np.mean([[one.low, one.high] for one in runs], axis=0)
    assert ours == pytest.approx(tuple(theirs), abs=4 * error + step)


def test_skewed_answers() -> None:
    """Where most answer alike and a few far from them, it reaches further to their side."""
    values, counts = np.unique(CASES["skewed"], return_counts=True)
    found = bootstrap_interval(values, counts)
    mean = float(values @ counts) / counts.sum()
    assert found is not None
    assert found.high - mean > 1.3 * (mean - found.low)


def test_again() -> None:
    """The same answers give the same interval, and other draws nearly the same."""
    values, counts = np.array([0.0, 50, 100]), np.array([4, 9, 7])
    found = bootstrap_interval(values, counts)
    assert found == bootstrap_interval(values, counts)
    other = bootstrap_interval(values, counts, seed=1)
    assert found == pytest.approx(other, abs=1.5)


def test_nobody_to_draw() -> None:
    """One person has no interval; people who are all alike have that one score."""
    assert bootstrap_interval(np.array([50.0]), np.array([1])) is None
    assert bootstrap_interval(np.array([0.0, 50.0]), np.array([0, 9])) == (50, 50)
