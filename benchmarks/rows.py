"""The rows of the table: what is done, by whom, and what of it is measured."""

from __future__ import annotations

__all__ = ["rows"]

import json
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.comparing_rows import diff_rows, merge_rows
from benchmarks.metrics import agree
from benchmarks.ratios import SCRIPTS, Row, insist, made_map, timed
from benchmarks.scoring import agree as same_means
from benchmarks.timing import Run, alternate, middle, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.ratios import Plan

_COMMAND = Path(sys.executable).with_name("toc")
_TOC: tuple[str | Path, ...] = (_COMMAND,) if _COMMAND.exists() else (sys.executable, "-m", "toc")
_COMPLETION = {"_TOC_COMPLETE": "bash_complete", "COMP_WORDS": "toc ga", "COMP_CWORD": "1"}
_LABEL = "Neighbours – called something else"


def rows(plan: Plan, folder: Path) -> Iterator[Row]:
    """Every row in turn, with the files it needs made in `folder`.

    Both sides of a row have given the same answer before they are timed; else all stops.
    """
    yield from _start(plan)
    yield _gaps(plan, folder)
    yield from _there_and_back(plan, folder, None)
    yield from _there_and_back(plan, folder, _LABEL)
    yield from _growth(plan, folder)
    yield _selectors(plan, folder)
    yield from _into(plan, folder)
    yield from diff_rows(plan, folder)
    yield from merge_rows(plan, folder)
    yield _workbook(plan.small, plan.long, folder, must=1.0, aim=0.5)
    yield _workbook(plan.middle, plan.long, folder, must=1.5, aim=1.0)
    yield _metrics(plan, folder)
    yield _scoring(plan)


def _start(plan: Plan) -> Iterator[Row]:
    def bare() -> Run:
        return run([sys.executable, "-c", "import click"])

    def shown() -> Run:
        return run([*_TOC, "--help"])

    def completed() -> Run:
        return run(_TOC, environment=_COMPLETION)

    bare()
    insist("toc --help", "Usage: toc" in shown().output)
    insist("completion", completed().output.split() == ["plain,gaps"])
    for work, ours in (("toc --help", shown), ("a completion", completed)):
        first, second = alternate(ours, bare, plan.short)
        yield timed(work, "import click", first, second, must=2.0, aim=1.3)


def _gaps(plan: Plan, folder: Path) -> Row:
    path, known = made_map(plan.small, folder)

    def ours() -> Run:
        return run([*_TOC, "gaps", path, "--format", "json"], statuses=(1,))

    def theirs() -> Run:
        return _rival(path)

    found = [one["id"] for one in json.loads(ours().output)["outcomes"] if one["state"] == "gap"]
    insist("toc gaps", found == json.loads(theirs().output) == known)
    first, second = alternate(ours, theirs, plan.short)
    work = f"toc gaps, {plan.small:,} elements"
    return timed(work, "networkx script", first, second, must=1.5, aim=1.0)


def _there_and_back(plan: Plan, folder: Path, label: str | None) -> Iterator[Row]:
    path, known = made_map(plan.large, folder)
    mine, yours = folder / "ours.json", folder / "theirs.json"
    more = [] if label is None else [label]

    def ours() -> Run:
        return _ours(path, mine, *more)

    def theirs() -> Run:
        return _rival(path, yours, *more)

    work = f"read, gaps, {'write' if label is None else 'change one label, write'}"
    insist(work, json.loads(ours().output) == json.loads(theirs().output) == known)
    insist(f"{work}: the files", mine.read_bytes() == yours.read_bytes())
    first, second = alternate(ours, theirs, plan.long)
    work = f"{work}, {plan.large:,} elements"
    yield timed(work, "json and networkx", first, second, must=1.0, aim=0.5)
    mine_peak, your_peak = (middle(runs)[1] / 1e6 for runs in (first, second))
    yield Row(work, "json and networkx", "MB", mine_peak, your_peak, must=1.5, aim=1.0)


def _growth(plan: Plan, folder: Path) -> Iterator[Row]:
    (small, few), (large, many) = (made_map(size, folder) for size in (plan.middle, plan.large))
    out = folder / "ours.json"

    def on(path: Path) -> Callable[[], Run]:
        return lambda: _ours(path, out, _LABEL)

    insist("the smaller map", json.loads(on(small)().output) == few)
    insist("the larger map", json.loads(on(large)().output) == many)
    first, second = alternate(on(large), on(small), plan.long)
    size = f"{plan.middle:,} to {plan.large:,} elements"
    for step in ("read", "gaps", "write"):
        ours, theirs = (
            median(json.loads(one.errors)[step] for one in runs) for runs in (first, second)
        )
        yield Row(f"{step}, {size}", "the smaller", "s", ours, theirs, must=13.0, aim=10.0)


def _selectors(plan: Plan, folder: Path) -> Row:
    path, _ = made_map(plan.large, folder)

    def ask(side: str) -> Run:
        return run([sys.executable, SCRIPTS / "selectors.py", side, path])

    insist("1,000 selectors", ask("ours").output == ask("theirs").output)
    first, second = alternate(lambda: ask("ours"), lambda: ask("theirs"), min(plan.long, 2))
    ours, theirs = (
        median(json.loads(one.errors)["questions"] for one in runs) for runs in (first, second)
    )
    work = f"1,000 selectors, {plan.large:,} elements"
    return Row(work, "list comprehensions", "s", ours, theirs, must=1.0, aim=0.5)


def _metrics(plan: Plan, folder: Path) -> Row:
    path = folder / f"{plan.network}.metrics.json"
    # -P: beside the script stands a selectors.py that is not the standard one
    script: list[str | Path] = [sys.executable, "-P", SCRIPTS / "metrics.py"]
    run([*script, "map", str(plan.network), path])
    runs = [run([*script, side, path]) for side in ("ours", "theirs")]
    work = f"nine metrics, {plan.network:,} elements"
    insist(work, agree(*(json.loads(one.output) for one in runs)))
    ours, theirs = (json.loads(one.errors)["metrics"] for one in runs)
    return Row(work, "networkx script", "s", ours, theirs, must=0.1, aim=0.04)


def _scoring(plan: Plan) -> Row:
    def score(side: str) -> Run:
        times = str(plan.long)
        return run([sys.executable, "-P", SCRIPTS / "scoring.py", side, str(plan.people), times])

    first, second = alternate(lambda: score("ours"), lambda: score("theirs"), min(plan.long, 2))
    work = f"score {plan.people:,} people by 40 items"
    insist(work, same_means(*(json.loads(one[0].output) for one in (first, second))))
    ours, theirs = (
        median(one for each in runs for one in json.loads(each.errors)["scoring"])
        for runs in (first, second)
    )
    return Row(work, "pandas group-by", "s", ours, theirs, must=1.0, aim=0.25)


def _into(plan: Plan, folder: Path) -> Iterator[Row]:
    path, _ = made_map(plan.large, folder)
    read, reworded = folder / "theory.json", folder / "reworded.json"
    mine, yours = folder / "ours.json", folder / "theirs.json"
    run([*_TOC, "import", path, "-q", "-o", read])
    run([sys.executable, SCRIPTS / "into.py", "reword", read, reworded])

    def write(side: str, out: Path) -> Run:
        return run([sys.executable, SCRIPTS / "into.py", side, reworded, path, out])

    write("ours", mine)
    write("theirs", yours)
    work = f"--into a project, {plan.large:,} elements"
    insist(work, mine.read_bytes() == yours.read_bytes() != path.read_bytes())
    runs = min(plan.long, 2)
    first, second = alternate(lambda: write("ours", mine), lambda: write("theirs", yours), runs)
    yield timed(work, "json script", first, second, must=1.0, aim=0.5)
    mine_peak, your_peak = (middle(found)[1] / 1e6 for found in (first, second))
    yield Row(work, "json script", "MB", mine_peak, your_peak, must=1.5, aim=1.0)


def _workbook(size: int, runs: int, folder: Path, must: float, aim: float) -> Row:
    path = folder / f"{size}.xlsx"
    script: list[str | Path] = [sys.executable, "-P", SCRIPTS / "sheets.py"]
    run([*script, "map", str(size), path])

    def read(side: str) -> Run:
        return run([*script, side, path])

    work = f"read a workbook, {size:,} elements"
    insist(work, read("ours").output == read("theirs").output)
    first, second = alternate(lambda: read("ours"), lambda: read("theirs"), runs)
    return timed(work, "pandas and calamine", first, second, must, aim)


def _ours(*arguments: str | Path) -> Run:
    return run([sys.executable, SCRIPTS / "ours.py", *arguments])


def _rival(*arguments: str | Path) -> Run:
    return run([sys.executable, SCRIPTS / "rival.py", *arguments])
