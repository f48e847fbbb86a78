"""Answers gathered from a table with a row for each answer."""

from __future__ import annotations

__all__ = ["gathered_long"]

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toc.analysis.coded import Labels, smallest_for
from toc.exports.answer_codes import coded_texts, respondent_numbers
from toc.exports.answer_gathering import FIRST_ROW, Gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from toc.exports.answer_codes import AnswerCodes, LabelColumn
    from toc.exports.answer_faults import AnswerFaults
    from toc.exports.answer_gathering import Piece
    from toc.models.surveys import Survey

    Whole = NDArray[np.int64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # keeps numbers of waves away from those of people


def gathered_long(
    pieces: Iterable[Piece],
    survey: Survey,
    items: Mapping[str, AnswerCodes],
    groups: Mapping[str, LabelColumn],
    faults: AnswerFaults,
) -> Gathered:
    """The answers of a table with a row for each answer; impossible ones go to `faults`.

    Kept are one small number for each item of each person, and some 200 bytes for each person.
    """
    people = _People(items, groups, faults)
    words = {text.casefold(): item.id for item in survey.items for text in (item.text, item.id)}
    first = FIRST_ROW
    for piece in pieces:
        rows = np.arange(first, first + len(piece["answer"]))
        people.add(piece, words, rows)
        first += len(rows)
    return people.gathered()


class _People:
    """Everybody who was met so far: a row for each person and wave."""

    def __init__(
        self,
        items: Mapping[str, AnswerCodes],
        groups: Mapping[str, LabelColumn],
        faults: AnswerFaults,
    ) -> None:
        self._items = items
        self._groups = groups
        self._faults = faults
        self._places: dict[int, int] = {}
        kind = smallest_for(max((one.wrong for one in items.values()), default=0) + 1)
        self._answers = np.zeros((1024, len(items)), dtype=kind)  # 0 is not met, 1 no answer
        self._labels = {name: np.full(1024, -1, dtype=np.int64) for name in groups}
        self._rows = np.zeros(1024, dtype=np.int64)
        self._numbers = np.zeros(1024, dtype=np.uint64)

    def add(self, piece: Piece, words: Mapping[str, str], rows: Whole) -> None:
        """Take in a piece: these rows of the table."""
        asked = coded_texts(piece["item"])
        columns = {name: place for place, name in enumerate(self._items)}
        meant = [columns.get(words.get(one.casefold(), ""), -1) for one in asked.texts]
        items = np.array(meant, dtype=np.int64)[asked.codes]
        numbers = respondent_numbers(piece["respondent"])
        labels = {name: one.add(piece[name]).astype(np.int64) for name, one in self._groups.items()}
        nothing = np.array([one == "" for one in asked.texts])[asked.codes]
        nothing &= (
            piece["answer"].isna() | (piece["answer"].astype("str").str.strip() == "")
        ).to_numpy()
        unknown = (items < 0) & ~nothing
        self._tell("item", "not an item of the survey, by its id or its text", rows[unknown])
        self._tell("respondent", "empty", rows[(numbers == 0) & ~nothing])
        known = np.flatnonzero((items >= 0) & (numbers > 0))
        waves = labels["wave"][known] if "wave" in labels else np.zeros(len(known), dtype=np.int64)
        persons = self._persons(numbers[known], waves, rows[known])
        for name, codes in labels.items():
            self._label(name, persons, codes[known], rows[known])
        self._answer(persons, items[known], piece["answer"].iloc[known], rows[known])

    def gathered(self) -> Gathered:
        """All of it."""
        people = len(self._places)
        whole = self._answers[:people]
        met = {name: whole[:, place] for place, name in enumerate(self._items)}
        items = {
            name: np.where(one > 0, one - (one > 0), 0).astype(self._items[name].kind)
            for name, one in met.items()
            if one.any()
        }
        labels = {}
        for name, column in self._groups.items():
            names = column.names if "" in column.names else [*column.names, ""]
            codes = self._labels[name][:people]
            codes = np.where(codes < 0, names.index(""), codes)
            labels[name] = Labels(codes.astype(smallest_for(len(names))), names)
        rows, numbers = self._rows[:people], self._numbers[:people]
        return Gathered(items, self._groups, labels, numbers, rows)

    def _persons(self, numbers: NDArray[np.uint64], waves: Whole, rows: Whole) -> Whole:
        """The place of each row's person; new people get the next ones."""
        mixed = numbers ^ (waves.astype(np.uint64) * _SPREAD)
        codes, found = pd.factorize(mixed)
        before = len(self._places)
        places = [self._places.setdefault(one, len(self._places)) for one in found.tolist()]
        while len(self._places) > len(self._rows):
            self._grow()
        persons = np.array(places, dtype=np.int64)[codes]
        new, first = np.unique(persons, return_index=True)
        new, first = new[new >= before], first[new >= before]
        self._rows[new] = rows[first]
        self._numbers[new] = numbers[first]
        return persons

    def _grow(self) -> None:
        self._answers = np.concatenate([self._answers, np.zeros_like(self._answers)])
        self._rows = np.concatenate([self._rows, self._rows])
        self._numbers = np.concatenate([self._numbers, self._numbers])
        for name, one in self._labels.items():
            self._labels[name] = np.concatenate([one, np.full_like(one, -1)])

    def _label(self, name: str, persons: Whole, codes: Whole, rows: Whole) -> None:
        """A person's label is the first that their rows say; others are faults."""
        names = self._groups[name].names
        said = codes != (names.index("") if "" in names else -1)
        persons, codes, rows = persons[said], codes[said], rows[said]
        held = self._labels[name]
        found, first = np.unique(persons, return_index=True)
        new = held[found] < 0
        held[found[new]] = codes[first[new]]
        told = "not what an earlier row says of the same respondent"
        self._tell(name, told, rows[held[persons] != codes])

    def _answer(self, persons: Whole, items: Whole, answers: pd.Series, rows: Whole) -> None:
        for place, (name, coding) in enumerate(self._items.items()):
            here = np.flatnonzero(items == place)
            if not len(here):
                continue
            who = persons[here]
            codes = coding.codes(answers.iloc[here])
            self._tell(name, coding.expected, rows[here][codes == coding.wrong])
            again = pd.Series(who).duplicated().to_numpy() | (self._answers[who, place] > 0)
            self._tell(name, "answered before by the same respondent", rows[here][again])
            self._answers[who[~again], place] = codes[~again].astype(self._answers.dtype) + 1

    def _tell(self, column: str, what: str, rows: Whole) -> None:
        self._faults.add(column, what, rows)
