"""What a renaming finds in a text: stretches to replace, to leave, and whole selectors."""

from __future__ import annotations

__all__ = ["Asked", "Doubt", "Edit", "Find", "moved", "replaced", "without_overlaps"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """What stands from the character `start` to before `end` becomes `new`."""

    start: int
    end: int
    new: str


class Doubt(NamedTuple):
    """What stands there is left alone, and `why`."""

    start: int
    end: int
    why: str


class Asked(NamedTuple):
    """A whole selector stands there."""

    start: int
    end: int


Find = Edit | Doubt | Asked


def moved(found: Iterable[Find], by: int) -> list[Find]:
    """The same finds in a text that has so many more characters before them."""
    return [one._replace(start=one.start + by, end=one.end + by) for one in found]


def replaced(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """A text, or the part of it from `start` to before `end`, with the edits inside it made."""
    stop = len(text) if end is None else end
    parts, at = list[str](), start
    for one in sorted(one for one in edits if start <= one.start and one.end <= stop):
        parts += (text[at : one.start], one.new)
        at = one.end
    return "".join((*parts, text[at:stop]))


def without_overlaps(found: Iterable[Find]) -> list[Find]:
    """The finds in the order of the text; an edit inside another becomes a doubt."""
    kept, at = list[Find](), 0
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if not isinstance(one, Edit):
            kept.append(one)
        elif one.start < at:
            kept.append(Doubt(one.start, one.end, "it stands inside something else that changes"))
        else:
            kept.append(one)
            at = one.end
    return kept
