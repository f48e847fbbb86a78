"""Views for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["looks_text", "views_text"]

from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.view_looks import LOOKS
from toc.exports.view_reading import counts
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.exports.view_looks import ItemLook
    from toc.exports.view_reading import Evaluated, ViewReading
    from toc.kumu.views.findings import Finding

_KINDS = ("element", "connection", "loop")


def views_text(readings: Iterable[ViewReading], *, width: int = 88) -> str:
    """The views in lines of at most `width` columns, ending in a newline.

    For each view what it shows on which map and what hides the rest, then the findings, each with
    line and column. Nothing in a name or view steers the terminal.
    """
    listed = list(readings)
    if not listed:
        return "No views.\n"
    number = sum(len(one.findings) for one in listed)
    lines = [f"{_counted(len(listed), 'view')}, {_counted(number, 'finding')}."]
    for one in listed:
        lines += ["", *wrapped(legible(one.view.shown_name) or "(no name)", width)]
        for on in one.on:
            lines += _shown(on, width)
        for finding in one.findings:
            lines += _finding(finding, width)
    return "\n".join(lines) + "\n"


def _shown(on: Evaluated, width: int) -> Iterator[str]:
    yield from wrapped(f"{_place(on)} it shows {_counts(on)}.", width, "  ", "    ")
    for one in on.shown.hidden:
        where = f" ({one.place})" if one.place else ""
        text = f"{one.number:,} hidden by {one.reason}{where}"
        text = text if one.place else f"{one.number:,} hidden: {one.reason}"
        yield from wrapped(legible(text), width, "    ", "      ")
    if on.shown.faded:
        yield from wrapped(f"{len(on.shown.faded):,} outside the showcase", width, "    ")
    for note in on.shown.notes:
        yield from wrapped(note, width, "    ")


def _place(on: Evaluated) -> str:
    if on.map is None:
        return "Of everything"
    name = legible(on.map.name or on.map.id)
    return f'On "{name}", which opens with it,' if on.opens else f'On "{name}"'


def _counts(on: Evaluated) -> str:
    shown, there = counts(on.shown.items), counts(on.items)
    said = [_part(kind, shown[f"{kind}s"], there[f"{kind}s"]) for kind in _KINDS]
    said = [text for text, number in zip(said, there.values(), strict=True) if number]
    return ", ".join(said) or "nothing: nothing is there"


def _part(kind: str, shown: int, there: int) -> str:
    return _counted(there, kind) if shown == there else f"{shown:,} of {_counted(there, kind)}"


def _finding(one: Finding, width: int) -> list[str]:
    place = f"  {one.line}:{one.column}  "
    text = " ".join(filter(None, (one.what, one.suggestion, f"({one.rule})")))
    return wrapped(legible(text), width, place, " " * len(place))


def looks_text(
    reading: ViewReading, on: Evaluated, looks: Sequence[ItemLook], *, width: int = 88
) -> str:
    """The items that a view shows, each with its colour, shape, size and the like.

    Behind each value stands the line of the view that gave it and, where data decided, the field
    with its value.
    """
    name = legible(reading.view.shown_name)
    lines = wrapped(f"{name}: {_place(on)[0].lower()}{_place(on)[1:]} {_counts(on)}.", width)
    for kind in _KINDS:
        found = [one for one in looks if one.row.item.kind == kind]
        if found:
            lines += ["", f"{kind.capitalize()}s"]
        for one in found:
            lines += _look(one, width)
    return "\n".join(lines) + "\n"


def _look(one: ItemLook, width: int) -> Iterator[str]:
    row = one.row
    ends = " --> ".join(legible(end) for end in row.end_labels if end)
    label = legible(row.item.label) or ends or legible(row.id) or "(no label)"
    faded = " (outside the showcase)" if one.faded else ""
    yield from wrapped(f"{label}{faded}", width, "  ", "    ")
    for name in LOOKS:
        if look := one.looks.get(name):
            why = f"; {look.why}" if look.why else ""
            yield from wrapped(
                legible(f"{name} {look.value} ({look.place}{why})"), width, "    ", "      "
            )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
