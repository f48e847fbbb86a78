"""How many routes run through each outcome, from outputs to end outcomes."""

from __future__ import annotations

__all__ = ["MOST_ROUTES", "Routes", "count_routes", "end_outcomes"]

from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.graph import condense

if TYPE_CHECKING:
    from collections.abc import Collection

    from toc.analysis.graph import Graph

MOST_ROUTES = 10**12


class Routes(NamedTuple):
    """The routes through one node: their number, at most 10^12, and whether it was cut there."""

    number: int
    capped: bool


def end_outcomes(graph: Graph, outcomes: Collection[int]) -> set[int]:
    """Outcomes that lead, directly or through others, to no outcome outside their own loop."""
    point, links = condense(graph)
    holds = {point[node] for node in outcomes}
    leads = [False] * len(links)  # points are numbered so that what a point leads to comes first
    for here, ends in enumerate(links):
        leads[here] = any(end in holds or leads[end] for end in ends)
    return {node for node in outcomes if not leads[point[node]]}


def count_routes(graph: Graph, outputs: Collection[int], ends: Collection[int]) -> list[Routes]:
    """For each node the ways from an output to an end outcome that pass through it.

    Loops are shrunk to one point first, so that there is a number; it is the ways into the point
    times the ways out of it. Parallel links are one way. Linear in nodes and links.
    """
    point, links = condense(graph)
    starts = {point[node] for node in outputs}
    stops = {point[node] for node in ends}
    out = [0] * len(links)
    for here, onward in enumerate(links):
        out[here] = _capped((here in stops) + sum(out[end] for end in onward))
    into = [0] * len(links)
    for here in range(len(links) - 1, -1, -1):
        into[here] = _capped(into[here] + (here in starts))
        for end in links[here]:
            into[end] += into[here]
    through = [ways * out[here] for here, ways in enumerate(into)]
    return [Routes(min(through[here], MOST_ROUTES), through[here] > MOST_ROUTES) for here in point]


def _capped(ways: int) -> int:
    """Numbers of ways grow beyond any use; one more than the cap is enough to know they do."""
    return min(ways, MOST_ROUTES + 1)
