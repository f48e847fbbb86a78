from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from toc.models.base import Item
from toc.models.measures import DatedValue, Mark
from toc.models.outcomes import Outcome
from toc.models.voices import Voice


def fault(raw: object, model: type[Outcome | DatedValue | Mark] = Outcome) -> tuple[object, str]:
    """Where the one fault of the raw data is, and its kind or text."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(raw)
    (error,) = caught.value.errors()
    return error["loc"], error["msg"].removeprefix("Value error, ")


def test_values_may_be_text() -> None:
    """Numbers, days and flags may come as the text of a file, or as what Python has for them."""
    spelled = DatedValue.model_validate(
        {"date": "2026-05-31", "value": "61.2", "n": "23", "publishable": "true"}
    )
    assert spelled == DatedValue(date=date(2026, 5, 31), value=61.2, n=23, publishable=True)
    assert DatedValue.model_validate({"date": "2026-05-31", "value": 61, "n": 23.0}).n == 23
    assert DatedValue.model_validate(
        {"date": "2026-05-31", "value": 1, "publishable": "false"}
    ) == DatedValue(date=date(2026, 5, 31), value=1, publishable=False)


@pytest.mark.parametrize("blank", [None, ""])
def test_blank_is_not_given(blank: object) -> None:
    """None and empty text stand for a value that is not given, whatever its kind."""
    keys = ("description", "aliases", "status", "themes", "kind", "end", "leads_to", "measured_by")
    blanks = dict.fromkeys(keys, blank)
    assert Outcome.model_validate({"id": "a", "label": "A"} | blanks) == Outcome(id="a", label="A")


@pytest.mark.parametrize("blank", [None, ""])
def test_blank_label_is_missing(blank: object) -> None:
    """A label, or anything else that has to be there, may not be empty."""
    assert fault({"id": "a", "label": blank}) == (("label",), "Field required")


def test_blank_under_an_unknown_key_is_a_typo() -> None:
    """A key that does not exist is a fault even with nothing under it."""
    assert fault({"id": "a", "label": "A", "aliasses": None})[0] == ("aliasses",)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("label", 5, "the number `5` stands where text belongs"),
        ("label", True, "`true` stands where text belongs"),
        ("label", ["A"], "a list stands where text belongs"),
        ("label", {"a": "b"}, "a group of keys stands where text belongs"),
        ("end", "yes", "`yes` is neither true nor false"),
        ("end", "True", "`True` is neither true nor false"),
        ("end", 1, "the number `1` is neither true nor false"),
        ("kind", "process ", "Input should be 'process', 'change' or 'maintenance'"),
    ],
)
def test_wrong_kind_of_value(key: str, value: object, message: str) -> None:
    """Text is text only, a flag is true or false only, a word is one of those listed."""
    assert fault({"id": "a", "label": "A", key: value}) == ((key,), message)


@pytest.mark.parametrize(
    "value", ["5,5", True, None, [], float("nan"), float("inf"), 10**400, "1_0", "nan"]
)
def test_no_number(value: object) -> None:
    """What is no finite number is refused, flags included."""
    assert fault({"date": "2026-05-31", "value": value}, DatedValue)[0] == ("value",)


@pytest.mark.parametrize("value", [-1, 2.5, "2.5", "-1", 2**53, 1e300, True])
def test_no_count(value: object) -> None:
    """A number of people is whole, not negative, and small enough to be exact."""
    assert fault({"date": "2026-05-31", "value": 1, "n": value}, DatedValue)[0] == ("n",)


@pytest.mark.parametrize("value", [20260531, "31.5.2026", datetime(2026, 5, 31), True])  # noqa: DTZ001 - its lack of a zone is not the point
def test_no_day(value: object) -> None:
    """A day is a date or its text as year, month and day; a moment is none."""
    assert fault({"date": value}, Mark)[0] == ("date",)


def test_entry_of_a_list_may_not_be_blank() -> None:
    """Where several texts may stand, each has to be one."""
    assert fault({"id": "a", "label": "A", "aliases": ["b", ""]})[0] == ("aliases", 1)
    assert fault({"id": "a", "label": "A", "aliases": "b"})[0] == ("aliases",)


def test_any_text_is_text() -> None:
    """Text may hold half a character, as Kumu's files may."""
    assert Voice(id="\ud800", label="a\udfff").label == "a\udfff"


def test_nothing_can_be_changed() -> None:
    """A part of a theory stays what it was made as, and can be a member of a set."""
    voice = Voice(id="a", label="A")
    with pytest.raises(ValidationError, match="frozen"):
        voice.label = "B"  # type: ignore[misc] # what mypy forbids is the point
    assert {voice, Voice(id="a", label="A")} == {voice}


def test_keys_in_the_order_of_writing() -> None:
    """An item's keys begin with what identifies it."""
    assert Item.key_names()[:3] == ("id", "label", "description")
    assert Outcome.key_names()[-2:] == ("leads_to", "measured_by")
