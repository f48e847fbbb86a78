from __future__ import annotations

import pytest

from benchmarks.theories import bundled_theory, made_theory
from toc.analysis.layered import Box, layout

BOX = Box()
STEP = BOX.width + BOX.beside
ROW = BOX.height + BOX.below


def test_right_of_what_leads_to_it() -> None:
    """A new node stands one step right of its causes, level with their middle."""
    fixed = {0: (10.0, 0.0), 1: (-40.0, 200.0)}
    assert layout(3, [(0, 2), (1, 2)], [None] * 3, fixed=fixed)[2] == (10 + STEP, 100)


def test_left_of_what_it_leads_to() -> None:
    """A new node stands one step left of its effects, level with their middle."""
    fixed = {0: (10.0, 0.0), 1: (-40.0, 200.0)}
    assert layout(3, [(2, 0), (2, 1)], [None] * 3, fixed=fixed)[2] == (-40 - STEP, 100)


def test_between_causes_and_effects() -> None:
    """A new node with both stands halfway, where there is room between them."""
    fixed = {0: (0.0, 0.0), 1: (1000.0, 100.0)}
    assert layout(3, [(0, 2), (2, 1)], [None] * 3, fixed=fixed)[2] == (500, 50)


def test_the_nearest_free_spot() -> None:
    """Where the place is taken the new node goes just above or below, on the same side."""
    fixed = {0: (0.0, 0.0), 1: (STEP, 0.0)}
    across, down = layout(3, [(0, 2)], [None] * 3, fixed=fixed)[2]
    assert (across, abs(down)) == (STEP, ROW)


def test_one_after_another() -> None:
    """New nodes that hang on new nodes follow them to the right."""
    positions = layout(4, [(0, 1), (1, 2), (2, 3)], [None] * 4, fixed={0: (0.0, 0.0)})
    assert positions == [(0, 0), (STEP, 0), (2 * STEP, 0), (3 * STEP, 0)]


def test_a_crowd_goes_under_what_is_there() -> None:
    """When everything near is taken, the rest stand one under another beside their causes."""
    causes = range(40)
    fixed = {node: (0.0, node * 1.0) for node in causes}
    links = [(cause, node) for node in range(40, 440) for cause in causes]
    new = layout(440, links, [None] * 440, fixed=fixed)[40:]
    assert len({*new}) == 400
    assert max(y for _, y in new) > 100 * ROW
    assert {x for x, y in new if y > 20 * ROW} == {STEP}


@pytest.mark.parametrize("gone", [5, 40, 70])
def test_back_into_the_column_of_its_stage(gone: int) -> None:
    """In a layered drawing a node that was taken out comes back into a column of its stage."""
    made = bundled_theory()
    size = len(made.layers)
    before = layout(size, made.links, made.layers)
    fixed = {node: place for node, place in enumerate(before) if node != gone}
    after = layout(size, made.links, made.layers, fixed=fixed)
    stage = {before[node][0] for node in fixed if made.layers[node] == made.layers[gone]}
    assert after[gone][0] in stage


def test_a_new_node_without_links_in_a_layered_drawing() -> None:
    """It stands at the foot of a column of its stage."""
    made = bundled_theory()
    size = len(made.layers)
    before = layout(size, made.links, made.layers)
    *_, added = layout(size + 1, made.links, [*made.layers, 1], fixed=dict(enumerate(before)))
    column = [y for node, (x, y) in enumerate(before) if x == added[0]]
    assert column
    assert {made.layers[n] for n, (x, _) in enumerate(before) if x == added[0]} == {1}
    assert added[1] > max(column)


@pytest.mark.parametrize("old", [(3000.0, 100.0), (100.0, 3000.0)])
def test_a_theory_apart_stands_beyond_the_drawing(old: tuple[float, float]) -> None:
    """What no link joins to the drawing is drawn for itself, below it or right of it."""
    made = made_theory(60, 90)
    fixed = {60: (0.0, 0.0), 61: old}
    positions = layout(62, made.links, [*made.layers, None, None], fixed=fixed)
    new = positions[:60]
    alone = layout(60, made.links, made.layers)
    right, down = new[0][0] - alone[0][0], new[0][1] - alone[0][1]
    for (x, y), (own_x, own_y) in zip(new, alone, strict=True):
        assert x - own_x == pytest.approx(right, abs=0.2)
        assert y - own_y == pytest.approx(down, abs=0.2)
    below = min(y for _, y in new) > old[1] + BOX.height
    beside = min(x for x, _ in new) > old[0] + BOX.width
    assert (below, beside) == ((True, False) if old[0] > old[1] else (False, True))


def test_a_theory_that_hangs_by_a_thread() -> None:
    """With one of very many nodes on the map already, the others are drawn for themselves."""
    made = made_theory(60, 120)
    positions = layout(60, made.links, made.layers, fixed={30: (0.0, 0.0)})
    forward = [positions[a][0] < positions[b][0] for a, b in made.links if 30 not in (a, b)]
    assert sum(forward) > 0.9 * len(forward)
