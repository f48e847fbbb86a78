"""What becomes of elements and connections that one side removed and the other worked with."""

from __future__ import annotations

__all__ = ["Fates", "moved_by_somebody"]

from typing import TYPE_CHECKING, Any

from toc.kumu.merging.values import MISSING, same_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toc.kumu.merging.artefacts import Artefacts
    from toc.kumu.merging.conflicts import Referee, Spot
    from toc.kumu.merging.stock import Stock

_SECTIONS = ("elements", "connections")
_ON_THE_OTHER = "removed on one side, {} on the other"


class Fates:
    """Which removed elements and connections stay, and which used ones go.

    `fixed` are the items whose value is known by that, by section and key: `MISSING` for those
    that go. An element that stays keeps the connections that went with it, unless an end of theirs
    goes that was there on the side that kept them; one that goes takes with it what the other side
    connected to it. Nothing is decided about things that share one of the `shared` keys.
    """

    def __init__(
        self,
        stocks: tuple[Stock, Stock, Stock],
        referee: Referee,
        artefacts: Artefacts,
        spot: Callable[[str, str], Spot],
        shared: frozenset[str],
    ) -> None:
        self.base, *self.sides = stocks
        self.shared = shared
        self.referee = referee
        self.artefacts = artefacts
        self.spot = spot
        self.removed = [
            {name: self._removed(name, side, other) for name in _SECTIONS}
            for side, other in ((0, 1), (1, 0))
        ]
        self.fixed: dict[str, dict[str, Any]] = {name: {} for name in _SECTIONS}
        for side in (0, 1):
            self._settle("elements", side)
        for side in (0, 1):
            self._follow(side)
        for side in (0, 1):
            self._settle("connections", side)

    def stays(self, name: str, key: str) -> bool | None:
        """Whether an item that a side removed or that was fixed stays; None for all others."""
        if key in self.fixed.get(name, {}):
            return self.fixed[name][key] is not MISSING
        return False if any(key in side.get(name, ()) for side in self.removed) else None

    def _removed(self, name: str, side: int, other: int) -> set[str]:
        old, left = self.base.things[name], self.sides[other].things[name]
        mine = self.sides[side].things[name]
        return {key for key in old if key in left and key not in mine and key not in self.shared}

    def _settle(self, name: str, side: int) -> None:
        """Find what a side removed and the other worked with, and have it settled."""
        wanted = {key for key in self.removed[side][name] if key not in self.fixed[name]}
        if not wanted:
            return
        other = self.sides[1 - side].things[name]
        uses = self._uses(name, wanted, self.sides[1 - side])
        for key in self.base.things[name]:
            if key in uses:
                spot = self.spot(name, key)._replace(what=_ON_THE_OTHER.format(uses[key]))
                both = (MISSING, other[key]) if side == 0 else (other[key], MISSING)
                base = self.base.things[name][key]
                found = self.referee.settle(spot, base, *both, undecided=other[key])
                self.fixed[name][key] = found

    def _uses(self, name: str, wanted: set[str], other: Stock) -> dict[str, str]:
        """How the other side worked with what was removed, by key."""
        uses: dict[str, str] = {}
        for key in wanted:
            if self.artefacts.edited(self.base.things[name][key], other.things[name][key]):
                uses[key] = "changed"
        found = (
            self._connected(wanted, other) if name == "elements" else self._looped(wanted, other)
        )
        for key, how in found:
            uses.setdefault(key, how)
        for place, entry in other.entries.items():
            if place[1] == name and place[2] in wanted:
                old = self.base.entries.get(place, MISSING)
                if moved_by_somebody(old, entry):
                    uses.setdefault(place[2], "placed on a map")
        return uses

    def _connected(self, wanted: set[str], other: Stock) -> Iterator[tuple[str, str]]:
        olds = self.base.things["connections"]
        remover = next(one for one in self.sides if one is not other)
        for key, raw in other.things["connections"].items():
            joined = other.joined(raw)
            ends = wanted.intersection(joined)
            if not ends or (key in olds and not self.artefacts.edited(olds[key], raw)):
                continue
            # A connection that the remover kept leads elsewhere there, and will in the result.
            kept = key in olds and key in remover.things["connections"]
            if not kept or self.base.joined(olds[key]) != joined:
                for end in ends:
                    yield end, "connected"

    def _looped(self, wanted: set[str], other: Stock) -> Iterator[tuple[str, str]]:
        for key, raw in other.things["loops"].items():
            old = self.base.things["loops"].get(key)
            for line in wanted.intersection(other.run_through(raw)):
                if line not in self.base.run_through(old):
                    yield line, "put into a loop"

    def _follow(self, side: int) -> None:
        """Let connections follow the elements whose fate was settled."""
        gone, other = self.removed[side], self.sides[1 - side]
        settled = gone["elements"].intersection(self.fixed["elements"])
        for key, raw in other.things["connections"].items() if settled else ():
            ends = other.joined(raw)
            if settled.isdisjoint(ends):
                continue
            # What led to nothing on the other side, where an end was removed, may do so again.
            taken = (one for one in ends if one not in self.removed[1 - side]["elements"])
            if any(self.stays("elements", one) is False for one in taken):
                if key not in self.sides[side].things["connections"]:
                    self.fixed["connections"][key] = MISSING
            elif key in gone["connections"]:
                self.fixed["connections"][key] = raw


def moved_by_somebody(base: Any, side: Any) -> bool:
    """Whether the entry of a map was changed by a person.

    What is not pinned floats, and Kumu moves it.
    """
    if same_value(base, side):
        return False
    if not isinstance(base, dict) or not isinstance(side, dict):
        return True
    if side.get("pinned") or base.get("pinned") or "pinned" not in side:
        return True
    without = [{key: one[key] for key in one if key != "position"} for one in (base, side)]
    return not same_value(*without)
