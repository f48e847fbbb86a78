"""What bands mean, listed and to be filled in."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.surveys import small_survey
from toc.exports.reading_table import reading_rows, readings_csv, readings_json
from toc.exports.reading_text import blank_text, readings_text
from toc.exports.readings_sheet import readings_sheet
from toc.models.survey_fit import labelled
from toc.models.surveys import NOT_WRITTEN, Survey

DRAFT, CONSENTED = "Few have a say.", "Workers are heard."


def survey(**changes: Any) -> Survey:
    return labelled(Survey.model_validate(small_survey(**changes)))


def every_form(*, blank: bool) -> list[str]:
    small = survey()
    rows = reading_rows(small, blank=blank)
    text = blank_text(small, rows) if blank else readings_text(small, rows)
    return [
        text,
        readings_json(small, rows),
        readings_csv(rows, blank=blank),
        readings_sheet(small, rows, blank=blank),
    ]


def test_a_draft_is_called_one_in_every_form() -> None:
    """Text, JSON, csv and page show a draft behind that word, and a consented reading as it is."""
    for written in every_form(blank=False):
        assert written.count(DRAFT) == written.count(f"Draft: {DRAFT}") == 1
        assert CONSENTED in written
        assert f"Draft: {CONSENTED}" not in written
        assert "not written" in written


def test_the_blank_sheet_has_what_is_not_written() -> None:
    """Cells that are written are not on it, and drafts neither."""
    for written in every_form(blank=True):
        assert DRAFT not in written
        assert CONSENTED not in written
    rows = reading_rows(survey(), blank=True)
    assert len(rows) == 12 - 2
    assert {row.state for row in rows} == {"not written"}


def test_text_says_who_drew_the_cuts() -> None:
    """The text names the bands with their cuts, whose they are and of which day."""
    assert readings_text(survey(), reading_rows(survey())) == (
        "Climate\n"
        "2 of 12 readings are written, 1 of them draft.\n"
        "Halves: Low 0 to 50, High 50 to 100. Cuts drawn by: ours, 2026-11-22.\n"
        "\n"
        "Decisions (Systems)\n"
        "  Low\n"
        "    In general. Draft: Few have a say.\n"
        "    The circle has not written yet: Workers; Receivers.\n"
        "  High\n"
        "    Workers. Workers are heard.\n"
        "    The circle has not written yet: In general; Receivers.\n"
        "\n"
        "Tasks (Systems)\n"
        "  Low, High: the circle has not written these readings yet.\n"
    )


def test_json_and_csv_have_every_cell() -> None:
    """JSON and csv have a row for each cell, with ids as in the file."""
    small = survey()
    rows = reading_rows(small)
    data = json.loads(readings_json(small, rows))
    assert (data["schema"], data["survey"]) == (1, "climate")
    assert data["bands"][0]["source"] == "ours"
    assert data["readings"][0] == {
        "domain": "systems",
        "sub_dimension": "decisions",
        "band": "low",
        "voice": None,
        "state": "draft",
        "text": f"Draft: {DRAFT}",
        "by": None,
        "date": None,
    }
    assert data["readings"][1]["text"] == NOT_WRITTEN
    table = list(csv.DictReader(io.StringIO(readings_csv(rows))))
    assert [row["state"] for row in table] == [one["state"] for one in data["readings"]]
    assert (table[0]["from"], table[0]["to"]) == ("0", "50")
    blank = list(csv.DictReader(io.StringIO(readings_csv(rows, blank=True))))
    assert {row["text"] for row in blank} == {""}


def test_lines_to_write_on() -> None:
    """The blank sheet has lines below each cell, and says what becomes of what is written."""
    small = survey()
    rows = reading_rows(small, blank=True)
    text, page = blank_text(small, rows, width=60), readings_sheet(small, rows, blank=True)
    assert max(map(len, text.splitlines())) <= 60
    assert text.count("  " + "_" * 58) == 2 * len(rows)
    assert page.count('<div class="rule">') == 3 * len(rows)
    for written in (text, page):
        assert "draft until the circle consents" in " ".join(written.split())
        assert "Consented to by" in written


def test_nothing_left_to_write() -> None:
    """Where every reading is written, the sheet says so."""
    small = survey(bands=[], readings=[])
    assert "Every reading is written." in blank_text(small, [])
    assert "Every reading is written." in readings_sheet(small, [], blank=True)


def test_hostile_text_is_shown() -> None:
    """What stands in a survey neither steers a terminal nor becomes part of a page."""
    small = survey(label="\x1b[31m<b>Red", domains=[{"id": "systems", "label": "<i>S"}])
    rows = reading_rows(small)
    text, page = readings_text(small, rows), readings_sheet(small, rows, blank=False)
    assert "\x1b" not in text + page
    assert "\\x1b[31m<b>Red" in text
    assert "<b>" not in page
    assert "<i>" not in page
