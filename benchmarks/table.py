"""The table of ratios, for a terminal and for the page that is kept."""

from __future__ import annotations

__all__ = ["page", "table"]

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.ratios import Plan, Row

_HEAD = ("Work", "Against", "toc", "Other", "Ratio", "Must", "Aim", "Met")


def table(rows: Sequence[Row]) -> str:
    """The rows under one another in plain text."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(_HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join(lines) + "\n"


def page(rows: Sequence[Row], plan: Plan) -> str:
    """The rows as a page, with the machine described and not named."""
    cells = [_HEAD, ("---",) * len(_HEAD), *(_cells(row) for row in rows)]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in cells)
    return (
        "# What toc takes\n\n"
        "Ratios of medians, both sides in one run, turn and turn about"
        f" ({plan.short} times each for short commands, {plan.long} for long ones), after both"
        " gave the same answer. Whole processes, except the steps of the growth.\n\n"
        f"Machine: {_machine()}. Made again with `python -m benchmarks --save`.\n\n"
        f"{lines}\n"
    )


def _cells(row: Row) -> tuple[str, ...]:
    digits = 3 if row.unit == "s" else 0
    return (
        row.work,
        row.against,
        f"{row.ours:.{digits}f} {row.unit}",
        f"{row.theirs:.{digits}f} {row.unit}",
        f"{row.ratio:.2f}",
        f"{row.must:g}",
        f"{row.aim:g}",
        "yes" if row.met else "NO",
    )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.system() or sys.platform
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {system}, {python}"


def save(rows: Sequence[Row], plan: Plan) -> Path:
    """Write the page beside this file; gives its path."""
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text(page(rows, plan), encoding="utf-8")
    return path
