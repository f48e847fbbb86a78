"""The rows of the table about several copies of a map: what differs, and bringing them together."""

from __future__ import annotations

__all__ = ["diff_rows", "merge_rows"]

import json
import sys
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.ratios import SCRIPTS, Row, insist, made_map, timed
from benchmarks.timing import alternate, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.ratios import Plan
    from benchmarks.timing import Run


def diff_rows(plan: Plan, folder: Path) -> Iterator[Row]:
    """Two maps compared: beside a script, beside reading them, and as the maps grow."""

    def compare(side: str, size: int) -> Run:
        path, _ = made_map(size, folder)
        edited = folder / f"{size}.edited.json"
        if not edited.exists():
            run([sys.executable, SCRIPTS / "diff.py", "edit", path, edited])
        return run([sys.executable, SCRIPTS / "diff.py", side, path, edited])

    large, small = f"{plan.large:,} elements", f"{plan.middle:,}"
    insist("diff", compare("ours", plan.large).output == compare("theirs", plan.large).output)
    runs = min(plan.long, 2)
    first, second = alternate(
        lambda: compare("ours", plan.large), lambda: compare("theirs", plan.large), runs
    )
    yield timed(f"read two, diff, {large}", "json script", first, second, must=3.0, aim=2.0)
    steps = [json.loads(one.errors) for one in first]
    diff, read = (median(one[step] for one in steps) for step in ("diff", "read"))
    yield Row(f"diff, {large}", "reading both", "s", diff, read, must=3.0, aim=1.0)
    few = median(json.loads(compare("ours", plan.middle).errors)["diff"] for _ in range(runs))
    yield Row(f"diff, {small} to {large}", "the smaller", "s", diff, few, must=13.0, aim=10.0)


def merge_rows(plan: Plan, folder: Path) -> Iterator[Row]:
    """Three maps made one: beside a script, beside reading them, and as the maps grow."""

    def merge(side: str, size: int) -> Run:
        three = [
            made_map(size, folder)[0],
            *(folder / f"{size}.{name}.json" for name in ("mine", "yours")),
        ]
        if not three[1].exists():
            run([sys.executable, SCRIPTS / "merge.py", "edit", *three])
        return run([sys.executable, SCRIPTS / "merge.py", side, *three, folder / f"{side}.json"])

    large, sides = f"{plan.large:,} elements", ("ours", "theirs")
    first, second = (merge(side, plan.large) for side in sides)
    insist("merge", len({(folder / f"{side}.json").read_bytes() for side in sides}) == 1)
    yield timed(f"read three, merge, {large}", "json script", [first], [second], 3.0, 1.0)
    spent = json.loads(first.errors)
    yield Row(f"merge, {large}", "reading three", "s", spent["merge"], spent["read"], 3.0, 1.0)
    few, work = merge("ours", plan.middle), f"merge, {plan.middle:,} to {large}"
    smaller = json.loads(few.errors)["merge"]
    yield Row(work, "the smaller", "s", spent["merge"], smaller, 13.0, 10.0)
