"""`toc import`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.options import SourceOptions, output_option, source_options
from toc.cli.output import deliver_bytes, say_left_out, warn


@click.command("import")
@source_options
@output_option
def command(options: SourceOptions, output: str | None) -> None:
    """Make a theory file from a Kumu map, or from another theory file.

    It is written as JSON where FILE ends in .json, else as YAML. Its kumu section records which
    element each part came from, so that later exports find it again.

    With --focus only what is in focus is taken, and the measures, domains and dimensions that its
    outcomes and outputs have.

    \b
    Examples:
      toc import my-map.json -o theory.yaml
      toc import equal-care -o theory.json
    """
    from toc.exports.conversions import convert

    source = options.open()
    form = "json" if output and output.lower().endswith(".json") else "theory"
    options.progress("Reading the theory in")
    made = convert(source, form, map_name=options.map_name, vocabulary=options.vocabulary())
    warn(made.warnings, quiet=options.quiet)
    say_left_out(
        made.left_out, "Left behind, since a theory has no place for it:", quiet=options.quiet
    )
    deliver_bytes(made.content, output)
