"""`toc views`."""

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
from toc.cli.output import deliver, width_for

if TYPE_CHECKING:
    from toc.exports.view_reading import ViewReading
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.kumu.views.project_views import Views
    from toc.sources import Source


@click.command("views")
@source_options
@click.option("--view", metavar="NAME", help="This view only, by name or id.")
@click.option(
    "--text",
    "file",
    metavar="FILE",
    shell_complete=complete_files,
    help="Look at the text of a view in FILE instead of the views in SOURCE.",
)
@click.option("--partial", metavar="NAME", help="Switch this partial view (@view) on.")
@click.option(
    "--look",
    is_flag=True,
    help="List what the view shows, with the colour, shape and size of each and the line it comes "
    "from; needs --view or --text.",
)
@click.option("--check", is_flag=True, help="Exit 1 if anything is found in the views.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    view: str | None,
    file: str | None,
    partial: str | None,
    form: str,
    output: str | None,
    *,
    look: bool,
    check: bool,
) -> int:
    """Say what each view shows, and what in it is probably not meant.

    A view is looked at on the map that opens with it, else on the default map; --map NAME takes
    another. Found are, for example, properties that there are not, selectors that pick nothing,
    and rules that later ones override everywhere. A theory has the view that it would be written
    with.

    \b
    Examples:
      toc views my-map.json
      toc views equal-care --look --view "Theory of change" --format csv
      toc views my-map.json --check --quiet
    """
    from toc.exports.view_reading import Asked, read_view_table

    if look and not (view or file):
        raise click.UsageError("--look needs --view NAME, or --text FILE.")
    if view and file:
        raise click.UsageError("--view and --text do not go together.")
    refuse_to_lose(output, options.source)
    source = options.open()
    asked = Asked(options.map_name, view, partial, source.focus)
    if source.is_theory:
        document = _written(source, options.vocabulary(source))
        asked = Asked(None, view, partial)
    else:
        document = source.document
    options.progress("Looking at the views of")
    readings = read_view_table(document, _own_text(file) if file else None, asked)
    write = _looks if look else _views
    deliver(write(document, readings, form, output), output)
    return int(check and any(one.findings for one in readings))


def _written(source: Source, vocabulary: Vocabulary) -> Document:
    """The project that a theory is written as, with the view that it is given there."""
    from toc.exports.kumu_project import project_from_theory

    return project_from_theory(source.theory(None, vocabulary).theory, vocabulary).document


def _own_text(file: str) -> Views:
    from pathlib import Path

    from toc.kumu.files import read_file
    from toc.kumu.json_reader import decode_text
    from toc.kumu.views.project_views import View, Views

    text = decode_text(read_file(Path(file)), file)
    return Views([View("", Path(file).name, text)], file)


def _views(_document: Document, readings: list[ViewReading], form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.view_text import views_text

        return views_text(readings, width=width_for(output))
    from toc.exports.view_table import views_csv, views_json

    return views_json(readings) if form == "json" else views_csv(readings)


def _looks(document: Document, readings: list[ViewReading], form: str, output: str | None) -> str:
    from toc.exports.view_looks import item_looks
    from toc.exports.view_table import looks_csv, looks_json
    from toc.exports.view_text import looks_text

    (reading,) = readings
    on = reading.on[0]
    looks = item_looks(document, on)
    if form == "text":
        return looks_text(reading, on, looks, width=width_for(output))
    return looks_json(reading, on, looks) if form == "json" else looks_csv(looks)
