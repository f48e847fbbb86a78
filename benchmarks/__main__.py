"""Time toc against scripts by hand: `python -m benchmarks [--quick] [--save]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.ratios import Plan
from benchmarks.rows import rows
from benchmarks.table import save, table

_QUICK = Plan(small=40, middle=40, large=400, network=200, people=2_000, short=1, long=1)


def main(arguments: list[str] | None = None) -> None:
    """Print the table; with `--save` keep it in benchmarks/RESULTS.md, too."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny maps once, to see that it runs")
    parser.add_argument("--save", action="store_true", help="keep the table as RESULTS.md")
    chosen = parser.parse_args(arguments)
    plan = _QUICK if chosen.quick else Plan()
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for row in rows(plan, Path(folder)):
            found.append(row)
            print(f"{row.work}: {row.ratio:.2f}", file=sys.stderr)
    print(table(found), end="")
    if chosen.save:
        save(found, plan)


if __name__ == "__main__":
    main()
