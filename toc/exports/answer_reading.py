"""Answers from spreadsheets, tables and data frames, by the survey that was asked."""

from __future__ import annotations

__all__ = ["AnswersError", "answers_from_frame", "read_answers"]

import re
from typing import TYPE_CHECKING

from toc.errors import UnreadableError
from toc.exports.answer_columns import group_labels, item_numbers, known_columns
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from toc.analysis.answers import Answers
    from toc.models.surveys import Survey

_WORKBOOK = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONG = ("item", "answer")
_WHO = ("respondent", "wave")
_FIRST = 2  # the row in which answers begin; headings are in the first
_MOST_FAULTS = 20


class AnswersError(UnreadableError):
    """Answers with faults; `faults` names rows and columns, never what else somebody answered."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        number = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__(f"{number} in these answers.", where=name)

    def __str__(self) -> str:
        shown = self.faults[:_MOST_FAULTS]
        more = len(self.faults) - len(shown)
        rest = [f"{self.where}: and {more} more"] if more else []
        return "\n".join(
            [f"{self.where}: {self.what}", *(f"{self.where}: {one}" for one in shown), *rest]
        )


def read_answers(
    content: bytes, name: str, survey: Survey, columns: Mapping[str, str] | None = None
) -> Answers:
    """The answers in a table or in the first sheet of a workbook.

    Cells of a table are separated by commas, semicolons or tabs. There is one row for each person,
    or one for each answer with the columns `item` and `answer`. `columns` says which heading
    stands for `voice`, `team` and the like where it is another.

    Raises:
        AnswersError: answers that the survey does not have, people who are there twice.
        UnreadableError: no table at all.
    """
    table = _workbook(content, name) if content.startswith(_WORKBOOK) else _csv(content, name)
    return answers_from_frame(table, survey, columns, name=name)


def answers_from_frame(
    frame: pd.DataFrame,
    survey: Survey,
    columns: Mapping[str, str] | None = None,
    *,
    name: str = "answers",
) -> Answers:
    """The answers in a data frame, in the forms that `read_answers` knows; numbers or words.

    Raises:
        AnswersError: answers that the survey does not have, people who are there twice.
    """
    from toc.analysis.answers import Answers

    _refuse_twice([str(one).strip() for one in frame.columns], name)
    table = _texts(frame).rename(columns=str)
    table["\0row"] = range(_FIRST, _FIRST + len(table))
    table = table[(table.drop(columns="\0row") != "").any(axis=1)]
    found = known_columns(list(table.columns[:-1]), survey, columns or {}, name)
    table = table.rename(columns=found)
    faults: list[str] = []
    if set(_LONG) <= set(table.columns):
        table = _wide(table, survey, faults, name)
    faults += _twice(table)
    groups = group_labels(table, survey, columns or (), faults)
    items = {
        item.id: item_numbers(table, survey, item, faults)
        for item in survey.items
        if item.id in table.columns
    }
    if not items and len(table):
        faults.append("no column is headed by an item of the survey, by its id or its text")
    if faults:
        raise AnswersError(name, faults)
    return Answers(items, groups, people=len(table))


def _refuse_twice(headings: Sequence[str], name: str) -> None:
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise UnreadableError(
                f'Two columns are headed "{legible(heading)}".',
                where=name,
                remedy="Take one of them out, or give it another heading.",
            )


def _csv(content: bytes, name: str) -> pd.DataFrame:
    import io

    import pandas as pd

    text = _decoded(content)
    header = re.sub('"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    if not header.strip():
        return pd.DataFrame()
    separator = max(",;\t", key=header.count)
    try:
        table = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, ValueError):
        raise UnreadableError(
            "This is no table: rows have more cells than headings, or a quotation mark is never "
            "closed.",
            where=name,
            remedy="Save it from a spreadsheet program as CSV once more.",
        ) from None
    return table[1:].set_axis(table.iloc[0].str.strip(), axis=1)


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _workbook(content: bytes, name: str) -> pd.DataFrame:
    import pandas as pd

    from toc.kumu.sheets import Remarks, cell_text
    from toc.kumu.workbook_reading import read_workbook

    for sheet in read_workbook(content, name, Remarks()):
        rows = [[cell_text(cell).strip() for cell in row] for row in sheet.rows]
        if rows:
            width = max(map(len, rows))
            full = [row + [""] * (width - len(row)) for row in rows]
            return pd.DataFrame(full[1:], columns=full[0], dtype="str")
    return pd.DataFrame()


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every cell as text, "" where there is nothing, whole numbers without a point."""
    from toc.kumu.sheets import cell_text

    made = {}
    for place, heading in enumerate(frame.columns):
        column = frame.iloc[:, place]
        if str(heading).strip() == "":
            continue
        if column.dtype != "str":
            column = column.astype(object).where(column.notna(), "").map(cell_text)
        made[heading] = column.fillna("").astype("str").str.strip().reset_index(drop=True)
    import pandas as pd

    return pd.DataFrame(made)


def _wide(table: pd.DataFrame, survey: Survey, faults: list[str], name: str) -> pd.DataFrame:
    """One row per person and wave, from one row per answer."""
    import pandas as pd

    if "respondent" not in table.columns:
        raise UnreadableError(
            "A row for each answer needs a column that says whose it is.",
            where=name,
            remedy='Head it "respondent", or name it with --column respondent=HEADING.',
        )
    ids = {item.id: item.id for item in survey.items}
    ids |= {item.text.casefold(): item.id for item in survey.items}
    named = pd.Series(
        [ids.get(text) or ids.get(text.casefold()) for text in table["item"]], table.index
    )
    unknown = table["\0row"][named.isna()]
    faults += [f"row {row}, item: the survey has no such item" for row in unknown]
    table = table.assign(item=named)[named.notna()]
    who = [column for column in _WHO if column in table.columns]
    again = table.duplicated([*who, "item"])
    for row, item in zip(table["\0row"][again], table["item"][again], strict=True):
        faults.append(f"row {row}, {item}: the same person has answered this before")
    table = table[~again]
    people = table.drop(columns=[*_LONG]).drop_duplicates(who).set_index(who)
    answers = table.pivot(index=who, columns="item", values="answer").fillna("")
    return people.join(answers).reset_index()


def _twice(table: pd.DataFrame) -> list[str]:
    who = [column for column in _WHO if column in table.columns]
    if "respondent" not in who:
        return []
    named = table[table["respondent"] != ""]
    again = named[named.duplicated(who, keep=False)]
    rows = again.groupby(who, sort=False)["\0row"].agg(list)
    return [
        f"rows {', '.join(map(str, found))}: the same respondent more than once" for found in rows
    ]
