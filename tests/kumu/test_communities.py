from __future__ import annotations

from tests.kumu.metric_maps import graph_of
from toc.kumu.communities import groups


def test_two_clusters() -> None:
    """Two triangles with one connection between them are two groups, the first named first."""
    lines = "a -> b, b -> c, c -> a, c -> d, d -> e, e -> f, f -> d"
    assert groups(graph_of(lines)) == [1, 1, 1, 2, 2, 2]


def test_the_largest_is_the_first() -> None:
    """Groups are numbered by size; an element without connections is one by itself."""
    assert groups(graph_of("a, b -> c, d -> e, e -> f, f -> d")) == [3, 2, 2, 1, 1, 1]


def test_the_same_every_time() -> None:
    """The same map gives the same groups, and none gives none."""
    graph = graph_of(", ".join(f"{a} -> {b}" for a in "abcdefgh" for b in "bdfh" if a != b))
    assert groups(graph) == groups(graph)
    assert groups(graph_of("")) == []
