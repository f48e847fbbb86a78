"""`toc import`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.options import SourceOptions, output_option, source_options
from toc.cli.output import deliver_bytes, say, warn


@click.command("import")
@source_options
@output_option
def command(options: SourceOptions, output: str | None) -> None:
    """Make a theory file from a Kumu map, or from another theory file.

    It is written as JSON where FILE ends in .json, else as YAML. Its kumu section records which
    element each part came from, so that later exports find it again.

    \b
    Example:
      toc import my-map.json -o theory.yaml
    """
    from toc.exports.conversions import convert

    source = options.open()
    form = "json" if output and output.lower().endswith(".json") else "theory"
    options.progress("Reading the theory in")
    result = convert(source, form, map_name=options.map_name, vocabulary=options.vocabulary())
    warn(result.warnings, quiet=options.quiet)
    if result.left_out:
        say("Left in the map, since a theory has no place for it:", quiet=options.quiet)
        for line in result.left_out:
            say(f"  {line}", quiet=options.quiet)
    deliver_bytes(result.content, output)
