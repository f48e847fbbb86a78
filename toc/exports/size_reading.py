"""How many people each group has, from a table in a file."""

from __future__ import annotations

__all__ = ["read_sizes"]

import csv
import io
import re
from typing import TYPE_CHECKING

from toc.analysis.group_sizes import SizeRow
from toc.errors import UnreadableError
from toc.exports.legible import legible
from toc.models.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.models.surveys import Survey

    Labels = tuple[tuple[str, str], ...]

_COLUMNS = ("voice", "team", "circle", "wave")
_PEOPLE = "people"
_MOST_FAULTS = 20
_WHOLE = re.compile(r"[0-9]{1,9}")
_EXAMPLE = "Write a table like: voice,team,people and below it: workers,Ash,7."


def read_sizes(content: bytes, name: str, survey: Survey) -> list[SizeRow]:
    """The rows of a table with the column `people` and some of voice, team, circle and wave.

    Cells are separated by commas, semicolons or tabs. Voices are given by id or label. Every
    person is in one row only.

    Raises:
        UnreadableError: it is no such table; what is wrong is named by row and column.
    """
    rows = _rows(content, name)
    headings = [one.strip().casefold() for one in (rows[0] if rows else [])]
    _check(headings, name)
    faults: list[str] = []
    found: dict[Labels, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(headings, (one.strip() for one in row), strict=False))
        if not any(cells.values()):
            continue
        labels = tuple(_labels(cells, survey, f"row {number}", faults))
        if labels in found:
            faults.append(f"row {number}: this group has a row already")
        if _WHOLE.fullmatch(cells.get(_PEOPLE, "")):
            found[labels] = int(cells[_PEOPLE])
        else:
            faults.append(f"row {number}, {_PEOPLE}: a whole number belongs here")
    if faults:
        what = f"These sizes have faults: {'; '.join(faults[:_MOST_FAULTS])}."
        raise UnreadableError(what, where=name, remedy=_EXAMPLE)
    return [SizeRow(dict(labels), people) for labels, people in found.items()]


def _labels(
    cells: dict[str, str], survey: Survey, place: str, faults: list[str]
) -> Iterator[tuple[str, str]]:
    voices = {one.id.casefold(): one.id for one in survey.voices}
    voices |= {one.label.casefold(): one.id for one in survey.voices if one.label}
    for name in _COLUMNS:
        text = cells.get(name, "")
        if name == "voice" and text:
            if text.casefold() not in voices:
                known = ", ".join(one.id for one in survey.voices)
                faults.append(f"{place}, voice: none of {known}")
            text = voices.get(text.casefold(), text)
        if text:
            yield name, text


def _rows(content: bytes, name: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UnreadableError(
            f"These sizes are no table ({error}).", where=name, remedy=_EXAMPLE
        ) from None


def _check(headings: list[str], name: str) -> None:
    for one in headings:
        if one and one not in (*_COLUMNS, _PEOPLE):
            near = nearest(one, (*_COLUMNS, _PEOPLE))
            remedy = f"Did you mean {near}?" if near else _EXAMPLE
            what = f'These sizes have a column "{legible(one)}", which means nothing here.'
            raise UnreadableError(what, where=name, remedy=remedy)
    if _PEOPLE not in headings or len({*headings}) < len(headings):
        what = "These sizes need one column each of people and, as far as known, voice and team."
        raise UnreadableError(what, where=name, remedy=_EXAMPLE)
