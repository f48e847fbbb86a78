"""Elements, connections and loops for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["items_text"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.exports.item_table import ItemRow

_ARROWS = {"directed": "-->", "mutual": "<-->", "undirected": "--"}
_WIDEST_TYPE = 24
_NO_TYPE = "(no type)"
_NO_LABEL = "(no label)"


def items_text(rows: Iterable[ItemRow], *, width: int = 88) -> str:
    """The items in lines of at most `width` columns, ending in a newline.

    How many there are, then elements, connections and loops, each with type, label and, where it
    is another, the id behind a `#`; connections with their ends. Nothing in a label steers the
    terminal.
    """
    listed = list(rows)
    if not listed:
        return "No items.\n"
    kinds: dict[str, list[ItemRow]] = {}
    for row in listed:
        kinds.setdefault(row.item.kind, []).append(row)
    counts = ", ".join(_counted(len(found), kind) for kind, found in kinds.items())
    lines = [f"{counts}."]
    for kind, found in kinds.items():
        lines += ["", f"{kind.capitalize()}s", *_lines(found, width)]
    return "\n".join(lines) + "\n"


def _counted(number: int, kind: str) -> str:
    return f"{number:,} {kind}" if number == 1 else f"{number:,} {kind}s"


def _lines(rows: Sequence[ItemRow], width: int) -> Iterator[str]:
    types = [legible(row.item.type) or _NO_TYPE for row in rows]
    room = min(max(map(columns, types)), _WIDEST_TYPE)
    for row, kind in zip(rows, types, strict=True):
        blanks = " " * (room + 4)
        fits = columns(kind) <= room
        if not fits:
            yield from wrapped(kind, width, "  ")
        first = f"  {kind}{' ' * (room - columns(kind))}  " if fits else blanks
        yield from wrapped(_name(row), width, first, blanks)


def _name(row: ItemRow) -> str:
    label = legible(row.item.label)
    name = label or ("" if row.direction else _NO_LABEL)
    if row.direction:
        ends = (legible(end) or _NO_LABEL for end in row.end_labels)
        joined = f" {_ARROWS[row.direction]} ".join(ends)
        name = f"{joined}: {name}" if name else joined
    own = legible(row.id)
    if own and own != label and " --> " not in own:
        name = own if name and own.startswith(name) else f"{name} #{own}"
    return f"{name} (in the trash)" if row.trash else name
