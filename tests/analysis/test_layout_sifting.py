from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from toc.analysis.layout_sifting import count_crossings, sift

NODES = 8
PAIRS = st.sets(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=30)


def sides(*pairs: set[tuple[int, int]]) -> tuple[list[list[int]], list[list[int]]]:
    """The links on either side, for columns of eight nodes numbered one column after another."""
    size = NODES * (len(pairs) + 1)
    back: list[list[int]] = [[] for _ in range(size)]
    onward: list[list[int]] = [[] for _ in range(size)]
    for column, links in enumerate(pairs):
        for start, end in sorted(links):
            onward[column * NODES + start].append((column + 1) * NODES + end)
            back[(column + 1) * NODES + end].append(column * NODES + start)
    return back, onward


def columns(number: int) -> list[list[int]]:
    """So many columns of eight nodes in the order of their numbers."""
    return [list(range(at * NODES, (at + 1) * NODES)) for at in range(number)]


@given(PAIRS)
def test_crossings_are_counted(links: set[tuple[int, int]]) -> None:
    """Two links cross when one starts above the other and ends below it."""
    _, onward = sides(links)
    found = sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(links, 2))
    assert count_crossings(columns(2), onward) == found


@given(PAIRS, PAIRS)
def test_sifting_never_adds_crossings(one: set[tuple[int, int]], two: set[tuple[int, int]]) -> None:
    """Afterwards there are no more crossings than before, and every node is where it was."""
    back, onward = sides(one, two)
    before, after = columns(3), columns(3)
    sift(after, back, onward, [0] * NODES * 3)
    assert count_crossings(after, onward) <= count_crossings(before, onward)
    assert [sorted(column) for column in after] == before


@given(PAIRS)
def test_no_single_move_is_left(links: set[tuple[int, int]]) -> None:
    """No node could save another crossing by a move of its own."""
    back, onward = sides(links)
    found = columns(2)
    sift(found, back, onward, [0] * NODES * 2)
    least = count_crossings(found, onward)
    for at, goal in combinations(range(NODES), 2):
        for side in (0, 1):
            moved = [list(column) for column in found]
            moved[side].insert(goal, moved[side].pop(at))
            assert count_crossings(moved, onward) >= least


@given(PAIRS, PAIRS)
def test_bands_stay_together(one: set[tuple[int, int]], two: set[tuple[int, int]]) -> None:
    """Nodes of different bands never change places."""
    back, onward = sides(one, two)
    bands = [node % NODES // 3 for node in range(NODES * 3)]
    found = columns(3)
    sift(found, back, onward, bands)
    assert all([bands[node] for node in column] == bands[:NODES] for column in found)
