"""`toc metrics`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    refuse_to_lose,
    source_options,
)
from toc.cli.output import deliver, deliver_bytes, say, say_left_out, warn, width_for
from toc.errors import FormError

if TYPE_CHECKING:
    from toc.exports.metrics_reading import MetricsReport
    from toc.kumu.document import Document
    from toc.kumu.project import Scope

_METRICS = (
    "degree",
    "indegree",
    "outdegree",
    "size",
    "betweenness",
    "closeness",
    "eigenvector",
    "reach",
    "reach-efficiency",
)
_EXTRAS = ("influence", "groups", "loops")
_LONG = 1_000_000_000  # elements times connections; half a minute or more


@click.command("metrics")
@source_options
@click.option("--view", metavar="NAME", help="Only what this view shows, by name or id.")
@click.option("--weight", metavar="FIELD", help="A number field: the weighted size as well.")
@click.option(
    "--with",
    "extras",
    type=click.Choice(_EXTRAS),
    multiple=True,
    help="What else to work out: direct and indirect influence, groups, or loops. May be repeated.",
)
@click.option("--check", is_flag=True, help="Exit 1 if a stored metric is stale.")
@click.option(
    "--into",
    metavar="MAP",
    shell_complete=complete_files,
    help="Write what is stale into this Kumu file instead, often SOURCE itself.",
)
@click.option(
    "--add",
    type=click.Choice((*_METRICS, "all")),
    multiple=True,
    metavar="METRIC",
    help="With --into: a metric to give to elements that lack it, or all. May be repeated.",
)
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    view: str | None,
    weight: str | None,
    extras: tuple[str, ...],
    into: str | None,
    add: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    check: bool,
) -> int:
    """Give Kumu's metrics of a map, and say which stored ones are stale.

    Degree, indegree, outdegree, size, betweenness, closeness, eigenvector, reach and reach
    efficiency are worked out as Kumu does, for the elements of the default map or the one that
    --map names, all or those that --view or --focus leave. Kumu never updates a metric that it has
    stored: each is compared with what it is now. Figures about the whole map follow.

    With --into MAP, stored metrics that are stale are replaced in that file. Nothing else is
    touched, and no field is added but those that --add names. MAP has the same elements, by id
    or label.

    \b
    Examples:
      toc metrics my-map.json
      toc metrics equal-care --with loops --with influence
      toc metrics my-map.json --format csv -o metrics.csv
      toc metrics my-map.json --into my-map.json -o my-map.json
    """
    from toc.exports.metrics_reading import read_metrics, weight_remark
    from toc.kumu.dirt import find_dirt

    if add and into is None:
        raise click.UsageError("--add goes with --into MAP.")
    if into is not None and (check or extras or form != "text"):
        raise click.UsageError("--into MAP goes without --check, --with and --format.")
    if options.source == into == "-":
        raise click.UsageError("Only one of SOURCE and MAP can be standard input.")
    if into is None:
        refuse_to_lose(output, options.source)
    source = options.open()
    options.progress("Working out the metrics of")
    document = source.as_document(options.vocabulary(source))
    if not source.is_theory:
        warn(map(str, find_dirt(document)), quiet=options.quiet)
    map_name = None if source.is_theory else options.map_name
    with document.settled():
        part = _part(document, options, map_name, view)
        if weight is not None and (remark := weight_remark(part, weight)):
            warn([remark], quiet=options.quiet)
        _say_that_it_takes_long(part, options)
        report = read_metrics(document, part, weight=weight, extras=extras)
    if into is not None:
        _write_into(report, document, options, into, add, output)
        return 0
    if form == "csv" and "loops" in extras:
        say("Loops are not in csv: text and JSON have them.", quiet=options.quiet)
    deliver(_written(report, form, output), output)
    return 1 if check and report.stored.stale else 0


def _part(
    document: Document, options: SourceOptions, map_name: str | None, view: str | None
) -> Scope:
    """The map that is meant, as far as the view and the focus show it."""
    if view is not None:
        from toc.exports.viewed_scope import viewed_scope

        return viewed_scope(document, view, map_name, options.focus)
    from toc.kumu.project import scope

    part = scope(document, map_name)
    if options.focus is None:
        return part
    from toc.exports.focused_scope import focused_scope

    return focused_scope(document, part, options.focus)


def _say_that_it_takes_long(part: Scope, options: SourceOptions) -> None:
    elements, connections = len(part.elements), len(part.connections)
    if elements * connections > _LONG:
        size = f"{elements:,} elements with {connections:,} connections"
        say(f"{size}: betweenness takes long. Ctrl-C stops it.", quiet=options.quiet)


def _write_into(
    report: MetricsReport,
    source: Document,
    options: SourceOptions,
    into: str,
    add: tuple[str, ...],
    output: str | None,
) -> None:
    from toc.exports.metrics_words import refreshed_lines
    from toc.kumu.metric_refresh import refresh_metrics

    held = options.read(into)
    if held.is_spreadsheet:
        raise FormError(
            "A spreadsheet cannot be written into.",
            where=into,
            remedy="Take the numbers from --format csv instead.",
        )
    target = held.document
    names = _METRICS if "all" in add else add
    done = refresh_metrics(target, report.metrics, source, names)
    for line in refreshed_lines(done):
        say(line, quiet=options.quiet)
    missing = [one.label or one.shown_id for one in done.missing]
    say_left_out(missing, "Not in that file:", quiet=options.quiet)
    deliver_bytes(target.to_bytes(), output)


def _written(report: MetricsReport, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.metrics_text import metrics_text

        return metrics_text(report, width=width_for(output))
    from toc.exports.metrics_table import metrics_csv, metrics_json

    return metrics_json(report) if form == "json" else metrics_csv(report)
