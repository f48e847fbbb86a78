from __future__ import annotations

import pytest

from benchmarks.metrics import METRICS, agree

NUMBERS = [1.0] * len(METRICS)


def test_equal_to_a_billionth() -> None:
    """Rounding makes no difference, the ninth digit does."""
    assert agree({"a": NUMBERS}, {"a": [1 + 1e-10] * 9})
    assert not agree({"a": NUMBERS}, {"a": [1 + 1e-8] * 9})


@pytest.mark.parametrize("other", [{}, {"b": NUMBERS}, {"a": NUMBERS[1:]}, {"a": []}])
def test_missing_numbers(other: dict[str, list[float]]) -> None:
    """Numbers that one side lacks, and other elements, are a difference."""
    assert not agree({"a": NUMBERS}, other)
