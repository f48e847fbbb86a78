"""What is promised of drawings as a whole; their steps have tests of their own."""

from __future__ import annotations

import hashlib
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.crossings import crossings, order_kept
from benchmarks.theories import Made, bundled_theory, made_theory, variants
from toc.analysis.layered import Box, layout
from toc.analysis.layout_net import CAREFUL
from toc.analysis.layout_stages import columns_by_stage, links_without_loops

if TYPE_CHECKING:
    from collections.abc import Sequence

Position = tuple[float, float]
STAGES = st.one_of(st.none(), st.integers(0, 3))


@st.composite
def theories(draw: st.DrawFn) -> Made:
    """Any graph with any stages: loops, parallel links, links to itself and backwards."""
    layers = draw(st.lists(STAGES, min_size=1, max_size=25))
    node = st.integers(0, len(layers) - 1)
    return Made(layers, draw(st.lists(st.tuples(node, node), max_size=50)))


def drawn(made: Made, aspect: float | None = 16 / 9) -> list[Position]:
    """The drawing of a theory."""
    return layout(len(made.layers), made.links, made.layers, aspect=aspect)


def overlaps(
    positions: Sequence[Position], box: Box, among: set[int] | None = None
) -> list[tuple[int, int]]:
    """Pairs of boxes that share some space, of which one at least is `among` some."""
    return [
        (a, b)
        for a, b in combinations(range(len(positions)), 2)
        if (among is None or a in among or b in among)
        and abs(positions[a][0] - positions[b][0]) < box.width
        and abs(positions[a][1] - positions[b][1]) < box.height
    ]


def shape(positions: Sequence[Position], box: Box) -> float:
    """The width of a drawing over its height."""
    across, down = [x for x, _ in positions], [y for _, y in positions]
    wide, high = max(across) - min(across) + box.width, max(down) - min(down) + box.height
    return wide / high


@given(theories())
def test_stages_stand_right_of_one_another(made: Made) -> None:
    """All nodes of a later stage stand right of all nodes of an earlier one."""
    positions = drawn(made)
    for a, b in combinations(range(len(made.layers)), 2):
        before, after = made.layers[a], made.layers[b]
        if before is not None and after is not None and before != after:
            assert (positions[a][0] < positions[b][0]) == (before < after)


@given(theories())
def test_causes_stand_left_of_their_effects(made: Made) -> None:
    """Where no stages are declared every link leads right, but for those that close a loop."""
    free = Made([None] * len(made.layers), made.links)
    positions = drawn(free)
    for start, end in links_without_loops(len(free.layers), free.links):
        assert positions[start][0] < positions[end][0]


@given(
    theories(),
    st.sampled_from([None, 0.3, 1.0, 16 / 9, 10.0]),
    st.builds(Box, *[st.floats(1, 300)] * 5),
)
def test_boxes_never_overlap(made: Made, aspect: float | None, box: Box) -> None:
    """No two boxes share space, whatever their size, the gaps and the shape of the drawing."""
    positions = layout(len(made.layers), made.links, made.layers, aspect=aspect, box=box)
    assert not overlaps(positions, box)


@given(theories(), st.data())
def test_new_nodes_leave_the_others_alone(made: Made, data: st.DataObject) -> None:
    """Fixed nodes keep their positions to the last digit and new ones overlap nothing."""
    size = len(made.layers)
    places = st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000))
    fixed = data.draw(st.dictionaries(st.integers(0, size - 1), places))
    positions = layout(size, made.links, made.layers, fixed=fixed)
    assert {node: positions[node] for node in fixed} == fixed
    assert not overlaps(positions, Box(), set(range(size)) - set(fixed))


@given(theories())
def test_positions_are_written_with_one_decimal(made: Made) -> None:
    """Numbers have one decimal at most, and there is no negative zero."""
    for number in sum(drawn(made), ()):
        assert number == round(number, 1)
        assert str(number) != "-0.0"


def test_the_same_everywhere() -> None:
    """A theory is drawn to the digit as it was on the machine where this was written.

    Whoever changes the layout changes this digest; whoever does not, and still gets another,
    has found a machine or a Python that would tear people's maps apart.
    """
    links = [(node, (node * node + 7 * turn) % 200) for node in range(200) for turn in (0, 1)]
    positions = layout(200, links, [node % 4 for node in range(200)])
    assert hashlib.sha256(repr(positions).encode()).hexdigest()[:16] == "b0e654dc6b15f413"


@pytest.mark.parametrize("aspect", [16 / 9, 1.0, 0.7])
def test_columns_are_wrapped_to_the_shape_of_the_sheet(aspect: float) -> None:
    """A drawing of some hundred nodes has the shape asked for within a fifth."""
    found = shape(drawn(made_theory(300, 600), aspect=aspect), Box())
    assert aspect / 1.2 < found < aspect * 1.2


def test_without_a_shape_columns_stay_whole() -> None:
    """With no aspect there is one column for each stage and step within it."""
    made = made_theory(60, 90)
    columns = columns_by_stage(len(made.layers), made.links, made.layers)
    positions = drawn(made, aspect=None)
    assert len({x for x, _ in positions}) == max(columns) + 1


def test_wide_drawings_are_spread() -> None:
    """A long chain with a few branches uses the height that it has, up to twice the least."""
    links = [(node, node + 1) for node in range(9)] + [(4, 10), (4, 11)]
    positions = layout(12, links, [None] * 12)
    heights = sorted({positions[node][1] for node in (5, 10, 11)})
    assert heights[1] - heights[0] == pytest.approx(180, abs=0.2)


@pytest.mark.parametrize(
    ("made", "changes"),
    [(bundled_theory(), 12), (made_theory(120, 210), 12), (made_theory(300, 600), 3)],
)
def test_little_moves_when_little_changes(made: Made, changes: int) -> None:
    """With one link or node more or less, 95 of 100 pairs in a column keep their order."""
    columns = columns_by_stage(len(made.layers), made.links, made.layers)
    before = drawn(made)
    kept = [order_kept(columns, before, drawn(new), now) for new, now in variants(made, changes)]
    assert sum(kept) / len(kept) > 0.95
    assert min(kept) > 0.8


def test_trees_do_not_cross() -> None:
    """A tree listed in no good order is drawn without a crossing."""
    links = [(node, child) for node in range(40) for child in (7 * node % 40 + 40,)]
    links += [(40 + node, 80 + node * 11 % 40 // 4) for node in range(40)]
    positions = layout(120, links, [0] * 40 + [1] * 40 + [2] * 40, aspect=None)
    assert crossings(positions, links) == 0


def test_equal_nodes_keep_the_order_given() -> None:
    """Nodes with the same links stand in the order in which they were listed."""
    positions = layout(8, [(0, node) for node in range(1, 8)], [None] * 8)
    heights = [y for _, y in positions[1:]]
    assert heights == sorted(heights)


def test_groups_stand_together() -> None:
    """In every column nodes of one group follow one another, groups in the same order."""
    made = made_theory(60, 120)
    groups = [node * 7 % 3 for node in range(60)]
    positions = layout(60, made.links, made.layers, groups=groups)
    columns = columns_by_stage(60, made.links, made.layers)
    orders = []
    for column in range(max(columns) + 1):
        nodes = [node for node in range(60) if columns[node] == column]
        nodes.sort(key=lambda node: positions[node][1])
        met = [groups[node] for node in nodes]
        runs = [group for at, group in enumerate(met) if at == 0 or met[at - 1] != group]
        assert len(runs) == len(set(runs))
        orders.append(runs)
    whole = max(orders, key=len)
    assert all(order == [group for group in whole if group in order] for order in orders)


def test_nodes_without_links_stand_last() -> None:
    """What nothing links stands at the foot of its column."""
    positions = layout(5, [(1, 4), (3, 4)], [0, 0, 0, 0, 1], aspect=None)
    assert max(positions[1][1], positions[3][1]) < min(positions[0][1], positions[2][1])


def test_links_too_many_to_lead_through_columns() -> None:
    """Beyond the limit for careful drawings all the same promises hold."""
    size = 400
    links = [(node, node + 1) for node in range(size - 1)]
    links += [(node, node + 300) for node in range(100)]
    assert sum(end - start for start, end in links) > CAREFUL
    positions = layout(size, links, [None] * size)
    assert all(positions[start][0] < positions[end][0] for start, end in links)
    assert not overlaps(positions, Box())


def test_nothing_to_draw() -> None:
    """No nodes have no positions, and one stands in the middle."""
    assert layout(0, [], []) == []
    assert layout(1, [(0, 0)], [None]) == [(0.0, 0.0)]
