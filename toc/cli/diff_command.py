"""`toc diff`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING, cast

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    refuse_to_lose,
    source_options,
)
from toc.cli.output import deliver, warn, width_for

if TYPE_CHECKING:
    from toc.exports.difference_report import DifferenceReport
    from toc.kumu.differing.difference import Ignored

_IGNORED = ("positions", "metrics", "views")


@click.command("diff")
@source_options
@click.argument("newer", metavar="NEWER", shell_complete=complete_files)
@click.option(
    "--ignore",
    "ignoring",
    type=click.Choice(_IGNORED),
    multiple=True,
    help="What of maps is not to be looked at. May be repeated.",
)
@format_option("text", "json", "csv", "markdown")
@output_option
def command(
    options: SourceOptions, newer: str, ignoring: tuple[str, ...], form: str, output: str | None
) -> int:
    """Say what changed from SOURCE to NEWER, thing by thing and field by field.

    Two maps are compared whole, trash included: elements, connections, loops, what stands where
    on which map, views rule by rule, fields. Things are known again by system id, then by the id
    that people gave, then by label and type; where several could be one another they are named
    and not guessed. Two theories are compared in their own words, which reads as a changelog. A
    theory and a map are compared by what the map can hold of the theory.

    How a number is spelt and in which order things stand is no difference, but is said. Exit 0
    when nothing is different, 1 when something is.

    \b
    Examples:
      toc diff last-week.json my-map.json
      toc diff last-week.json my-map.json --ignore positions --ignore metrics
      toc diff theory.yaml my-map.json
      toc diff 2025.yaml 2026.yaml --format markdown
    """
    if options.source == newer == "-":
        raise click.UsageError("Only one of the two can be standard input.")
    if options.reading.focus is not None:
        raise click.UsageError("--focus does not go with diff: sources are compared whole.")
    refuse_to_lose(output, options.source, newer)
    report = _report(options, newer, cast("tuple[Ignored, ...]", ignoring))
    deliver(_written(report, form, output), output)
    return 0 if report.is_equal else 1


def _report(options: SourceOptions, newer: str, ignoring: tuple[Ignored, ...]) -> DifferenceReport:
    from toc.exports.comparison import compare

    before, after = options.read(options.source), options.read(newer)
    theory = next((one for one in (before, after) if one.is_theory), None)
    if options.reading.map and (theory is None or before.is_theory is after.is_theory):
        raise click.UsageError("--map goes with a theory and a map: two maps are compared whole.")
    if theory and ignoring:
        said = "--ignore changes nothing here: theories have no positions, metrics or views."
        warn([said], quiet=options.quiet)
    words = options.vocabulary(theory)
    found = compare(before, after, words, map_name=options.map_name, ignoring=ignoring)
    warn(found.warnings, quiet=options.quiet)
    return found.report


def _written(report: DifferenceReport, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.difference_text import differences_text

        return differences_text(report, width=width_for(output))
    if form == "markdown":
        from toc.exports.difference_markdown import differences_markdown

        return differences_markdown(report)
    from toc.exports.difference_table import differences_csv, differences_json

    return differences_json(report) if form == "json" else differences_csv(report)
