"""A survey as data: its parts fit together, and drafts say that they are drafts."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.surveys import changed_survey, small_survey
from toc.models.survey_fit import labelled, outcome_ties
from toc.models.surveys import NOT_WRITTEN, Survey
from toc.models.theory import Theory


def survey(**changes: Any) -> Survey:
    return Survey.model_validate(small_survey(**changes))


def converted(*totals: int, **keys: Any) -> dict[str, Any]:
    """The survey with a table for the first sub-dimension, whose totals go from 2 to 6."""
    table = [{"total": total, "score": 10 * total} for total in totals]
    data = changed_survey("sub_dimensions.0.conversion", {"source": "own", "table": table})
    data["sub_dimensions"][0] |= keys
    return data | {"readings": []}


def test_items_stand_in_versions() -> None:
    """An item stands in the versions it is asked of, or in all."""
    small = survey()
    assert [item.id for item in small.items_in("for-workers")] == ["d1", "d2", "t1"]
    assert [item.id for item in small.items_in("for-all")] == ["d1", "d2"]
    assert [item.id for item in small.items_of("tasks")] == ["t1"]
    assert small.items_of("tasks", "for-all") == ()
    assert [one.id for one in small.versions_of("workers")] == ["for-workers", "for-all"]


def test_every_item_has_a_scale_with_declared_ends() -> None:
    """An item is answered on its scale, or between its own ends in whole numbers."""
    small = survey()
    ends = [(small.scale_of(item).min, small.scale_of(item).max) for item in small.items]
    assert ends == [(1, 3), (1, 3), (0, 10)]


def test_the_least_part_to_be_answered() -> None:
    """A sub-dimension's own share wins over the survey's; a converted one needs all its items."""
    small = Survey.model_validate(changed_survey("sub_dimensions.0.minimum_answered", 0.75))
    assert [small.minimum_of(one) for one in small.sub_dimensions] == [0.75, 0.5]
    table = Survey.model_validate(converted(2, 3, 4, 5, 6))
    assert table.minimum_of(table.sub_dimensions[0]) == 1


def test_bands_are_those_nearest() -> None:
    """A sub-dimension is read by its own bands, its domain's, or the survey's first."""
    other = small_survey()["bands"][0] | {"id": "other"}
    data = changed_survey("bands.+", other)
    data["domains"][0]["bands"] = "other"
    data["sub_dimensions"][0]["bands"] = "halves"
    small = Survey.model_validate(data)
    found = [small.bands_of(one) for one in small.sub_dimensions]
    assert [one.id if one else None for one in found] == ["halves", "other"]
    plain, table = survey(bands=[], readings=[]), Survey.model_validate(converted(2, 3, 4, 5, 6))
    assert plain.bands_of(plain.sub_dimensions[0]) is None
    assert table.bands_of(table.sub_dimensions[0]) is None
    assert table.bands_of_domain(table.domains[0]) == table.bands[0]


def test_a_draft_is_never_shown_without_the_word() -> None:
    """A draft begins with that word, a consented reading is itself, and none says that it is."""
    small = survey()
    assert small.read_out("decisions", "low", None) == "Draft: Few have a say."
    assert small.read_out("decisions", "high", "workers") == "Workers are heard."
    assert small.read_out("decisions", "high", None) == NOT_WRITTEN
    assert "not written" in NOT_WRITTEN


def test_consent_says_whose_and_when() -> None:
    """A reading is consented only with a name and a date."""
    data = changed_survey("readings.0.state", "consented")
    with pytest.raises(ValidationError, match="says `by` whom and on which `date`"):
        Survey.model_validate(data)


def test_every_cell_is_named() -> None:
    """There is a cell for each sub-dimension, band and voice, and one in general."""
    cells = [(one.id, band, voice) for one, band, voice in survey().cells()]
    assert len(cells) == 2 * 2 * 3
    assert cells[:3] == [
        ("decisions", "low", None),
        ("decisions", "low", "workers"),
        ("decisions", "low", "receivers"),
    ]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("versions.0.voices", ["wokers"], r"voices\[0\]: this survey has no voice `wokers`"),
        ("versions.0.voices", [], "say whose answers these are"),
        ("sub_dimensions.0.domain", "x", "this survey has no domain `x`"),
        ("sub_dimensions.0.bands", "x", "this survey has no set of bands `x`"),
        ("domains.0.bands", "x", "this survey has no set of bands `x`"),
        ("items.0.scale", "agre", r"items\[0\].scale: .* did you mean `agree`"),
        ("items.0.sub_dimension", "x", "this survey has no sub-dimension `x`"),
        ("items.2.asked_of", ["x"], "this survey has no version `x`"),
        ("readings.0.voice", "x", "this survey has no voice `x`"),
        ("readings.0.band", "x", "there is no band `x`; the bands here are low, high"),
        ("items.1.id", "d1", r"the id `d1` is taken; items\[0\].id has it"),
        ("bands.0.bands.1.id", "low", "the id `low` is taken"),
        ("items.0.id", "team", "an item cannot be called `team`"),
        ("items.2.min", None, "an item needs either a `scale`, or both"),
        ("items.0.min", 1, "an item needs either a `scale`, or both"),
        ("items.2.max", 0, r"`min` \(0\) has to be below `max` \(0\)"),
        ("items.2.max", 2.5, "whole steps"),
        ("missing.0", "in part", "`in part` cannot mean no answer: it is one"),
        ("missing.0", "7", "`7` cannot mean no answer"),
        ("bands.0.bands.0.from", 10, "go from 0 to 100, and the bands `halves` from 10 to 100"),
        (
            "readings.+",
            {"sub_dimension": "decisions", "band": "low", "text": "Again."},
            "has a reading for this voice already",
        ),
        ("missing", [f"word {n}" for n in range(101)], "more than 100 words for no answer"),
        ("minimum_answered", 0, "0 is no share"),
        ("minimum_answered", 1.1, "1.1 is no share"),
        ("smallest_change", 0, "0 is not above 0"),
        ("survey", 2, "reads `survey: 1` only"),
    ],
)
def test_what_does_not_fit_is_refused(path: str, value: Any, message: str) -> None:
    """References to nothing, and parts that contradict each other, are named with their place."""
    with pytest.raises(ValidationError, match=message):
        Survey.model_validate(changed_survey(path, value))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (converted(2, 3, 5, 6), "totals go from 2 to 6, and the table lacks 4"),
        (converted(6), "the table lacks 2, 3, 4, 5"),
        (converted(*range(2, 20)), "the table has 7, 8, 9, 10, 11 and 8 more"),
        (converted(2, 3, 4, 5, 6, 7), "totals go from 2 to 6, and the table has 7"),
        (converted(2, 3, 4, 5, 6, bands="narrow"), "go from 20 to 60, and the bands `narrow`"),
    ],
)
def test_a_table_fits_its_items(data: dict[str, Any], message: str) -> None:
    """A table has every total that its items can add up to, and its bands every score."""
    narrow = [{"id": "all", "label": "All", "from": 20, "to": 50}]
    data["bands"].append(data["bands"][0] | {"id": "narrow", "bands": narrow})
    with pytest.raises(ValidationError, match=message):
        Survey.model_validate(data)


def test_a_converted_scale_is_asked_whole() -> None:
    """Items of a converted scale that are asked of different people make no total."""
    data = converted(2, 3, 4, 5, 6)
    data["items"][0]["asked_of"] = ["for-all"]
    with pytest.raises(ValidationError, match="has to be asked whole"):
        Survey.model_validate(data)


def theory(**changes: Any) -> dict[str, Any]:
    return {
        "voices": [{"id": "workers", "label": "Care workers"}, {"id": "receivers", "label": "R"}],
        "domains": [{"id": "systems", "label": "Systems & co"}],
        "outcomes": [
            {"id": "trust", "label": "Trust", "measured_by": ["asked"]},
            {"id": "power", "label": "Power"},
        ],
        "measures": [{"id": "asked", "label": "Asked"}],
        "surveys": [small_survey(**changes)],
    }


def test_a_theory_keeps_its_surveys() -> None:
    """A theory may hold surveys whose voices it has."""
    made = Theory.model_validate(theory())
    assert [one.id for one in made.surveys] == ["climate"]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "measure",
            "asekd",
            r"sub_dimensions\[0\].measure: the theory has no measure",
        ),
        ("outcomes", ["trsut"], "the theory has no outcome `trsut`; did you mean `trust`"),
        ("outcomes", [{"outcome": "asked"}], r"outcomes\[0\].outcome: the theory has no outcome"),
    ],
)
def test_what_a_survey_says_of_its_theory_is_there(key: str, value: Any, message: str) -> None:
    """Measures and outcomes that a survey in a theory names are the theory's."""
    data = theory()
    data["surveys"][0]["sub_dimensions"][0][key] = value
    with pytest.raises(ValidationError, match=message):
        Theory.model_validate(data)


def test_voices_of_a_survey_are_those_of_its_theory() -> None:
    """A voice that the theory does not have is named; and no two surveys have one id."""
    data = theory()
    data["voices"].pop()
    data["surveys"].append(small_survey())
    with pytest.raises(ValidationError) as caught:
        Theory.model_validate(data)
    told = str(caught.value)
    assert "surveys[0].voices[1].id: the theory has no voice `receivers`" in told
    assert "surveys[1].id: the id `climate` is taken; surveys[0].id has it" in told


def test_labels_come_from_the_survey_then_the_theory_then_the_id() -> None:
    """A bare id is called as the theory calls it, else by itself."""
    made = Theory.model_validate(theory(voices=["workers", {"id": "receivers", "label": "Own"}]))
    found = labelled(made.surveys[0], made)
    assert [voice.label for voice in found.voices] == ["Care workers", "Own"]
    alone = labelled(made.surveys[0])
    assert [voice.label for voice in alone.voices] == ["workers", "Own"]


def test_outcomes_are_told_about_by_ties_and_by_measures() -> None:
    """A sub-dimension tells about the outcomes it names, and those its measure serves."""
    data = theory()
    data["surveys"][0]["sub_dimensions"][0]["measure"] = "asked"
    data["surveys"][0]["sub_dimensions"][1]["outcomes"] = [
        "power",
        {"outcome": "trust", "weight": 2},
    ]
    made = Theory.model_validate(data)
    ties = outcome_ties(made.surveys[0], made)
    weights = {
        outcome: {own: tie.weight for own, tie in found.items()} for outcome, found in ties.items()
    }
    assert weights == {"trust": {"decisions": 1, "tasks": 2}, "power": {"tasks": 1}}
