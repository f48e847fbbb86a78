"""Groups of elements that are joined more closely with one another than with the rest."""

from __future__ import annotations

__all__ = ["GROUP_FIELD", "groups"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.kumu.metric_graph import MetricGraph

GROUP_FIELD = "group"
"""What the group of an element is called; Kumu's own field is `community`."""

_SEED = 1


def groups(graph: MetricGraph) -> list[int]:
    """The group of each element, from 1 for the largest; of equal ones the earlier comes first.

    Found by modularity, the direction of connections ignored (V. D. Blondel and others, "Fast
    unfolding of communities in large networks", 2008). The same graph gives the same groups every
    time. Kumu's communities come from another method, which draws lots.
    """
    import networkx as nx

    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(graph.size))
    plain.add_edges_from(graph.arcs)
    found = nx.community.louvain_communities(plain, seed=_SEED) if graph.size else []
    of: list[int] = [0] * graph.size
    for number, members in enumerate(sorted(found, key=lambda one: (-len(one), min(one))), 1):
        for place in members:
            of[place] = number
    return of
