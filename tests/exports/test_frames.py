from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import HealthCheck, given, settings

from tests.exports.theory_strategies import theories
from toc.exports.frames import COLUMNS, to_frame
from toc.models.links import Claim, Link
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.outcomes import MeasuredBy, Outcome
from toc.models.outputs import Dimension, Output
from toc.models.theory import Theory

THEORY = Theory(
    dimensions=(Dimension(id="circles", label="Circles"),),
    outputs=(
        Output(id="autonomy", label="Autonomy", dimension="circles", leads_to=(Claim(to="a"),)),
    ),
    outcomes=(
        Outcome(id="a", label="A", end=True, measured_by=(MeasuredBy(measure="survey"),)),
        Outcome(id="b", label="B", note="why"),
    ),
    measures=(
        Measure(
            id="survey",
            label="Survey",
            every="6 months",
            target=Mark(value=70, date=date(9999, 12, 31)),
            values=(
                DatedValue(date=date(2026, 5, 31), value=61.2, n=23, publishable=True),
                DatedValue(date=date(1, 1, 1), value=1),
            ),
        ),
    ),
    links=(Link(from_="b", to="a", mutual=True), Link(from_="a", to="a", mutual=True)),
)


def test_one_row_for_each_item() -> None:
    """Rows are the items in the order of the theory, with their role."""
    frame = to_frame(THEORY)
    assert frame["id"].tolist() == ["circles", "autonomy", "a", "b", "survey"]
    assert frame["role"].tolist() == ["dimension", "output", "outcome", "outcome", "measure"]
    assert frame.index.tolist() == [0, 1, 2, 3, 4]


def test_columns_and_dtypes() -> None:
    """Columns have their names, order and dtypes whether or not there is anything in them."""
    for frame in (to_frame(THEORY), to_frame(Theory())):
        assert list(frame) == list(COLUMNS)
        assert frame.dtypes.astype(str).tolist() == [
            dtype.removesuffix("[python]") for dtype in COLUMNS.values()
        ]


def test_links_and_measures_are_ids() -> None:
    """What an item leads to counts links wherever written, a mutual one at both its ends."""
    frame = to_frame(THEORY).set_index("id")
    assert frame["leads_to"].to_dict() == {
        "circles": (),
        "autonomy": ("a",),
        "a": ("b", "a"),
        "b": ("a",),
        "survey": (),
    }
    assert frame["measured_by"].tolist() == [(), (), ("survey",), (), ()]


def test_values_are_the_newest() -> None:
    """A measure's row has its target and its newest value."""
    row = to_frame(THEORY).set_index("id").loc["survey"]
    assert row["value"] == 61.2
    assert row["value_date"] == pd.Timestamp("2026-05-31")
    assert row["n"] == 23
    assert row["publishable"]
    assert row["target"] == 70
    assert row["target_date"] == pd.Timestamp("9999-12-31")
    assert row["every"] == "6 months"
    assert row[["baseline", "baseline_date", "low"]].isna().all()


def test_what_makes_no_sense_is_missing() -> None:
    """What is not given, or is nothing for that role, is missing."""
    frame = to_frame(THEORY).set_index("id")
    assert frame["end"].isna().tolist() == [True, True, False, False, True]
    assert frame["dimension"].isna().tolist() == [True, False, True, True, True]
    assert frame["note"].isna().tolist() == [True, True, True, False, True]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(theories(halves=True))
def test_any_theory_becomes_a_table(theory: Theory) -> None:
    """Every item has its row, whatever its texts hold."""
    frame = to_frame(theory)
    assert frame["label"].tolist() == [item.label for item in theory.items()]
    assert frame["sources"].tolist() == [item.sources for item in theory.items()]
