"""`toc gaps`."""

from __future__ import annotations

__all__ = ["command"]

import shutil
from datetime import date
from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, format_option, output_option, source_options
from toc.cli.output import deliver, warn

if TYPE_CHECKING:
    from toc.analysis.coverage import Coverage

_NARROWEST, _WIDEST = 60, 100


@click.command("gaps")
@source_options
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to judge by, like 2026-11-21, instead of the clock's.",
)
@click.option("--strict", is_flag=True, help="Also exit 1 for outcomes not known to be measured.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are gaps.")
@format_option("text", "json", "csv", "html")
@output_option
def command(
    options: SourceOptions,
    today: date | None,
    form: str,
    output: str | None,
    *,
    strict: bool,
    exit_zero: bool,
) -> int:
    """Say which outcomes are measured, how well, and what to measure next.

    Exit 1 if an outcome has no measure, no waiver, and is not known to be unknown.

    \b
    Examples:
      toc gaps equal-care
      toc gaps my-map.json --role outcome="Desired state"
      toc gaps my-map.json --format csv -o gaps.csv
    """
    from toc.analysis.coverage import find_coverage
    from toc.analysis.ladder import MINIMUM_N

    source = options.open()
    options.progress("Looking for gaps in")
    outline, warnings = source.outline(options.map_name, options.vocabulary())
    warn(warnings, quiet=options.quiet)
    minimum_n = options.configuration.minimum_n or MINIMUM_N
    day = date(today.year, today.month, today.day) if today else date.today()  # noqa: DTZ011 - the reader's own day
    coverage = find_coverage(outline, day, minimum_n)
    deliver(_written(coverage, form), output)
    strict = strict or options.configuration.strict
    return 0 if exit_zero or not coverage.found(strict=strict) else 1


def _written(coverage: Coverage, form: str) -> str:
    if form == "html":
        from toc.exports.coverage_page import coverage_page

        return coverage_page(coverage)
    if form == "text":
        from toc.exports.coverage_text import coverage_text

        columns = shutil.get_terminal_size((88, 24)).columns
        return coverage_text(coverage, width=max(_NARROWEST, min(columns, _WIDEST)))
    from toc.exports.coverage_table import coverage_csv, coverage_json

    return coverage_json(coverage) if form == "json" else coverage_csv(coverage)
