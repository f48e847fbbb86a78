"""How far every element is from every other, along the direction of the connections.

One search for a whole block of goals at once: each element has a bit for every goal, and in each
step it takes over the bits of what it leads to (Then et al., "The More the Merrier: Efficient
Multi-Source Graph Traversal", PVLDB 8, 2014). Time grows with elements times connections, memory
with the connections alone.
"""

from __future__ import annotations

__all__ = ["Distances", "distances"]

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from toc.kumu.metric_graph import MetricGraph

    Places = NDArray[np.int64]
    Bits = NDArray[np.uint64]

_WORD = 64
_MOST_WORDS = 64
_ROOM = 1 << 22  # words that one step may look at: 32 MB


class Distances(NamedTuple):
    """What is asked of the shortest paths that leave each element; places as in the graph.

    `harmonic` is the sum of 1/d over all others that can be reached, `within_two` how many are
    at most two steps away, `reached` how many can be reached at all, `steps` the sum of their
    distances, `furthest` the largest of them. None counts the element itself.
    """

    harmonic: list[float]
    within_two: list[int]
    reached: list[int]
    steps: list[int]
    furthest: list[int]


def distances(graph: MetricGraph) -> Distances:
    """The shortest paths of a graph, summed up for each element."""
    import numpy as np

    size = graph.size
    arcs = np.array(graph.arcs, dtype=np.int64).reshape(-1, 2)
    harmonic = np.zeros(size)
    within_two, reached, steps, furthest = np.zeros((4, size), dtype=np.int64)
    words = max(1, min(_MOST_WORDS, _ROOM // max(len(arcs), size, 1)))
    for first in range(0, size, words * _WORD):
        goals = np.arange(first, min(first + words * _WORD, size))
        for step, rows, found in _search(size, arcs, goals):
            harmonic[rows] += found / step
            reached[rows] += found
            steps[rows] += found * step
            furthest[rows] = np.maximum(furthest[rows], step)
            if step <= 2:
                within_two[rows] += found
    return Distances(
        harmonic.tolist(), within_two.tolist(), reached.tolist(), steps.tolist(), furthest.tolist()
    )


def _search(size: int, arcs: Places, goals: Places) -> Iterator[tuple[int, Places, Places]]:
    """For each number of steps who is that far from some goal, and from how many of them."""
    import numpy as np

    bits_of = _bits_of()
    columns = goals - goals[0]
    seen = np.zeros((size, -(-len(goals) // _WORD)), dtype=np.uint64)
    seen[goals, columns // _WORD] = np.uint64(1) << (columns % _WORD).astype(np.uint64)
    edge, near = seen.copy(), goals
    starts, ends = arcs[:, 0], arcs[:, 1]
    fresh = np.zeros(size, dtype=bool)
    for step in range(1, size):
        fresh[:] = False
        fresh[near] = True
        live = fresh[ends]
        into, out_of = starts[live], ends[live]
        if not len(into):
            return
        groups = np.flatnonzero(np.diff(into, prepend=-1))
        rows = into[groups]
        new: Bits = np.bitwise_or.reduceat(edge[out_of], groups, axis=0) & ~seen[rows]
        found = bits_of[new.view(np.uint16)].sum(axis=1, dtype=np.int64)
        kept = found > 0
        near, new = rows[kept], new[kept]
        if not len(near):
            return
        seen[near] |= new
        edge[near] = new
        yield step, near, found[kept]


@cache
def _bits_of() -> NDArray[np.uint8]:
    """How many bits each number of 16 bits has; numpy counts them itself only from version 2."""
    import numpy as np

    return np.array([number.bit_count() for number in range(1 << 16)], dtype=np.uint8)
