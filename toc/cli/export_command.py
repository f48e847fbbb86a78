"""`toc export`."""

from __future__ import annotations

__all__ = ["command"]

import sys
from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, complete_files, output_option, source_options
from toc.cli.output import deliver_bytes, deliver_folder, is_printed, say, say_left_out, warn
from toc.errors import FormError

if TYPE_CHECKING:
    from toc.exports.conversions import Converted
    from toc.sources import Source

_FORMS = ("theory", "json", "kumu-flat", "kumu-map", "kumu-project", "kumu-views", "xlsx", "csv")


@click.command("export")
@source_options
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMS),
    help="The form to write: a theory file (YAML or JSON), or one of Kumu's, also spreadsheets.",
)
@click.option(
    "--into",
    metavar="MAP",
    shell_complete=complete_files,
    help="Write the theory into this Kumu file instead, in its own form.",
)
@click.option(
    "--prune",
    is_flag=True,
    help="With --into: take away what has a role and is not in the theory.",
)
@click.option(
    "--groups",
    type=click.Choice(("elements", "fields")),
    default="elements",
    show_default=True,
    help="Dimensions and domains as elements, or only named in the fields of what is in them.",
)
@click.option("--views", is_flag=True, help="To kumu-project: a set of views, not one plain view.")
@click.option("--include-private", is_flag=True, help="Keep fields that Kumu marks private.")
@click.option("--ids", is_flag=True, help="To xlsx or csv: an ID column, for an empty project.")
@click.option(
    "--typed", is_flag=True, help="Numbers as numbers where a spreadsheet is read or written."
)
@output_option
def command(
    options: SourceOptions,
    form: str | None,
    into: str | None,
    groups: str,
    output: str | None,
    *,
    prune: bool,
    views: bool,
    include_private: bool,
    ids: bool,
    typed: bool,
) -> None:
    """Write a theory or a map in another form, or into a Kumu file.

    To the form that it already has, the same bytes are written (kumu-flat, xlsx and csv always
    become the documented form). What a form cannot hold is named on standard error.

    With --into MAP, the theory is written into that file: only what differs is touched, and
    positions, views, other elements and unknown keys stay as they are. --map then names the map
    that new elements come onto. Elements that the theory no longer has are kept and named; with
    --prune they leave every map of a project (into Kumu's trash), or go from a blueprint.

    With --focus, what is out of focus is left out: of a project with its places on the maps, while
    views and fields stay; of a theory all but the measures, domains and dimensions of what is in
    focus. It does not go with --into.

    \b
    Forms:
      theory        a theory file, YAML
      json          a theory file, JSON
      kumu-flat     the blueprint that Kumu documents: to import, or a remote link
      kumu-map      one map with positions and its view, to drop on a project
      kumu-project  everything, to restore into an empty project
      kumu-views    generated views in a folder of texts, to paste into Kumu
      xlsx          a workbook with elements and connections, to import
      csv           the same as two tables, for which -o names a folder

    \b
    Examples:
      toc export equal-care --to kumu-project --views -o project.json
      toc export equal-care --to kumu-views -o views
      toc export project.json --to kumu-map --map "Equal Care Co-op" -o map.json
      toc export theory.yaml --into project.json -o project.json
      toc export my-map.json --to xlsx -o my-map.xlsx
    """
    _check_into(options, form, into, prune=prune)
    _check_sheets(form, output, ids=ids)
    _check_views(form, output, views=views)
    source = options.open(maps_matter=into is None)
    source.with_types = typed
    options.progress("Writing")
    if into is not None:
        _write_into(options, source, into, output, prune=prune, as_fields=groups == "fields")
        return
    from toc.exports.conversions import convert
    from toc.exports.sheet_files import SheetWishes

    result = convert(
        source,
        form or "",
        map_name=options.map_name,
        vocabulary=options.vocabulary(source),
        include_private=include_private,
        groups_as_fields=groups == "fields",
        sheets=SheetWishes(ids, typed),
        views=views,
    )
    _deliver(options, result, form, output)


def _deliver(
    options: SourceOptions, result: Converted, form: str | None, output: str | None
) -> None:
    warn(result.warnings, quiet=options.quiet)
    heading = "Left out, since this form has no place for it:"
    say_left_out(result.left_out, heading, quiet=options.quiet)
    if form == "kumu-flat":
        from toc.exports.public_secrets import secrets_remark

        warn(secrets_remark(result.content, options.source), quiet=options.quiet)
    if form == "kumu-views":
        from toc.exports.view_files import older_texts

        warn(older_texts(output or "", result.files), quiet=options.quiet)
    if result.files:
        deliver_folder(result.files, output or "")
        deliver_bytes(result.content, None)
    else:
        deliver_bytes(result.content, output)


def _check_into(options: SourceOptions, form: str | None, into: str | None, *, prune: bool) -> None:
    if (form is None) == (into is None):
        raise click.UsageError("Give either --to FORM or --into MAP.")
    if prune and into is None:
        raise click.UsageError("--prune goes with --into MAP.")
    if into is not None and options.reading.focus is not None:
        raise click.UsageError(
            "--focus does not go with --into MAP: what is out of focus would look like something "
            "that the theory no longer has."
        )
    if options.source == into == "-":
        raise click.UsageError("Only one of SOURCE and MAP can be standard input.")


def _check_views(form: str | None, output: str | None, *, views: bool) -> None:
    if views and form != "kumu-project":
        raise click.UsageError("--views goes with --to kumu-project.")
    if form == "kumu-views" and is_printed(output):
        raise click.UsageError("--to kumu-views makes several files: name a folder, like -o views.")


def _check_sheets(form: str | None, output: str | None, *, ids: bool) -> None:
    if ids and form not in {"xlsx", "csv"}:
        raise click.UsageError("--ids goes with --to xlsx and --to csv.")
    if form == "csv" and (output is None or output == "-" or output.lower().endswith(".csv")):
        raise click.UsageError(
            "--to csv makes two files, elements.csv and connections.csv: name a folder for them, "
            "like -o my-map."
        )
    if form == "xlsx" and is_printed(output) and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("A workbook cannot be shown here: name a file, like -o my-map.xlsx.")


def _write_into(
    options: SourceOptions,
    source: Source,
    into: str,
    output: str | None,
    *,
    prune: bool,
    as_fields: bool,
) -> None:
    from toc.exports.conversions import convert_into

    target = options.read(into)
    if target.is_spreadsheet:
        raise FormError(
            "A spreadsheet cannot be written into.",
            where=into,
            remedy="Make a new one with --to xlsx or --to csv, and import that in Kumu.",
        )
    result, written = convert_into(
        source,
        target.document,
        map_name=options.map_name,
        vocabulary=options.vocabulary(source),
        prune=prune,
        groups_as_fields=as_fields,
    )
    warn(result.warnings, quiet=options.quiet)
    for line in written.done:
        say(f"{line[:1].upper()}{line[1:]}", quiet=options.quiet)
    fate = "Taken away" if prune else "Kept (--prune takes it away)"
    heading = f"{fate}, since the theory does not have it:"
    say_left_out(written.gone, heading, quiet=options.quiet)
    heading = "Left out, since a map has no place for it:"
    say_left_out(result.left_out, heading, quiet=options.quiet)
    deliver_bytes(result.content, output)
