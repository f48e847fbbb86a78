"""What holds of every merge of theory files, whatever the three are."""

from __future__ import annotations

__all__ = ["LAWS"]

import re
from typing import TYPE_CHECKING, Any

from toc.errors import UnwritableError
from toc.exports.theory_file import read_theory
from toc.exports.theory_merge import TheoryMerge, merge_theories

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.exports.edited_theories import ThreeFiles
    from toc.kumu.merging.sequences import Side
    from toc.models.theory import Theory

_PREFERENCES: tuple[tuple[Side | None, Side | None], ...] = (
    (None, None),
    ("ours", "theirs"),
    ("theirs", "ours"),
)


_REMARK = re.compile(rb"# (?:mark \d+|Kept by|the first|The meal came|in May|in June|cold)")


def merged(
    base: bytes, ours: bytes, theirs: bytes, prefer: Side | None = None
) -> TheoryMerge | None:
    """The merge of three files; None where the sides do not fit together."""
    try:
        return merge_theories(base, ours, theirs, "m.yaml", prefer)
    except UnwritableError as error:
        if "does not fit together" not in str(error):
            raise
        return None


def read(found: TheoryMerge) -> Theory:
    """The theory that a merge came to."""
    return read_theory(found.content, "merged")


def unchanged_side(files: ThreeFiles) -> None:
    """An unchanged side gives the other side byte for byte."""
    for one in (files.ours, files.theirs):
        for found in (merged(files.base, files.base, one), merged(files.base, one, files.base)):
            assert found
            assert found.content == one
            assert not found.conflicts


def equal_sides(files: ThreeFiles) -> None:
    """Equal sides give that side byte for byte."""
    for side in (files.ours, files.theirs):
        found = merged(files.base, side, side)
        assert found
        assert found.content == side
        assert not found.conflicts


def swapped_sides(files: ThreeFiles) -> None:
    """Swapping the sides and the preference changes no content, and mirrors the conflicts."""
    base, ours, theirs = files
    for prefer, mirrored in _PREFERENCES:
        one = merged(base, ours, theirs, prefer)
        other = merged(base, theirs, ours, mirrored)
        assert (one is None) == (other is None), prefer
        if one and other:
            assert read(one) == read(other), prefer
            named = sorted(repr(found.mirrored) for found in one.conflicts)
            assert named == sorted(map(repr, other.conflicts)), prefer


def merged_again(files: ThreeFiles) -> None:
    """A result without open conflicts is not changed by merging it with either side again."""
    base, ours, theirs = files
    for prefer, _ in _PREFERENCES:
        found = merged(base, ours, theirs, prefer)
        if found is None or found.open_conflicts:
            continue
        again = merged(base, found.content, theirs, prefer)
        assert again
        # A comment that found no place may find one when our file is the merged one.
        assert again.content == found.content or found.lost, prefer
        other = merged(base, ours, found.content, prefer)
        assert other
        assert read(other) == read(found), prefer


def one_side_alone(files: ThreeFiles) -> None:
    """What one side alone changed in a part is so in the result, and nothing else is made up."""
    base, ours, theirs = (read_theory(one, "side") for one in files)
    found = merged(*files)
    if found is None or found.conflicts:
        return
    olds, mine, yours = ({one.id: one for one in side.items()} for side in (base, ours, theirs))
    for own, item in {one.id: one for one in read(found).items()}.items():
        assert own in mine or own in yours
        if own not in olds:
            continue
        for name in ("label", "note", "description", "status"):
            before, here, there, now = _four(name, olds[own], mine.get(own), yours.get(own), item)
            assert now == (there if here == before else here), (own, name)
        for name in ("sources", "aliases"):
            before, here, there, now = (
                set(one or ())
                for one in _four(name, olds[own], mine.get(own), yours.get(own), item)
            )
            assert now == (here & there) | ((here ^ there) - before), (own, name)
    assert not [own for own in olds if own not in mine and own in {*map(_id, read(found).items())}]


def kept_remarks(files: ThreeFiles) -> None:
    """A comment is in the result, or a side took it out, or it is named; and it is there once."""
    found = merged(*files)
    if found is None:
        return
    base, ours, theirs = (set(_REMARK.findall(one)) for one in files)
    held = _REMARK.findall(found.content)
    named = {one.text.encode() for one in found.lost}
    taken_out = (base - ours) | (base - theirs)
    assert ours | theirs <= set(held) | named | taken_out
    assert not named & set(held)
    assert len(held) == len(set(held))


def _four(name: str, *items: object) -> tuple[Any, ...]:
    return tuple(getattr(one, name, None) for one in items)


def _id(item: object) -> object:
    return getattr(item, "id", None)


LAWS: tuple[Callable[[ThreeFiles], None], ...] = (
    *(unchanged_side, equal_sides, swapped_sides, merged_again, one_side_alone, kept_remarks),
)
