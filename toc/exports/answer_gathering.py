"""Answers gathered piece by piece: kept are one small number for each cell, and no text twice."""

from __future__ import annotations

__all__ = ["FIRST_ROW", "Gathered", "gathered_wide", "item_columns", "label_columns"]

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.exports.answer_codes import (
    AnswerCodes,
    LabelColumn,
    coded_texts,
    respondent_numbers,
)
from toc.exports.answer_faults import rows_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from toc.analysis.coded import Labels
    from toc.exports.answer_faults import AnswerFaults
    from toc.models.surveys import Survey

    Codes = NDArray[np.integer]
    Piece = Mapping[str, pd.Series]

FIRST_ROW = 2
"""The row in which answers begin; headings are in the first."""

_GROUPS = ("voice", "version", "team", "circle", "wave")
_WHO = ("respondent", "item", "answer")
_NAMED = 3


class Gathered(NamedTuple):
    """All answers: codes for each item, columns of labels, and a number for each respondent.

    `rows` has the row in which each person stands first; `respondents` is None where there are no
    codes of theirs.
    """

    items: Mapping[str, Codes]
    groups: Mapping[str, LabelColumn]
    labels: Mapping[str, Labels]
    respondents: NDArray[np.uint64] | None
    rows: NDArray[np.integer]


def label_columns(columns: Iterable[str], named: Iterable[str]) -> dict[str, LabelColumn]:
    """A column to be filled for each that groups people: those known, and those named by hand.

    Other columns may hold what people wrote in their own words, and go no further.
    """
    there = set(columns)
    kept = dict.fromkeys([*_GROUPS, *named])
    return {one: LabelColumn() for one in kept if one in there and one not in _WHO}


def item_columns(survey: Survey, columns: Iterable[str]) -> dict[str, AnswerCodes]:
    """How each item that has a column is coded."""
    there = set(columns)
    return {item.id: AnswerCodes(survey, item) for item in survey.items if item.id in there}


def gathered_wide(
    pieces: Iterable[Piece],
    items: Mapping[str, AnswerCodes],
    groups: Mapping[str, LabelColumn],
    faults: AnswerFaults,
) -> Gathered:
    """The answers of a table with a row for each person; impossible ones go to `faults`."""
    codes: dict[str, list[Codes]] = {name: [] for name in items}
    numbers: list[NDArray[np.uint64]] = []
    people = 0
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for piece in pieces:
            people += len(next(iter(piece.values()), ()))
            texts = [threads.submit(coded_texts, piece[name]) for name in groups]
            found = [threads.submit(one.codes, piece[name]) for name, one in items.items()]
            for column, labels_found in zip(groups.values(), texts, strict=True):
                column.take(labels_found.result())
            if "respondent" in piece:
                numbers.append(respondent_numbers(piece["respondent"]))
            for name, one in zip(items, found, strict=True):
                codes[name].append(one.result())
    rows = np.arange(FIRST_ROW, FIRST_ROW + people)
    whole = {name: _joined(codes.pop(name), coding.kind) for name, coding in items.items()}
    for name, coding in items.items():
        wrong = whole[name] == coding.wrong
        if wrong.any():
            faults.add(name, coding.expected, rows[wrong])
    labels = {name: column.labels() for name, column in groups.items()}
    respondents = np.concatenate(numbers) if numbers else None
    if respondents is not None:
        _refuse_twice(respondents, labels.get("wave"), rows, faults)
    return Gathered(whole, groups, labels, respondents, rows)


def _joined(pieces: Sequence[Codes], kind: type[np.integer]) -> Codes:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate([np.zeros(0, dtype=kind), *pieces])


def _refuse_twice(
    respondents: NDArray[np.uint64],
    waves: Labels | None,
    rows: NDArray[np.integer],
    faults: AnswerFaults,
) -> None:
    if len(respondents) < 2 or (respondents[1:] > respondents[:-1]).all():
        return
    table = pd.DataFrame({"who": respondents, "wave": 0 if waves is None else waves.codes})
    again = table.duplicated(keep=False).to_numpy() & (respondents > 0)
    if again.any():
        met = table[again].assign(row=rows[again]).groupby(["who", "wave"], sort=False)["row"]
        places = [
            rows_text([str(row) for row in one[:_NAMED].tolist()], len(one)).removeprefix("rows ")
            for _, one in islice(met, _NAMED)
        ]
        told = "the same respondent more than once in one wave"
        faults.add_places("respondent", told, places, met.ngroups)
