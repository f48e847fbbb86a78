"""`toc dry-run`."""

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
from toc.cli.output import deliver, warn, width_for

if TYPE_CHECKING:
    from toc.kumu.import_preview import Preview
    from toc.kumu.incoming import Incoming
    from toc.sources import Source


@click.command("dry-run")
@source_options
@click.argument("project", metavar="MAP", shell_complete=complete_files)
@format_option("text", "json", "csv")
@output_option
def command(options: SourceOptions, project: str, form: str, output: str | None) -> None:
    """Say what importing SOURCE into MAP would do in Kumu, row by row, without doing it.

    SOURCE is a workbook, a CSV table, a folder of them, or anything else; MAP a fresh export of
    the project that it would be imported into. Rows match by the id that people gave, never by
    Kumu's own; without one by label, together with the type where there are types; connections
    without an id by their ends. A row is created, updated (each field with its old and new value),
    unchanged, merged with an earlier row that means the same, or ambiguous. An import never
    deletes: what it does not have is counted. Exit 0.

    \b
    Examples:
      toc dry-run my-map.xlsx my-map.json
      toc dry-run theory.yaml my-map.json --format csv -o changes.csv
    """
    if options.source == project == "-":
        raise click.UsageError("Only one of SOURCE and MAP can be standard input.")
    if options.reading.focus is not None:
        raise click.UsageError("--focus does not go with dry-run: an import is tried whole.")
    if options.reading.map is not None:
        raise click.UsageError(
            "--map does not go with dry-run: an import goes into the whole project."
        )
    refuse_to_lose(output, options.source, project)
    from toc.kumu.import_preview import preview_import

    source = options.open()
    elements, connections = _incoming(options, source)
    into = options.read(project)
    preview = preview_import(into.as_document(), elements, connections)
    warn(map(str, preview.oddities), quiet=options.quiet)
    deliver(_written(preview, form, output), output)


def _incoming(options: SourceOptions, source: Source) -> tuple[list[Incoming], list[Incoming]]:
    from toc.kumu.incoming import incoming_items, incoming_rows

    if source.is_spreadsheet:
        from toc.kumu.spreadsheet import read_rows

        rows = read_rows(source.spreadsheets, source.name, limits=source.limits)
        warn(map(str, rows.remarks.dirt()), quiet=options.quiet)
        return incoming_rows(rows)
    return incoming_items(source.as_document(options.vocabulary(source)))


def _written(preview: Preview, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.import_text import preview_text

        return preview_text(preview, width=width_for(output))
    from toc.exports.import_table import preview_csv, preview_json

    return preview_json(preview) if form == "json" else preview_csv(preview)
