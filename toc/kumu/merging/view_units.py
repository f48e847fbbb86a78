"""The parts of a view, each with the blanks before it and a key by which it is known again."""

from __future__ import annotations

__all__ = ["Key", "Shape", "Unit", "Units", "shape_of", "units_of"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.merging.sequences import numbered
from toc.kumu.views.syntax import (
    Block,
    Broken,
    Comment,
    Declaration,
    Import,
    Node,
    PartialView,
    Rule,
    Sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[str, str, int]
Shape = tuple[tuple[Key, Any], ...]


class Unit(NamedTuple):
    """A rule with the legend above it, a declaration or another part.

    `text` is its text with the blanks before it; `lead` the part of that up to and with the
    opening brace, and `inside` what stands between its braces, if it has any.
    """

    text: str
    words: str
    lead: str
    inside: Units | None
    shape: Shape

    @property
    def blanks(self) -> str:
        """The blanks before it."""
        return self.text.removesuffix(self.words)


class Units(NamedTuple):
    """The parts between two braces, or of a whole view, and the blanks behind the last of them."""

    by_key: dict[Key, Unit]
    tail: str


def units_of(holder: Sheet | PartialView | Block) -> Units | None:
    """The parts of a view or block; None where some of it cannot be understood."""
    start, end = _inside(holder)
    parts = list(_glued(holder.parts))
    if any(isinstance(part, Broken) for _, part in parts) or not getattr(holder, "closed", True):
        return None
    declarations = [part for _, part in parts if isinstance(part, Declaration)]
    if not all(one.ended for one in declarations):
        return None
    keys = numbered(_key(part) for _, part in parts)
    found: dict[Key, Unit] = {}
    done = start
    for ((sort, name), number), (begin, part) in zip(keys, parts, strict=True):
        unit = _unit(holder.source, done, begin, part)
        if unit is None:
            return None
        found[(sort, name, number)] = unit
        done = part.end
    return Units(found, holder.source[done:end])


def shape_of(sheet: Sheet) -> Shape | None:
    """The keys of all parts, with those inside them; None where some of it is not understood."""
    found = units_of(sheet)
    return None if found is None else _shape(found)


def _shape(units: Units) -> Shape:
    return tuple((key, unit.shape) for key, unit in units.by_key.items())


def _unit(source: str, done: int, begin: int, part: Node) -> Unit | None:
    text, words = source[done : part.end], source[begin : part.end]
    if not isinstance(part, Block | PartialView):
        return Unit(text, words, "", None, ())
    inside = units_of(part)
    if inside is None:
        return None
    lead = source[done : _inside(part)[0]]
    return Unit(text, words, lead, inside, _shape(inside))


def _inside(holder: Sheet | PartialView | Block) -> tuple[int, int]:
    """Where what stands between the braces begins and ends."""
    if isinstance(holder, Sheet):
        return holder.start, holder.end
    return holder.source.index("{", holder.head.end) + 1, holder.end - 1


def _glued(parts: tuple[Node, ...]) -> Iterator[tuple[int, Node]]:
    """Each part and where it begins: a rule with the comment that is its entry in the legend."""
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        above = after.legend if isinstance(after, Rule) else None
        if above and above.start == part.start:
            continue
        legend = part.legend if isinstance(part, Rule) else None
        yield (legend.start if legend else part.start), part


def _key(part: Node) -> tuple[str, str]:
    """What a part is known by: a rule by its selector, a declaration by its property."""
    if isinstance(part, Declaration):
        return "", part.key
    if isinstance(part, Import):
        return "@import", part.name.text
    if isinstance(part, Block | PartialView):
        return "{}", " ".join(part.head.text.split())
    return "comment" if isinstance(part, Comment) else type(part).__name__, part.text
