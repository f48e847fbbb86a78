"""What each band of a survey means, for a person at a terminal, or on paper to be filled in."""

from __future__ import annotations

__all__ = ["blank_text", "cuts_line", "readings_text"]

from itertools import groupby
from typing import TYPE_CHECKING

from toc.exports.legible import legible
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toc.exports.reading_table import ReadingRow
    from toc.models.surveys import Survey

_RULE = "_"
_NOTHING = "the circle has not written these readings yet."
_CONSENT = "Written by: ______________  Consented to by: ______________  Date: __________"


def readings_text(survey: Survey, rows: Sequence[ReadingRow], *, width: int = 88) -> str:
    """The readings by sub-dimension and band, and for whom there is none yet, in lines of `width`.

    A draft begins with that word. Nothing in a text steers the terminal.
    """
    written = [row for row in rows if row.reading]
    drafts = sum(row.state == "draft" for row in written)
    lines = wrapped(legible(survey.label), width)
    said = f"{len(written)} of {len(rows)} readings are written, {drafts} of them draft."
    lines += wrapped(said, width)
    for bands in survey.bands:
        lines += wrapped(cuts_line(survey, bands.id), width)
    for _, scored in groupby(rows, key=lambda row: row.sub_dimension.id):
        listed = list(scored)
        lines += ["", *wrapped(_heading(listed[0]), width)]
        if not any(row.reading for row in listed):
            labels = dict.fromkeys(legible(row.band.label) for row in listed)
            text = f"{', '.join(labels)}: {_NOTHING}"
            lines += wrapped(text, width, "  ", "    ")
            continue
        for _, cells in groupby(listed, key=lambda row: row.band.id):
            lines += _band_lines(list(cells), width)
    return "\n".join(lines) + "\n"


def cuts_line(survey: Survey, bands: str) -> str:
    """One set of bands in a line: each with its scores, who drew the cuts and when."""
    found = next(one for one in survey.bands if one.id == bands)
    listed = ", ".join(
        f"{legible(band.label)} {band.from_:g} to {band.to:g}" for band in found.bands
    )
    return (
        f"{legible(found.label)}: {listed}. Cuts drawn by: {legible(found.source)}, "
        f"{found.date.isoformat()}."
    )


def _heading(row: ReadingRow) -> str:
    domain = f" ({legible(row.domain_label)})" if row.domain_label else ""
    return f"{legible(row.sub_dimension.label)}{domain}"


def _band_lines(cells: list[ReadingRow], width: int) -> Iterator[str]:
    label = legible(cells[0].band.label)
    if not any(row.reading for row in cells):
        yield from wrapped(f"{label}: {_NOTHING}", width, "  ", "    ")
        return
    yield from wrapped(label, width, "  ")
    for row in cells:
        if row.reading:
            text = f"{legible(row.voice_label)}. {legible(row.shown)}"
            yield from wrapped(text, width, "    ", "      ")
    lacking = [legible(row.voice_label) for row in cells if not row.reading]
    if lacking:
        text = f"The circle has not written yet: {'; '.join(lacking)}."
        yield from wrapped(text, width, "    ", "      ")


def blank_text(survey: Survey, rows: Sequence[ReadingRow], *, width: int = 88) -> str:
    """A sheet to write readings on: each cell that nobody has written, with lines to write on."""
    lines = wrapped(legible(survey.label), width)
    if not rows:
        return "\n".join([*lines, "Every reading is written."]) + "\n"
    said = (
        f"{len(rows)} readings to write. Say in plain words what each band means to those named. "
        "What you write is a draft until the circle consents to it."
    )
    lines += wrapped(said, width)
    for bands in survey.bands:
        lines += wrapped(cuts_line(survey, bands.id), width)
    for _, scored in groupby(rows, key=lambda row: row.sub_dimension.id):
        listed = list(scored)
        lines += ["", *wrapped(_heading(listed[0]), width)]
        if listed[0].sub_dimension.description:
            lines += wrapped(legible(listed[0].sub_dimension.description), width)
        for row in listed:
            place = f"{legible(row.band.label)}. {legible(row.voice_label)}:"
            lines += ["", *wrapped(place, width, "  "), *_rules(width)]
    return "\n".join([*lines, "", *wrapped(_CONSENT, width)]) + "\n"


def _rules(width: int) -> list[str]:
    return ["", "  " + _RULE * (width - 2), "", "  " + _RULE * (width - 2)]
