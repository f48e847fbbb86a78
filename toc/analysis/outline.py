"""What coverage asks of a theory, on plain lists: made from a theory or straight from a map."""

from __future__ import annotations

__all__ = ["LeftOut", "Outline", "OutlinedOutcome"]

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.analysis.facts import MeasureFacts, WaiverFacts


@dataclass(frozen=True, slots=True)
class OutlinedOutcome:
    """One outcome with what measures it; `unknown` when its owners know they have not said."""

    id: str
    label: str
    domain: str | None
    end: bool
    measures: tuple[MeasureFacts, ...]
    waiver: WaiverFacts | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an answer about a map does not cover.

    `other_maps` and `trash` count outcomes, `no_role` counts elements by type (an empty text is no
    type).
    """

    other_maps: int = 0
    trash: int = 0
    no_role: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """Outcomes, outputs and links of a theory as numbers.

    Node n is `outcomes[n]`, and above these come the outputs, `outputs` of them. `links` hold
    node numbers, a link that counts both ways twice. `claimed` are nodes that a dimension as a
    whole leads to. `map` is the name of the map that was read. `note` is a sentence about the
    theory that belongs under every answer about it.
    """

    name: str | None
    outcomes: list[OutlinedOutcome]
    outputs: int
    links: list[tuple[int, int]]
    claimed: frozenset[int] = frozenset()
    map: str | None = None
    left_out: LeftOut = LeftOut()
    note: str | None = None
