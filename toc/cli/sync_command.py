"""`toc sync`."""

from __future__ import annotations

__all__ = ["command"]

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    reading_options,
)
from toc.cli.output import deliver, warn, width_for

if TYPE_CHECKING:
    from toc.sync.report import Report

_CLEAN, _FOUND = 0, 1


@click.command("sync")
@click.argument("source", metavar="THEORY", shell_complete=complete_files)
@reading_options
@click.option(
    "--map-file",
    metavar="EXPORT",
    shell_complete=complete_files,
    help="What Kumu has: a downloaded export.",
)
@click.option(
    "--url",
    "urls",
    multiple=True,
    metavar="URL",
    help="What Kumu has, on the web; of a Google Sheet the links to its tables as CSV. Repeatable.",
)
@click.option(
    "--folder",
    metavar="DIR",
    shell_complete=complete_files,
    help="What Kumu has: the newest export of this project in a folder of downloads.",
)
@click.option(
    "--publish",
    multiple=True,
    metavar="FORM[=PLACE]",
    help="Write flat, import, map, restore or list, to a file or web address. Repeatable.",
)
@click.option(
    "--prefer",
    type=click.Choice(("ours", "theirs")),
    help="Who wins where both sides changed the same: the theory (ours) or Kumu (theirs).",
)
@click.option(
    "--allow-old",
    is_flag=True,
    help="Take what an earlier run has pulled again: Kumu was set back to it.",
)
@click.option("--apply", is_flag=True, help="Do it; without this nothing is written.")
@click.option("--check", is_flag=True, help="Exit 1 unless the theory and the map say the same.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    map_file: str | None,
    urls: tuple[str, ...],
    folder: str | None,
    publish: tuple[str, ...],
    prefer: str | None,
    form: str,
    output: str | None,
    *,
    allow_old: bool,
    apply: bool,
    check: bool,
) -> int:
    """Bring a theory file and its map in Kumu together, and say what is left for a person.

    Kumu lets no program in, so this pulls what Kumu has, merges it with the theory, and publishes
    what Kumu can read. Labels, descriptions, roles, links and what measures say are compared with
    what both had in common after the last run (kept beside THEORY, in a file that ends in
    .toc-sync); positions, decorations, views and every other field are Kumu's and stay as they
    are. What both sides changed is a conflict, listed until one side gives way.

    Without --apply the same is only told. Exit 0 if all is well, 1 if there are conflicts (with
    --check also if anything differs), 2 if it could not run. Everything but --allow-old,
    --apply and --check can be set under [sync] in toc.toml.

    \b
    Forms to publish (with a PLACE, else beside THEORY):
      flat     the blueprint that a map is linked to
      import   a small file to import: only what is new or changed
      map      one map with positions and its view, to drop on the project
      restore  everything, to restore into an empty project
      list     what an import cannot do, such as deletions

    \b
    Examples:
      toc sync theory.yaml --map-file my-map.json
      toc sync theory.yaml --map-file my-map.json --publish import --apply
      toc sync theory.yaml --map-file my-map.json --prefer theirs --apply
    """
    _check_flags(options, apply=apply, check=check)
    from toc.cli.sync_settings import sync_settings
    from toc.sync.running import Task, run_sync

    theory = Path(options.source)
    settings = sync_settings(
        theory,
        options.configuration,
        map_file=map_file,
        urls=urls,
        folder=folder,
        publish=publish,
        prefer=prefer,
        allow_private=options.reading.allow_private,
    )
    options.progress("Comparing")
    task = Task(
        theory,
        settings.origin,
        options.vocabulary,
        options.map_name,
        settings.targets,
        settings.prefer,
        apply,
        settings.token,
        options.limits(),
        allow_old,
    )
    report, remarks = run_sync(task)
    warn(remarks, quiet=options.quiet)
    deliver(_written(report, form, output), output)
    return _FOUND if report.conflicts or (check and not report.is_clean) else _CLEAN


def _check_flags(options: SourceOptions, *, apply: bool, check: bool) -> None:
    if options.source == "-":
        raise click.UsageError("THEORY has to be a file: what was in common is kept beside it.")
    if options.reading.focus is not None:
        raise click.UsageError("--focus does not go with sync: a theory is kept whole.")
    if apply and check:
        raise click.UsageError("--check only looks: leave --apply out.")


def _written(report: Report, form: str, output: str | None) -> str:
    if form == "text":
        from toc.sync.report_words import report_text

        return report_text(report, width=width_for(output))
    from toc.sync.report import report_csv, report_json

    return report_json(report) if form == "json" else report_csv(report)
