"""Scales, bands and tables of conversion."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from toc.models.survey_scales import BandSet, Conversion, Scale


def scale(**keys: Any) -> Scale:
    return Scale.model_validate({"id": "five", "min": 1, "max": 5} | keys)


def bands(*cuts: float) -> BandSet:
    listed = [
        {"id": f"b{n}", "label": "B", "from": low, "to": high}
        for n, (low, high) in enumerate(pairwise(cuts))
    ]
    return BandSet.model_validate(
        {"id": "s", "label": "S", "source": "ours", "date": "2026-11-22", "bands": listed}
    )


def test_a_scale_holds_its_steps_and_nothing_else() -> None:
    """Numbers between the declared ends and on a step are answers."""
    five = scale()
    assert [five.holds(value) for value in (1, 3, 5, 0, 6, 2.5)] == [True] * 3 + [False] * 3
    assert five.values() == (1, 2, 3, 4, 5)
    tenths = scale(min=0, max=1, step=0.1)
    assert tenths.holds(0.3)
    assert not tenths.holds(0.35)
    assert len(tenths.values()) == 11
    assert scale(max=10**6).values() == ()


def test_options_have_words() -> None:
    """An answer with words is found by its number; others have none."""
    worded = scale(options=[{"value": 5, "text": "Entirely"}])
    assert worded.text_of(5) == "Entirely"
    assert worded.text_of(4) is None


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"min": 5}, "`min` .5. has to be below `max` .5."),
        ({"step": 0}, "`step` .0. has to be above 0"),
        ({"step": 3}, "steps of 3 from 1 do not end at 5"),
        ({"options": [{"value": 6, "text": "Six"}]}, "6 is no answer on this scale"),
        (
            {"options": [{"value": 1, "text": "A"}, {"value": 1, "text": "B"}]},
            "one number has two texts",
        ),
        (
            {"options": [{"value": 1, "text": "A"}, {"value": 2, "text": " a"}]},
            "one text stands for two numbers",
        ),
        ({"options": [{"value": 1, "text": "5"}]}, "the text `5` stands for 1"),
        ({"favourable_from": 4.5}, "`favourable_from`: 4.5 is no answer"),
    ],
)
def test_scales_that_make_no_sense_are_refused(keys: dict[str, Any], message: str) -> None:
    """Ends, steps, words and the favourable cut have to go together."""
    with pytest.raises(ValidationError, match=message):
        scale(**keys)


def test_a_score_at_the_cut_is_in_the_band_above() -> None:
    """Every score from the lowest to the highest has one band, the highest score included."""
    three = bands(0, 50, 75, 100)
    found = [three.band_of(score) for score in (0, 49.9, 50, 75, 100)]
    assert [band.id if band else None for band in found] == ["b0", "b0", "b1", "b2", "b2"]
    assert three.band_of(100.1) is None
    assert three.band_of(-1) is None
    assert (three.lowest, three.highest) == (0, 100)


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ([], "there is no band here"),
        ([("a", 0, 40), ("b", 50, 100)], "a hole, from 40 to 50"),
        ([("a", 0, 60), ("b", 50, 100)], "`b` begins .50. before `a` ends .60."),
        ([("a", 50, 50)], "the band `a` ends .50. before it begins"),
    ],
)
def test_bands_have_no_holes(listed: list[tuple[str, float, float]], message: str) -> None:
    """Holes, overlaps and empty bands are refused, and said where."""
    made = [{"id": i, "label": i, "from": low, "to": high} for i, low, high in listed]
    with pytest.raises(ValidationError, match=message):
        BandSet.model_validate(
            {"id": "s", "label": "S", "source": "ours", "date": "2026-11-22", "bands": made}
        )


def test_bands_say_who_drew_them() -> None:
    """Without a source and a date there are no bands."""
    with pytest.raises(ValidationError) as caught:
        BandSet.model_validate({"id": "s", "label": "S", "bands": []})
    assert {error["loc"] for error in caught.value.errors()} >= {("source",), ("date",)}


def test_a_conversion_gives_the_score_of_a_total() -> None:
    """Totals are looked up in the user's own table, and what is not there has no score."""
    table = Conversion.model_validate(
        {
            "source": "own",
            "table": [{"total": 2, "score": 7.5}, {"total": 3, "score": "9"}],
        }
    )
    assert (table.score_of(2), table.score_of(3), table.score_of(4)) == (7.5, 9, None)
    assert (table.lowest, table.highest) == (7.5, 9)
    for rows, message in (
        ([], "no total"),
        ([{"total": 2, "score": 1}, {"total": 2, "score": 2}], "one total stands"),
    ):
        with pytest.raises(ValidationError, match=message):
            Conversion.model_validate({"source": "own", "table": rows})
