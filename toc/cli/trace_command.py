"""`toc trace`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    format_option,
    output_option,
    refuse_to_lose,
    source_options,
)
from toc.cli.output import deliver, warn, width_for

if TYPE_CHECKING:
    from toc.exports.trace_reading import Trace

_MOST = 100_000


@click.command("trace")
@source_options
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="[TO]", required=False)
@click.option(
    "--most",
    type=click.IntRange(1, _MOST),
    default=100,
    show_default=True,
    metavar="NUMBER",
    help="The number of routes to give at most.",
)
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions, start: str, end: str | None, most: int, form: str, output: str | None
) -> None:
    """Give every route between what two selectors pick, with its weakest link.

    FROM and TO are selectors of Kumu's own language; without TO, routes lead to the end outcomes.
    The shortest come first, and a route passes nothing twice. The weakest link is the one with the
    weakest status (disputed, unknown, inferred, stated), then confidence (low, none given, medium,
    high), then without a rationale.

    \b
    Examples:
      toc trace equal-care output
      toc trace my-map.json '#shared-meals' 'impact' --most 10
      toc trace my-map.json 'output[owner=Ana]' outcome --format csv
    """
    from dataclasses import replace

    from toc.exports.trace_reading import read_trace
    from toc.kumu.selectors.parser import parse_selector

    starts, ends = parse_selector(start), None if end is None else parse_selector(end)
    refuse_to_lose(output, options.source)
    source = options.open()
    words, map_name = options.vocabulary(source), options.map_name
    if source.is_theory:  # its roles are known: it is written, and read, by every word for them
        words, map_name = replace(words, replaced=frozenset(), selectors={}), None
    options.progress("Tracing routes in")
    document = source.as_document(words)
    trace = read_trace(
        document, words, starts, ends, map_name=map_name, focus=source.focus, most=most
    )
    warn(trace.warnings, quiet=options.quiet)
    deliver(_written(trace, form, output), output)


def _written(trace: Trace, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.trace_text import trace_text

        return trace_text(trace, width=width_for(output))
    from toc.exports.trace_table import trace_csv, trace_json

    return trace_json(trace) if form == "json" else trace_csv(trace)
