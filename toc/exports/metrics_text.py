"""Metrics for a person at a terminal: plain text."""

from __future__ import annotations

__all__ = ["metrics_text"]

from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.coverage_words import counted
from toc.exports.legible import legible
from toc.exports.metrics_words import (
    compared_sentence,
    figure_sentences,
    headline,
    influence_sentence,
    loops_sentence,
    search_sentence,
    shown_number,
    stored_remarks,
)
from toc.exports.wrapping import columns, wrapped
from toc.kumu.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toc.exports.metrics_reading import MetricsReport
    from toc.kumu.causal_loops import LoopSearch
    from toc.kumu.items import Element
    from toc.kumu.micmac import Influence

_HEADS = (
    ("", "degree"),
    ("", "in"),
    ("", "out"),
    ("", "size"),
    ("between-", "ness"),
    ("close-", "ness"),
    ("eigen-", "vector"),
    ("", "reach"),
    ("reach", "eff."),
)
_INFLUENCE = (
    ("direct", "influence"),
    ("direct", "dependence"),
    ("indirect", "influence"),
    ("indirect", "dependence"),
)
_GAP = "  "
_LEAST_LABEL = 20
_EXAMPLES = 10
_SMALLEST = 0.0001
_NO_LABEL = "(no label)"


def metrics_text(report: MetricsReport, *, width: int = 88) -> str:
    """The metrics in lines of at most `width` columns, ending in a newline.

    A line on what they are about, the table, then sections: the map as a whole, what else was
    asked for, and last what is stored. Nothing in a label steers the terminal.
    """
    return "\n".join(_Page(report, width).lines()) + "\n"


class _Page:
    def __init__(self, report: MetricsReport, width: int) -> None:
        self.report = report
        self.width = width
        self.labels = Counter(one.element.label for one in report.metrics.elements)

    def lines(self) -> Iterator[str]:
        report = self.report
        yield from wrapped(headline(report), self.width)
        numbers = [[one.value(name) for name in METRICS] for one in report.metrics.elements]
        yield from self._table(_HEADS, numbers)
        if report.weight is not None:
            weighted = [[one.weighted_size or 0.0] for one in report.metrics.elements]
            yield from self._table((("weighted", "size"),), weighted)
        yield from self._section("The whole map", figure_sentences(report))
        if report.influence is not None:
            yield from self._influence(report.influence)
        if report.groups is not None:
            yield from self._section("Groups", (), self._groups(report.groups))
        if report.loops is not None:
            said = [loops_sentence(report.loops), search_sentence(report.loops)]
            yield from self._section("Loops", said, self._loops(report.loops))
        said = [compared_sentence(report)]
        yield from self._section("Stored metrics", said, self._stale())
        for remark in stored_remarks(report):
            yield from wrapped(remark, self.width, _GAP, _GAP)

    def _section(
        self, title: str, sentences: Iterable[str], items: Iterable[str] = ()
    ) -> Iterator[str]:
        yield from ("", title)
        for sentence in filter(None, sentences):
            yield from wrapped(sentence, self.width, _GAP, _GAP)
        for item in items:
            yield from wrapped(item, self.width, _GAP, _GAP * 3)

    def _influence(self, found: Influence) -> Iterator[str]:
        yield from self._section("Influence", [influence_sentence(found)])
        both = (found.indirect_influence.shares, found.indirect_dependence.shares)
        rows = zip(found.direct_influence, found.direct_dependence, *both, strict=True)
        yield from self._table(_INFLUENCE, list(rows))

    def _groups(self, groups: Sequence[int]) -> Iterator[str]:
        members: dict[int, list[str]] = {}
        for number, one in zip(groups, self.report.metrics.elements, strict=True):
            members.setdefault(number, []).append(self._name(one.element))
        for number in sorted(members):
            names = members[number]
            yield f"{number} ({counted(len(names), 'element')}): {'; '.join(names)}"

    def _loops(self, search: LoopSearch) -> Iterator[str]:
        for loop in search.loops:
            names = [self._name(one) for one in (*loop.elements, loop.elements[0])]
            yield f"{loop.kind.capitalize()}: {' --> '.join(names)}"

    def _stale(self) -> Iterator[str]:
        stale = self.report.stored.stale
        for one in stale[:_EXAMPLES]:
            numbers = f"{shown_number(one.stored)} stored, {shown_number(one.now)} now"
            yield f"{self._name(one.element)}: {one.metric} {numbers}"
        if len(stale) > _EXAMPLES:
            yield f"{len(stale) - _EXAMPLES:,} more; --format csv and json have all."

    def _table(
        self, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[float]]
    ) -> Iterator[str]:
        """Labels at the left, as wide as they need and there is room; above them where not."""
        if not rows:
            return
        widths = [max(map(len, head)) for head in heads]
        cells = [[_cell(value) for value in row] for row in rows]
        widths = [max(width, *(len(row[n]) for row in cells)) for n, width in enumerate(widths)]
        names = [self._name(one.element) for one in self.report.metrics.elements]
        room = self.width - sum(widths) - len(_GAP) * len(widths)
        room = min(room, max(map(columns, (*names, "Element"))))
        beside = room if room >= min(_LEAST_LABEL, max(map(columns, names))) else 0
        yield ""
        for n in (0, 1):
            first = "Element" if n else ""
            yield _row(first.ljust(beside) if beside else "", [head[n] for head in heads], widths)
        for name, row in zip(names, cells, strict=True):
            yield from self._row(name, row, widths, beside)

    def _row(
        self, name: str, row: Sequence[str], widths: Sequence[int], beside: int
    ) -> Iterator[str]:
        if not beside:
            yield from wrapped(name, self.width)
            yield _row("", row, widths)
            return
        first, *rest = wrapped(name, beside)
        yield _row(first + " " * (beside - columns(first)), row, widths)
        yield from rest

    def _name(self, element: Element) -> str:
        label, own = legible(element.label), legible(self.report.id(element))
        if not label:
            return own or _NO_LABEL
        if self.labels[element.label] == 1:
            return label
        return own if own.startswith(label) else f"{label} #{own}"


def _row(first: str, cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
    return (first + _GAP + _GAP.join(padded)).rstrip()


def _cell(value: float) -> str:
    return shown_number(value) if value >= _SMALLEST or not value else f"<{_SMALLEST}"
