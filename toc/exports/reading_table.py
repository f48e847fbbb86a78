"""What each band of a survey means, cell by cell: JSON for programs, csv for spreadsheets."""

from __future__ import annotations

__all__ = ["NO_VOICE", "SCHEMA", "ReadingRow", "reading_rows", "readings_csv", "readings_json"]

import json
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.csv_cells import csv_row
from toc.models.surveys import NOT_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.models.survey_parts import Reading, SubDimension
    from toc.models.survey_scales import Band
    from toc.models.surveys import Survey

SCHEMA = 1
NO_VOICE = "In general"
"""What stands where a reading is for no voice in particular."""

_COLUMNS = ("domain", "sub_dimension", "band", "from", "to", "voice", "state", "text", "by", "date")


class ReadingRow(NamedTuple):
    """One cell: a band of a sub-dimension, and what it means to a voice or in general.

    `voice` is the voice's id, None in general; `reading` is None where nobody has written it.
    """

    sub_dimension: SubDimension
    domain_label: str
    band: Band
    voice: str | None
    voice_label: str
    reading: Reading | None

    @property
    def state(self) -> str:
        """`draft`, `consented` or `not written`."""
        return self.reading.state if self.reading else "not written"

    @property
    def shown(self) -> str:
        """What people may see: a draft begins with that word."""
        return self.reading.shown if self.reading else NOT_WRITTEN


def reading_rows(survey: Survey, *, blank: bool = False) -> list[ReadingRow]:
    """Every cell of a survey in its order; with `blank` only those that nobody has written."""
    domains = {one.id: one.label or one.id for one in survey.domains}
    voices = {one.id: one.label or one.id for one in survey.voices}
    rows: list[ReadingRow] = []
    for scored, band_id, voice in survey.cells():
        reading = survey.reading(scored.id, band_id, voice)
        if blank and reading:
            continue
        bands = survey.bands_of(scored)
        band = next(one for one in bands.bands if one.id == band_id) if bands else None
        if band:
            domain = domains.get(scored.domain or "", "")
            label = voices[voice] if voice else NO_VOICE
            rows.append(ReadingRow(scored, domain, band, voice, label, reading))
    return rows


def readings_json(survey: Survey, rows: Sequence[ReadingRow]) -> str:
    """The cells as JSON: `{"schema": 1, "survey", "bands", "readings": [...]}`.

    `bands` are the sets of bands with source and date. Each reading has `domain` (id or null),
    `sub_dimension`, `band`, `voice` (ids; null in general), `state` (`draft`, `consented` or `not
    written`), `text` as people may see it, `by` and `date` (null where not given).
    """
    sets = [
        {
            "id": one.id,
            "label": one.label,
            "source": one.source,
            "date": one.date.isoformat(),
            "bands": [
                {"id": band.id, "label": band.label, "from": band.from_, "to": band.to}
                for band in one.bands
            ],
        }
        for one in survey.bands
    ]
    data = {
        "schema": SCHEMA,
        "survey": survey.id,
        "bands": sets,
        "readings": [_entry(row) for row in rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(row: ReadingRow) -> dict[str, str | None]:
    reading = row.reading
    return {
        "domain": row.sub_dimension.domain,
        "sub_dimension": row.sub_dimension.id,
        "band": row.band.id,
        "voice": row.voice,
        "state": row.state,
        "text": row.shown,
        "by": reading.by if reading else None,
        "date": reading.date.isoformat() if reading and reading.date else None,
    }


def readings_csv(rows: Sequence[ReadingRow], *, blank: bool = False) -> str:
    """The cells as csv, one row for each, with ids as in the survey file.

    Columns: domain, sub_dimension, band, from, to, voice, state, text, by, date. With `blank` the
    text is empty, to be filled in.
    """
    lines = [csv_row(_COLUMNS)]
    for row in rows:
        entry = {key: value or "" for key, value in _entry(row).items()}
        entry |= {"from": f"{row.band.from_:g}", "to": f"{row.band.to:g}"}
        if blank:
            entry["text"] = ""
        lines.append(csv_row(entry[key] for key in _COLUMNS))
    return "".join(lines)
