"""Which column each node of a layered drawing stands in: causes left, effects right."""

from __future__ import annotations

__all__ = ["columns_by_stage", "links_without_loops"]

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from toc.analysis.graph import Graph, condense

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Links = list[tuple[int, int]]


def columns_by_stage(
    size: int, links: Iterable[tuple[int, int]], layers: Sequence[int | None]
) -> list[int]:
    """The column of each node, counted from 0 at the left; no column is empty.

    A stage stands wholly left of the next one. Within a stage, what leads to another node of the
    same stage stands left of it, but for the links that close a loop; a node with more links out
    than in stands as far right as these let it. A node without a stage joins the last stage that
    leads to it; else it stands with the stage before the first that it leads to; else with the
    first of all. Links from a later stage to an earlier one change nothing.
    """
    given = list(links)
    stages = _every_stage(size, given, layers)
    within = [(start, end) for start, end in given if stages[start] == stages[end]]
    balance = [0] * size
    for start, end in given:
        balance[start] += 1
        balance[end] -= 1
    steps = _steps(size, links_without_loops(size, within), balance)
    slots = list(zip(stages, steps, strict=True))
    number = {slot: column for column, slot in enumerate(sorted(set(slots)))}
    return [number[slot] for slot in slots]


def links_without_loops(size: int, links: Links) -> Links:
    """Links in their order, without those that close a loop: few, if not the fewest possible.

    Within each loop nodes are put in a row by Eades, Lin and Smyth (1993), "A fast and effective
    heuristic for the feedback arc set problem", and what leads back along the row is left out.
    """
    point, _ = condense(Graph(size, links))
    inside: dict[int, Links] = {}
    for start, end in links:
        if point[start] == point[end] and start != end:
            inside.setdefault(point[start], []).append((start, end))
    row: dict[int, int] = {}
    for looped in inside.values():
        row.update({node: place for place, node in enumerate(_row(looped))})
    return [(a, b) for a, b in links if point[a] != point[b] or row.get(a, 0) < row.get(b, 0)]


def _every_stage(size: int, links: Links, layers: Sequence[int | None]) -> list[int]:
    """The stages counted from 0 without holes, and one for each node that has none declared."""
    declared = sorted({stage for stage in layers if stage is not None})
    rank = {stage: place for place, stage in enumerate(declared)}
    known = [None if stage is None else rank[stage] for stage in layers]
    free = [(a, b) for a, b in links if known[a] is None and known[b] is None]
    point, onward = condense(Graph(size, free))
    led_by = [-1] * len(onward)
    leads_to = [len(rank)] * len(onward)
    for start, end in links:
        before, after = known[start], known[end]
        if before is not None and after is None:
            led_by[point[end]] = max(led_by[point[end]], before)
        elif before is None and after is not None:
            leads_to[point[start]] = min(leads_to[point[start]], after)
    for here, ends in enumerate(onward):  # points are numbered so that links lead downwards
        leads_to[here] = min([leads_to[here], *[leads_to[end] for end in ends]])
    for here in range(len(onward) - 1, -1, -1):
        for end in onward[here]:
            led_by[end] = max(led_by[end], led_by[here])
    free_stage = [
        before if before >= 0 else after - 1 if after < len(rank) else 0
        for before, after in zip(led_by, leads_to, strict=True)
    ]
    return [free_stage[point[n]] if stage is None else stage for n, stage in enumerate(known)]


def _steps(size: int, links: Links, balance: Sequence[int]) -> list[int]:
    """The length of the longest way to each node; the links hold no loop."""
    point, onward = condense(Graph(size, links))
    node = [0] * size
    for number, own in enumerate(point):
        node[own] = number
    steps = [0] * size
    for here in range(size - 1, -1, -1):
        for end in onward[here]:
            steps[end] = max(steps[end], steps[here] + 1)
    for here, ends in enumerate(onward):
        if ends and balance[node[here]] > 0:
            steps[here] = min([steps[end] for end in ends]) - 1
    return [steps[own] for own in point]


def _row(links: Links) -> list[int]:
    """The nodes of a loop in a row with few links leading back.

    Sources go to the front, sinks to the back, and when there are none, the node with the
    greatest excess of links out over links in; among equals the lowest number.
    """
    into: dict[int, set[int]] = {}
    out: dict[int, set[int]] = {}
    for start, end in links:
        out.setdefault(start, set()).add(end)
        into.setdefault(end, set()).add(start)
    front: list[int] = []
    back: list[int] = []
    waiting = [_urgency(node, into, out) for node in into]
    heapify(waiting)
    while waiting:
        urgency = heappop(waiting)
        node = urgency[-1]
        if node not in into or urgency != _urgency(node, into, out):
            continue
        (back if urgency[0] == 1 else front).append(node)
        ends, starts = out.pop(node), into.pop(node)
        for end in ends:
            into[end].discard(node)
        for start in starts:
            out[start].discard(node)
        for near in ends | starts:
            heappush(waiting, _urgency(near, into, out))
    return front + back[::-1]


def _urgency(
    node: int, into: dict[int, set[int]], out: dict[int, set[int]]
) -> tuple[int, int, int]:
    """Smallest first: sources, then sinks, then by the excess of links out."""
    if not into[node]:
        return (0, 0, node)
    if not out[node]:
        return (1, 0, node)
    return (2, len(into[node]) - len(out[node]), node)
