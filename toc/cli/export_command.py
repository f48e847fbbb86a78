"""`toc export`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.options import SourceOptions, output_option, source_options
from toc.cli.output import deliver_bytes, say_left_out, warn

_FORMS = ("theory", "json", "kumu-flat", "kumu-map", "kumu-project")


@click.command("export")
@source_options
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(_FORMS),
    help="The form to write: a theory file (YAML or JSON), or one of Kumu's.",
)
@click.option("--include-private", is_flag=True, help="Keep fields that Kumu marks private.")
@output_option
def command(
    options: SourceOptions, form: str, output: str | None, *, include_private: bool
) -> None:
    """Write a theory or a map in another form.

    To the form that it already has, the same bytes are written (kumu-flat always becomes the
    documented form). What a form cannot hold is named on standard error.

    \b
    Forms:
      theory        a theory file, YAML
      json          a theory file, JSON
      kumu-flat     the blueprint that Kumu documents: for import, or a remote link
      kumu-map      one map with positions and its view, to drop on a project
      kumu-project  everything, to restore into an empty project

    \b
    Examples:
      toc export equal-care --to kumu-flat -o map.json
      toc export project.json --to kumu-map --map "Overview" -o overview.json
    """
    from toc.exports.conversions import convert

    source = options.open()
    options.progress("Writing")
    result = convert(
        source,
        form,
        map_name=options.map_name,
        vocabulary=options.vocabulary(),
        include_private=include_private,
    )
    warn(result.warnings, quiet=options.quiet)
    say_left_out(
        result.left_out, "Left out, since this form has no place for it:", quiet=options.quiet
    )
    deliver_bytes(result.content, output)
