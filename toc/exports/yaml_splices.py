"""Pieces of a text exchanged for others, all else keeping its characters."""

from __future__ import annotations

__all__ = ["Splice", "spliced"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Splice(NamedTuple):
    """What is to stand in place of the characters from `start` to `end`, which is not included."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    """The text between two positions with its splices carried out.

    What is put in at a place comes before what is exchanged there, in the order given; pieces that
    are taken out may overlap.
    """
    parts: list[str] = []
    done = start
    for splice in sorted(splices, key=lambda one: (one.start, one.end > one.start)):
        if splice.start > done:
            parts.append(text[done : splice.start])
        parts.append(splice.text)
        done = max(done, splice.end)
    parts.append(text[done:end])
    return "".join(parts)
