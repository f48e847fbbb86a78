"""Differences for a pull request or a changelog: Markdown that no text of others breaks."""

from __future__ import annotations

__all__ = ["differences_markdown"]

import re
from typing import TYPE_CHECKING

from toc.exports.difference_text import AT_ONCE, difference_counts, difference_heading
from toc.exports.difference_words import by_item, difference_words, one_line
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.difference_report import AmbiguousRow, DifferenceReport
    from toc.exports.difference_words import Item

_TICKS = re.compile("`+")
_MOST = 200  # characters shown of a text
_IDS = 5  # ids shown of an ambiguous group


def differences_markdown(report: DifferenceReport) -> str:
    """The differences as Markdown, ending in a newline: a list below a heading for each kind.

    Every text that is not ours stands on one line in a code span (CommonMark 0.31, 6.1), where
    nothing is markup: no HTML, link, picture, mention or number of an issue can come of it.
    """
    kinds = by_item(report.rows)
    lines = [difference_counts(kinds, report.ambiguous)]
    for kind, items in kinds.items():
        lines += ["", f"### {difference_heading(kind)}", ""]
        for item in items:
            lines += _entry(item)
    lines += _ambiguous(report.ambiguous)
    if report.not_compared:
        lines += ["", "### Not compared, since only one of the two can hold it", ""]
        lines += [f"- {_quote(one)}" for one in report.not_compared]
    return "\n".join(lines) + "\n"


def _entry(item: Item) -> Iterator[str]:
    """What is different about a thing; of what is new or gone that comes first."""
    name = _code(item.label) or _code(item.id) or "(no label)"
    first, rows = item.rows[0], item.rows
    if first.what in ("added", "removed"):
        told = difference_words(first, _quote).removeprefix(first.what)
        name, rows = f"{first.what.capitalize()} {name}{told}", rows[1:]
    if not rows:
        yield f"- {name}"
    elif len(rows) <= AT_ONCE:
        yield f"- {name}{':' if rows is item.rows else ';'} {one_line(rows, _quote)}"
    else:
        yield f"- {name}:"
        yield from (f"  - {difference_words(row, _quote)}" for row in rows)


def _ambiguous(rows: tuple[AmbiguousRow, ...]) -> Iterator[str]:
    if rows:
        yield from ("", "### Not compared, since several could be one another", "")
    for row in rows:
        before, after = _ids(row.before), _ids(row.after)
        yield f"- {row.kind} {_quote(row.label)}, by {row.by}: {before} before, {after} now"


def _ids(ids: list[str]) -> str:
    more = [f"{len(ids) - _IDS:,} more"] if len(ids) > _IDS else []
    return ", ".join([*map(_quote, ids[:_IDS]), *more])


def _quote(text: str) -> str:
    return _code(text) or "(no text)"


def _code(text: str) -> str:
    """A text as a code span; its fence is longer than any run of ticks in it. Empty for none."""
    plain = legible(text)
    if not plain:
        return ""
    plain = plain if len(plain) <= _MOST else f"{plain[: _MOST - 1]}…"
    fence = "`" * (max(map(len, _TICKS.findall(plain)), default=0) + 1)
    room = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{room}{plain}{room}{fence}"
