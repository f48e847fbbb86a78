"""`toc scrub`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    format_option,
    output_option,
    refuse_to_lose,
    source_options,
)
from toc.cli.output import deliver, deliver_bytes, is_printed, say, warn, width_for
from toc.errors import FormError

if TYPE_CHECKING:
    from toc.kumu.scrubbing import Removal, Scrubbed
    from toc.sources import Source

_KEPT = {"tokens": "token", "emails": "e-mail", "private": "private"}


@click.command("scrub")
@source_options
@click.option(
    "--keep",
    type=click.Choice(tuple(_KEPT)),
    multiple=True,
    help="Leave these in the file. May be repeated.",
)
@click.option("--check", is_flag=True, help="Only list what would be removed; exit 1 if anything.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions, keep: tuple[str, ...], form: str, output: str | None, *, check: bool
) -> int:
    """Take out of a file what should not be published, and say what that was.

    Removed are the keys of share links and other secrets in addresses (in descriptions, views or
    any other text), e-mail addresses, and the fields that a project marks private. All else stays
    byte for byte. Read the rest yourself: names of people are not recognised.

    The file is printed or goes to -o FILE. The list of what was removed goes to standard error, or
    with -o FILE to standard output, where --format applies. It never shows a secret or an address
    in full.

    \b
    Examples:
      toc scrub my-map.json --check --keep emails
      toc scrub my-map.json -o public.json
    """
    _check_flags(options, form, output, check=check)
    if check:
        refuse_to_lose(output, options.source)
    kinds = [kind for word, kind in _KEPT.items() if word not in keep]
    source = options.open(maps_matter=False)
    options.progress("Looking through")
    found = _scrubbed(source, kinds)
    warn(found.still_named, quiet=options.quiet)
    if check:
        deliver(_written(source.name, found.removals, form, output, done=False), output)
        return 1 if found.removals else 0
    deliver_bytes(found.content, output)
    report = _written(source.name, found.removals, form, None, done=True)
    if is_printed(output):
        say(report.rstrip("\n"), quiet=options.quiet)
    else:
        deliver(report, None)
    return 0


def _check_flags(options: SourceOptions, form: str, output: str | None, *, check: bool) -> None:
    if options.reading.map or options.reading.focus is not None:
        raise click.UsageError("The whole file is scrubbed: leave --map and --focus out.")
    if form != "text" and not check and is_printed(output):
        raise click.UsageError("--format goes with --check or -o FILE: the file is printed here.")


def _scrubbed(source: Source, kinds: list[str]) -> Scrubbed:
    from toc.kumu.scrubbing import scrub_json, scrub_text

    if source.tables or source.content.startswith(b"PK"):
        raise FormError(
            "A workbook or a folder cannot be scrubbed.",
            where=source.name,
            remedy="Write it as a blueprint first: toc export SOURCE --to kumu-flat -o FILE",
        )
    if source.is_json:
        return scrub_json(source.content, source.name, kinds, limits=source.limits)
    return scrub_text(source.content, source.name, kinds)


def _written(
    name: str, removals: tuple[Removal, ...], form: str, output: str | None, *, done: bool
) -> str:
    if form == "text":
        from toc.exports.scrub_text import scrub_text_report

        return scrub_text_report(removals, done=done, width=width_for(output))
    from toc.exports.scrub_table import scrub_csv, scrub_json_report

    return scrub_json_report(name, removals) if form == "json" else scrub_csv(removals)
