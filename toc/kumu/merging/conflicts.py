"""What two sides changed each in its own way: named, and settled by a preference or a decision."""

from __future__ import annotations

__all__ = ["Conflict", "Decision", "Referee", "Spot"]

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toc.kumu.merging.values import MISSING, same_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.merging.sequences import Side

Kind = str  # element, connection, loop, map, view, definition, project; in a theory the role
_MIRRORED: dict[Side, Side] = {"ours": "theirs", "theirs": "ours"}


class Spot(NamedTuple):
    """A place in a document that people can find: of what, and what of it.

    `address` names the same place in all three documents, and no other.
    """

    kind: Kind
    id: str
    label: str
    what: str
    address: tuple[str, ...]

    def inside(self, step: str, what: str | None = None) -> Spot:
        """A place in this one: a field of an element, say; `what` it is called, if otherwise."""
        return self._replace(what=step if what is None else what, address=(*self.address, step))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, each in its own way.

    `what` is a field, or words such as `position on "Our street"` or `removed on one side, changed
    on the other`. The three values are JSON; `MISSING` where there is none. `winner` is the side
    that was taken, `base`, `value` for one decided on, or None where it was left open: then the
    value of the base stands there, and a thing that only one side removed stays.
    """

    kind: Kind
    id: str
    label: str
    what: str
    base: Any
    ours: Any
    theirs: Any
    winner: Literal["ours", "theirs", "base", "value"] | None
    address: tuple[str, ...]

    @property
    def mirrored(self) -> Conflict:
        """The same conflict with the sides swapped."""
        winner = self.winner
        if winner == "ours" or winner == "theirs":
            winner = _MIRRORED[winner]
        return replace(self, ours=self.theirs, theirs=self.ours, winner=winner)


class Decision(NamedTuple):
    """What somebody decided about a conflict, and the three values that were decided on.

    `take` is `ours`, `theirs`, `base` or `value`; `value` is what to write for the last.
    """

    take: Literal["ours", "theirs", "base", "value"]
    base: Any
    ours: Any
    theirs: Any
    value: Any = MISSING

    def is_about(self, base: Any, ours: Any, theirs: Any) -> bool:
        """Whether these are the values that were decided on."""
        now, then = (base, ours, theirs), (self.base, self.ours, self.theirs)
        return all(map(same_value, now, then))


class Referee:
    """Who settles conflicts: the decisions on single ones, else the preferred side, else nobody."""

    def __init__(
        self, prefer: Side | None, decisions: Mapping[tuple[str, ...], Decision] | None = None
    ) -> None:
        self.prefer: Side | None = prefer
        self.conflicts: list[Conflict] = []
        self._decisions = decisions or {}

    def settle(self, spot: Spot, base: Any, ours: Any, theirs: Any, *, undecided: Any) -> Any:
        """The value for a place in conflict; `undecided` where nobody settles it."""
        winner: Literal["ours", "theirs", "base", "value"] | None = self.prefer
        made_up: Any = MISSING
        decision = self._decisions.get(spot.address)
        if decision is not None and decision.is_about(base, ours, theirs):
            winner, made_up = decision.take, decision.value
        self.conflicts.append(Conflict(*spot[:4], base, ours, theirs, winner, spot.address))
        values = {"ours": ours, "theirs": theirs, "base": base, "value": made_up}
        return undecided if winner is None else values[winner]
