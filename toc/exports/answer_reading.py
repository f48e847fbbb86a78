"""Answers from spreadsheets, tables and data frames, by the survey that was asked."""

from __future__ import annotations

__all__ = ["AnswersError", "answers_from_frame", "read_answer_file", "read_answers"]

from typing import TYPE_CHECKING

import numpy as np

from toc.analysis.answers import Answers
from toc.errors import UnreadableError
from toc.exports.answer_columns import known_columns
from toc.exports.answer_faults import AnswerFaults, AnswersError
from toc.exports.answer_gathering import gathered_wide, item_columns, label_columns
from toc.exports.answer_groups import Groups, checked_groups, spelling_remarks
from toc.exports.answer_long import gathered_long
from toc.exports.answer_pieces import PIECE, frame_table
from toc.exports.answer_tables import read_table
from toc.kumu.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from toc.exports.answer_codes import AnswerCodes
    from toc.exports.answer_gathering import Gathered
    from toc.exports.answer_pieces import AnswerTable
    from toc.models.surveys import Survey

_LONG = ("item", "answer")
_NOBODYS = (
    "A row for each answer needs a column that says whose it is.",
    'Head it "respondent", or name it with --column respondent=HEADING.',
)
_SPELT = ("voice", "version", "wave")  # columns whose spelling is checked already


def read_answer_file(
    path: Path, survey: Survey, columns: Mapping[str, str] | None = None
) -> Answers:
    """The answers in a file, as `read_answers` gives them.

    Tables and Parquet files may be larger than the memory: of each answer one byte is kept.

    Raises:
        AnswersError: answers that the survey does not have, people who are there twice.
        UnreadableError: there is no such file, or no table in it.
    """
    try:
        with path.open("rb") as file:
            whole = not path.is_file() or file.read(4) == b"PK\x03\x04"
    except (OSError, ValueError):
        whole = True
    return read_answers(read_file(path) if whole else path, str(path), survey, columns)


def read_answers(
    content: bytes | Path,
    name: str,
    survey: Survey,
    columns: Mapping[str, str] | None = None,
    *,
    piece: int = PIECE,
) -> Answers:
    """The answers in a table, in the first sheet of a workbook, or in a Parquet file.

    Cells of a table are separated by commas, semicolons or tabs. There is one row for each person,
    or one for each answer with the columns `item` and `answer`. `columns` says which heading
    stands for `voice`, `team` and the like where it is another. `piece` rows are held as text at
    once, and make no difference to what is found.

    Raises:
        AnswersError: answers that the survey does not have, people who are there twice.
        UnreadableError: no table at all.
    """
    return _answers(read_table(content, name, piece), survey, columns or {}, name)


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
    return _answers(frame_table(frame), survey, columns or {}, name)


def _answers(table: AnswerTable, survey: Survey, columns: Mapping[str, str], name: str) -> Answers:
    table.refuse_twice(name)
    meant = known_columns([one for one in table.headings if one], survey, columns, name)
    places = {meant[one]: place for place, one in enumerate(table.headings) if one}
    groups = label_columns(places, columns)
    faults = AnswerFaults(["respondent", "item", *groups, *(item.id for item in survey.items)])
    if set(_LONG) <= places.keys():
        if "respondent" not in places:
            what, remedy = _NOBODYS
            raise UnreadableError(what, where=name, remedy=remedy)
        items = item_columns(survey, [item.id for item in survey.items])
        pieces = _pieces(table, places, ["respondent", *_LONG, *groups])
        found = gathered_long(pieces, survey, items, groups, faults)
    else:
        items = item_columns(survey, places)
        if not items and places and any(len(one[0]) for one in table.pieces([0])):
            what = "no column is headed by an item of the survey, by its id or its text"
            faults.add_places("", what, [], 1)
        wanted = [one for one in ("respondent", *groups, *items) if one in places]
        found = gathered_wide(_pieces(table, places, wanted), items, groups, faults)
    return _checked(survey, found, items, faults, name)


def _pieces(
    table: AnswerTable, places: Mapping[str, int], wanted: Sequence[str]
) -> Iterator[dict[str, pd.Series]]:
    for columns in table.pieces([places[one] for one in wanted]):
        yield dict(zip(wanted, columns, strict=True))


def _checked(
    survey: Survey,
    found: Gathered,
    items: Mapping[str, AnswerCodes],
    faults: AnswerFaults,
    name: str,
) -> Answers:
    """The answers, if nothing is wrong with them; without people who answered nothing at all."""
    answered = np.zeros(len(found.rows), dtype=bool)
    for codes in found.items.values():
        answered |= codes != 0
        if answered.all():
            break
    labels = checked_groups(survey, Groups(found.labels, found.rows, answered), faults)
    faults.refuse(name)
    remarks = [
        remark
        for column, one in found.groups.items()
        if column not in _SPELT
        for remark in spelling_remarks(column, one.ways)
    ]
    coded = {one: items[one].coded(codes) for one, codes in found.items.items()}
    whole = Answers(
        coded, labels, people=len(answered), respondents=found.respondents, remarks=remarks
    )
    return whole if answered.all() else whole.of_persons(answered)
