"""What the columns of an answer sheet mean, and what is no answer."""

from __future__ import annotations

__all__ = ["group_labels", "item_numbers", "known_columns"]

from typing import TYPE_CHECKING

import numpy as np

from toc.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from toc.models.survey_parts import SurveyItem
    from toc.models.surveys import Survey

_GROUPS = ("voice", "version", "team", "circle", "wave")
_WHO = ("respondent", "item", "answer")
_KNOWN = (*_GROUPS, *_WHO)


def known_columns(
    headings: Sequence[str], survey: Survey, columns: Mapping[str, str], name: str
) -> dict[str, str]:
    """What each heading is called here: an item's id, `voice`, `team` and so on, else as it is.

    Items are found by id or text, in any case.

    Raises:
        UnreadableError: a heading that `columns` names is not there, or two mean the same.
    """
    words = {text.casefold(): item.id for item in survey.items for text in (item.text, item.id)}
    words |= {word: word for word in _KNOWN}
    found = {one: words.get(one.strip().casefold(), one.strip()) for one in headings}
    for meant, heading in columns.items():
        held = [one for one in headings if one.strip().casefold() == heading.strip().casefold()]
        if not held:
            remedy = "The first row of the table holds the headings."
            what = f'No column is headed "{heading}".'
            raise UnreadableError(what, where=name, remedy=remedy)
        found = {one: one if word == meant else word for one, word in found.items()}
        found[held[0]] = meant
    twice = {word for word in found.values() if list(found.values()).count(word) > 1}
    if twice:
        raise UnreadableError(
            f"Two columns are both {', '.join(sorted(twice))}.",
            where=name,
            remedy="Take one of them out, or give it another heading.",
        )
    return found


def group_labels(
    table: pd.DataFrame, survey: Survey, named_columns: Iterable[str], faults: list[str]
) -> dict[str, list[str]]:
    """The labels of voice, version, team, circle, wave and the columns named by hand.

    Other columns may hold what people wrote in their own words, and go no further. Where nobody
    says a person's voice, it is the first of their version.
    """
    kept = dict.fromkeys([*_GROUPS, *named_columns])
    found = {one: table[one].tolist() for one in kept if one in table.columns and one not in _WHO}
    voices = {one.id: one.label or one.id for one in survey.voices}
    versions = {one.id: one.label for one in survey.versions}
    for column, named in (("voice", voices), ("version", versions)):
        if column in found:
            found[column] = _ids(table, column, named, faults)
    if "version" in found:
        first = {one.id: one.voices[0] for one in survey.versions if one.voices}
        given = found.get("voice", [""] * len(table))
        pairs = zip(given, found["version"], strict=True)
        found["voice"] = [voice or first.get(version, "") for voice, version in pairs]
    return found


def _ids(
    table: pd.DataFrame, column: str, named: Mapping[str, str], faults: list[str]
) -> list[str]:
    words = {text.casefold(): one for one, label in named.items() for text in (label, one)}
    words[""] = ""
    found = [words.get(text.casefold()) for text in table[column]]
    for row, one in zip(table["\0row"], found, strict=True):
        if one is None:
            faults.append(f"row {row}, {column}: none of {', '.join(named)}")
    return [one or "" for one in found]


def item_numbers(
    table: pd.DataFrame, survey: Survey, item: SurveyItem, faults: list[str]
) -> NDArray[np.float64]:
    """The answers to an item as numbers, NaN for none; what is no answer goes to `faults`.

    An answer is a number on the item's scale, or the text of one of its options, in any case.
    """
    import pandas as pd

    scale = survey.scale_of(item)
    none = {"", *(one.strip().casefold() for one in survey.missing)}
    texts = {one.text.strip().casefold(): one.value for one in scale.options}
    codes, given = pd.factorize(table[item.id])
    numbers, wrong = [], []
    for place, text in enumerate(map(str, given)):
        word = text.casefold()
        number = np.nan if word in none else texts.get(word, _number(text))
        if number is None or not (word in none or scale.holds(number)):
            wrong.append(place)
            number = np.nan
        numbers.append(number)
    if wrong:
        rows = table["\0row"].to_numpy()[np.isin(codes, wrong)]
        expected = _expected(survey, item)
        faults += [f"row {row}, {item.id}: {expected}" for row in rows]
    found: NDArray[np.float64] = np.array([*numbers, np.nan], dtype=float)[codes]
    return found


def _expected(survey: Survey, item: SurveyItem) -> str:
    scale = survey.scale_of(item)
    words = " or its words" if scale.options else ""
    none = ", ".join(["empty", *survey.missing])
    return f"no answer of this item: {scale.min:g} to {scale.max:g}{words}; no answer: {none}"


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if np.isfinite(number) else None
