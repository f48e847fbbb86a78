from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.exports.theory_strategies import theories
from toc.exports.theory_file import json_schema, write_json

if TYPE_CHECKING:
    from toc.models.theory import Theory

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
OUTCOME = {"id": "trust", "label": "Trust"}


def accepted(**keys: Any) -> bool:
    return VALIDATOR.is_valid({"toc": 1, **keys})


def test_schema_is_one() -> None:
    """The schema is itself well formed, and names its draft and what it describes."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Theory of change"
    assert json.loads(json.dumps(schema)) == schema


def test_everything_is_described() -> None:
    """Every part and every key has a sentence for people."""
    schema = json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        whole = part["anyOf"][1] if "anyOf" in part else part
        for key, described in whole["properties"].items():
            assert described["description"].endswith("."), key


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # theories are large for hypothesis
@given(theories(numbers_in_kumu=True))
def test_what_is_written_is_accepted(theory: Theory) -> None:
    """The JSON written of any theory fits the schema."""
    VALIDATOR.validate(json.loads(write_json(theory)))


def test_a_typo_is_refused() -> None:
    """A key that does not exist is refused at every level."""
    assert accepted(outcomes=[OUTCOME])
    assert not accepted(outcoms=[OUTCOME])
    assert not accepted(outcomes=[OUTCOME | {"lable": "Trust"}])
    assert not accepted(outcomes=[OUTCOME | {"leads_to": [{"too": "trust"}]}])


@pytest.mark.parametrize(
    "keys",
    [
        {"leads_to": ["trust", {"to": "trust", "confidence": "low"}]},
        {"measured_by": ["survey", {"measure": "survey"}]},
        {"domain": None, "end": True},
    ],
)
def test_what_may_be_written(keys: dict[str, Any]) -> None:
    """Bare ids and whole entries, and nothing for what is not given, are accepted."""
    assert accepted(outcomes=[OUTCOME | keys])


@pytest.mark.parametrize(
    "keys",
    [
        {"id": "Big Trust"},
        {"id": ""},
        {"label": ""},
        {"label": 5},
        {"end": "true"},
        {"kind": "x"},
        {"leads_to": "trust"},
        {"leads_to": [5]},
        {"leads_to": ["Big Trust"]},
    ],
)
def test_what_may_not_be_written(keys: dict[str, Any]) -> None:
    """Wrong kinds of values, unknown words and misshapen ids are refused."""
    assert not accepted(outcomes=[OUTCOME | keys])


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("every", "6 months", True),
        ("every", "monthly", False),
        ("every", "0 days", False),
        ("values", [{"date": "2026-05-31", "value": 5, "n": 3}], True),
        ("values", [{"date": "31.5.2026", "value": 5}], False),
        ("values", [{"date": "2026-05-31", "value": "5"}], False),
        ("values", [{"date": "2026-05-31", "value": 5, "n": -1}], False),
    ],
)
def test_values_of_measures(key: str, value: Any, fits: bool) -> None:
    """Periods, dates and numbers have their shapes."""
    assert accepted(measures=[{"id": "m", "label": "M", key: value}]) is fits


def test_the_version_has_to_be_there() -> None:
    """A theory file says that it is one."""
    assert not VALIDATOR.is_valid({"name": "a"})
    assert not VALIDATOR.is_valid({"toc": 2})
