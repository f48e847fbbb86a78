"""How many people a group has follows from the rows, or is not known."""

from __future__ import annotations

import pytest

from toc.analysis.group_sizes import GroupSizes, SizeRow
from toc.models.survey_parts import GroupSize

ROWS = [
    SizeRow({"voice": "workers", "team": "Ash"}, 7),
    SizeRow({"voice": "workers", "team": "Elm"}, 5),
    SizeRow({"voice": "receivers", "team": "Ash"}, 3),
]


@pytest.mark.parametrize(
    ("group", "number"),
    [
        ((), 15),
        ((("voice", "workers"),), 12),
        ((("team", "Ash"),), 10),
        ((("voice", "receivers"), ("team", "Ash")), 3),
        ((("voice", "receivers"), ("team", "Elm")), 0),
        ((("circle", "North"),), None),
    ],
)
def test_sizes(group: tuple[tuple[str, str], ...], number: int | None) -> None:
    """A group has the people of all rows that have its labels; None where rows do not say."""
    assert GroupSizes(ROWS).of(group) == number


def test_some_voices() -> None:
    """Of a sub-dimension that only some are asked about, only those count."""
    assert GroupSizes(ROWS).of((("team", "Ash"),), ["workers"]) == 7
    assert GroupSizes([SizeRow({"team": "Ash"}, 9)]).of((), ["workers"]) is None


def test_nothing_known() -> None:
    """Without rows nothing is known."""
    assert GroupSizes().of(()) is None


def test_waves() -> None:
    """Rows of the wave itself come before rows without one; those of other waves say nothing."""
    rows = [SizeRow({"voice": "workers"}, 7), SizeRow({"voice": "workers", "wave": "2026"}, 9)]
    assert GroupSizes(rows, "2026").of(()) == 9
    assert GroupSizes(rows, "2027").of(()) == 7
    assert GroupSizes(rows[1:], "2027").of(()) is None


def test_of_a_survey() -> None:
    """What a survey says is read the same."""
    listed = [GroupSize(voice="workers", people=7), GroupSize(voice="receivers", people=2)]
    assert GroupSizes.listed(listed).of((("voice", "workers"),)) == 7
