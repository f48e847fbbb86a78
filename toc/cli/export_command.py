"""`toc export`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, complete_files, output_option, source_options
from toc.cli.output import deliver_bytes, say, say_left_out, warn

if TYPE_CHECKING:
    from toc.sources import Source

_FORMS = ("theory", "json", "kumu-flat", "kumu-map", "kumu-project")


@click.command("export")
@source_options
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMS),
    help="The form to write: a theory file (YAML or JSON), or one of Kumu's.",
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
@click.option("--include-private", is_flag=True, help="Keep fields that Kumu marks private.")
@output_option
def command(
    options: SourceOptions,
    form: str | None,
    into: str | None,
    output: str | None,
    *,
    prune: bool,
    include_private: bool,
) -> None:
    """Write a theory or a map in another form, or into a Kumu file.

    To the form that it already has, the same bytes are written (kumu-flat always becomes the
    documented form). What a form cannot hold is named on standard error.

    With --into MAP, the theory is written into that file: only what differs is touched, and
    positions, views, other elements and unknown keys stay as they are. --map then names the map
    that new elements come onto. Elements that the theory no longer has are kept and named; with
    --prune they leave every map of a project (into Kumu's trash), or go from a blueprint.

    \b
    Forms:
      theory        a theory file, YAML
      json          a theory file, JSON
      kumu-flat     the blueprint that Kumu documents: to import, or a remote link
      kumu-map      one map with positions and its view, to drop on a project
      kumu-project  everything, to restore into an empty project

    \b
    Examples:
      toc export equal-care --to kumu-project -o project.json
      toc export project.json --to kumu-map --map "Equal Care Co-op" -o map.json
      toc export theory.yaml --into project.json -o project.json
    """
    if (form is None) == (into is None):
        raise click.UsageError("Give either --to FORM or --into MAP.")
    if prune and into is None:
        raise click.UsageError("--prune goes with --into MAP.")
    if options.source == into == "-":
        raise click.UsageError("Only one of SOURCE and MAP can be standard input.")
    source = options.open(maps_matter=into is None)
    options.progress("Writing")
    if into is not None:
        _write_into(options, source, into, output, prune=prune)
        return
    from toc.exports.conversions import convert

    result = convert(
        source,
        form or "",
        map_name=options.map_name,
        vocabulary=options.vocabulary(source),
        include_private=include_private,
    )
    warn(result.warnings, quiet=options.quiet)
    heading = "Left out, since this form has no place for it:"
    say_left_out(result.left_out, heading, quiet=options.quiet)
    deliver_bytes(result.content, output)


def _write_into(
    options: SourceOptions, source: Source, into: str, output: str | None, *, prune: bool
) -> None:
    from toc.exports.conversions import convert_into

    result, written = convert_into(
        source,
        options.read(into).document,
        map_name=options.map_name,
        vocabulary=options.vocabulary(source),
        prune=prune,
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
