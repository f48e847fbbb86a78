"""A theory as a networkx graph."""

from __future__ import annotations

__all__ = ["to_networkx"]

from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.models.base import Item, Model
    from toc.models.theory import Theory

_NESTED = frozenset({"id", "leads_to", "measured_by", "baseline", "target", "values"})


def to_networkx(theory: Theory) -> nx.MultiDiGraph[str]:
    """The theory as a directed graph that may have several edges between two nodes.

    Nodes, by id: every dimension, output, domain, outcome and measure, in this order. Attributes:
    `role` (one of these five words), `label`, `description`, `aliases`, `status`, `sources`,
    `note`; of an output also `dimension`; of an outcome `domain`, `themes`, `kind`, `voices` and
    `end`; of a measure `method`, `unit`, `better`, `source`, `owner`, `every`, `baseline` and
    `target` (numbers), and `value` (the newest). What is not given is None, False or an empty
    tuple; ids and texts that may be several are tuples.

    Edges have a `kind`. `leads to`: a link, with `id`, `rationale`, `assumptions`, `evidence`,
    `confidence`, `status`, `polarity`, `mutual`, `type`, `sources`, `note`; one that holds in both
    directions is there twice, once in each, a link from something to itself once. `measured by`:
    from an outcome to its measure, with `status`, `sources`, `note`. Parallel links are parallel
    edges, in the order of `Theory.every_link`.

    Left out are themes and voices as nodes, all values of a measure but the newest, dates, what
    is unknown, waivers, and the theory's own name and remarks (its name is the graph's).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=theory.name or "")
    for item in _nodes(theory):
        graph.add_node(item.id, role=item.role, **_attributes(item))
    for measure in theory.measures:
        newest, baseline, target = measure.newest, measure.baseline, measure.target
        graph.nodes[measure.id].update(
            baseline=baseline.value if baseline else None,
            target=target.value if target else None,
            value=newest.value if newest else None,
        )
    for link in theory.every_link():
        facts = {"kind": "leads to", **_plain(link, {"from_", "to"})}
        graph.add_edge(link.from_, link.to, **facts)
        if link.mutual and link.from_ != link.to:
            graph.add_edge(link.to, link.from_, **facts)
    for outcome in theory.outcomes:
        for served in outcome.measured_by:
            facts = {"kind": "measured by", **_plain(served, {"measure"})}
            graph.add_edge(outcome.id, served.measure, **facts)
    return graph


def _nodes(theory: Theory) -> Iterator[Item]:
    yield from theory.dimensions
    yield from theory.outputs
    yield from theory.domains
    yield from theory.outcomes
    yield from theory.measures


def _attributes(item: Item) -> dict[str, Any]:
    return _plain(item, _NESTED)


def _plain(model: Model, without: set[str] | frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in model if key not in without}
