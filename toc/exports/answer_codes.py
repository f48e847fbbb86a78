"""Cells of answers as small whole numbers: steps of a scale, labels, people."""

from __future__ import annotations

__all__ = ["AnswerCodes", "LabelColumn", "Texts", "coded_texts", "respondent_numbers"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toc.analysis.coded import Coded, Labels, smallest_for
from toc.kumu.sheets import cell_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toc.models.survey_parts import SurveyItem
    from toc.models.survey_scales import Scale
    from toc.models.surveys import Survey

    Codes = NDArray[np.integer]

_AT_ONCE = 131_072  # numbers looked at at once, so that what is between stays near the processor
_LARGEST_TABLE = 65_533  # steps up to which each has its number written down
_NEAR = 1e-9
_MIDNIGHT = " 00:00:00"  # as days are printed that come as moments


class Texts(NamedTuple):
    """A column as the different texts in it: row `n` has `texts[codes[n]]`, the last one is none.

    `written` are the same texts with the blanks that stood around them.
    """

    codes: Codes
    texts: list[str]
    written: list[str]


def coded_texts(column: pd.Series) -> Texts:
    """A column of whatever as texts; whole numbers have no point."""
    try:
        codes, found = pd.factorize(column)
    except TypeError:  # lists in cells, as Parquet files may have them
        codes, found = pd.factorize(column.map(str, na_action="ignore"))
    written = [
        cell_text(one).removesuffix(_MIDNIGHT) for one in pd.Index(found).astype(object).tolist()
    ]
    return Texts(codes, [*(one.strip() for one in written), ""], [*written, ""])


class LabelColumn:
    """A column of labels as it grows; `ways` are the ways in which each was written."""

    def __init__(self) -> None:
        self.ways: dict[str, set[str]] = {}
        self._names: dict[str, int] = {}
        self._pieces: list[Codes] = []

    def add(self, column: pd.Series) -> Codes:
        """Take in a piece; gives its codes."""
        return self.take(coded_texts(column))

    def take(self, found: Texts) -> Codes:
        """Take in a piece whose texts have been found; gives its codes."""
        for text, written in zip(found.texts, found.written, strict=True):
            if text:
                self.ways.setdefault(text, set()).add(written)
        complete = not len(found.codes) or found.codes.min() >= 0
        texts = found.texts[:-1] if complete else found.texts
        places = [self._names.setdefault(text, len(self._names)) for text in texts]
        kind = smallest_for(len(self._names))
        if complete and places == list(range(len(places))):
            codes = found.codes.astype(kind)
        else:
            codes = np.array(places, dtype=kind)[found.codes]
        self._pieces.append(codes)
        return codes

    @property
    def names(self) -> list[str]:
        """The labels so far, in the order in which they were met."""
        return [*self._names]

    def labels(self) -> Labels:
        """The whole column."""
        if len(self._pieces) == 1:
            return Labels(self._pieces[0], self.names)
        none = np.zeros(0, dtype=np.uint8)
        return Labels(np.concatenate([none, *self._pieces]), self.names)


class AnswerCodes:
    """How the answers to an item are coded: 0 is none, 1 the lowest step of its scale, and so on.

    `wrong` is what is no answer of the item.
    """

    def __init__(self, survey: Survey, item: SurveyItem) -> None:
        scale = survey.scale_of(item)
        self.expected = _expected(survey, scale)
        self._scale = scale
        self._top = round((scale.max - scale.min) / scale.step)
        self.wrong = self._top + 2
        self.kind = smallest_for(self.wrong)
        self._none = {"", *(one.strip().casefold() for one in survey.missing)}
        self._texts = {one.text.strip().casefold(): one.value for one in scale.options}
        self._none_numbers = [
            number for one in survey.missing if (number := _number(one.strip())) is not None
        ]

    def codes(self, column: pd.Series) -> Codes:
        """The codes of a piece of the column."""
        if column.dtype.kind in "iuf":
            return self._of_numbers(_plain_numbers(column))
        found = coded_texts(column)
        return np.array([self._of_text(one) for one in found.texts], dtype=self.kind)[found.codes]

    def coded(self, codes: Codes) -> Coded:
        """The codes of a whole column with the numbers that they stand for."""
        held: Codes = np.arange(self._top + 2)
        if self._top > _LARGEST_TABLE:
            codes, held = pd.factorize(codes.astype(np.int64))
        scale = self._scale
        values = scale.min + (scale.max - scale.min) * (held.astype(float) - 1) / self._top
        return Coded(codes, np.where(held > 0, values, np.nan))

    def _of_text(self, text: str) -> int:
        word = text.casefold()
        if word in self._none:
            return 0
        number = self._texts.get(word, _number(text))
        if number is None or not self._scale.holds(number):
            return self.wrong
        return round((number - self._scale.min) / self._scale.step) + 1

    def _of_numbers(self, numbers: NDArray[np.number]) -> Codes:
        codes = np.empty(len(numbers), dtype=self.kind)
        for first in range(0, len(numbers), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            self._write(numbers[some], codes[some])
        return codes

    def _write(self, numbers: NDArray[np.number], codes: Codes) -> None:
        steps, right = self._steps(numbers)
        np.multiply(steps, right, out=codes, casting="unsafe")
        right |= np.isnan(numbers)
        if right.all():
            return
        for number in self._none_numbers:
            right |= numbers == number
        codes[~right] = self.wrong

    def _steps(self, numbers: NDArray[np.number]) -> tuple[Codes, NDArray[np.bool_]]:
        """The place of each number on the scale, from 1, and whether it is on it."""
        scale, whole = self._scale, np.int8 if self.wrong <= 127 else np.int64
        with np.errstate(invalid="ignore", over="ignore"):
            if scale.step == 1 and float(scale.min).is_integer():
                from_one = numbers if scale.min == 1 else numbers - (scale.min - 1)
                steps: Codes = from_one.astype(whole)
                right = steps == from_one
            else:
                from_one = (numbers - scale.min) / scale.step + 1
                steps = np.rint(from_one).astype(whole)
                right = np.abs(from_one - steps) < _NEAR
        places: Codes = steps.view(np.uint8 if whole is np.int8 else np.uint64)
        right &= (places - places.dtype.type(1)) <= self._top  # 0 and below are very large here
        return steps, right


def respondent_numbers(column: pd.Series) -> NDArray[np.uint64]:
    """A number for each code of a respondent, 0 for none.

    Whole numbers have their own; two texts have the same number once in some 10 ** 19 pairs.
    """
    if pd.api.types.is_integer_dtype(column):
        numbers = column.fillna(0).to_numpy().astype(np.int64).view(np.uint64) * np.uint64(2)
        numbers += np.uint64(1)
        return np.where(column.isna(), np.uint64(0), numbers) if column.hasnans else numbers
    if column.dtype == "str":
        texts = column.fillna("").str.strip().to_numpy(dtype=object)
        hashes = pd.util.hash_array(texts, categorize=False)
        return np.where(texts == "", 0, hashes | np.uint64(1))
    found = coded_texts(column)
    hashes = pd.util.hash_array(np.array(found.texts, dtype=object), categorize=False)
    return np.where(np.array(found.texts) == "", 0, hashes | np.uint64(1))[found.codes]


def _plain_numbers(column: pd.Series) -> NDArray[np.number]:
    if isinstance(column.dtype, np.dtype):
        found: NDArray[np.number] = column.to_numpy()
        return found
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def _expected(survey: Survey, scale: Scale) -> str:
    words = " or its words" if scale.options else ""
    none = " or ".join(["an empty cell", *survey.missing])
    return f"not on its scale: write {scale.min:g} to {scale.max:g}{words}; for no answer, {none}"


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if np.isfinite(number) and "_" not in text else None
