"""Answer sheets: a row for each respondent, a column for each question."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
import python_calamine

from tests.surveys import changed_survey, small_survey
from toc.exports.answer_sheet import answer_columns, answer_csv, answer_workbook
from toc.models.survey_fit import labelled
from toc.models.surveys import Survey

HOSTILE = '<r>=1+1 &"\x1b[31m \ud800</r>'


def survey(**changes: Any) -> Survey:
    return labelled(Survey.model_validate(small_survey(**changes)))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_the_columns_are_those_of_the_respondent_and_the_items() -> None:
    """Workbook and csv have the same headings, and nothing asks for a name."""
    small = survey()
    wanted = ["respondent", "version", "voice", "team", "circle", "wave", "d1", "d2", "t1"]
    assert list(answer_columns(small)) == wanted
    assert list(csv.reader(io.StringIO(answer_csv(small)))) == [wanted]
    assert sheets(answer_workbook(small))["Answers"] == [wanted]
    assert "name" not in wanted


def test_lists_offer_what_may_be_answered() -> None:
    """Each column offers the words of its scale, else its numbers, and the words for no answer."""
    content = answer_workbook(survey(), "2026-05")
    choices = sheets(content)["Choices"]
    columns = [[row[n] for row in choices if row[n] != ""] for n in range(len(choices[0]))]
    assert columns == [
        ["version", "for-workers", "for-all"],
        ["voice", "workers", "receivers"],
        ["wave", "2026-05"],
        ["d1", "No", "In part", "Yes", "No answer", "-9"],
        ["t1", *map(str, range(11)), "No answer", "-9"],
    ]
    answers = part(content, "xl/worksheets/sheet1.xml")
    assert answers.count("<formula1>Choices!$D$2:$D$6</formula1>") == 2  # d1 and d2
    assert 'prompt="I am asked."' in answers


def test_numbers_are_offered_where_only_some_have_words() -> None:
    """A scale of which only the ends have words is answered by numbers."""
    data = changed_survey("scales.0.options", [{"value": 1, "text": "Not at all"}])
    rows = sheets(answer_workbook(labelled(Survey.model_validate(data))))["Choices"]
    assert [row[2] for row in rows][:4] == ["d1", "1", "2", "3"]


def test_questions_are_explained() -> None:
    """A sheet of its own says what each column asks, what of, and in which versions."""
    rows = sheets(answer_workbook(survey()))["Questions"]
    assert rows[0] == ["Column", "What it asks", "Sub-dimension", "Asked in"]
    assert rows[1][0] == "respondent"
    assert "No names" in rows[1][1]
    assert rows[7] == ["d1", "I am asked.", "Decisions", "all"]
    assert rows[9] == ["t1", "How clear are tasks?", "Tasks", "for-workers"]


def test_the_same_survey_gives_the_same_bytes() -> None:
    """Two workbooks of one survey do not differ."""
    assert answer_workbook(survey()) == answer_workbook(survey())


@pytest.mark.parametrize("path", ["items.0.text", "missing.0", "scales.0.options.0.text"])
def test_text_is_text(path: str) -> None:
    """No text of a survey becomes a formula, markup or an escape of a terminal."""
    small = labelled(Survey.model_validate(changed_survey(path, HOSTILE)))
    content = answer_workbook(small)
    cells = [cell for rows in sheets(content).values() for row in rows for cell in row]
    assert '<r>=1+1 &"\\x1b[31m \\ud800</r>' in cells
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("<f>" in archive.read(name).decode() for name in archive.namelist())


def test_long_questions_are_cut_beside_the_cell_only() -> None:
    """A question longer than a spreadsheet shows beside a cell stands whole among the questions."""
    small = labelled(Survey.model_validate(changed_survey("items.0.text", "long " * 100)))
    content = answer_workbook(small)
    assert sheets(content)["Questions"][7][1] == ("long " * 100).strip()
    assert "…" in part(content, "xl/worksheets/sheet1.xml")


def test_a_scale_of_very_many_numbers_has_no_list() -> None:
    """An item with more numbers than anybody would choose from is typed in."""
    data = changed_survey("items.2.max", 100_000)
    rows = sheets(answer_workbook(labelled(Survey.model_validate(data))))["Choices"]
    assert "t1" not in rows[0]
