"""`toc merge`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING, cast

import click

from toc.cli.options import (
    SourceOptions,
    complete_files,
    format_option,
    output_option,
    reading_options,
)
from toc.cli.output import as_typed, deliver, deliver_bytes, is_printed, say, width_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.merging import Merged
    from toc.kumu.merging.conflicts import Decision
    from toc.kumu.merging.sequences import Side


@click.command("merge")
@click.argument("source", metavar="BASE", shell_complete=complete_files)
@click.argument("ours", metavar="OURS", shell_complete=complete_files)
@click.argument("theirs", metavar="THEIRS", shell_complete=complete_files)
@reading_options
@click.option(
    "--prefer",
    type=click.Choice(("ours", "theirs")),
    help="Whose value stands where both changed the same place.",
)
@click.option(
    "--resolve",
    metavar="FILE",
    shell_complete=complete_files,
    help="A file of conflicts in which it is written who wins each.",
)
@click.option(
    "--conflicts",
    "conflict_file",
    metavar="FILE",
    shell_complete=complete_files,
    help="Where the file of conflicts goes.  [default: the name behind -o, with .conflicts.json]",
)
@click.option("--dry-run", is_flag=True, help="Only list the conflicts.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    ours: str,
    theirs: str,
    prefer: str | None,
    resolve: str | None,
    conflict_file: str | None,
    form: str,
    output: str | None,
    *,
    dry_run: bool,
) -> int:
    """Bring together what two people made of one map or theory.

    BASE is the file that both began with, OURS the one that you changed, THEIRS the one that
    somebody else did. What only one of you changed is taken from that one; additions of both
    are kept; what neither touched keeps its bytes. Where both changed the same place, each
    in another way, there is a conflict: nothing is guessed.

    Without --prefer, a place in conflict keeps the value of BASE (a thing that only one of you
    removed stays). The conflicts are listed and written beside the result, into a file that ends
    in .conflicts.json: write there who wins each, and run the same command with --resolve.

    All three are Kumu files of one form, or all three are theory files. Exit 0 when all is
    merged, 1 when conflicts are left open.

    \b
    Examples:
      toc merge last-week.json my-map.json theirs.json -o merged.json
      toc merge last-week.json my-map.json theirs.json --prefer ours -o new.json
      toc merge 2025.yaml theory.yaml 2026.yaml -o theory.yaml
    """
    _check(options, ours, theirs, form, output, dry_run=dry_run)
    from toc.exports.merging import merge_sources

    decisions = _decisions(resolve)
    options.progress("Merging")
    sources = [options.read(name) for name in (options.source, ours, theirs)]
    found = merge_sources(*sources, prefer=cast("Side | None", prefer), decisions=decisions)
    if dry_run:
        deliver(_written(found, form, output), output)
    else:
        deliver_bytes(found.content, output)
        if found.conflicts:
            say(_written(found, "text", None).rstrip("\n"), quiet=options.quiet)
    if found.lost and form != "json":
        from toc.exports.conflict_text import lost_text

        names: dict[Side, str] = {"ours": ours, "theirs": theirs}
        say(lost_text(found.lost, names).rstrip("\n"), quiet=options.quiet)
    if dry_run:
        return int(found.is_open)
    if found.is_open:
        _list_conflicts(options, found, decisions, conflict_file, output)
    return int(found.is_open)


def _check(
    options: SourceOptions, ours: str, theirs: str, form: str, output: str | None, *, dry_run: bool
) -> None:
    if [options.source, ours, theirs].count("-") > 1:
        raise click.UsageError("Only one of the three can be standard input.")
    if options.reading.map or options.reading.focus is not None:
        raise click.UsageError("Documents are merged whole: leave --map and --focus out.")
    if form != "text" and not dry_run:
        raise click.UsageError("--format goes with --dry-run: otherwise the merge is the result.")
    if dry_run and output is not None and not is_printed(output):
        from toc.cli.options import refuse_to_lose

        refuse_to_lose(output, options.source, ours, theirs)


def _decisions(resolve: str | None) -> Mapping[tuple[str, ...], Decision]:
    if resolve is None:
        return {}
    from pathlib import Path

    from toc.exports.conflict_file import read_decisions
    from toc.kumu.files import read_file

    return read_decisions(read_file(Path(resolve)), resolve)


def _list_conflicts(
    options: SourceOptions,
    found: Merged,
    decisions: Mapping[tuple[str, ...], Decision],
    conflict_file: str | None,
    output: str | None,
) -> None:
    """Write the file of conflicts, if there is a place for it, and say what to do with it."""
    from toc.exports.conflict_file import ENDING, written_conflicts

    if conflict_file is None and (output is None or is_printed(output)):
        say("\nWith -o FILE they are written beside it, to be decided on.", quiet=options.quiet)
        return
    name = conflict_file or f"{output}{ENDING}"
    deliver_bytes(written_conflicts(found.conflicts, decisions), name)
    say(
        f"\nWritten to {as_typed(name)}. Say there who wins each, and run the same command with\n"
        f"  --resolve {as_typed(name)}",
        quiet=options.quiet,
    )


def _written(found: Merged, form: str, output: str | None) -> str:
    conflicts = found.conflicts
    if form == "text":
        from toc.exports.conflict_text import conflicts_text

        return conflicts_text(conflicts, width=width_for(output))
    from toc.exports.conflict_table import conflicts_csv, conflicts_json

    return conflicts_json(conflicts, found.lost) if form == "json" else conflicts_csv(conflicts)
