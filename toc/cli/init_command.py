"""`toc init`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.options import SourceOptions, complete_files, reading_options
from toc.cli.output import as_typed, deliver_bytes, is_printed, say, say_left_out, warn


@click.command("init")
@click.argument("file")
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    shell_complete=complete_files,
    help="Start from a map or another theory.",
)
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@reading_options
def command(options: SourceOptions, file: str, *, force: bool) -> None:
    """Write a theory file to start from.

    A small example with comments, to be changed line by line; or, with --from, the theory of a
    Kumu map. FILE is written as JSON where it ends in .json, else as YAML; - prints it.

    \b
    Examples:
      toc init theory.yaml
      toc init theory.yaml --from my-map.json
    """
    from toc.exports.atomic_file import replace_file
    from toc.exports.conversions import convert
    from toc.exports.starter import starter_source
    from toc.sources import Source

    origin = options.open() if options.source else Source(starter_source(), "the starting theory")
    form = "json" if file.lower().endswith(".json") else "theory"
    made = convert(origin, form, map_name=options.map_name, vocabulary=options.vocabulary())
    warn(made.warnings, quiet=options.quiet)
    say_left_out(
        made.left_out, "Left behind, since a theory has no place for it:", quiet=options.quiet
    )
    if is_printed(file):
        deliver_bytes(made.content, file)
        return
    replace_file(file, made.content, keep_old=not force)
    typed = as_typed(file)
    say(f"Wrote {file}. Open it in a text editor; then: toc gaps {typed}", quiet=options.quiet)
