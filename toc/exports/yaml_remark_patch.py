"""Comments put into a YAML text, and taken out of it, at the entries that they are about."""

from __future__ import annotations

__all__ = ["RemarkChange", "remarks_patched"]

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.yaml_splices import Splice, spliced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from toc.exports.yaml_remarks import Anchor, Remark, Remarks


class RemarkChange(NamedTuple):
    """What comes and goes at one entry.

    `goal` is all that it is to have, in order; `new` those of them that come, as they stand in
    another text; `dropped` those of this text that go; `there` those that it has.
    """

    home: Anchor
    goal: Sequence[Remark]
    new: tuple[Remark, ...]
    dropped: tuple[Remark, ...]
    there: tuple[Remark, ...]

    def is_done(self, now: Remarks) -> bool:
        """Whether what was to come stands at the entry."""
        wanted = Counter(one.text for one in self.new)
        return not wanted - Counter(one.text for one in now.at.get(self.home.path, ()))


def remarks_patched(
    remarks: Remarks, changes: Iterable[RemarkChange], raised: Collection[str]
) -> str:
    """The text with the changes made; comments of the kinds in `raised` are put above."""
    patch = _Patch(remarks, raised)
    for change in changes:
        for one in change.dropped:
            patch.drop(one)
        for one in change.new:
            patch.add(one, change)
    text = remarks.lines.text
    return spliced(text, 0, len(text), [*patch.behind, *patch.others])


class _Patch:
    def __init__(self, remarks: Remarks, raised: Collection[str]) -> None:
        self._lines = remarks.lines
        self._remarks = remarks
        self._raised = raised
        self._full = {self._lines.end(one.start) for one in remarks.found if one.kind == "behind"}
        self.behind: list[Splice] = []
        self.others: list[Splice] = []

    def drop(self, remark: Remark) -> None:
        lines = self._lines
        end = lines.end(remark.start)
        if remark.kind == "behind":
            self.others.append(Splice(remark.start - len(remark.lead), end))
            self._full.discard(end)
        else:
            self.others.append(Splice(lines.start(remark.start), lines.after(remark.start)))

    def add(self, remark: Remark, change: RemarkChange) -> None:
        kind = "above" if remark.kind in self._raised else remark.kind
        if kind == "behind" and self._behind(remark, change.home):
            return
        if kind == "below":
            self._below(remark, change)
        else:
            self._above(remark, change)

    def _behind(self, remark: Remark, home: Anchor) -> bool:
        for end in (self._lines.end(home.start), self._lines.end(home.end)):
            if end not in self._full and not self._remarks.is_within(end):
                self._full.add(end)
                self.behind.append(Splice(end, end, (remark.lead or "  ") + remark.text))
                return True
        return False

    def _below(self, remark: Remark, change: RemarkChange) -> None:
        lines, home = self._lines, change.home
        before = _beside(remark, change, "below", -1)
        end = lines.end(before.start if before else home.end)
        gap = lines.newline * (1 + remark.apart)
        indent = " " * (home.column + max(remark.shift, 0))
        self.others.append(Splice(end, end, f"{gap}{indent}{remark.text}"))

    def _above(self, remark: Remark, change: RemarkChange) -> None:
        lines, home = self._lines, change.home
        place = lines.start(home.start)
        if before := _beside(remark, change, "above", -1):
            place = lines.after(before.start)
        elif after := _beside(remark, change, "above", 1):
            place = lines.start(after.start)
        gap = lines.newline if remark.apart and not lines.is_blank(place) else ""
        self.others.append(
            Splice(place, place, f"{' ' * home.column}{remark.text}{lines.newline}{gap}")
        )


def _beside(remark: Remark, change: RemarkChange, kind: str, step: int) -> Remark | None:
    """The nearest comment of a kind, before or after a new one, that is there already."""
    goal = change.goal
    found = [one for one in change.there if one.kind == kind]
    if not found:
        return None
    place = next(number for number, one in enumerate(goal) if one is remark) + step
    while 0 <= place < len(goal):
        for one in found:
            if one.text == goal[place].text and one not in change.dropped:
                return one
        place += step
    return None
