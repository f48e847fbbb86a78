"""An answer sheet for a survey: a workbook with lists to choose from, and the same as csv."""

from __future__ import annotations

__all__ = ["answer_columns", "answer_csv", "answer_workbook"]

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.csv_cells import csv_row
from toc.exports.legible import legible
from toc.kumu.workbook_writing import cell_text
from toc.models.survey_checks import RESERVED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.models.survey_parts import SurveyItem
    from toc.models.surveys import Survey

_LAST_ROW = 10_000  # how far down the lists go; what stands below is read all the same
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # what a spreadsheet shows beside a cell
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - the same each time, so that files can be compared
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ASKS = {
    "respondent": "A code that means nothing to others, the same in every round. No names.",
    "version": "Which questionnaire was filled in.",
    "voice": "Whose answers these are; where a questionnaire has one voice only, it may be empty.",
    "team": "The team, as you call it; the same spelling every time.",
    "circle": "The circle the team belongs to; may be empty where there is only one.",
    "wave": "The round, as year and month: 2026-05.",
}


class _Column(NamedTuple):
    """One column of the sheet: its heading, what it asks, and what may be chosen."""

    heading: str
    asks: str
    choices: tuple[str, ...]


def answer_columns(survey: Survey) -> tuple[str, ...]:
    """The headings of an answer sheet: six about the respondent, then the ids of the items."""
    return (*RESERVED_COLUMNS, *(item.id for item in survey.items))


def answer_csv(survey: Survey) -> str:
    """The answer sheet as csv: its headings, below which there is a row for each respondent.

    Columns: respondent (a code), version and voice (ids), team, circle, wave (year and month), then
    one for each item, with the words of the answer or its number. Empty is no answer.
    """
    return csv_row(answer_columns(survey))


def answer_workbook(survey: Survey, wave: str | None = None) -> bytes:
    """The answer sheet as a workbook, the same bytes each time.

    Sheet Answers has the columns of `answer_csv`, each cell a text, with a list to choose from and
    the question beside it. Questions says what every column asks; Choices holds the lists. `wave`
    is offered for the column of that name.
    """
    import xlsxwriter

    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, _OPTIONS)
    made.set_properties({"created": _NO_DAY})
    _write(made, list(_columns(survey, wave)), survey)
    made.close()
    return file.getvalue()


def _columns(survey: Survey, wave: str | None) -> Iterator[_Column]:
    choices = {
        "version": tuple(version.id for version in survey.versions),
        "voice": tuple(voice.id for voice in survey.voices),
        "wave": (wave,) if wave else (),
    }
    for heading in RESERVED_COLUMNS:
        yield _Column(heading, _ASKS[heading], choices.get(heading, ()))
    for item in survey.items:
        yield _Column(item.id, item.text, _answers(survey, item))


def _answers(survey: Survey, item: SurveyItem) -> tuple[str, ...]:
    """The words of the answers where each has some, else their numbers; and those for none."""
    scale = survey.scale_of(item)
    values = scale.values()
    worded = len(scale.options) == len(values)
    own = (option.text for option in scale.options) if worded else (f"{one:g}" for one in values)
    found = tuple(own)
    return (*found, *survey.missing) if found else ()


def _write(made: Any, columns: list[_Column], survey: Survey) -> None:
    bold, text = made.add_format({"bold": True}), made.add_format({"num_format": "@"})
    answers, questions, choices = map(made.add_worksheet, ("Answers", "Questions", "Choices"))
    places = _write_choices(choices, columns, bold)
    for number, column in enumerate(columns):
        width = max(12, min(len(column.heading) + 2, 28))
        answers.set_column(number, number, width, text)
        answers.write_string(0, number, column.heading, bold)
        rule = _shown_beside(column) | places.get(column.choices, {"validate": "any"})
        answers.data_validation(1, number, _LAST_ROW, number, rule)
    answers.freeze_panes(1, 1)
    answers.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _write_questions(questions, columns, survey, made)


def _shown_beside(column: _Column) -> dict[str, Any]:
    """What a spreadsheet shows beside the cell that somebody is in; anything may be typed."""
    asks = legible(column.asks)
    cut = asks if len(asks) <= _LONGEST_MESSAGE else f"{asks[: _LONGEST_MESSAGE - 1]}…"
    title = column.heading[:_LONGEST_TITLE]
    return {"input_title": title, "input_message": cut, "show_error": False}


def _write_choices(
    sheet: Any, columns: list[_Column], bold: Any
) -> dict[tuple[str, ...], dict[str, Any]]:
    """Each list once, headed by the first column that has it; gives the rule for each list."""
    places: dict[tuple[str, ...], dict[str, Any]] = {}
    for column in columns:
        if not column.choices or column.choices in places:
            continue
        number = len(places)
        sheet.set_column(number, number, 28)
        sheet.write_string(0, number, column.heading, bold)
        for row, choice in enumerate(column.choices, 1):
            sheet.write_string(row, number, _safe(choice))
        letters = _letters(number)
        area = f"${letters}$2:${letters}${len(column.choices) + 1}"
        places[column.choices] = {"validate": "list", "source": f"=Choices!{area}"}
    return places


def _letters(column: int) -> str:
    """What a spreadsheet calls a column: A, B … Z, AA."""
    above, last = divmod(column, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + last)


def _write_questions(sheet: Any, columns: list[_Column], survey: Survey, made: Any) -> None:
    bold, wrapped = made.add_format({"bold": True}), made.add_format({"text_wrap": True})
    asked = {item.id: item for item in survey.items}
    labels = {one.id: one.label for one in survey.sub_dimensions}
    for place, (heading, width) in enumerate(
        (("Column", 20), ("What it asks", 70), ("Sub-dimension", 30), ("Asked in", 50))
    ):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, heading, bold)
    for row, column in enumerate(columns, 1):
        item = asked.get(column.heading)
        versions = "; ".join(item.asked_of) or "all" if item else ""
        scored = labels.get(item.sub_dimension or "", "") if item else ""
        for place, text in enumerate((column.heading, column.asks, scored, versions)):
            sheet.write_string(row, place, _safe(text), wrapped)
    sheet.freeze_panes(1, 0)


def _safe(text: str) -> str:
    return cell_text(legible(text))
