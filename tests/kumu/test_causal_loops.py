from __future__ import annotations

import random

import networkx as nx
import pytest

from tests.kumu.metric_maps import graph_of
from toc.kumu import causal_loops
from toc.kumu.causal_loops import LoopSearch, find_loops


def on(lines: str, **more: int) -> LoopSearch:
    return find_loops(graph_of(lines), **more)


def told(found: LoopSearch) -> list[str]:
    """Loops as the letters of their elements and the first letter of their kind."""
    return [f"{''.join(one.label for one in loop.elements)} {loop.kind[0]}" for loop in found.loops]


def test_loops_with_their_polarity() -> None:
    """An even number of turns reinforces, an odd one balances, a missing sign is unclear."""
    found = on("a -> b +, b -> a +, b -> c -, c -> b same, c -> d opposite, d -> b ?, e -> a -")
    assert told(found) == ["ab r", "bc b", "bcd u"]
    assert found.complete
    assert [[one.type for one in step] for step in found.loops[1].connections] == [["-"], ["same"]]


def test_parallel_connections() -> None:
    """Parallel connections are one step of one loop: clear where they agree."""
    found = on("a -> b +, a -> b ++, b -> a -")
    assert told(found) == ["ab b"]
    assert len(found.loops[0].connections[0]) == 2
    assert told(on("a -> b +, a -> b -, b -> a -")) == ["ab u"]


def test_directions() -> None:
    """A mutual connection is a loop; undirected ones and those to oneself are none."""
    assert told(on("a <-> b -, c -- d, d -- e, e -- c, f -> f")) == ["ab r"]


def test_nothing_to_find() -> None:
    """A map without loops, or without anything, is searched completely."""
    for lines in ("", "a", "a -> b, b -> c, a -> c"):
        assert on(lines) == LoopSearch((), complete=True, searched=12)


@pytest.mark.parametrize("seed", range(20))
def test_all_loops_are_found_once(seed: int) -> None:
    """On any small map the loops are those that networkx finds, the shortest first."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    names = "abcdefgh"
    lines = ", ".join(f"{chance.choice(names)} -> {chance.choice(names)}" for _ in range(18))
    graph = graph_of(lines)
    found = find_loops(graph, most=10_000)
    assert found.complete
    ours = [tuple(one.label for one in loop.elements) for loop in found.loops]
    assert list(map(len, ours)) == sorted(map(len, ours))
    assert len(set(ours)) == len(ours)
    labels = [one.label for one in graph.elements]
    cycles = nx.simple_cycles(nx.DiGraph(list(graph.arcs)))
    assert sorted(ours) == sorted(_turned([labels[place] for place in one]) for one in cycles)


def _turned(cycle: list[str]) -> tuple[str, ...]:
    """The loop from its earliest element."""
    first = cycle.index(min(cycle))
    return (*cycle[first:], *cycle[:first])


FULL = ", ".join(f"{a} -> {b}" for a in "abcdefghij" for b in "abcdefghij" if a != b)


def test_the_number_is_bounded() -> None:
    """No more than asked for are given, and what length is searched through is said."""
    found = on(FULL, most=50)
    assert (len(found.loops), found.complete, found.searched) == (50, False, 2)
    assert on("a <-> b", most=1).complete


def test_the_length_is_bounded() -> None:
    """Longer loops than asked for are not given, and it is said that there may be some."""
    found = on("a -> b, b -> c, c -> a, b -> a", longest=2)
    assert (told(found), found.complete, found.searched) == (["ab u"], False, 2)


def test_the_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map with more loops than anybody can wait for is given up, and it is said where."""
    monkeypatch.setattr(causal_loops, "_MOST_WORK", 3_000)
    found = on(FULL, most=10**9)
    assert not found.complete
    assert found.searched in {2, 3, 4}
    assert sum(len(loop.elements) <= found.searched for loop in found.loops) >= 45
