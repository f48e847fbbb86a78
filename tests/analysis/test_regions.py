"""Choosing groups with a short cut gives what choosing them one region after the other gives."""

from __future__ import annotations

import numpy as np
import pytest

from toc.analysis.privacy import ALL_STEPS, Cells, Protection, choose_groups, region_is_safe
from toc.analysis.regions import Regions, bits_of, members_of


def plainly_chosen(
    cells: Cells, asked: list[np.ndarray], published: list[np.ndarray], rule: Protection
) -> list[bool]:
    """Every region looked at anew for every group, as the rule says it."""
    groups, shown = list(published), []
    for members in asked:
        before, after = _regions(groups), _regions([*groups, members])
        parts = [part for part in after if part.tobytes() not in {one.tobytes() for one in before}]
        parts += [part for part in after if (part & members).any()]
        yes = bool(cells.counts[members].sum())
        yes &= all(region_is_safe(cells, part, rule) for part in parts)
        shown.append(yes)
        groups += [members] if yes else []
    return shown


def _regions(groups: list[np.ndarray]) -> list[np.ndarray]:
    if not groups:
        return []
    table = np.stack(groups, axis=1)
    _, found = np.unique(table, axis=0, return_inverse=True)
    parts = [found.ravel() == one for one in range(found.max() + 1)]
    return [part for part in parts if table[part].any()]


@pytest.mark.parametrize("seed", range(150))
def test_the_short_cut(seed: int) -> None:
    """Whatever the cells, the groups and what was published, the same groups are shown."""
    random = np.random.default_rng(seed)
    number, width = int(random.integers(1, 14)), int(random.integers(1, 6))
    counts = random.integers(0, random.integers(1, 14), (number, width))
    counts *= random.random((number, width)) < random.random()
    values = np.sort(random.choice(np.arange(0, 101, 12.5), width, replace=False))
    alone = (counts.sum(axis=1) == 1) & (random.random(number) < 0.7)
    listed = [[" abcd"[one].strip() for one in random.integers(0, 5, number)] for _ in range(2)]
    cells = Cells(counts, values, alone, listed)
    asked = [random.random(number) < random.random() for _ in range(10)]
    published = [random.random(number) < 0.5 for _ in range(seed % 3)]
    rule = Protection(int(random.choice([3, 5, 10, 12])), ALL_STEPS)
    found = choose_groups(cells, asked, published, rule)
    assert list(found.shown) == plainly_chosen(cells, asked, published, rule)
    made = [*published, *(one for one, yes in zip(asked, found.shown, strict=True) if yes)]
    parts = {members.tobytes() for members in _regions(made)}
    numbers = set(found.regions.tolist()) - {0}
    assert {(found.regions == one).tobytes() for one in numbers} == parts


def test_sets_of_cells() -> None:
    """A set of cells is the same as bits and as a row of yes and no."""
    members = np.array([True, False, False, True, False, False, False, False, True])
    assert bits_of(members) == 0b100001001
    assert members_of(0b100001001, 9).tolist() == members.tolist()


def test_watched_cells() -> None:
    """Regions without a watched cell are not told apart; those with one are whole."""
    regions = Regions(4, [0])
    regions.divide(np.array([True, True, False, False]))
    regions.divide(np.array([False, False, True, True]))
    assert regions.parts(np.array([True, False, True, False])) == [0b0001, 0b0010]
    assert regions.numbers().tolist() == [1]
