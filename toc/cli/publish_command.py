"""`toc publish`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    Reading,
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    quiet_option,
    refuse_to_lose,
)
from toc.cli.output import deliver, width_for

if TYPE_CHECKING:
    from toc.kumu.limits import Limits
    from toc.kumu.remote_check import Checked


@click.command("publish")
@click.option("--check", "url", metavar="URL", required=True, help="The address to check.")
@click.option(
    "--project",
    metavar="FILE",
    shell_complete=complete_files,
    help="The project that it was made from: its private fields must not be in it.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Lift a limit: download, seconds, depth or size. May be repeated.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Accept an address of this computer or network, for a trial.",
)
@quiet_option
@format_option("text", "json", "csv")
@output_option
def command(
    url: str,
    project: str | None,
    limits: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    allow_private: bool,
    quiet: bool,
) -> int:
    """Check whether Kumu can read a file that you have published on the web.

    To publish, write the flat blueprint and put it where everybody can read it, such as a public
    repository on GitHub; then give Kumu its address ("Link map to remote JSON"). This reads it from
    there as a reader's browser would and says what is in the way: a login, a redirect, a missing
    header, the wrong form, its size; and what should not be there, such as share links or private
    fields. Exit 1 if a check fails, 2 if the server cannot be reached.

    \b
    Example:
      toc publish --check https://example.org/map.json
    """
    if project:
        refuse_to_lose(output, project)
    reading = Reading(None, (), None, limits, allow_private)
    options = SourceOptions(url, reading, quiet=quiet)
    found = _checked(url, project, options.limits(), allow_private=allow_private)
    deliver(_written(found, form, output), output)
    return 1 if found.failed else 0


def _checked(url: str, project: str | None, limits: Limits, *, allow_private: bool) -> Checked:
    from toc.kumu.published_content import private_fields
    from toc.kumu.remote_check import check_published

    private: list[str] = []
    if project:
        from toc.sources import read_source

        private = private_fields(read_source(project, limits=limits).document)
    return check_published(url, private=private, limits=limits, allow_private=allow_private)


def _written(found: Checked, form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.publish_text import checks_text

        return checks_text(found, width=width_for(output))
    from toc.exports.publish_table import checks_csv, checks_json

    return checks_json(found) if form == "json" else checks_csv(found)
