"""A group is shown only where every difference of groups still holds enough people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from toc.analysis.privacy import ALL_STEPS, Cells, Protection, choose_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.privacy import Step

VALUES = np.array([0.0, 25, 50, 75, 100])


def cells(*sizes: int, alone: Sequence[int] = (), teams: Sequence[str] = ()) -> Cells:
    """Cells of these sizes whose people's scores go round all that there are."""
    counts = np.zeros((len(sizes), 5), dtype=np.int64)
    for row, size in enumerate(sizes):
        for person in range(size):
            counts[row, (person * 3 + row) % 5] += 1
    flags = np.array([row in alone for row in range(len(sizes))])
    return Cells(counts, VALUES, flags, [list(teams)] if teams else [])


def group(*rows: int, of: int) -> np.ndarray:
    return np.array([row in rows for row in range(of)])


def shown(
    cells: Cells, *groups: Sequence[int], without: Step | None = None, least: int = 10
) -> str:
    """`y` for each group that is shown and `-` for each that is not."""
    rule = Protection(least, ALL_STEPS - {without} if without else ALL_STEPS)
    asked = [group(*rows, of=len(cells.counts)) for rows in groups]
    return "".join("y" if one else "-" for one in choose_groups(cells, asked, (), rule).shown)


def test_size() -> None:
    """Ten people are shown, nine are not; the minimum can be another."""
    assert shown(cells(10, 9), [0], [1]) == "y-"
    assert shown(cells(8, 7), [0], [1], least=8) == "y-"


def test_what_is_left() -> None:
    """Of all people and a part of them, the second is hidden where the rest would be few."""
    assert shown(cells(20, 9), [0, 1], [0]) == "y-"
    assert shown(cells(20, 10), [0, 1], [0]) == "yy"
    assert shown(cells(20, 9), [0, 1], [0], without="remainder") == "yy"


def test_rows_and_columns() -> None:
    """A hidden cell that no row and no column gives away alone, but all together do, stays hidden.

    Every row and column here has two hidden cells or none: going through rows and columns until
    nothing changes stops, and the cell in the middle follows from the totals.
    """
    sizes = [12, 12, 0, 0, 12, 12, 3, 0, 0, 0, 12, 12, 0, 0, 12, 12]
    table = np.arange(16).reshape(4, 4)
    rows, columns = [list(row) for row in table], [list(column) for column in table.T]
    found = shown(cells(*sizes), *rows, *columns)
    assert "-" in found
    assert shown(cells(*sizes), *rows, *columns, without="remainder") == "y" * 8


def test_alike() -> None:
    """A group of one answer is hidden, however large, and so is one that lacks one person to it."""
    counts = np.zeros((2, 5), dtype=np.int64)
    counts[0, 4] = 30
    counts[1, [0, 4]] = 1, 29
    both = Cells(counts, VALUES, np.zeros(2, dtype=bool), [])
    assert shown(both, [0], [1]) == "--"
    assert shown(both, [0], [1], without="alike") == "yy"


def test_a_remainder_of_one_answer() -> None:
    """Two groups that differ are not both shown where those they differ by all said the same."""
    counts = np.zeros((2, 5), dtype=np.int64)
    counts[0] = 4
    counts[1, 0] = 15
    assert shown(Cells(counts, VALUES, np.zeros(2, dtype=bool), []), [0, 1], [0]) == "y-"


def test_alone() -> None:
    """Where the minimum is lowered, who is alone in a team is still among ten or hidden."""
    assert shown(cells(5, 1, alone=[1]), [0, 1], least=3) == "-"
    assert shown(cells(5, 1, alone=[1]), [0, 1], least=3, without="alone") == "y"
    assert shown(cells(9, 1, alone=[1]), [0, 1], least=3) == "y"


def test_named_teams() -> None:
    """Ten people of ten teams would be one in each."""
    ten = cells(*[1] * 10, teams="abcdefghij")
    assert shown(ten, list(range(10))) == "-"
    assert shown(ten, list(range(10)), without="listed") == "y"
    assert shown(cells(*[2] * 10, teams="abcdefghij"), list(range(10))) == "y"


def test_published_before() -> None:
    """What was shown before counts as shown, also where it is not asked for now."""
    two = cells(20, 9)
    asked = [group(0, of=2)]
    assert choose_groups(two, asked).shown == (True,)
    assert choose_groups(two, asked, [group(0, 1, of=2)]).shown == (False,)


def test_published_by_another_rule() -> None:
    """What was shown when the minimum was lower is not shown again now that it is not."""
    two = cells(20, 9)
    assert choose_groups(two, [group(1, of=2)], [group(1, of=2)]).shown == (False,)
    assert choose_groups(two, [group(0, of=2)], [group(1, of=2)]).shown == (True,)


def test_nobody() -> None:
    """A group without people is never shown, and hides no other."""
    assert shown(cells(12, 0), [1], [0], [0, 1]) == "-yy"


def test_regions() -> None:
    """Cells in the same shown groups have the same number; those in none have 0."""
    found = choose_groups(cells(12, 12, 12), [group(0, 1, of=3), group(0, of=3)])
    assert found.regions[2] == 0
    assert len(set(found.regions.tolist())) == 3


@pytest.mark.parametrize("seed", range(6))
def test_every_difference(seed: int) -> None:
    """Whatever is shown of a crossed table, its regions hold nobody or at least ten people."""
    random = np.random.default_rng(seed)
    made = cells(*random.integers(0, 14, 24).tolist())
    table = np.arange(24).reshape(4, 6)
    groups = [range(24), *table, *table.T, *([one] for one in range(24))]
    asked = [group(*rows, of=24) for rows in groups]
    choice = choose_groups(made, asked)
    for region in set(choice.regions.tolist()) - {0}:
        assert made.counts[choice.regions == region].sum() in {0, *range(10, 400)}
    for members, one in zip(asked, choice.shown, strict=True):
        inside = set(choice.regions[members].tolist())
        whole = all(members[choice.regions == region].all() for region in inside)
        assert not one or whole
