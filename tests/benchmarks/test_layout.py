from __future__ import annotations

import shutil

import pytest

from benchmarks.crossings import boxes_crossed, crossings, order_kept
from benchmarks.layout import compare, dot_layout, wrapped_columns
from benchmarks.theories import bundled_theory, made_theory, variants
from toc.analysis.layout_stages import columns_by_stage

SQUARE = [(0.0, 0.0), (0.0, 300.0), (900.0, 0.0), (900.0, 300.0)]


def test_lines_that_cross() -> None:
    """Crossed, beside one another, and from the same box."""
    assert crossings(SQUARE, [(0, 3), (1, 2)]) == 1
    assert crossings(SQUARE, [(0, 2), (1, 3)]) == 0
    assert crossings(SQUARE, [(0, 2), (0, 3)]) == 0


def test_boxes_in_the_way() -> None:
    """A line through the box of a third node counts, one past it and one between its own do not."""
    assert boxes_crossed([*SQUARE, (450.0, 150.0)], [(0, 3)]) == 1
    assert boxes_crossed([*SQUARE, (450.0, 150.0)], [(0, 2), (1, 3), (0, 4)]) == 0


def test_order_kept() -> None:
    """One of the three pairs of a column has turned round; other columns do not count."""
    before = [(0.0, 1.0), (0.0, 2.0), (0.0, 3.0), (9.0, 0.0)]
    after = [(0.0, 2.0), (0.0, 1.0), (0.0, 3.0), (9.0, 5.0)]
    assert order_kept([0, 0, 0, 1], before, after, range(4)) == pytest.approx(2 / 3)


def test_variants_change_one_thing() -> None:
    """Each variant has the links of the theory under their new numbers, but for one."""
    made = made_theory(30, 40)
    for new, now in variants(made, 9):
        links = {(now[start], now[end]) for start, end in made.links}
        assert len(links ^ {*new.links}) <= 1
        assert [new.layers[node] for node in now] == made.layers


def test_what_is_said_of_a_drawing() -> None:
    """The bundled theory is drawn with few crossings and is hardly moved by changes."""
    found = compare([bundled_theory()], wrapped_columns, 3)
    assert found.crossings < 300
    assert found.kept is not None
    assert found.kept > 0.9


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_graphviz_draws_our_columns() -> None:
    """Graphviz is asked for the same columns in the same order, so that it can be compared."""
    made = made_theory(60, 90)
    columns = columns_by_stage(60, made.links, made.layers)
    positions = dot_layout(made)
    places: dict[int, set[float]] = {}
    for column, (across, _) in zip(columns, positions, strict=True):
        places.setdefault(column, set()).add(across)
    assert all(len(across) == 1 for across in places.values())
    order = [min(places[column]) for column in sorted(places)]
    assert order == sorted(order)
