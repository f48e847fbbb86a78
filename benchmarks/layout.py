"""The layered layout beside Graphviz: `python -m benchmarks.layout` from the checkout.

Both draw the same nodes in the same columns. Crossings are counted for both in the same way, on
straight lines from border to border, as a Kumu map has them. Times are those of the whole call,
for Graphviz of the whole process. Order kept: after one link or node more or less, how many pairs
of nodes in a column stand in the same order as before, in the mean of some changes. `16:9` is our
drawing with its columns wrapped, against the Graphviz drawing in whole columns.
"""

from __future__ import annotations

__all__ = ["compare", "dot_layout", "main"]

import shutil
import subprocess
from dataclasses import dataclass
from statistics import fmean
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.crossings import boxes_crossed, crossings, order_kept
from benchmarks.theories import Made, bundled_theory, made_theory, variants
from toc.analysis.layered import Box, layout
from toc.analysis.layout_stages import columns_by_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Position = tuple[float, float]
    Draw = Callable[[Made], list[Position]]

BOX = Box()
DOT = shutil.which("dot")
SIZES = ((120, 210, 4, 5, 12), (300, 600, 4, 5, 6), (3_000, 6_000, 0, 1, 0))
"""Nodes, links, links in 100 within a stage, theories, changes to each.

With links within stages, and so more columns, Graphviz took a quarter of an hour for the largest.
"""
LARGE = (100_000, 200_000)
HEAD = ("nodes / links", "drawn by", "seconds", "crossings", "boxes crossed", "order kept")


@dataclass(frozen=True)
class Drawn:
    """What is said about one way of drawing; the means of several theories."""

    seconds: float
    crossings: float
    boxes: float
    kept: float | None


def compare(theories: Sequence[Made], draw: Draw, changes: int) -> Drawn:
    """Draw theories, and each once more after every one of some changes."""
    found = [_drawn(made, draw, changes) for made in theories]
    kept = [one.kept for one in found if one.kept is not None]
    return Drawn(
        fmean([one.seconds for one in found]),
        fmean([one.crossings for one in found]),
        fmean([one.boxes for one in found]),
        fmean(kept) if kept else None,
    )


def _drawn(made: Made, draw: Draw, changes: int) -> Drawn:
    started = perf_counter()
    positions = draw(made)
    seconds = perf_counter() - started
    columns = columns_by_stage(len(made.layers), made.links, made.layers)
    kept = [order_kept(columns, positions, draw(new), now) for new, now in variants(made, changes)]
    return Drawn(
        seconds,
        crossings(positions, made.links),
        boxes_crossed(positions, made.links),
        fmean(kept) if kept else None,
    )


def whole_columns(made: Made) -> list[Position]:
    """Our drawing with one column for each stage or step within it, as Graphviz has it."""
    return layout(len(made.layers), made.links, made.layers, aspect=None)


def wrapped_columns(made: Made) -> list[Position]:
    """Our drawing as maps get it."""
    return layout(len(made.layers), made.links, made.layers)


def dot_layout(made: Made) -> list[Position]:
    """The positions that Graphviz gives to the nodes in our columns.

    `rank=same` holds each column together, and invisible links hold the columns in order; it is
    told every link as leading to the right.
    """
    columns = columns_by_stage(len(made.layers), made.links, made.layers)
    inch = 72
    lines = [
        f"digraph {{ rankdir=LR splines=false nodesep={BOX.below / inch} ranksep=2",
        f"node [shape=box fixedsize=true width={BOX.width / inch} height={BOX.height / inch}]",
    ]
    ranks: dict[int, list[str]] = {}
    for node, column in enumerate(columns):
        ranks.setdefault(column, []).append(str(node))
    lines += [f"{{ rank=same {' '.join(ranks[column])} }}" for column in sorted(ranks)]
    lines.append(f"{' -> '.join(ranks[column][0] for column in sorted(ranks))} [style=invis]")
    for start, end in made.links:
        left, right = (start, end) if columns[start] <= columns[end] else (end, start)
        lines.append(f"{left} -> {right}")
    text = "\n".join([*lines, "}"])
    command = [str(DOT), "-Tplain"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    found = [line.split() for line in done.stdout.splitlines() if line.startswith("node ")]
    places = {int(words[1]): (float(words[2]) * inch, float(words[3]) * inch) for words in found}
    return [places[node] for node in range(len(made.layers))]


def _rows() -> Iterator[tuple[str, ...]]:
    ways: dict[str, Draw] = {"toc": whole_columns, "toc, 16:9": wrapped_columns}
    if DOT:
        ways = {"dot": dot_layout, **ways}
    works = [("bundled theory", [bundled_theory()], 12)]
    for size, links, within, many, changes in SIZES:
        made = [made_theory(size, links, seed, within) for seed in range(1, many + 1)]
        works.append((f"{size:,} / {links:,}", made, changes))
    for name, theories, changes in works:
        first: Drawn | None = None
        for way, draw in ways.items():
            one = compare(theories, draw, changes)
            first = first or one
            yield (name, way, *_cells(one, first))


def _cells(one: Drawn, first: Drawn) -> Iterator[str]:
    """The figures, each with its ratio to that of the first way."""
    pairs = (
        (one.seconds, first.seconds, "{:.3f}"),
        (one.crossings, first.crossings, "{:,.0f}"),
        (one.boxes, first.boxes, "{:,.0f}"),
    )
    for number, other, form in pairs:
        ratio = f" ({number / other:.2f})" if one is not first and other else ""
        yield form.format(number) + ratio
    yield "" if one.kept is None else f"{one.kept:.1%}"


def main() -> None:
    """Print the table, and the time of one drawing too large for Graphviz."""
    if not DOT:
        print("Without Graphviz, as there is no dot command (apt-get install graphviz).\n")
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}")
    for row in _rows():
        print(f"| {' | '.join(row)} |", flush=True)
    made = made_theory(*LARGE)
    started = perf_counter()
    wrapped_columns(made)
    print(f"\n{LARGE[0]:,} nodes, {LARGE[1]:,} links: {perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
