"""Alpha and favourable shares from counts are those from the answers themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.analysis.survey_builders import answers, survey
from toc.analysis.reliability import reliability
from toc.analysis.scale_cells import counted, finest_groups
from toc.analysis.scale_consistency import consistency
from toc.analysis.scale_scores import scale_scores
from toc.analysis.scale_shares import favourable_cut, item_shares, scale_shares

ITEMS: list[dict[str, Any]] = [
    {"id": one, "text": one, "sub_dimension": "trust", "scale": "five"} for one in "abcd"
]
RANDOM = np.random.default_rng(7)
TABLE = np.clip(np.rint(3 + RANDOM.normal(size=(80, 1)) + RANDOM.normal(size=(80, 4))), 1, 5)
TABLE[RANDOM.random(TABLE.shape) < 0.03] = np.nan
OF_VOICE = np.array(["workers", "receivers"])[(np.arange(80) % 3 == 0).astype(int)]


def given(names: str = "abcd") -> Any:
    listed = [[None if np.isnan(one) else float(one) for one in row] for row in TABLE]
    people = [
        (str(voice), "ash", row[: len(names)]) for voice, row in zip(OF_VOICE, listed, strict=True)
    ]
    made = survey(items=ITEMS[: len(names)])
    found = answers(people, names)
    return made, finest_groups(found, ("voice",)), scale_scores(made, made.sub_dimensions[0], found)


@pytest.mark.parametrize("voice", ["", "workers", "receivers"])
def test_alpha(voice: str) -> None:
    """Alpha of a group is that of its rows, to 1e-9."""
    _, groups, found = given()
    sums = consistency(found, groups)
    rows = TABLE[voice == OF_VOICE] if voice else TABLE
    theirs = reliability((rows - 1) * 25)
    assert sums is not None
    ours = sums.alpha(groups.within((("voice", voice),) if voice else ()), 10)
    assert ours == pytest.approx(theirs, abs=1e-9)
    assert ours is not None
    assert ours.n == int((~np.isnan(rows)).all(axis=1).sum())


def test_others() -> None:
    """Who answered some and not all of it is counted beside."""
    _, groups, found = given()
    sums = consistency(found, groups)
    assert sums is not None
    part = np.isnan(TABLE).any(axis=1) & ~np.isnan(TABLE).all(axis=1)
    assert sums.others.counts.sum() == part.sum() > 0


def test_two_items() -> None:
    """Two items have no alpha."""
    _, groups, found = given("ab")
    assert consistency(found, groups) is None


def test_shares() -> None:
    """Favourable are answers at or above the cut, each person counting the same."""
    made, groups, found = given()
    cells = scale_shares(made, found, groups)
    scored = (~np.isnan(TABLE)).sum(axis=1) >= 2
    theirs = np.nanmean(np.where(np.isnan(TABLE), np.nan, TABLE >= 4)[scored], axis=1)
    assert cells is not None
    assert cells.counts.sum() == scored.sum()
    mean = cells.counts.sum(axis=0) @ cells.values / cells.counts.sum()
    assert mean == pytest.approx(100 * theirs.mean(), abs=1e-9)
    item = item_shares(favourable_cut(made, made.items[0]), counted(found.answered["a"], groups))
    assert item is not None
    assert item.counts.sum(axis=0).tolist() == [(TABLE[:, 0] < 4).sum(), (TABLE[:, 0] >= 4).sum()]


@pytest.mark.parametrize(
    ("scale", "cut"),
    [
        ({"min": 1, "max": 5}, 75),
        ({"min": -2, "max": 2}, 75),
        ({"min": 1, "max": 7}, None),
        ({"min": 1, "max": 7, "favourable_from": 6}, 500 / 6),
    ],
)
def test_cuts(scale: dict[str, Any], cut: float | None) -> None:
    """The cut is what the scale declares, else the fourth of five steps, else there is none."""
    made = survey(scales=[{"id": "five"} | scale])
    assert favourable_cut(made, made.items[0]) == pytest.approx(cut)
