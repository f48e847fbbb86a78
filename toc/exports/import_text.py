"""What an import would do, for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["preview_text"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped
from toc.kumu.import_preview import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.kumu.import_preview import Preview, PreviewRow

_HEADINGS = {
    "ambiguous": "Ambiguous: what Kumu does with these is not documented",
    "merged": "Merged with an earlier row: one item, the last row counts",
    "updated": "Updated",
    "created": "Created",
}
_EMPTY = "(empty)"
_NO_LABEL = "(no label)"
_KEPT = 10


def preview_text(preview: Preview, *, width: int = 88) -> str:
    """The rows in lines of at most `width` columns, ending in a newline.

    How many there are of each kind; then what needs a look first: ambiguous rows, merged ones,
    what is updated, with each field's old and new value, and what is created. Last, what the
    project keeps. Nothing in a label steers the terminal.
    """
    counts = ", ".join(f"{preview.count(action):,} {action}" for action in ACTIONS)
    number = len(preview.rows)
    lines = wrapped(f"{number:,} {'row' if number == 1 else 'rows'}: {counts}.", width)
    for action, heading in _HEADINGS.items():
        if found := [row for row in preview.rows if row.action == action]:
            lines += ["", heading, *_lines(found, width)]
    return "\n".join([*lines, "", *_kept(preview, width)]) + "\n"


def _lines(rows: Sequence[PreviewRow], width: int) -> Iterator[str]:
    for row in rows:
        yield from wrapped(f"{_name(row)} ({legible(row.place)})", width, "  ", "    ")
        for field, old, new in row.changes:
            was, now = (legible(text) or _EMPTY for text in (old, new))
            yield from wrapped(f"{legible(field)}: {was} → {now}", width, "    ", "      ")
        if row.merged_with:
            yield from wrapped(f"with {legible(row.merged_with)}", width, "    ", "      ")
        if row.action == "ambiguous":
            names = ", ".join(map(legible, row.candidates))
            words = f"may mean {names}" if names else "From or To names nothing that there is"
            yield from wrapped(words, width, "    ", "      ")


def _name(row: PreviewRow) -> str:
    label, kind = legible(row.label), legible(row.type)
    if row.kind == "connection":
        ends = " --> ".join(legible(end) or _NO_LABEL for end in (row.start, row.end))
        label = f"{ends}: {label}" if label else ends
    shown = f"{kind}  {label or _NO_LABEL}" if kind else label or _NO_LABEL
    return f"{row.kind} {shown}" if row.kind == "connection" else shown


def _kept(preview: Preview, width: int) -> Iterator[str]:
    numbers = [(preview.kept_of(kind), kind) for kind in ("element", "connection")]
    shown = " and ".join(f"{n:,} {kind}" if n == 1 else f"{n:,} {kind}s" for n, kind in numbers)
    yield from wrapped(f"Never deleted: {shown} of the map that no row means.", width)
    labels = [legible(item.label or name) for name, item in preview.kept[:_KEPT]]
    more = ", …" if len(preview.kept) > _KEPT else ""
    if labels:
        yield from wrapped(", ".join(labels) + more, width, "  ", "  ")
