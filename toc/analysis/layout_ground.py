"""What is taken on a drawing and what is free, for drawings of any size."""

from __future__ import annotations

__all__ = ["Ground"]

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Position = tuple[float, float]

ACROSS = 6
DOWN = 12
"""How many half steps from the place it belongs to a node may stand, across and down."""
WRONG_WAY = 4.0
"""How much worse it is to stand aside in the wrong direction than in the right one."""
ROUNDING = 0.1


class Ground:
    """Centres that are taken; free is what is a step across or a step down from all of them."""

    def __init__(self, centres: Iterable[Position], step: Position) -> None:
        self.step = step
        self._cells: dict[tuple[int, int], list[Position]] = {}
        self._feet: dict[int, float] = {}
        self._full: set[tuple[int, int, int]] = set()
        self._spots = {side: _spots(step, side) for side in (-1, 0, 1)}
        for centre in centres:
            self._take(centre)

    def settle(self, wanted: Position, side: int) -> Position:
        """Take the nearest free spot to that `side` (1 right, -1 left, 0 either).

        The other side is possible but far worse. Where nothing is free within some steps, it is
        the spot under everything there; such places are remembered, so that a crowd that wants
        the same place does not search it again and again.
        """
        across, down = self.step
        place = (floor(wanted[0] / across * 2), floor(wanted[1] / down * 2), side)
        for right, below in () if place in self._full else self._spots[side]:
            spot = _rounded(wanted[0] + right, wanted[1] + below)
            if self._is_free(spot):
                self._take(spot)
                return spot
        self._full.add(place)
        return self.settle_below(wanted[0])

    def settle_below(self, across: float) -> Position:
        """Take the spot under everything that stands in the same strip, or beside it too."""
        strip = floor(across / self.step[0])
        feet = [self._feet[near] for near in (strip, strip - 1, strip + 1) if near in self._feet]
        spot = _rounded(across, self.foot(across) + self.step[1])
        if not self._is_free(spot):
            spot = _rounded(across, max(feet) + self.step[1])
        self._take(spot)
        return spot

    def strip(self, across: float) -> int:
        """The strip, one step wide, that a place lies in."""
        return floor(across / self.step[0])

    def foot(self, across: float) -> float:
        """How low the lowest node of a strip stands; 0 where there is none."""
        return self._feet.get(self.strip(across), 0.0)

    def _take(self, centre: Position) -> None:
        strip = self.strip(centre[0])
        self._cells.setdefault((strip, floor(centre[1] / self.step[1])), []).append(centre)
        self._feet[strip] = max(self._feet.get(strip, centre[1]), centre[1])

    def _is_free(self, centre: Position) -> bool:
        across, down = self.step[0] - ROUNDING, self.step[1] - ROUNDING
        strip, row = self.strip(centre[0]), floor(centre[1] / self.step[1])
        return not any(
            abs(x - centre[0]) < across and abs(y - centre[1]) < down
            for near in (strip - 1, strip, strip + 1)
            for level in (row - 1, row, row + 1)
            for x, y in self._cells.get((near, level), ())
        )


def _rounded(across: float, down: float) -> Position:
    return round(across, 1) + 0.0, round(down, 1) + 0.0  # 0.0 for -0.0


def _spots(step: Position, side: int) -> list[Position]:
    """Half steps away from a place, the best first."""

    def cost(spot: Position) -> tuple[float, float, float, float]:
        right, down = spot
        aside = abs(right) * (WRONG_WAY if right * side < 0 else 1)
        return aside + abs(down), abs(right), down, right

    spots = [
        (right * step[0] / 2, down * step[1] / 2)
        for right in range(-ACROSS, ACROSS + 1)
        for down in range(-DOWN, DOWN + 1)
    ]
    return sorted(spots, key=cost)
