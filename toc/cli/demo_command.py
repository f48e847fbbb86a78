"""`toc demo`."""

from __future__ import annotations

__all__ = ["command"]

from datetime import date
from pathlib import Path

import click

from toc.cli.output import deliver, say

_NAME = "equal-care"


@click.command("demo")
@click.option(
    "--out", metavar="DIR", default=".", show_default=True, help="The folder to write the map to."
)
@click.option("-q", "--quiet", is_flag=True, help="Results and errors only.")
def command(out: str, *, quiet: bool) -> None:
    """Do the main job on the bundled theory of Equal Care Co-op.

    Prints which outcomes have no measure, and writes the map as equal-care.kumu.json, which Kumu
    imports. A file of that name is left as it is.

    \b
    Example:
      toc demo --out maps
    """
    from toc.analysis.coverage import find_coverage
    from toc.exports.atomic_file import replace_file
    from toc.exports.conversions import convert
    from toc.exports.coverage_text import coverage_text
    from toc.exports.vocabulary import DEFAULT
    from toc.sources import read_source

    source = read_source(_NAME)
    outline, _ = source.outline()
    deliver(coverage_text(find_coverage(outline, date.today())), None)  # noqa: DTZ011 - the reader's own day
    made = convert(source, "kumu-flat", map_name=None, vocabulary=DEFAULT)
    target = Path(out) / f"{_NAME}.kumu.json"
    if target.exists():
        same = target.is_file() and target.read_bytes() == made.content
        state = "holds this map already" if same else "is there already and was left as it is"
        say(f"\n{target} {state}.", quiet=quiet)
        return
    replace_file(target, made.content, keep_old=True)
    say(f"\nWrote the map to {target}. In Kumu: import it into a new project.", quiet=quiet)
