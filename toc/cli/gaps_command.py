"""`toc gaps`."""

from __future__ import annotations

__all__ = ["command"]

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    format_option,
    output_option,
    refuse_to_lose,
    source_options,
)
from toc.cli.output import deliver, is_printed, say, warn, width_for

if TYPE_CHECKING:
    from toc.analysis.coverage import Coverage

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # the 31st of June
        pass
    raise click.BadParameter(f'"{text}" is no date. Write year-month-day, like 2026-11-21.')


@click.command("gaps")
@source_options
@click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="The day to judge by, like 2026-11-21, instead of the clock's.",
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Whether an outcome listed as unknown counts like a gap.  [default: no]",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are gaps.")
@format_option("text", "json", "csv", "html")
@output_option
def command(
    options: SourceOptions,
    today: date | None,
    form: str,
    output: str | None,
    *,
    strict: bool | None,
    exit_zero: bool,
) -> int:
    """Say which outcomes are measured, how well, and what to measure next.

    Exit 1 if there is a gap: an outcome that has no measure, is not waived, and is not listed as
    unknown.

    With --focus only the outcomes in focus are judged, each by all its measures, also those that
    stand a step outside.

    \b
    Examples:
      toc gaps equal-care
      toc gaps my-map.json --role outcome="Desired state"
      toc gaps my-map.json --format csv -o gaps.csv
      toc gaps equal-care --focus '#higher-pay' --out 2 --direction out
    """
    from toc.analysis.coverage import find_coverage
    from toc.analysis.ladder import MINIMUM_N

    refuse_to_lose(output, options.source)
    source = options.open()
    options.progress("Looking for gaps in")
    outline, warnings = source.outline(options.map_name, options.vocabulary())
    warn(warnings, quiet=options.quiet)
    day = today or date.today()  # noqa: DTZ011 - the reader's own day
    coverage = find_coverage(outline, day, options.configuration.minimum_n or MINIMUM_N)
    deliver(_written(coverage, form, output), output)
    strict = options.configuration.strict if strict is None else strict
    found = coverage.found(strict=strict)
    if not is_printed(output):
        gaps = coverage.summary.gaps
        say(f"Wrote {output} ({gaps} gap{'' if gaps == 1 else 's'}).", quiet=options.quiet)
    return 0 if exit_zero or not found else 1


def _written(coverage: Coverage, form: str, output: str | None) -> str:
    if form == "html":
        from toc.exports.coverage_page import coverage_page

        return coverage_page(coverage)
    if form == "text":
        from toc.exports.coverage_text import coverage_text

        return coverage_text(coverage, width=width_for(output))
    from toc.exports.coverage_table import coverage_csv, coverage_json

    return coverage_json(coverage) if form == "json" else coverage_csv(coverage)
