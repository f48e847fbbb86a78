"""The account of a renaming: what was changed where, what was left alone, what picks otherwise."""

from __future__ import annotations

__all__ = ["Account", "Changed", "Differs", "Left", "Place", "Question"]

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.renaming.finds import Asked, Doubt, Edit, replaced, without_overlaps
from toc.kumu.renaming.splices import Splice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toc.kumu.renaming.finds import Find
    from toc.kumu.renaming.splices import Path


class Place(NamedTuple):
    """Where something stands.

    `kind` is element, connection, loop, field, map, view or project, `name` what that is called,
    and `spot` a field in it, or line and column as in `3:5`.
    """

    kind: str
    name: str
    spot: str


class Changed(NamedTuple):
    """A place that was changed, and what stood and stands there."""

    place: Place
    old: str
    new: str


class Left(NamedTuple):
    """A place that may be meant and was left alone: what stands there, and why."""

    place: Place
    text: str
    why: str


class Differs(NamedTuple):
    """A selector that no longer picks what it did: how many items it lost and gained."""

    place: Place
    selector: str
    lost: int
    gained: int


class Question(NamedTuple):
    """A selector somewhere, as it was and as it is to be."""

    place: Place
    before: str
    after: str


class Account:
    """What has been found so far, with the splices that make it so."""

    def __init__(self) -> None:
        self.changed: list[Changed] = []
        self.left: list[Left] = []
        self.questions: list[Question] = []
        self.splices: list[Splice] = []

    def change(self, path: Path, place: Place, old: str, new: str) -> None:
        """Replace a whole text."""
        if old != new:
            self.splices.append(Splice(path, 0, len(old), new))
            self.changed.append(Changed(place, old, new))

    def change_key(self, path: Path, place: Place, new: str) -> None:
        """Replace the key that a path ends with."""
        old = str(path[-1])
        if old != new:
            self.splices.append(Splice(path, 0, len(old), new, in_key=True))
            self.changed.append(Changed(place, old, new))

    def change_parts(
        self, path: Path, text: str, found: Iterable[Find], where: Callable[[int], Place]
    ) -> None:
        """Replace stretches of a text, and keep what is to be said about others."""
        finds = without_overlaps(found)
        edits = [one for one in finds if isinstance(one, Edit)]
        starts = [one.start for one in edits]
        for one in dict.fromkeys(finds):
            place, old = where(one.start), text[one.start : one.end]
            match one:
                case Edit(new=new):
                    self.splices.append(Splice(path, one.start, one.end, new))
                    self.changed.append(Changed(place, old, new))
                case Doubt(why=why):
                    self.left.append(Left(place, old, why))
                case Asked(start=start, end=end):
                    inside = edits[bisect_left(starts, start) : bisect_left(starts, end)]
                    after = replaced(text, inside, start, end)
                    self.questions.append(Question(place, old, after))
