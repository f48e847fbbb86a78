"""Answers become scores of persons, and persons become counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.analysis.survey_builders import answers, survey
from toc.analysis.coded import Coded
from toc.analysis.scale_cells import counted, finest_groups
from toc.analysis.scale_scores import scale_scores

PEOPLE: list[Any] = [
    ("workers", "ash", [5.0, 1.0]),
    ("workers", "ash", [1.0, 5.0]),
    ("receivers", "ash", [3.0, None]),
    ("receivers", "elm", [None, None]),
]


def test_scores() -> None:
    """Item `b` is reversed; one of two items is enough; who skipped one is marked."""
    made = survey()
    found = scale_scores(made, made.sub_dimensions[0], answers(PEOPLE))
    assert found.scored.numbers().tolist() == pytest.approx([100, 0, 50, float("nan")], nan_ok=True)
    assert found.skipped[found.scored.codes].tolist() == [False, False, True, False]


def test_counts() -> None:
    """Cells count people by score; who is the only one of a voice in a team is marked."""
    made = survey()
    given = answers(PEOPLE)
    groups = finest_groups(given, ("voice", "team"))
    cells = counted(scale_scores(made, made.sub_dimensions[0], given).scored, groups)
    assert groups.labels == [("workers", "ash"), ("receivers", "ash"), ("receivers", "elm")]
    assert cells.values.tolist() == [0, 50, 100]
    assert cells.counts.tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]
    assert cells.alone.tolist() == [False, True, False]


def test_counts_of_several_scales() -> None:
    """What was counted of one scale is not taken for another's, and items go with their scale."""
    items = [
        {"id": name, "text": name, "sub_dimension": part, "scale": "five"}
        for name, part in (("a", "trust"), ("b", "hope"))
    ]
    parts = [{"id": one, "label": one, "domain": "growth"} for one in ("trust", "hope")]
    made = survey(items=items, sub_dimensions=parts)
    given = answers([("workers", "ash", [5.0, 1.0]), ("workers", "ash", [4.0, 2.0])])
    groups = finest_groups(given, ("voice",))
    found = [scale_scores(made, one, given) for one in made.sub_dimensions]
    assert [counted(one.scored, groups).values.tolist() for one in found] == [[75, 100], [0, 25]]
    assert counted(found[0].answered["a"], groups).values.tolist() == [75, 100]


def test_a_table_of_ones_own() -> None:
    """A licensed scale is scored by the user's table, complete answers only, with its own ends."""
    table = [{"total": total, "score": 7 + total * 2} for total in range(2, 11)]
    part = {
        "id": "trust",
        "label": "T",
        "domain": "growth",
        "conversion": {"source": "my licence", "table": table},
    }
    made = survey(sub_dimensions=[part])
    found = scale_scores(made, made.sub_dimensions[0], answers(PEOPLE))
    assert found.scored.numbers().tolist() == pytest.approx(
        [27, 11, float("nan"), float("nan")], nan_ok=True
    )
    assert found.ends == (11, 27)


def test_who_was_asked() -> None:
    """An item that a version lacks does not count against those who had that version."""
    versions = [{"id": one, "label": one, "voices": [one]} for one in ("workers", "receivers")]
    items = [
        {"id": "a", "text": "A", "sub_dimension": "trust", "scale": "five"},
        {
            "id": "b",
            "text": "B",
            "sub_dimension": "trust",
            "scale": "five",
            "asked_of": ["workers"],
        },
    ]
    made = survey(versions=versions, items=items, minimum_answered=1)
    found = scale_scores(made, made.sub_dimensions[0], answers(PEOPLE))
    assert found.scored.numbers().tolist() == pytest.approx([50, 50, 50, float("nan")], nan_ok=True)
    assert not found.skipped[found.scored.codes].any()
    by_version = answers(PEOPLE, version=["receivers"] * 4)
    found = scale_scores(made, made.sub_dimensions[0], by_version)
    assert found.scored.numbers()[:3].tolist() == [100, 0, 50]


def test_nobody() -> None:
    """No people make no groups."""
    groups = finest_groups(answers([]), ("voice",))
    assert groups.labels == []
    assert counted(Coded.of(np.zeros(0)), groups).counts.shape == (0, 1)
