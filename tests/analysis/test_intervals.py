"""Intervals agree with scipy and statsmodels, and with the figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]
from statsmodels.stats.weightstats import DescrStatsW  # type: ignore[import-untyped]

from toc.analysis.intervals import effective_n, mean_interval, share_interval
from toc.analysis.quantiles import f_quantile, t_quantile


@pytest.mark.parametrize("freedom", [1, 2, 3.7, 9, 11, 29.5, 200, 999, 1001, 50_000])
@pytest.mark.parametrize("share", [0.025, 0.5, 0.9, 0.975, 0.9995])
def test_student(share: float, freedom: float) -> None:
    """Points of Student's t are those of scipy."""
    assert t_quantile(share, freedom) == pytest.approx(
        stats.t.ppf(share, freedom), rel=1e-9, abs=1e-9
    )


@pytest.mark.parametrize(("above", "below"), [(9, 18), (11, 33), (29, 29), (199, 1393), (4, 400)])
@pytest.mark.parametrize("share", [0.025, 0.5, 0.975])
def test_f(share: float, above: int, below: int) -> None:
    """Points of F are those of scipy."""
    assert f_quantile(share, above, below) == pytest.approx(
        stats.f.ppf(share, above, below), rel=1e-9
    )


def test_worked_means() -> None:
    """61.2 with s 15 of 12 people is 51.7 to 70.7; knowing that they are 30, 53.7 to 68.7."""
    assert mean_interval(61.2, 15, 12) == pytest.approx((51.7, 70.7), abs=0.05)
    assert mean_interval(61.2, 15, 12, 30) == pytest.approx((53.7, 68.7), abs=0.05)


def test_everybody_answered() -> None:
    """Where everybody has answered, nothing is left to guess."""
    assert mean_interval(61.2, 15, 12, 12) == (61.2, 61.2)


def test_worked_share() -> None:
    """3 of 8 is 13.7 to 69.4 per cent."""
    assert share_interval(3, 8) == pytest.approx((0.137, 0.694), abs=0.0005)


def test_means_of_data() -> None:
    """On generated answers the interval is that of statsmodels."""
    values = np.random.default_rng(5).choice([0.0, 25, 50, 75, 100], 40)
    found = mean_interval(values.mean(), values.std(ddof=1), len(values))
    assert found == pytest.approx(DescrStatsW(values).tconfint_mean(), abs=1e-9)


@pytest.mark.parametrize(("count", "n"), [(0, 10), (10, 10), (7, 31), (250, 1000)])
def test_shares_of_data(count: int, n: int) -> None:
    """Shares have the Wilson interval of statsmodels, also none and all."""
    assert share_interval(count, n) == pytest.approx(
        proportion_confint(count, n, method="wilson"), abs=1e-9
    )


def test_within_the_scale() -> None:
    """An interval ends where the scale ends."""
    assert mean_interval(96, 15, 10) == pytest.approx((85.27, 100), abs=0.01)
    assert mean_interval(4, 15, 10) == pytest.approx((0, 14.73), abs=0.01)


def test_nobody_to_tell() -> None:
    """One answer has no interval, no answer no share."""
    assert mean_interval(50, 0, 1) is None
    assert share_interval(0, 0) is None


def test_effective_n() -> None:
    """Equal weights count whole; one that outweighs all counts as one."""
    assert effective_n([2.0] * 12) == pytest.approx(12)
    assert effective_n([1e9, 1, 1]) == pytest.approx(1)
    assert effective_n([1, 2, 3]) == pytest.approx(36 / 14)
    assert effective_n([]) == 0
