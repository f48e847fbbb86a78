"""`toc rename`."""

from __future__ import annotations

__all__ = ["command"]

from typing import TYPE_CHECKING

import click

from toc.cli.options import SourceOptions, format_option, output_option, source_options
from toc.cli.output import deliver, deliver_bytes, say, warn, width_for
from toc.errors import FormError

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.renaming.plan import Sort, Wish
    from toc.kumu.renaming.renamed import Renamed
    from toc.sources import Source

_SORTS: tuple[Sort, ...] = ("type", "field", "tag", "label", "view")
_KINDS = ("element", "connection", "loop")


@click.command("rename")
@source_options
@click.option("--type", metavar="OLD=NEW", multiple=True, help="A type of any kind of item.")
@click.option("--field", metavar="OLD=NEW", multiple=True, help="A field.")
@click.option("--tag", metavar="OLD=NEW", multiple=True, help="A tag.")
@click.option(
    "--label", metavar="OLD=NEW", multiple=True, help="The label of one item; OLD may be #ID."
)
@click.option("--view", metavar="OLD=NEW", multiple=True, help="A view.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="With --type: only types of this kind. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Only list what would change.")
@format_option("text", "json", "csv")
@output_option
def command(
    options: SourceOptions,
    kinds: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    dry_run: bool,
    **names: tuple[str, ...],
) -> None:
    """Change names in a Kumu map and, in the same step, wherever they are named.

    Types, fields, tags, labels and views are renamed in items, lists of choices, selectors,
    templates, imports, controls and links. Every renaming may be repeated, and all are done at
    once, so that two names can be swapped. Where a place may mean something else as well, it is
    left as it is and named.

    The map is printed or goes to -o FILE; what was changed is told on standard error. With
    --dry-run that list is all there is, and --format json or csv has every single place.

    \b
    Examples:
      toc rename my-map.json --type Outcome=Result --dry-run
      toc rename my-map.json --type Outcome=Result -o my-map.json
      toc rename my-map.json --label "Meals=Street meals" -o my-map.json
    """
    from toc.kumu.renaming.plan import KINDS, Wish
    from toc.kumu.renaming.renamed import renamed

    wishes = [Wish(sort, text) for sort in _SORTS for text in names[sort]]
    _check(options, wishes, kinds, form, output, dry_run=dry_run)
    source = options.open(maps_matter=False)
    document = _document(source, options)
    options.progress("Renaming in")
    found = renamed(document, wishes, kinds or KINDS, limits=source.limits)
    if dry_run:
        deliver(_written(found, form), output)
        return
    say(_written(found, "text").rstrip("\n"), quiet=options.quiet)
    deliver_bytes(found.document.to_bytes(), output)


def _check(
    options: SourceOptions,
    wishes: list[Wish],
    kinds: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    dry_run: bool,
) -> None:
    if not wishes:
        raise click.UsageError("Nothing to rename: give --type, --field, --tag, --label or --view.")
    if kinds and not any(one.sort == "type" for one in wishes):
        raise click.UsageError("--kind goes with --type.")
    if form != "text" and not dry_run:
        raise click.UsageError("--format goes with --dry-run: otherwise the map is the result.")
    if dry_run and output is not None:
        raise click.UsageError("--dry-run writes no file: leave -o out.")
    if options.reading.map or options.reading.focus is not None:
        raise click.UsageError(
            "Names are changed in the whole project: leave --map and --focus out."
        )


def _document(source: Source, options: SourceOptions) -> Document:
    if source.is_theory:
        raise FormError(
            "A theory file is not renamed in.",
            where=source.name,
            remedy="Its labels stand in one place each: change them there, and keep the ids.",
        )
    if source.is_spreadsheet:
        raise FormError(
            "A spreadsheet is not renamed in.",
            where=source.name,
            remedy="Rename in an export of the project (Export JSON in Kumu).",
        )
    from toc.kumu.dirt import find_dirt

    document = source.document
    warn(map(str, find_dirt(document)), quiet=options.quiet)
    return document


def _written(found: Renamed, form: str) -> str:
    if form == "text":
        from toc.exports.rename_text import rename_text

        return rename_text(found, width=width_for(None))
    from toc.exports.rename_table import rename_csv, rename_json

    return rename_json(found) if form == "json" else rename_csv(found)
