from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from toc.models.references import every_id, reference_faults
from toc.models.theory import Theory

ITEMS = {
    "dimensions": [{"id": "circles", "label": "Circles"}],
    "domains": [{"id": "growth", "label": "Personal growth"}],
    "themes": [{"id": "power", "label": "Power"}],
    "voices": [{"id": "workers", "label": "Workers"}],
    "outputs": [{"id": "autonomy", "label": "Autonomy"}],
    "outcomes": [{"id": "trust", "label": "Trust"}],
    "measures": [{"id": "survey", "label": "Survey"}],
}


def told(raw: object) -> list[str]:
    return [f"{fault.place()}: {fault.message}" for fault in reference_faults(raw)]


def with_outcome(**keys: Any) -> dict[str, Any]:
    return ITEMS | {"outcomes": [*ITEMS["outcomes"], {"id": "other", "label": "Other"} | keys]}


def test_sound_theory_has_no_faults() -> None:
    """References to parts of the right kind are in order, links to oneself and circles included."""
    raw = with_outcome(
        domain="growth",
        themes=["power"],
        voices=["workers"],
        measured_by=["survey", {"measure": "survey"}],
        leads_to=["other", "trust", "trust", {"to": "autonomy"}],
    )
    raw["outputs"] = [
        {"id": "autonomy", "label": "A", "dimension": "circles", "leads_to": ["trust"]}
    ]
    raw["links"] = [{"from": "circles", "to": "trust"}, {"from": "trust", "to": "trust"}]
    raw["unknown"] = [{"item": "circles"}, {"note": "the whole"}]
    raw["waivers"] = [{"rule": "TOC030", "item": "survey", "reason": "b", "until": "2027-01-01"}]
    assert told(raw) == []
    assert told(Theory.model_validate(raw)) == []


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"domain": "power"}, "domain: `power` is a theme, and this has to be a domain"),
        ({"domain": "grwth"}, "domain: nothing has the id `grwth`; did you mean `growth`?"),
        (
            {"domain": "Personal Growth"},
            "domain: nothing has the id `Personal Growth`; did you mean `growth`?",
        ),
        ({"themes": ["power", "x"]}, "themes[1]: nothing has the id `x`"),
        ({"voices": ["growth"]}, "voices[0]: `growth` is a domain, and this has to be a voice"),
        (
            {"leads_to": ["survey"]},
            "leads_to[0]: `survey` is a measure, and this has to be an output",
        ),
        ({"leads_to": [{"to": "x"}]}, "leads_to[0].to: nothing has the id `x`"),
        ({"measured_by": ["trust"]}, "measured_by[0]: `trust` is an outcome, and this has to be"),
        ({"measured_by": [{"measure": "surveys"}]}, "nothing has the id `surveys`; did you mean"),
    ],
)
def test_reference_that_does_not_fit(keys: dict[str, Any], fault: str) -> None:
    """A reference to nothing, or to the wrong kind of part, is told with the nearest that fits."""
    (line,) = told(with_outcome(**keys))
    assert line.startswith("outcomes[1].")
    assert fault in line


@pytest.mark.parametrize(
    ("section", "entry", "fault"),
    [
        ("outputs", {"id": "a", "dimension": "trust"}, "has to be a dimension"),
        ("links", {"from": "survey", "to": "trust"}, "a dimension, an output or an outcome"),
        ("links", {"from": "trust", "to": "circles"}, "has to be an output or an outcome"),
        ("unknown", {"item": "x"}, "unknown[0].item: nothing has the id `x`"),
        ("waivers", {"item": "x"}, "waivers[0].item: nothing has the id `x`"),
        ("dimensions", {"id": "a", "leads_to": ["x"]}, "dimensions[0].leads_to[0]: nothing"),
    ],
)
def test_references_of_every_section(section: str, entry: dict[str, Any], fault: str) -> None:
    """References are looked up wherever the model has any."""
    assert fault in "\n".join(told(ITEMS | {section: [entry]}))


def test_id_is_given_once() -> None:
    """Items of all kinds and links share one set of ids; a repeated one names the first."""
    raw = ITEMS | {
        "voices": [{"id": "growth", "label": "Growth"}],
        "links": [{"id": "trust", "from": "autonomy", "to": "trust"}],
        "outputs": [
            {"id": "autonomy", "label": "A", "leads_to": [{"to": "trust", "id": "survey"}]}
        ],
    }
    assert told(raw) == [
        "voices[0].id: the id `growth` is taken; domains[0].id has it",
        "measures[0].id: the id `survey` is taken; outputs[0].leads_to[0].id has it",
        "links[0].id: the id `trust` is taken; outcomes[0].id has it",
    ]


def test_link_cannot_be_referred_to() -> None:
    """A link's id is taken, but no part that others can name."""
    raw = ITEMS | {"links": [{"id": "why", "from": "autonomy", "to": "trust"}]}
    raw["unknown"] = [{"item": "why"}]
    assert "`why` is a link" in told(raw)[0]


@pytest.mark.parametrize(
    "raw",
    [
        {"outcomes": 5},
        {"outcomes": {"id": "a"}},
        {
            "outcomes": [
                None,
                "a",
                [],
                {"id": []},
                {"id": ""},
                {"leads_to": "a", "themes": {"a": 1}},
            ]
        },
        {"outcomes": [{"leads_to": [None, 5, [], {"to": None}, {"id": 7}], "domain": ["x"]}]},
        {"links": [{"from": {}, "to": 3}], "unknown": "x", "waivers": [[]]},
    ],
)
def test_malformed_data_are_passed_over(raw: dict[str, Any]) -> None:
    """What is no id or reference at all is left to those who look at the kind of values."""
    assert told(raw) == []


def test_theory_and_file_are_judged_alike() -> None:
    """The model refuses what the file reader tells, in the same words."""
    raw = with_outcome(domain="x", themes=["growth"], leads_to=[{"to": "autonmy"}])
    with pytest.raises(ValidationError) as caught:
        Theory.model_validate(raw)
    (error,) = caught.value.errors()
    lines = str(error["ctx"]["error"]).splitlines()
    assert lines == told(raw)
    assert len(lines) == 3


def test_every_id_with_its_place() -> None:
    """All ids are found with role and place, links' included."""
    raw = ITEMS | {"links": [{"id": "why"}]}
    found = list(every_id(raw))
    assert found[0] == ("circles", "dimension", ("dimensions", 0, "id"))
    assert found[-1] == ("why", "link", ("links", 0, "id"))
    assert len(found) == 8


def test_many_faults_do_not_take_long() -> None:
    """Suggestions stop before comparing every id with every other."""
    ids = [{"id": f"outcome-{number}", "leads_to": [f"outcme-{number}"]} for number in range(3000)]
    lines = told({"outcomes": ids})
    assert len(lines) == 3000
    assert "did you mean" in lines[0]
    assert sum("did you mean" in line for line in lines) < 50
