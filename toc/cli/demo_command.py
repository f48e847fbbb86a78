"""`toc demo`."""

from __future__ import annotations

__all__ = ["command"]

from datetime import date

import click

from toc.cli.options import quiet_option
from toc.cli.output import as_typed, deliver, say

_NAME = "equal-care"


@click.command("demo")
@click.option(
    "--out", metavar="DIR", default=".", show_default=True, help="The folder to write the map to."
)
@quiet_option
def command(out: str, *, quiet: bool) -> None:
    """Do the main job on the bundled theory of Equal Care Co-op.

    Prints which outcomes have no measure, and writes a map that Kumu imports, unless there is a
    file of its name. Exit 0, although there are gaps.

    \b
    The file:  equal-care.kumu.json
    Example:   toc demo --out .
    """
    from toc.analysis.coverage import find_coverage
    from toc.exports.conversions import convert
    from toc.exports.coverage_text import coverage_text
    from toc.exports.vocabulary import DEFAULT
    from toc.sources import read_source

    source = read_source(_NAME)
    made = convert(source, "kumu-flat", map_name=None, vocabulary=DEFAULT)
    written = _write(out, made.content)
    outline, _ = source.outline()
    deliver(coverage_text(find_coverage(outline, date.today())), None)  # noqa: DTZ011 - the reader's own day
    say(f"\n{written}\nYour own map: toc gaps my-map.json", quiet=quiet)


def _write(folder: str, content: bytes) -> str:
    """Write the map where no file of its name is; gives what to tell about it."""
    from pathlib import Path

    from toc.errors import WriteError
    from toc.exports.atomic_file import replace_file

    if Path(folder).is_file():
        what, remedy = "This is a file, not a folder.", "Name a folder with --out."
        raise WriteError(what, where=folder, remedy=remedy)
    target = Path(folder) / f"{_NAME}.kumu.json"
    try:
        replace_file(target, content, keep_old=True)
    except WriteError:
        if not target.exists():
            raise
        same = target.is_file() and target.read_bytes() == content
        if same:
            return f"{target} holds this map already."
        return f"{target} is there already and was left as it is; the map was not written."
    return (
        f"Wrote the map to {target}. In Kumu, import it into a new project; or look at it with: "
        f"toc gaps {as_typed(str(target))}"
    )
