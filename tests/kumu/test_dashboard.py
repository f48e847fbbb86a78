from __future__ import annotations

import math

import pytest

from tests.kumu.metric_maps import drawn
from toc.kumu.dashboard import Dashboard, dashboard
from toc.kumu.metrics import document_metrics


def figures(lines: str) -> Dashboard:
    return dashboard(document_metrics(drawn(lines)))


def test_a_ring() -> None:
    """Where every element has a way to every other, diameter and mean are those of the paths."""
    found = figures("a -> b, b -> c, c -> a")
    assert (found.element_count, found.connection_count) == (3, 3)
    assert (found.density, found.reciprocity, found.average_degree) == (0.5, 0, 2)
    assert (found.diameter, found.average_path_length) == (2, 1.5)


def test_pairs_without_a_way() -> None:
    """One pair without a way makes both infinite; the others are summed up apart."""
    found = figures("a -> b, b -> c")
    assert (found.diameter, found.average_path_length) == (math.inf, math.inf)
    assert (found.joined_pairs, found.longest_path) == (3, 2)
    assert found.mean_path == pytest.approx(4 / 3)


def test_shares() -> None:
    """Density and reciprocity count joined pairs: parallel connections once, mutual ones twice."""
    found = figures("a <-> b, b -> c, b -> c, c -> c")
    assert found.connection_count == 4
    assert found.density == 3 / 6
    assert found.reciprocity == 2 / 3


def test_nothing() -> None:
    """A map without elements, and one with a single one, have figures too."""
    assert figures("") == Dashboard(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert figures("a").diameter == 0
