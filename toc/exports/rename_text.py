"""What a renaming changed for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["rename_text"]

from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.kumu.renaming.account import Place
    from toc.kumu.renaming.renamed import Renamed

_ITEMS = ("element", "connection", "loop")
_MOST = 60  # characters shown of a text


def rename_text(found: Renamed, *, width: int = 88) -> str:
    """The account of a renaming in lines of at most `width` columns, ending in a newline.

    What is renamed; how many items were changed, by kind and field; every other place with what
    stood and stands there; what was left alone, and why; and the selectors that pick something
    else than before. Nothing in a name steers the terminal.
    """
    lines: list[str] = []
    for one in found.renamings:
        said = f"{one.sort.capitalize()} {quoted(one.old)} is now {quoted(one.new)}."
        lines += wrapped(legible(said), width)
    lines += _items(found, width)
    elsewhere = [one for one in found.changed if one.place.kind not in _ITEMS]
    changes = ((one.place, f"{_cut(one.old)} -> {_cut(one.new)}") for one in elsewhere)
    lines += _listed("Changed in the project and its views:", changes, width)
    left = ((one.place, f"{_cut(one.text)} ({one.why})") for one in found.left)
    lines += _listed("Left alone, since it cannot be told for certain:", left, width)
    differs = (
        (one.place, f"{_cut(one.selector)} ({one.lost:,} fewer, {one.gained:,} more)")
        for one in found.differs
    )
    lines += _listed("These selectors pick something else than before:", differs, width)
    return "\n".join(lines) + "\n"


def _items(found: Renamed, width: int) -> Iterator[str]:
    """How many items were changed, by kind and field."""
    in_items = {one.place: None for one in found.changed if one.place.kind in _ITEMS}
    counts = Counter((one.kind, one.spot) for one in in_items)
    if counts:
        yield from ("", "Changed in items:")
    for (kind, field), number in counts.items():
        text = f"{_counted(number, kind)}: {field}"
        yield from wrapped(legible(text), width, "  ", "    ")


def _listed(heading: str, rows: Iterable[tuple[Place, str]], width: int) -> Iterator[str]:
    last = None
    for place, text in rows:
        if last is None:
            yield from ("", heading)
        if place[:2] != last:
            last = place[:2]
            name = f"{place.kind.capitalize()} {quoted(place.name)}"
            yield from wrapped(legible(name), width, "  ", "    ")
        yield from wrapped(legible(f"{place.spot}  {text}"), width, "    ", "      ")


def _cut(text: str) -> str:
    words = legible(text) or '""'
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
