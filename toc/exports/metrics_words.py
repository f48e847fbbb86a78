"""The sentences in which the metrics of a map are told."""

from __future__ import annotations

__all__ = [
    "compared_sentence",
    "figure_sentences",
    "headline",
    "influence_sentence",
    "loops_sentence",
    "refreshed_lines",
    "search_sentence",
    "shown_number",
    "stored_remarks",
]

import math
from collections import Counter
from typing import TYPE_CHECKING

from toc.exports.coverage_words import counted
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.metrics_reading import MetricsReport
    from toc.kumu.causal_loops import LoopSearch
    from toc.kumu.dashboard import Dashboard
    from toc.kumu.metric_refresh import Refreshed
    from toc.kumu.micmac import Influence

_SMALLEST = 0.00005


def shown_number(value: float) -> str:
    """A number with four digits behind the point; a whole one without, a tiny one as a power."""
    if value == int(value):
        return str(int(value))
    return f"{value:.4f}" if abs(value) >= _SMALLEST else f"{value:.0e}"


def headline(report: MetricsReport) -> str:
    """How many elements and connections the metrics are about, and of which map."""
    figures = report.figures
    size = counted(figures.element_count, "element")
    joined = counted(figures.connection_count, "connection")
    place = f" on the map {legible(report.map)}" if report.map and legible(report.map) else ""
    parts = [f"{size}, {joined}{place}."]
    left = ((report.other_maps, "on other maps only"), (report.trash, "in the trash"))
    if said := ", ".join(f"{number:,} {where}" for number, where in left if number):
        parts.append(f"Left out: {said}.")
    if note := legible(report.note or ""):
        parts.append(f"{note[:1].upper()}{note[1:]}.")
    return " ".join(parts)


def figure_sentences(report: MetricsReport) -> Iterator[str]:
    """The dashboard figures, and whether the eigenvector can be told."""
    figures = report.figures
    density, reciprocity = map(shown_number, (figures.density, figures.reciprocity))
    degree = shown_number(figures.average_degree)
    yield f"Density {density}, reciprocity {reciprocity}, average degree {degree}."
    yield _paths(figures)
    if not report.metrics.settled:
        yield (
            "Eigenvector: only roughly what it should be. It never comes to rest where two loops"
            " of equal strength lead one into the other."
        )


def _paths(figures: Dashboard) -> str:
    longest, mean = figures.longest_path, shown_number(figures.mean_path)
    if math.isfinite(figures.diameter):
        return f"Diameter {longest}, average path length {mean}."
    pairs = figures.element_count * (figures.element_count - 1)
    said = (
        "Diameter and average path length are infinite:"
        f" {figures.joined_pairs:,} of {pairs:,} ordered pairs have a path."
    )
    if not figures.joined_pairs:
        return said
    return f"{said} The longest of these has {counted(longest, 'step')}, the mean is {mean}."


def compared_sentence(report: MetricsReport) -> str:
    """How many stored values were compared, and how many of which metric are stale."""
    compared = sum(report.stored.counts.values())
    if not compared:
        return "None on these elements."
    stale = report.stored.stale_counts
    said = f"{counted(compared, 'value')} compared"
    if not stale:
        return f"{said}, none stale."
    names = ", ".join(f"{name} {number:,}" for name, number in stale.items())
    return f"{said}, {sum(stale.values()):,} stale: {names}."


def stored_remarks(report: MetricsReport) -> Iterator[str]:
    """What is stored and was left alone, and what Kumu's MICMAC values are."""
    stored = report.stored
    if stored.not_compared:
        values = counted(stored.not_compared, "eigenvector")
        yield f"{values} not compared, for there is nothing exact to compare with."
    if stored.not_numbers:
        yield f"{counted(stored.not_numbers, 'value')} under the name of a metric: no numbers."
    if stored.elsewhere:
        yield f"{counted(stored.elsewhere, 'other element')} with stored metrics: not compared."
    if stored.own:
        yield f"Fields of the project's own, not compared: {', '.join(stored.own)}."
    if stored.micmac:
        yield (
            f"MICMAC, stored on {counted(stored.micmac, 'element')}: do not use it. Where a map has"
            " loops Kumu's counts overflow, and what is stored is noise; --with influence gives"
            " numbers that hold."
        )


def influence_sentence(found: Influence) -> str:
    """What was counted, and where counting ended."""
    steps = f"Indirect: ways of two to {counted(found.longest, 'step')}, as a part of the most"
    if found.longest == 1:
        return "No way has more than one step, so there is no indirect influence."
    if found.complete:
        return f"{steps}. There are no longer ones."
    if found.steady:
        return f"{steps}. More steps no longer changed the order."
    return f"{steps}. The order still changed there; counting ended at its bound."


def loops_sentence(search: LoopSearch) -> str:
    """How many loops of which kind."""
    if not search.loops:
        return "None found."
    kinds = Counter(loop.kind for loop in search.loops)
    named = ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())
    return f"{counted(len(search.loops), 'loop')}: {named}."


def search_sentence(search: LoopSearch) -> str:
    """What was not looked for; empty where everything was."""
    if search.complete:
        return ""
    if search.searched < 2:
        return "There may be more: the search was cut off."
    return f"There may be more: only those of up to {search.searched} elements are all here."


def refreshed_lines(done: Refreshed) -> Iterator[str]:
    """What was written into a map."""
    parts = [f"{counted(done.replaced, 'stale value')} replaced"]
    if done.added:
        parts.append(f"{done.added:,} added")
    if done.skipped:
        parts.append(f"{done.skipped:,} left as {'it is' if done.skipped == 1 else 'they are'}")
    yield f"{', '.join(parts)}."
