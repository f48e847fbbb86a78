"""Answers are read from what people have: wide or long, words or numbers, with mistakes named."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from tests.analysis.survey_builders import survey
from toc.errors import UnreadableError
from toc.exports.answer_reading import AnswersError, answers_from_frame, read_answers

if TYPE_CHECKING:
    from toc.analysis.answers import Answers
    from toc.models.surveys import Survey


def asked() -> Survey:
    """The small survey, its scale with words and with answers that are none."""
    options = [{"value": 1, "text": "Never"}, {"value": 5, "text": "Always"}]
    scales = [{"id": "five", "min": 1, "max": 5, "options": options}]
    return survey(scales=scales, missing=["I do not know", "-9"])


def read(text: str, **columns: str) -> Answers:
    return read_answers(text.encode(), "answers.csv", asked(), columns)


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(AnswersError) as caught:
        read(text)
    return caught.value.faults


def item(answers: Answers, name: str = "a") -> list[float | None]:
    return [None if np.isnan(one) else float(one) for one in answers.item(name)]


def test_words_and_numbers() -> None:
    """An answer is a number or the words of an option, in any case; what counts as none is none."""
    found = read("respondent,a,b\n1,always,3\n2,NEVER,3.0\n3,I do not know,\n4,-9,1\n")
    assert item(found) == [5, 1, None, None]
    assert item(found, "b") == [3, 3, None, 1]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(separator: str, encoding: str) -> None:
    """Tables are read with any of the usual separators and encodings, headings in any case."""
    text = separator.join(["Team", "A"]) + "\n" + separator.join(["Café", "4"]) + "\n"
    found = read_answers(text.encode(encoding), "answers.csv", asked())
    assert (item(found), found.labels("team")) == ([4], ["Café"])


def test_long() -> None:
    """A row for each answer gives the same as a row for each person."""
    wide = read("respondent,team,a,b\np1,ash,4,2\np2,elm,,5\n")
    long = read("respondent,team,item,answer\np1,ash,a,4\np1,ash,b,2\np2,elm,B,5\n")
    assert item(long) == item(wide)
    assert item(long, "b") == item(wide, "b")
    assert long.column("team").tolist() == wide.column("team").tolist()


def test_a_workbook() -> None:
    """The first sheet of a workbook is read, whole numbers as such."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Answers")
        for row, cells in enumerate([("respondent", "team", "a"), (1, 7, 4), (2, 7, "Always")]):
            sheet.write_row(row, 0, cells)
    found = read_answers(file.getvalue(), "answers.xlsx", asked())
    assert (item(found), found.labels("team")) == ([4, 5], ["7"])


def test_a_data_frame() -> None:
    """A data frame is read like a table; whatever stands for nothing there is no answer."""
    frame = pd.DataFrame({"team": ["ash", None, "elm"], "a": [4, None, 5], "b": ["1", pd.NA, "2"]})
    found = answers_from_frame(frame, asked())
    assert (item(found), item(found, "b")) == ([4, 5], [1, 2])
    assert found.column("team").tolist() == ["ash", "elm"]


def test_voices_and_versions() -> None:
    """Voices go by label or id; where nobody says one, it is the first of the version."""
    found = read("version,voice,a\nFor all,,1\nall,Receivers,2\n,,3\n")
    assert found.column("voice").tolist() == ["workers", "receivers", ""]


def test_other_headings() -> None:
    """A heading can be told to stand for a column; questions may head theirs by their text."""
    found = read("Your team,A\nash,3\n", team="your team")
    assert (found.labels("team"), item(found)) == (["ash"], [3])
    with pytest.raises(UnreadableError, match='No column is headed "Your circle"'):
        read("a\n1\n", team="Your circle")


def test_mistakes_are_named_by_row_and_item() -> None:
    """Every impossible answer is named at once, as a spreadsheet numbers its rows."""
    found = faults(
        "respondent,voice,a,b\np1,workers,6,3\np2,nobody,4,2.5\n\np3,workers,sometimes,1\n"
    )
    expected = "no answer of this item: 1 to 5 or its words; no answer: empty, I do not know, -9"
    assert found == (
        "row 3, voice: none of workers, receivers",
        f"row 2, a: {expected}",
        f"row 5, a: {expected}",
        f"row 3, b: {expected}",
    )


def test_mistakes_tell_of_no_other_answer() -> None:
    """A message holds neither what somebody wrote nor what else they answered."""
    with pytest.raises(AnswersError) as caught:
        read("respondent,a,b\nsecret-code,5,My boss is Ann\n")
    assert not any(word in str(caught.value) for word in ("secret", "boss", "Always"))


@pytest.mark.parametrize(
    "text",
    [
        "respondent,a\np1,4\np2,5\np1,4\n",
        "respondent,wave,a\np1,2026-05,4\np1,2025-11,4\np1,2026-05,4\n",
    ],
)
def test_the_same_person_twice(text: str) -> None:
    """Who is there twice in one wave is named by rows; once in each of two waves is right."""
    assert faults(text) == ("rows 2, 4: the same respondent more than once",)


def test_twice_in_a_long_table() -> None:
    """In a table of single answers the second answer to an item is named."""
    found = faults("respondent,item,answer\np1,a,4\np1,a,5\np1,c,5\n")
    assert found == (
        "row 4, item: the survey has no such item",
        "row 3, a: the same person has answered this before",
    )
    with pytest.raises(UnreadableError, match="whose it is"):
        read("item,answer\na,4\n")


def test_no_item() -> None:
    """A table in which no column is an item is no answers."""
    assert faults("name,age\nx,3\n") == (
        "no column is headed by an item of the survey, by its id or its text",
    )


def test_nothing() -> None:
    """An empty file, and one with headings only, hold nobody."""
    assert read("").people == 0
    assert read("respondent,a\n").people == 0


def test_no_table() -> None:
    """What is no table is refused in words."""
    with pytest.raises(UnreadableError, match="This is no table"):
        read('a,b\n"1,2\n')
    with pytest.raises(UnreadableError, match="This is no table"):
        read("a,b\n1,2,3\n")


@pytest.mark.parametrize("text", ["a,a\n1,2\n", "a,A\n1,2\n", "team,Team\nash,elm\n"])
def test_two_columns_of_one_name(text: str) -> None:
    """Two columns that mean the same are refused: nobody could say which counts."""
    with pytest.raises(UnreadableError, match="Two columns are"):
        read(text)


def test_own_words_go_no_further() -> None:
    """A column that nobody has named is dropped: it may hold what people wrote in their words."""
    found = read("team,a,comments,ward\nash,3,My boss is Ann,Springfield\n", ward="ward")
    assert set(found.groups) == {"team", "ward"}
    assert "Ann" not in repr(vars(found))
