"""Differences for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["AT_ONCE", "difference_counts", "difference_heading", "differences_text"]

from typing import TYPE_CHECKING

from toc.exports.difference_words import by_item, difference_words, one_line
from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toc.exports.difference_report import AmbiguousRow, DifferenceReport
    from toc.exports.difference_words import Item

_ONE = {
    "theory": "the theory itself",
    "project": "the project itself",
    "unknown": "1 open question",
}
_HEADINGS = {"theory": "The theory", "project": "The project", "unknown": "Open questions"}
AT_ONCE = 4  # differences of a thing that are told on one line
_MOST = 80  # characters shown of a text
_IDS = 5  # ids shown of an ambiguous group
_EQUAL = "No differences."
_EQUAL_ELSEWHERE = "No differences in what could be compared."
_SPELT = "The files are not the same byte for byte: the same content, spelt or ordered otherwise."


def differences_text(report: DifferenceReport, *, width: int = 88) -> str:
    """The differences in lines of at most `width` columns, ending in a newline.

    How many things differ; then by kind each thing with what is different about it; then what
    could not be told apart, and what was not compared. Nothing in a text steers the terminal.
    """
    kinds = by_item(report.rows)
    lines = wrapped(difference_counts(kinds, report.ambiguous), width)
    if report.is_equal and report.same_bytes is False:
        lines += wrapped(_SPELT, width)
    for kind, items in kinds.items():
        lines += ["", difference_heading(kind)]
        for item in items:
            lines += _entry(item, width)
    lines += _ambiguous(report.ambiguous, width)
    if report.not_compared:
        lines += ["", "Not compared, since only one of the two can hold it:"]
        for one in report.not_compared:
            lines += wrapped(legible(one), width, "  ")
    return "\n".join(lines) + "\n"


def _entry(item: Item, width: int) -> Iterator[str]:
    """What is different about a thing: on one line, or on many where it is much."""
    name = _name(item)
    if len(item.rows) <= AT_ONCE:
        yield from wrapped(f"{name}: {one_line(item.rows, _quote)}", width, "  ", "    ")
        return
    yield from wrapped(f"{name}:", width, "  ", "    ")
    for row in item.rows:
        yield from wrapped(difference_words(row, _quote), width, "    - ", "      ")


def difference_counts(
    kinds: Mapping[str, Sequence[Item]], ambiguous: Sequence[AmbiguousRow]
) -> str:
    """How many things of each kind differ, in one sentence."""
    counts = ", ".join(_counted(len(items), kind) for kind, items in kinds.items())
    if counts:
        return f"Different: {counts}."
    return _EQUAL_ELSEWHERE if ambiguous else _EQUAL


def difference_heading(kind: str) -> str:
    """What the things of a kind are headed by."""
    return _HEADINGS.get(kind, f"{kind.capitalize()}s")


def _counted(number: int, kind: str) -> str:
    if number == 1:
        return _ONE.get(kind, f"1 {kind}")
    return f"{number:,} {'open question' if kind == 'unknown' else kind}s"


def _name(item: Item) -> str:
    """The label, with the id behind it where that is another; nothing is no name."""
    label, own = legible(item.label), legible(item.id)
    if not label:
        return f"#{own}" if own else "(no label)"
    return f"{label} #{own}" if own and own != label else label


def _ambiguous(rows: Iterable[AmbiguousRow], width: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        if not number:
            yield from ("", "Not compared, since several could be one another:")
        before, after = (", ".join(_shown(one)) for one in (row.before, row.after))
        text = f"{row.kind} {_quote(row.label)}, by {row.by}: {before} before, {after} now"
        yield from wrapped(text, width, "  ", "    ")


def _shown(ids: Sequence[str]) -> list[str]:
    more = [f"{len(ids) - _IDS:,} more"] if len(ids) > _IDS else []
    return [*(legible(one) for one in ids[:_IDS]), *more]


def _quote(text: str) -> str:
    plain = legible(text)
    return f'"{plain}"' if len(plain) <= _MOST else f'"{plain[: _MOST - 1]}…"'
