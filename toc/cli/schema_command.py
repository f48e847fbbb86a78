"""`toc schema`."""

from __future__ import annotations

__all__ = ["command"]

import click

from toc.cli.options import output_option
from toc.cli.output import deliver


@click.command("schema")
@output_option
def command(output: str | None) -> None:
    """Print the JSON Schema of the theory file's JSON form.

    Editors complete and check theory files by it.

    \b
    Example:
      toc schema -o theory.schema.json
    """
    import json

    from toc.exports.theory_schema import json_schema

    deliver(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output)
