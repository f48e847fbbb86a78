"""A coverage as one page of HTML: to send round, to read on a phone, to print in large type."""

from __future__ import annotations

__all__ = ["coverage_page"]

from html import escape
from typing import TYPE_CHECKING

from toc.exports.coverage_account import account_of
from toc.exports.html_page import html_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.analysis.coverage import Coverage
    from toc.exports.coverage_account import Group, Item, Row, Section
    from toc.exports.coverage_words import Line

_MARKS = {"covered": "●", "gap": "○", "waived": "–", "unknown": "?"}

# Roles are given although the elements have them: some browsers forget that a table is one as
# soon as a narrow screen shows its rows as blocks.
_HEAD = (
    '<thead role="rowgroup"><tr role="row">'
    '<th scope="col" role="columnheader">Outcome</th>'
    '<th scope="col" role="columnheader">State</th>'
    '<th scope="col" role="columnheader">Grade</th>'
    '<th scope="col" role="columnheader">How it is measured</th>'
    "</tr></thead>"
)

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; background: #fff; color: #1b1b1b;
  font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2, caption { font-size: 1.25rem; line-height: 1.3; font-weight: bold; text-align: start; }
h2 { margin: 2.5rem 0 0.5rem; }
.headline { font-size: 1.25rem; }
.counts { font-weight: normal; white-space: nowrap; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 2rem 0; }
caption { padding: 0.4rem 0; }
th, td { padding: 0.4rem 0.8rem 0.4rem 0; border-top: 1px solid #767676; text-align: start;
  vertical-align: top; }
thead th { border-top: 2px solid #1b1b1b; }
tbody th { font-weight: normal; }
thead th:nth-child(2) { width: 6.5em; }
thead th:nth-child(3) { width: 6.5em; }
.state, .grade { white-space: nowrap; overflow-wrap: normal; }
.gap .state { font-weight: bold; }
.mark { display: inline-block; width: 1.2em; }
td p, li p { margin: 0; }
li { margin: 0.4rem 0; }
@media (max-width: 40rem), print and (max-width: 60rem) {
  table, caption, thead, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-top: 1px solid #767676; padding: 0.5rem 0; }
  tbody th, td { width: auto; border: 0; padding: 0.1rem 0; }
  tbody th { font-weight: bold; }
  tbody .state, tbody .grade { display: inline-block; margin-inline-end: 1.5em; }
  .grade::before { content: "Grade: "; }
}
@media print {
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; color: #000; font-size: 16pt; }
  h1 { font-size: 24pt; }
  h2, caption, .headline { font-size: 19pt; }
  h1, h2, caption { break-after: avoid; }
  h2, caption, tr, li { break-inside: avoid; }
  h2 + p { break-after: avoid; }
  th, td { border-color: #000; }
}
"""


def coverage_page(coverage: Coverage) -> str:
    """The coverage as one page that needs nothing else, with what `coverage_text` says.

    There is no script in it and none can run: its policy allows its own style sheet and nothing
    more. A state is shown by its word and a mark, no colour says anything.
    """
    account = account_of(coverage)
    theory, asked = escape(account.theory), "which outcomes are measured"
    title = f"{theory}: {asked}" if theory else asked.capitalize()
    parts = [
        f"<h1>{f'<bdi>{theory}</bdi>: {asked}' if theory else asked.capitalize()}</h1>",
        f'<p class="headline">{escape(account.headline)}</p>',
    ]
    for group in account.groups:
        parts += _group(group)
    for section in account.sections:
        parts += _section(section)
    return html_page(title, _STYLE, parts)


def _group(group: Group) -> Iterator[str]:
    yield '<table role="table">'
    counts = f'<span class="counts">({group.counts})</span>'
    yield f"<caption><bdi>{escape(group.title)}</bdi> {counts}</caption>"
    yield _HEAD
    yield '<tbody role="rowgroup">'
    yield from map(_row, group.rows)
    yield "</tbody>"
    yield "</table>"


def _row(row: Row) -> str:
    lines = "".join(f"<p>{_line(line)}</p>" for line in row.lines)
    return (
        f'<tr role="row" class="{row.state}">'
        f'<th scope="row" role="rowheader"><bdi>{escape(row.name)}</bdi></th>'
        f'<td role="cell" class="state"><span class="mark" aria-hidden="true">{_MARKS[row.state]}'
        f"</span>{row.state}</td>"
        f'<td role="cell" class="grade">{row.grade}</td>'
        f'<td role="cell">{lines}</td></tr>'
    )


def _section(section: Section) -> Iterator[str]:
    kind = "ol" if section.numbered else "ul"
    yield "<section>"
    yield f"<h2>{section.title}</h2>"
    if section.intro:
        yield f"<p>{section.intro}</p>"
    if section.items:
        yield f"<{kind}>"
        yield from map(_item, section.items)
        yield f"</{kind}>"
    if section.closing:
        yield f"<p>{section.closing}</p>"
    yield "</section>"


def _item(item: Item) -> str:
    remark = f"<p>{escape(item.remark)}</p>" if item.remark else ""
    return f"<li>{_line(item.head)}{remark}</li>"


def _line(line: Line) -> str:
    return escape(line.words) + "; ".join(f"<bdi>{escape(name)}</bdi>" for name in line.names)
