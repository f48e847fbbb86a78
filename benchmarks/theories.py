"""Made-up theories of change to draw, and what becomes of them when a little changes."""

from __future__ import annotations

__all__ = ["Made", "bundled_theory", "made_theory", "variants"]

import random
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from toc.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHARES = (0.40, 0.25, 0.25, 0.10)
"""Activities, outputs, outcomes and end outcomes."""
DOMAINS = 5


@dataclass(frozen=True)
class Made:
    """What there is to draw: the stage of each node, and the links."""

    layers: list[int | None]
    links: list[tuple[int, int]]


def made_theory(size: int, links: int, seed: int = 1, within: int = 4) -> Made:
    """A theory of four stages, each listed domain by domain, as people list them.

    Half the links may lead anywhere, the others stay within their domain; 2 in 100 lead back a
    stage, 12 skip one, `within` stay within a stage. The same arguments give the same theory.
    """
    chance = random.Random(f"{size} {links} {seed}")
    starts = [round(sum(SHARES[:stage]) * size) for stage in range(len(SHARES) + 1)]
    found: dict[tuple[int, int], None] = {}
    while len(found) < links:
        stage = chance.choices(range(len(SHARES)), SHARES)[0]
        goal = stage + chance.choices((-1, 0, 1, 2), (2, within, 86 - within, 12))[0]
        if 0 <= goal < len(SHARES):
            start = chance.randrange(starts[stage], starts[stage + 1])
            end = chance.randrange(starts[goal], starts[goal + 1])
            same = _domain(start, starts, stage) == _domain(end, starts, goal)
            if start != end and (same or chance.random() < 0.5):
                found[start, end] = None
    layers = [stage for stage, (a, b) in enumerate(pairwise(starts)) for _ in range(a, b)]
    return Made([*layers], list(found))


def _domain(node: int, starts: Sequence[int], stage: int) -> int:
    return (node - starts[stage]) * DOMAINS // (starts[stage + 1] - starts[stage])


def bundled_theory() -> Made:
    """The theory that comes with toc: its dimensions, outputs, outcomes and measures."""
    theory = read_source("equal-care").theory().theory
    sections = (theory.dimensions, theory.outputs, theory.outcomes, theory.measures)
    names = [item.id for section in sections for item in section]
    number = {name: node for node, name in enumerate(names)}
    links = [(number[link.from_], number[link.to]) for link in theory.every_link()]
    links += [
        (number[outcome.id], number[served.measure])
        for outcome in theory.outcomes
        for served in outcome.measured_by
    ]
    return Made([stage for stage, section in enumerate(sections) for _ in section], links)


def variants(made: Made, number: int, seed: int = 1) -> Iterator[tuple[Made, list[int]]]:
    """The theory with one link more, with one less, or with one linked node more, in turn.

    The new node is listed anywhere among those of its stage. Each comes with the numbers that
    the nodes of the theory have in it.
    """
    chance = random.Random(f"{number} {seed}")
    same = list(range(len(made.layers)))
    for turn in range(number):
        start, end = chance.choice(made.links)
        if turn % 3 == 0:
            other = chance.choice([n for n in same if made.layers[n] == made.layers[end]])
            yield Made(made.layers, [*made.links, (start, other)]), same
        elif turn % 3 == 1:
            yield Made(made.layers, [link for link in made.links if link != (start, end)]), same
        else:
            now = [node + (node >= end) for node in same]
            links = [(now[a], now[b]) for a, b in made.links]
            layers = [*made.layers[:end], made.layers[end], *made.layers[end:]]
            yield Made(layers, [*links, (now[start], end)]), now
