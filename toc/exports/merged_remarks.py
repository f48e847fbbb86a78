"""The comments of two theory files brought together, in a file that has the values of both."""

from __future__ import annotations

__all__ = ["LostRemark", "with_remarks"]

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.errors import TocError
from toc.exports.theory_file import read_theory
from toc.exports.yaml_remark_patch import RemarkChange, remarks_patched
from toc.kumu.json_reader import UTF8_MARK, decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.yaml_remarks import Anchor, Path, Remark, Remarks
    from toc.kumu.merging.sequences import Side
    from toc.models.theory import Theory

_RAISED: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"below"}),
    frozenset({"below", "behind"}),
)  # the comments that are put above their entries, where another place does not do
_TAIL = re.compile(r"#[^\n\r\x85\u2028\u2029]*")


class LostRemark(NamedTuple):
    """A comment of one side that is not in the result although nobody took it out."""

    side: Side
    line: int
    text: str


class _Three(NamedTuple):
    base: Remarks
    ours: Remarks
    theirs: Remarks


def with_remarks(
    base: bytes, ours: bytes, theirs: bytes, result: bytes, theory: Theory, name: str
) -> tuple[bytes, tuple[LostRemark, ...]]:
    """A merged file with the comments of both sides, and those that found no place in it.

    `result` is our file with the merged values, and reads as `theory`. A comment goes where its
    entry is: above it, behind it or below it. Where only one side changed the comments at an
    entry, they are as that side has them; where both added some, all are there; where both took
    or reworded some, ours stay. A side that has no comments at all took none out.
    """
    if not _may_differ(base, ours, theirs, result):
        return result, ()
    sides = _Three(*(_remarks(one, name) for one in (base, ours, theirs)))
    if _is_json(result):
        return result, tuple(_lost(sides, _remarks(result, name)))
    lines, best = _remarks(result, name), None
    changes = _none_twice(sides, lines, list(_changes(sides, lines)))
    mark = UTF8_MARK if result.startswith(UTF8_MARK) else b""
    for raised in _RAISED:
        content = mark + remarks_patched(lines, changes, raised).encode()
        if _reads_as(content, theory, name):
            now = _remarks(content, name)
            if all(change.is_done(now) for change in changes):
                return content, tuple(_lost(sides, now))
            best = best or (content, tuple(_lost(sides, now)))
    return best or (result, tuple(_lost(sides, lines)))


def _may_differ(base: bytes, ours: bytes, theirs: bytes, result: bytes) -> bool:
    """Whether there may be anything to carry; cheap, since most merges have nothing."""
    olds, mine, yours, now = (
        Counter(_TAIL.findall(one.decode(errors="replace"))) for one in (base, ours, theirs, result)
    )
    return bool(yours - olds) or bool(olds - yours) or bool(mine - now)


def _remarks(content: bytes, name: str) -> Remarks:
    from toc.exports.yaml_remarks import yaml_remarks

    return yaml_remarks("{}" if _is_json(content) else decode_text(content, name), name)


def _is_json(content: bytes) -> bool:
    return content.removeprefix(UTF8_MARK).lstrip()[:1] in {b"{", b"["}


def _reads_as(content: bytes, theory: Theory, name: str) -> bool:
    try:
        return read_theory(content, name) == theory
    except TocError:
        return False


def _changes(sides: _Three, now: Remarks) -> Iterator[RemarkChange]:
    """What has to come and go at each entry of the result that had comments in a version."""
    met = dict.fromkeys(
        one.path for side in (sides.ours, sides.theirs, sides.base) for one in side.found
    )
    for path in met:
        home = now.homes.get(path)
        change = _change(sides, now, path, home) if home else None
        if change and (change.new or change.dropped):
            yield change


def _none_twice(sides: _Three, now: Remarks, changes: list[RemarkChange]) -> list[RemarkChange]:
    """The changes without what would stand more often than both sides together account for."""
    olds, mine, yours = (side.counts for side in sides)
    held = now.counts - _texts(one for change in changes for one in change.dropped)
    found: list[RemarkChange] = []
    for change in changes:
        new: list[Remark] = []
        for one in change.new:
            here, there = mine[one.text], yours[one.text]
            if held[one.text] < max(here, there, here + there - olds[one.text]):
                held[one.text] += 1
                new.append(one)
        found.append(change._replace(new=tuple(new)))
    return found


def _change(sides: _Three, now: Remarks, path: Path, home: Anchor) -> RemarkChange:
    base, mine, yours = (side.at.get(path, []) if path in side.homes else None for side in sides)
    if yours is not None and not sides.theirs.found:
        yours = base or []
    goal = _goal(base or [], mine, yours)
    here = now.at.get(path, [])
    there = here if home.path == path else [*here, *now.at.get(home.path, [])]
    have = _texts(there)
    new: list[Remark] = []
    for remark in goal:
        if have[remark.text] > 0:
            have[remark.text] -= 1
        else:
            new.append(remark)
    gone = _texts(base) - _texts(yours) if goal is yours and mine is not None else Counter[str]()
    dropped = tuple(one for one in here if gone[one.text] > 0)
    return RemarkChange(home, goal, tuple(new), dropped, tuple(there))


def _goal(
    base: list[Remark], mine: list[Remark] | None, yours: list[Remark] | None
) -> list[Remark]:
    """The comments that an entry is to have; None for a side that does not have the entry."""
    if mine is None or yours is None:
        return (yours or []) if mine is None else mine
    if _texts(mine) == _texts(base):
        return yours
    if _texts(base) - _texts(yours):
        return mine
    new = _texts(yours) - _texts(base) - _texts(mine)
    return mine + [one for one in yours if new[one.text] > 0]


def _texts(remarks: Iterable[Remark] | None) -> Counter[str]:
    return Counter(one.text for one in remarks or ())


def _lost(sides: _Three, now: Remarks) -> Iterator[LostRemark]:
    """The comments that are fewer in the result than they should be, each named once."""
    olds, held = sides.base.counts, now.counts
    named: set[str] = set()
    pairs: tuple[tuple[Side, Remarks, Remarks], ...] = (
        ("ours", sides.ours, sides.theirs),
        ("theirs", sides.theirs, sides.ours),
    )
    for side, own, other in pairs:
        counts, others = own.counts, other.counts
        lacking = {
            text: count - held[text] - max(0, olds[text] - others[text])
            for text, count in counts.items()
            if text not in named
        }
        short = [one for one in own.found if lacking.get(one.text, 0) > 0]
        for remark in sorted(short, key=lambda one: _is_at_home(one, now)):
            if lacking[remark.text] > 0:
                lacking[remark.text] -= 1
                named.add(remark.text)
                yield LostRemark(side, remark.line, remark.text)


def _is_at_home(remark: Remark, now: Remarks) -> bool:
    return any(one.text == remark.text for one in now.at.get(remark.path, ()))
