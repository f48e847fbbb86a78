"""Places for new nodes in a drawing that has positions already: next to their neighbours."""

from __future__ import annotations

__all__ = ["place_beside"]

from heapq import heapify, heappop, heappush
from math import fsum, inf
from typing import TYPE_CHECKING

from toc.analysis.layout_ground import Ground
from toc.analysis.layout_net import connected_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    Position = tuple[float, float]
    Links = Sequence[tuple[int, int]]

FAR = 4
"""Neighbours further apart than this many steps across have no side in common."""
CROWD = 10
"""New nodes that hang together are placed one by one up to so many for each placed neighbour."""
LAYERED = 0.9
FEWEST_LINKS = 5
"""A drawing is layered when this share of its links, of so many, leads right to a later stage."""


def place_beside(
    links: Links, layers: Sequence[int | None], placed: dict[int, Position], step: Position
) -> None:
    """Add to `placed` the new nodes that belong somewhere in the drawing.

    `step` is how far apart two centres must be, across or down. A node goes one step right of
    what leads to it, or left of what it leads to, or between the two, at the mean height of its
    neighbours; in a layered drawing, into a column of its stage on that side. Where that place is
    taken it goes to the nearest free spot. Nodes with more placed neighbours go first.

    In a layered drawing a node without links goes under a column of its stage. Left out are nodes
    that hang together and by no link to the drawing, and those so many that the few neighbours
    they have there say little about where they belong.
    """
    _Placing(links, layers, placed, step).run()


class _Placing:
    def __init__(
        self,
        links: Links,
        layers: Sequence[int | None],
        placed: dict[int, Position],
        step: Position,
    ) -> None:
        self.layers = layers
        self.placed = placed
        self.step = step
        self.causes: list[list[int]] = [[] for _ in layers]
        self.effects: list[list[int]] = [[] for _ in layers]
        for start, end in links:
            if start != end:
                self.effects[start].append(end)
                self.causes[end].append(start)
        self.ground = Ground(placed.values(), step)
        self.columns = self._columns(links)

    def run(self) -> None:
        """Place what belongs in the drawing, those with the most placed neighbours first."""
        known = {node: len(self._placed_near(node)) for node in self._belonging()}
        waiting = [(-count, node) for node, count in known.items()]
        heapify(waiting)
        while waiting:
            _, node = heappop(waiting)
            if node not in self.placed:
                self.placed[node] = self._settled(node)
                for near in self._near(node):
                    if near in known and near not in self.placed:
                        known[near] += 1
                        heappush(waiting, (-known[near], near))

    def _near(self, node: int) -> list[int]:
        return [*self.causes[node], *self.effects[node]]

    def _placed_near(self, node: int) -> set[int]:
        return {near for near in self._near(node) if near in self.placed}

    def _belonging(self) -> list[int]:
        fresh = [node for node in range(len(self.layers)) if node not in self.placed]
        number = {node: place for place, node in enumerate(fresh)}
        near = [[number[other] for other in self._near(n) if other in number] for n in fresh]
        belonging: list[int] = []
        for part in connected_parts(near):
            nodes = [fresh[place] for place in part]
            held = len(set().union(*[self._placed_near(node) for node in nodes]))
            if len(nodes) <= CROWD * held or (
                len(nodes) == 1 and self.layers[nodes[0]] in self.columns
            ):
                belonging += nodes
        return belonging

    def _columns(self, links: Links) -> dict[int | None, list[float]]:
        """Where the nodes of each stage stand, one place in each strip; empty if not layered."""
        staged = [
            (self.placed[start][0], self.placed[end][0])
            for start, end in links
            if start in self.placed and end in self.placed and self._is_onward(start, end)
        ]
        right = sum([start < end for start, end in staged])
        if len(staged) < FEWEST_LINKS or right < LAYERED * len(staged):
            return {}
        strips: dict[int | None, dict[int, float]] = {}
        for node, (across, _) in self.placed.items():
            if self.layers[node] is not None:
                strips.setdefault(self.layers[node], {})[self.ground.strip(across)] = across
        return {stage: sorted(places.values()) for stage, places in strips.items()}

    def _is_onward(self, start: int, end: int) -> bool:
        before, after = self.layers[start], self.layers[end]
        return before is not None and after is not None and before < after

    def _settled(self, node: int) -> Position:
        left = [self.placed[near] for near in self.causes[node] if near in self.placed]
        right = [self.placed[near] for near in self.effects[node] if near in self.placed]
        column = self.columns.get(self.layers[node], [])
        if not left and not right:
            return self.ground.settle_below(min(column, key=self.ground.foot))
        height = fsum([y for _, y in (*left, *right)]) / len((*left, *right))
        across = self._across([x for x, _ in left], [x for x, _ in right], column)
        return self.ground.settle((across, height), bool(left) - bool(right))

    def _across(
        self, left: Sequence[float], right: Sequence[float], column: Sequence[float]
    ) -> float:
        """Between what leads to a node and what it leads to; not both may be empty."""
        least = self._edge(left, 1) if left else -inf
        most = self._edge(right, -1) if right else inf
        bounds = [bound for bound in (least, most) if abs(bound) < inf]
        middle = fsum(bounds if least <= most else [*left, *right])
        middle /= len(bounds) if least <= most else len(left) + len(right)
        fitting = [place for place in column if least <= place <= most]
        return min(fitting, key=lambda place: abs(place - middle), default=middle)

    def _edge(self, nodes: Sequence[float], side: int) -> float:
        """One step aside of all, or of their middle where they stand all over the drawing."""
        least, most, step = min(nodes), max(nodes), self.step[0]
        if most - least > FAR * step:
            return fsum(nodes) / len(nodes) + side * step
        return most + step if side > 0 else least - step
