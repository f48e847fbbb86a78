"""`toc init`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.output import say, warn


@click.command("init")
@click.argument("file")
@click.option("--from", "source", metavar="SOURCE", help="Start from a map or another theory.")
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@click.option("-q", "--quiet", is_flag=True, help="Results and errors only.")
def command(file: str, source: str | None, *, force: bool, quiet: bool) -> None:
    """Write a theory file to start from.

    A small example with comments, to be overwritten line by line; or, with --from, the theory of
    a Kumu map. FILE is written as JSON where it ends in .json, else as YAML.

    \b
    Examples:
      toc init theory.yaml
      toc init theory.yaml --from my-map.json
    """
    from toc.exports.atomic_file import replace_file
    from toc.exports.conversions import convert
    from toc.exports.starter import starter_source
    from toc.exports.vocabulary import DEFAULT
    from toc.sources import Source, read_source

    origin = read_source(source) if source else Source(starter_source(), "the starting theory")
    form = "json" if file.lower().endswith(".json") else "theory"
    made = convert(origin, form, map_name=None, vocabulary=DEFAULT)
    warn(made.warnings, quiet=quiet)
    replace_file(file, made.content, keep_old=not force)
    say(f"Wrote {file}. Look at it with: toc gaps {file}", quiet=quiet)
