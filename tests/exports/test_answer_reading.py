"""Answers are read from what people have: wide or long, words or numbers, with mistakes named."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from tests.analysis.survey_builders import VOICES, survey
from toc.errors import UnreadableError
from toc.exports.answer_reading import AnswersError, answers_from_frame, read_answers
from toc.exports.wave_names import WAVE_FORMS

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
    found = read("respondent,a,b\n1,always,3\n2,NEVER,3.0\n3,I do not know,2\n4,-9,1\n")
    assert item(found) == [5, 1, None, None]
    assert item(found, "b") == [3, 3, 2, 1]


def test_who_answered_nothing() -> None:
    """People who answered nothing at all are left out, with their team if it is theirs alone."""
    found = read("respondent,team,a,b\n1,ash,4,\n2,elm,,-9\n\n3,ash,,5\n")
    assert (found.people, found.labels("team")) == (2, ["ash"])
    assert (item(found), item(found, "b")) == ([4, None], [None, 5])


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


def test_long_waves() -> None:
    """In a table of single answers, too, a respondent is somebody else in each wave."""
    found = read("respondent,wave,item,answer\np1,2026-05,a,4\np1,2025-11,a,2\np1,2026-05,b,1\n")
    assert (item(found), item(found, "b")) == ([4, 2], [1, None])
    first, second = found.column("respondent")
    assert first == second


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
    numbers = pd.DataFrame({"a": [4.0, -9.0, None, 5.0], "b": [-9, 1, 2, 3]})
    assert item(answers_from_frame(numbers, asked())) == [4, None, None, 5]
    assert item(answers_from_frame(numbers, asked()), "b") == [None, 1, 2, 3]


@pytest.mark.parametrize(
    "cells",
    [
        [1, 2, 5],
        np.array([1, 2, 5], dtype="int8"),
        np.array([1, 2, 5], dtype="float32"),
        pd.array([1, 2, 5], dtype="Int64"),
        pd.Categorical([1, 2, 5]),
        ["1", "2.0", "always"],
        [1, "2", "5,0"],
    ],
)
def test_cells_of_every_kind(cells: Any) -> None:
    """Whole and other numbers, categories and texts mean the same."""
    assert item(answers_from_frame(pd.DataFrame({"a": cells}), asked())) == [1, 2, 5]


@pytest.mark.parametrize(
    "cells",
    [
        [[1], [2], [3]],
        [{}, {}, {}],
        np.array([1j, 2, 3]),
        [True, True, True],
        [1e300, -1e300, np.inf],
        pd.array([2**64 - 1, 2**63, 257], dtype="UInt64"),
        pd.to_datetime(["2026-05-01"] * 3),
    ],
)
def test_cells_that_are_no_answers(cells: Any) -> None:
    """Whatever else a data frame may hold is a fault, in each of its rows."""
    with pytest.raises(AnswersError) as caught:
        answers_from_frame(pd.DataFrame({"a": cells}), asked())
    assert caught.value.faults[0].startswith("a, rows 2, 3 and 4: not on its scale")


def test_voices_and_versions() -> None:
    """Voices go by label or id; where nobody says one, it is the first of the version."""
    found = read("version,voice,a\nFor all,,1\nall,Receivers,2\n,receivers,3\n")
    assert found.column("voice").tolist() == ["workers", "receivers", "receivers"]
    assert read("voice,a\nworkers,1\n,\n").column("voice").tolist() == ["workers"]


def test_an_empty_voice() -> None:
    """Where there are voices, an answer that is nobody's is a fault."""
    told = "voice, rows 3 and 4: empty, and no version says whose answers these are"
    assert faults("version,voice,a\nall,,1\n,,3\n,,4\n,,\n") == (told,)
    assert faults("voice,a\nworkers,1\n,2\n,3\n") == (told,)


def test_a_voice_that_is_not_asked() -> None:
    """A voice that the version named beside it is not for is a fault."""
    versions = [{"id": one, "label": one, "voices": [one]} for one in VOICES]
    table = b"version,voice,a\nworkers,workers,1\nworkers,receivers,2\n"
    with pytest.raises(AnswersError) as caught:
        read_answers(table, "answers.csv", survey(versions=versions))
    assert caught.value.faults == ("voice, row 3: not a voice that the survey's version is for",)


def test_waves() -> None:
    """A wave is a year, a month or a day, and is said of all answers or of none."""
    assert read("wave,a\n2026,1\n2026-05,1\n2026-05-31,2\n").labels("wave") == [
        "2026",
        "2026-05",
        "2026-05-31",
    ]
    assert read("wave,a\n,1\n,2\n").labels("wave") == []
    assert read("wave,a\n2026-05,1\n,\n").labels("wave") == ["2026-05"]
    assert faults("wave,a\n2026-05,1\nMay,1\n,2\n2026-13,3\n26-05,3\n26-05,3\n") == (
        "wave, row 4: empty, while others name their wave",
        f"wave, rows 3, 5, 6 and 1 more: no {WAVE_FORMS}",
    )


def test_teams_that_may_be_one() -> None:
    """Teams that differ in capitals or blanks only are named; what is counted apart is said."""
    found = read("team,a\nNorth,1\nnorth ,2\nSouth,3\n South,1\nnorth  end,2\n")
    assert found.labels("team") == ["North", "South", "north", "north  end"]
    assert found.remarks == (
        'team: "North", "north" are counted apart; are they the same?',
        'team: "South" also stands with blanks around it, counted as the same',
    )
    assert read("team,a\nNorth,1\nSouth,2\n").remarks == ()


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
    expected = (
        "not on its scale: write 1 to 5 or its words; for no answer, an empty cell or I do not "
        "know or -9"
    )
    assert found == (
        "voice, row 3: none of workers, receivers",
        f"a, rows 2 and 5: {expected}",
        f"b, row 3: {expected}",
    )


def test_many_mistakes_are_a_line_for_each_column() -> None:
    """However many rows have it, a kind of fault is one line: its number and the first three."""
    with pytest.raises(AnswersError) as caught:
        read("a,b\n" + "7,1\n" * 1500)
    assert caught.value.faults[0].startswith("a, rows 2, 3, 4 and 1,497 more: not on its scale")
    assert str(caught.value).splitlines()[0] == "answers.csv: 1,500 faults in these answers."
    assert len(str(caught.value).splitlines()) == 2


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
    told = "respondent, rows 2 and 4: the same respondent more than once in one wave"
    assert faults(text) == (told,)


def test_several_people_twice() -> None:
    """Rows of the same respondent stand together."""
    table = "respondent,a\n" + "".join(f"p{n % 5},4\n" for n in range(12))
    rows = "rows 2, 7 and 12; 3, 8 and 13; 4 and 9; 2 more"
    told = f"respondent, {rows}: the same respondent more than once in one wave"
    assert faults(table) == (told,)
    assert read("respondent,a\n,4\n,4\n").people == 2


def test_twice_in_a_long_table() -> None:
    """In a table of single answers the second answer to an item is named."""
    found = faults("respondent,team,item,answer\np1,ash,a,4\np1,elm,a,5\np1,,c,5\n,,a,5\n,,,\n")
    assert found == (
        "respondent, row 5: empty",
        "item, row 4: not an item of the survey, by its id or its text",
        "team, row 3: not what an earlier row says of the same respondent",
        "a, row 3: answered before by the same respondent",
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
