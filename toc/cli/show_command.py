"""`toc show`."""

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
from toc.cli.output import deliver, say, warn, width_for

if TYPE_CHECKING:
    from toc.exports.item_table import ItemRow


class _ShowCommand(click.Command):
    """The command, with a hint where a selector is taken for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a selector that begins with a hyphen has to stand behind `--`.

        Raises:
            NoSuchOption: there is no such option; with the hint where none looks like it.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.possibilities:
                raise
            hint = "If it begins a selector, put -- before that: toc show -- SOURCE SELECTOR"
            said = f"{error.message} {hint}"
            raise click.NoSuchOption(error.option_name, said, ctx=error.ctx) from None


@click.command("show", cls=_ShowCommand)
@source_options
@click.argument("selector", default="*")
@format_option("text", "json", "csv")
@output_option
def command(options: SourceOptions, selector: str, form: str, output: str | None) -> None:
    """List elements, connections and loops, all or those that a selector picks.

    SELECTOR is Kumu's own language; put it in quotes, and -- before one that begins with a
    hyphen. The whole project is asked, its trash included; --map NAME asks one map, --map all
    every map, and --focus only what is in focus there. JSON and csv hold every field. Exit 0 also
    when nothing matches.

    \b
    Examples:
      toc show my-map.json
      toc show my-map.json 'outcome[!owner]'
      toc show equal-care 'output --> outcome' --format csv -o items.csv
      toc show equal-care --focus '#higher-pay' --out 2 --direction out
    """
    from toc.exports.item_table import item_rows
    from toc.kumu.dirt import find_dirt
    from toc.kumu.focusing import in_focus
    from toc.kumu.on_maps import items_on
    from toc.kumu.selectors.matching import Matcher
    from toc.kumu.selectors.parser import parse_selector

    tree = parse_selector(selector)
    refuse_to_lose(output, options.source)
    source = options.open()
    document = source.as_document(options.vocabulary(source))
    with document.settled():
        if not source.is_theory:
            warn(map(str, find_dirt(document)), quiet=options.quiet)
        items = items_on(document, None if source.is_theory else options.map_name)
        matcher = Matcher(*(in_focus(items, source.focus, source.name) if source.focus else items))
        rows = item_rows(document, matcher.select(tree))
        for hint in matcher.hints(tree):
            say(f"Hint: {hint}", quiet=options.quiet)
    deliver(_written(rows, form, output), output)


def _written(rows: list[ItemRow], form: str, output: str | None) -> str:
    if form == "text":
        from toc.exports.item_text import items_text

        return items_text(rows, width=width_for(output))
    from toc.exports.item_table import items_csv, items_json

    return items_json(rows) if form == "json" else items_csv(rows)
