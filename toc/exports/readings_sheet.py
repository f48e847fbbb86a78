"""A sheet in large print for a circle to write on: what each band of its survey means."""

from __future__ import annotations

__all__ = ["readings_sheet"]

from itertools import groupby
from typing import TYPE_CHECKING

from toc.exports.large_print import large_print_page, shown
from toc.exports.reading_text import cuts_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.exports.reading_table import ReadingRow
    from toc.models.surveys import Survey

_RULES = '<div class="rule"></div>' * 3
_LINE = '<span class="line" aria-hidden="true"></span>'


def readings_sheet(survey: Survey, rows: Sequence[ReadingRow], *, blank: bool) -> str:
    """The cells as a page to be printed; with `blank` there are lines where nothing is written.

    Without, it says there that the circle has not written it yet. A draft begins with that word.
    """
    return large_print_page(survey.label, survey.language, _body(survey, rows, blank=blank))


def _body(survey: Survey, rows: Sequence[ReadingRow], *, blank: bool) -> Iterator[str]:
    yield f'<h1 dir="auto">{shown(survey.label)}</h1>'
    yield '<p lang="en">What each band means, in plain words, in general and to each voice.</p>'
    yield (
        '<p class="notice" lang="en">What is written here is a draft until the circle consents to '
        "it.</p>"
    )
    for bands in survey.bands:
        yield f'<p dir="auto">{shown(cuts_line(survey, bands.id))}</p>'
    if not rows:
        yield '<p lang="en">Every reading is written.</p>'
    for _, scored in groupby(rows, key=lambda row: row.sub_dimension.id):
        yield from _section(list(scored), blank=blank)
    if not blank:
        return
    for words in ("Written by", "Consented to by", "Date"):
        yield f'<p class="field" lang="en">{words}: {_LINE}</p>'


def _section(rows: list[ReadingRow], *, blank: bool) -> Iterator[str]:
    scored, domain = rows[0].sub_dimension, rows[0].domain_label
    named = f'<span dir="auto">{shown(scored.label)}</span>'
    yield (
        f'<h2>{named} (<span dir="auto">{shown(domain)}</span>)</h2>'
        if domain
        else (f"<h2>{named}</h2>")
    )
    if scored.description:
        yield f'<p dir="auto">{shown(scored.description)}</p>'
    for row in rows:
        place = (
            f'<span dir="auto">{shown(row.band.label)}</span>. '
            f'<span dir="auto">{shown(row.voice_label)}</span>'
        )
        text = _RULES if blank and not row.reading else f'<p dir="auto">{shown(row.shown)}</p>'
        yield f'<div class="cell"><h3>{place}</h3>{text}</div>'
