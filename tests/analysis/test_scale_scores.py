"""Answers become scores by the ends that were declared, and too few answers become none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.analysis.scored_by_hand import percent_of_maximum, person_scores
from tests.analysis.survey_builders import VOICES, survey
from toc.analysis.answers import Answers
from toc.analysis.scale_scores import scale_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE = float("nan")


def item(name: str, low: float, high: float, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": name, "sub_dimension": "trust", "min": low, "max": high, **more}


def scores(items: Sequence[dict[str, Any]], *answers: Sequence[float], **more: Any) -> list[float]:
    """What people score whose answers to the items stand in the rows of `answers`."""
    made = survey(items=items, **more)
    table = np.array(answers, dtype=float)
    given = Answers({one["id"]: table[:, n] for n, one in enumerate(items)}, {})
    found: list[float] = scale_scores(made, made.sub_dimensions[0], given).persons.tolist()
    return found


def test_ends_that_were_declared() -> None:
    """An item is turned by its declared ends, also where nobody chose one of them."""
    rows = [[2.0], [3.0], [NONE], [4.0]]
    assert scores([item("a", 1, 5)], *rows) == pytest.approx([25, 50, NONE, 75], nan_ok=True)
    turned = scores([item("a", 1, 5, reversed=True)], *rows)
    assert turned == pytest.approx([75, 50, NONE, 25], nan_ok=True)


def test_scales_of_different_length() -> None:
    """Five and seven steps mix: the middle of both is 50, the ends are 0 and 100."""
    both = [item("a", 1, 5), item("b", 1, 7)]
    assert scores(both, [1, 1], [3, 4], [5, 7], [5, 1]) == [0, 50, 100, 50]


@pytest.mark.parametrize(("least", "scored"), [(0.5, [25, 50, NONE]), (0.75, [25, NONE, NONE])])
def test_answered_enough(least: float, scored: list[float]) -> None:
    """A score is the mean of what was answered, and needs the least share of the asked items."""
    four = [item(name, 0, 4) for name in "abcd"]
    rows = [[1, 1, 1, NONE], [0, 4, NONE, NONE], [4, NONE, NONE, NONE]]
    found = scores(four, *rows, minimum_answered=least)
    assert found == pytest.approx(scored, nan_ok=True)


def test_shares_that_are_no_exact_decimals() -> None:
    """A third of three items is one item, whatever binary fractions make of it."""
    three = [item(name, 0, 5) for name in "abc"]
    assert scores(three, [3, NONE, NONE], minimum_answered=1 / 3) == [60]


def test_answers_off_their_scale() -> None:
    """An answer that is not on its scale ends in an error: nobody may count by chance."""
    for wrong in (0.0, 6.0, 2.5):
        with pytest.raises(ValueError, match="not on their scale"):
            scores([item("a", 1, 5)], [wrong])


@pytest.mark.parametrize("seed", range(12))
def test_as_by_hand(seed: int) -> None:
    """Whatever is asked of whom and answered, persons score as they do by hand, to 1e-9."""
    random = np.random.default_rng(seed)
    number, people = int(random.integers(1, 13)), 300
    ends = [(int(low), int(low + random.integers(1, 12))) for low in random.integers(-3, 4, number)]
    turned = random.random(number) < 0.5
    askers = [[*VOICES], [VOICES[0]]]
    asked_of = [askers[int(random.random() < 0.3)] for _ in range(number)]
    made = survey(
        versions=[{"id": one, "label": one, "voices": [one]} for one in VOICES],
        items=[
            item(f"i{n}", *ends[n], reversed=bool(turned[n]), asked_of=asked_of[n])
            for n in range(number)
        ],
        minimum_answered=float(random.choice([0.2, 0.5, 0.8, 1.0])),
    )
    voices = random.choice(VOICES, people)
    columns = [random.integers(low, high + 1, people).astype(float) for low, high in ends]
    for column in columns:
        column[random.random(people) < 0.4] = NONE
    given = Answers({f"i{n}": one for n, one in enumerate(columns)}, {"voice": voices})
    found = scale_scores(made, made.sub_dimensions[0], given)
    percent = np.stack(
        [
            percent_of_maximum(one, *ends[n], reverse=bool(turned[n]))
            for n, one in enumerate(columns)
        ],
        axis=1,
    )
    asked = np.stack([np.isin(voices, one) for one in asked_of], axis=1)
    wanted = person_scores(percent, asked, made.minimum_answered)
    assert found.persons == pytest.approx(wanted, abs=1e-9, nan_ok=True)
    for n, name in enumerate(found.answered):
        own = np.where(asked[:, n], percent[:, n], NONE)
        assert found.answered[name].numbers() == pytest.approx(own, abs=1e-9, nan_ok=True)
