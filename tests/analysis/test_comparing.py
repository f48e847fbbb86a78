"""Changes agree with scipy, and words are only used where figures carry them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]

from toc.analysis.comparing import Sample, linked_change, unlinked_change, words_of_changes

FIRST = np.random.default_rng(1).normal(55, 15, 23)
SECOND = np.random.default_rng(2).normal(62, 20, 31)


def sample(values: np.ndarray) -> Sample:
    return Sample(float(values.mean()), float(values.std(ddof=1)), len(values))


def test_worked_width() -> None:
    """12 and 12 people with s 15 can tell a change of 12.7 points from chance, no smaller one."""
    change = unlinked_change(Sample(50, 15, 12), Sample(55, 15, 12))
    assert change
    assert change.half_width == pytest.approx(12.7, abs=0.05)
    assert words_of_changes([change]) == ["no clear change"]


def test_unlinked() -> None:
    """Two groups compare as by Welch's test in scipy."""
    change = unlinked_change(sample(FIRST), sample(SECOND))
    theirs = stats.ttest_ind(SECOND, FIRST, equal_var=False).confidence_interval(0.95)
    assert change
    assert (change.low, change.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    chance = stats.ttest_ind(SECOND, FIRST, equal_var=False).pvalue
    assert change.chance == pytest.approx(chance, abs=1e-9)


def test_linked() -> None:
    """The same people compare as by the paired test in scipy."""
    change = linked_change((SECOND[:23] - FIRST).tolist())
    theirs = stats.ttest_rel(SECOND[:23], FIRST).confidence_interval(0.95)
    assert change
    assert (change.low, change.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_effect() -> None:
    """Hedges' g of 12 and 12 people 15 points apart with s 15 is 1 less the correction."""
    change = unlinked_change(Sample(50, 15, 12), Sample(65, 15, 12))
    assert change
    assert change.effect == pytest.approx(1 - 3 / 87)


def test_words() -> None:
    """Rose and fell need an interval without 0, and a difference that means something."""
    rose = unlinked_change(Sample(50, 5, 40), Sample(56, 5, 40))
    fell = unlinked_change(Sample(56, 5, 40), Sample(50, 5, 40))
    assert rose
    assert fell
    assert words_of_changes([rose, fell]) == ["rose", "fell"]
    assert words_of_changes([rose], smallest=6.5) == ["no clear change"]


def test_nothing_to_compare() -> None:
    """One person, or people who all said the same twice, are no ground for an effect."""
    assert unlinked_change(Sample(50, 0, 1), Sample(60, 5, 10)) is None
    assert linked_change([3.0]) is None
    same = unlinked_change(Sample(50, 0, 10), Sample(50, 0, 10))
    assert same
    assert (same.half_width, same.effect) == (0, None)


def test_many_at_once() -> None:
    """Of many changes told together, one that chance alone would give among so many is not told."""
    slight = unlinked_change(Sample(50, 15, 40), Sample(57.5, 15, 40))
    clear = unlinked_change(Sample(50, 15, 40), Sample(70, 15, 40))
    assert slight
    assert clear
    assert words_of_changes([slight]) == ["rose"]
    assert words_of_changes([slight] * 9 + [clear]) == ["no clear change"] * 9 + ["rose"]
    assert words_of_changes([]) == []


@pytest.mark.parametrize("seed", range(5))
def test_holm(seed: int) -> None:
    """Which of several changes are told is what Holm's method in statsmodels rejects."""
    random = np.random.default_rng(seed)
    made = [
        unlinked_change(Sample(50, 15, 20), Sample(50 + random.normal(9, 8), 15, 20))
        for _ in range(8)
    ]
    changes = [one for one in made if one]
    rejected, *_ = multipletests([one.chance for one in changes], method="holm")
    told = [word != "no clear change" for word in words_of_changes(changes)]
    assert told == rejected.tolist()
