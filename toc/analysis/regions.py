"""The regions in which groups overlap; sets of cells are whole numbers, a bit for each cell."""

from __future__ import annotations

__all__ = ["Regions", "bits_of", "members_of"]

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def bits_of(members: NDArray[np.bool_]) -> int:
    """A set of cells as one number: bit `n` says whether cell `n` is in it."""
    return _bits_of(members.tobytes())


@lru_cache(maxsize=8192)
def _bits_of(members: bytes) -> int:
    packed = np.packbits(np.frombuffer(members, dtype=bool), bitorder="little")
    return int.from_bytes(packed.tobytes(), "little")


def members_of(bits: int, cells: int) -> NDArray[np.bool_]:
    """The same set as a row of yes and no."""
    raw = np.frombuffer(bits.to_bytes(-(-cells // 8), "little"), dtype=np.uint8)
    return np.unpackbits(raw, count=cells, bitorder="little").astype(bool)


class Regions:
    """How some groups divide cells: cells in the same groups are of one region.

    Region 0 holds the cells that are in no group. Only regions that hold one of the `watched` cells
    are told apart; all cells are watched where nothing is said.
    """

    def __init__(self, cells: int, watched: Iterable[int] | None = None) -> None:
        self._held = [(1 << cells) - 1]
        self._of = dict.fromkeys(range(cells) if watched is None else watched, 0)

    def numbers(self) -> NDArray[np.int64]:
        """The region of each watched cell."""
        return np.array([*self._of.values()], dtype=np.int64)

    def parts(self, members: NDArray[np.bool_]) -> list[int]:
        """The regions there would be within a group, and what it would leave of those it cuts."""
        bits, found = bits_of(members), []
        for region in self._touched(bits):
            held = self._held[region]
            found.append(held & bits)
            if region and held & ~bits:
                found.append(held & ~bits)
        return found

    def divide(self, members: NDArray[np.bool_]) -> None:
        """Let a group in."""
        bits, becomes = bits_of(members), {}
        for region in self._touched(bits):
            held = self._held[region]
            if held & ~bits or not region:
                becomes[region] = len(self._held)
                self._held[region] = held & ~bits
                self._held.append(held & bits)
        for cell, region in self._of.items():
            if region in becomes and bits >> cell & 1:
                self._of[cell] = becomes[region]

    def _touched(self, bits: int) -> list[int]:
        return [one for one in sorted({*self._of.values()}) if self._held[one] & bits]
