from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest

from tests.kumu.metric_maps import graph_of
from toc.kumu import micmac
from toc.kumu.micmac import Influence, influence

if TYPE_CHECKING:
    from toc.kumu.metric_graph import MetricGraph

WRAP = 2**32


def overflowing(graph: MetricGraph, power: int) -> list[float]:
    """Influence as Kumu stores it: every cell of the matrix power wraps at 32 bits."""
    size = graph.size
    arcs = set(graph.arcs)
    matrix = [[int((row, column) in arcs) for column in range(size)] for row in range(size)]
    found = matrix
    for _ in range(power - 1):
        found = [
            [sum(row[n] * matrix[n][column] for n in range(size)) % WRAP for column in range(size)]
            for row in found
        ]
    sums = [sum(row) for row in found]
    return [one / (max(sums) or 1) for one in sums]


def exact(graph: MetricGraph, power: int) -> list[int]:
    """The same without a bound: how many ways of that length begin at each element."""
    ways = [1] * graph.size
    for _ in range(power):
        ways = [sum(ways[near] for near in after) for after in graph.successors]
    return ways


def on(lines: str, **more: int) -> Influence:
    return influence(graph_of(lines), **more)


def test_a_map_without_loops() -> None:
    """All ways of two and more steps are counted, however long, and nothing else."""
    found = on("a -> b, b -> c, c -> d, a -> c")
    assert found.direct_influence == [2, 1, 1, 0]
    assert found.direct_dependence == [0, 1, 2, 1]
    assert found.indirect_influence.counts == [3, 1, 0, 0]
    assert found.indirect_dependence.counts == [0, 0, 1, 3]
    assert (found.longest, found.complete) == (3, True)


def test_shares_and_logarithms() -> None:
    """The largest has 1; the logarithm of no way is nothing."""
    found = on("a -> b, b -> c, c -> d, a -> c").indirect_influence
    assert found.shares == [1, 1 / 3, 0, 0]
    assert found.logarithms == [pytest.approx(math.log10(3)), 0, None, None]


def test_loops_are_followed_until_the_order_is_steady() -> None:
    """With loops, counting ends when three more lengths have not changed the order."""
    found = on("a <-> b, b <-> c, b -> d")
    assert (found.complete, found.steady) == (False, True)
    counts = found.indirect_influence.counts
    ways = [exact(graph_of("a <-> b, b <-> c, b -> d"), n) for n in range(2, found.longest + 1)]
    assert counts == [sum(column) for column in zip(*ways, strict=True)]


def test_counting_ends_with_the_third_length_of_the_same_order() -> None:
    """The order at the end is that of the three lengths before, and not that of the one before."""
    lines = "a <-> b, b <-> c, c <-> d, d -> e, e -> a, f -> b, f -> c, g -> f, c -> h, h -> i"
    graph, found = graph_of(lines), on(lines)
    assert found.longest > 5
    orders: list[list[list[int]]] = []
    for steps in range(1, found.longest + 1):
        both = []
        for nearest in (graph.successors, graph.predecessors):
            ways = [1] * graph.size
            total = [0] * graph.size
            for step in range(1, steps + 1):
                ways = [sum(ways[near] for near in around) for around in nearest]
                if step > 1:
                    total = [one + more for one, more in zip(total, ways, strict=True)]
            both.append([sorted(set(total)).index(one) for one in total])
        orders.append(both)
    last = orders[-1]
    assert orders[-4:] == [last] * 4
    assert orders[-5] != last


def test_an_order_that_holds_for_a_while_does_not_end_a_map_without_loops() -> None:
    """Without loops the longest way decides, however early the order is steady."""
    count = 12
    lines = [f"v{n:02} -> v{n + 1:02}" for n in range(count - 1)]
    lines += [f"x{n:02} -> z{n:02}, a{n:02} -> y{n:02}" for n in range(count)]
    lines += [f"v{n:02} -> x{m:02}" for n in range(count) for m in range(count - n)]
    lines += [f"y{m:02} -> v{n:02}" for n in range(count) for m in range(n + 1)]
    found = on(", ".join(lines))
    assert (found.longest, found.complete) == (count + 3, True)


def test_an_order_that_never_settles_is_said() -> None:
    """Where the order swings, counting ends at the bound, and is neither complete nor steady."""
    found = on("a <-> b, b -> c")
    assert (found.longest, found.complete, found.steady) == (micmac.LONGEST, False, False)


def test_nothing_overflows() -> None:
    """Where cells of 32 bits put the least influential element first, ours stays what it is."""
    lines = ", ".join(f"{a} -> {b}" for a in "abcd" for b in "abcd" if a != b) + ", e -> a"
    graph = graph_of(lines)
    assert overflowing(graph, 20) == pytest.approx([1, 1, 1, 1, 1 / 3])
    assert overflowing(graph, 23) == pytest.approx([0.5806, 0.5806, 0.5806, 0.5806, 1], abs=1e-4)
    found = on(lines)
    assert found.steady
    counts = found.indirect_influence.counts
    assert counts
    assert found.indirect_influence.shares[:4] == [1] * 4
    assert counts[4] < counts[0] / 2


def test_ways_are_too_many_for_any_fixed_size() -> None:
    """A hundred steps are counted to the last one."""
    graph = graph_of(", ".join(f"{a} -> {b}" for a in "abcdefgh" for b in "abcdefgh" if a != b))
    outward = micmac._counts(graph.successors)
    *_, last = (next(outward) for _ in range(100))
    assert last[0] == sum(7**n for n in range(2, 101))


def test_logarithms_say_the_same_as_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What large maps get agrees with whole numbers, and ends at the same length."""
    chance = random.Random(3)  # noqa: S311 - no secret
    names = "abcdefghijklm"
    for _ in range(20):
        lines = ", ".join(f"{chance.choice(names)} -> {chance.choice(names)}" for _ in range(18))
        monkeypatch.setattr(micmac, "_EXACT_ARCS", 1_000)
        whole = on(lines)
        monkeypatch.setattr(micmac, "_EXACT_ARCS", -1)
        rounded = on(lines)
        assert rounded.indirect_influence.counts is None
        assert rounded.longest == whole.longest
        for ours, theirs in (
            (rounded.indirect_influence, whole.indirect_influence),
            (rounded.indirect_dependence, whole.indirect_dependence),
        ):
            assert ours.shares == pytest.approx(theirs.shares, rel=1e-9)
            for one, other in zip(ours.logarithms, theirs.logarithms, strict=True):
                assert one == (None if other is None else pytest.approx(other, abs=1e-9))


@pytest.mark.parametrize("lines", ["", "a", "a, b", "a -> b", "a -> a"])
def test_nothing_indirect(lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a way of two steps everything indirect is 0, in both ways of counting."""
    for bound in (1_000, -1):
        monkeypatch.setattr(micmac, "_EXACT_ARCS", bound)
        found = on(lines)
        assert set(found.indirect_influence.shares) <= {0}
        assert len(found.indirect_dependence.shares) == graph_of(lines).size
        assert found.complete
