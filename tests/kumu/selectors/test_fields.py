"""How values compare: text in any case, numbers, days, several values, nothing at all."""

from __future__ import annotations

import time

import pytest

from tests.kumu_documents import blueprint, connection, element
from toc.kumu.selectors.fields import holds
from toc.kumu.selectors.matching import select

VALUES = {
    "weak": "Weak",
    "strong": "strong",
    "both": ["Weak", "Strong", ""],
    "none": None,
    "empty": "",
    "blank": [],
    "ten": 10,
    "ten-text": "10.0",
    "half": "50%",
    "nine": "9",
    "less": -2.5,
    "day": "2026-05-31",
    "moment": "2026-05-31T10:00:00Z",
    "year": "2026",
    "yes": True,
}
DOCUMENT = blueprint(
    *(element(name, "Outcome", id=name, Evidence=value) for name, value in VALUES.items()),
    element("missing", "Outcome", id="missing"),
    connections=[connection("weak", "strong", id="line")],
)
NOTHING = ["none", "empty", "blank", "missing"]


def picked(selector: str) -> list[str | None]:
    return [one.assigned_id for one in select(DOCUMENT, selector)]


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ('="weak"', ["weak", "both"]),
        ("=WEAK", ["weak", "both"]),
        ("~=weak", ["weak", "both"]),
        ('~=""', []),
        ("^=str", ["strong", "both"]),
        ("$=AK", ["weak", "both"]),
        ("*=tro", ["strong", "both"]),
        ('=""', NOTHING),
        ("=10", ["ten"]),
        ('="10.0"', ["ten-text"]),
        (">9", ["ten", "ten-text", "year"]),
        ('>"9"', ["ten", "ten-text", "year"]),
        (">=9", ["ten", "ten-text", "nine", "year"]),
        ("<9", ["less"]),
        ("<=9.0", ["nine", "less"]),
        ("<1e1", ["nine", "less"]),
        (">40%", []),
        (">2026-05-30", ["day", "moment"]),
        (">=2026-05-31", ["day", "moment"]),
        (">2026-05-31", []),
        ("<2026-06", ["day", "moment", "year"]),
        (">weak", []),
        ('>""', []),
        ("=true", ["yes"]),
    ],
)
def test_operators(test: str, wanted: list[str]) -> None:
    """Each operator picks these outcomes, whatever the case; on a list any value will do."""
    assert picked(f"element[evidence{test}]") == wanted


def test_other_than_and_absence() -> None:
    """`!=` is the opposite of `=`, for empty fields and other kinds too; so is `[!…]`."""
    everything = [*VALUES, "missing", "line"]
    assert picked("[evidence!=weak]") == [one for one in everything if one not in {"weak", "both"}]
    assert picked('element[evidence!=""]') == picked("[evidence]")
    assert picked("[!evidence]") == [*NOTHING, "line"]
    assert picked("[evidence]") == [one for one in VALUES if one not in NOTHING]


@pytest.mark.parametrize("few", ["", "#day, "])
def test_few_items_compare_like_many(few: str) -> None:
    """Whether an index is asked or each item, the answer is the same."""
    names = [*VALUES] if not few else ["day"]
    for sign in ("^=", "$=", "*=", ">", ">=", "<", "<="):
        for value in ("w", "9", "2026-05-31", "strong"):
            every = picked(f"element[evidence{sign}{value}]")
            for name in names:
                one = picked(f"#{name}[evidence{sign}{value}]")
                assert one == [found for found in every if found == name]


@pytest.mark.parametrize(
    ("text", "operator", "wanted", "answer"),
    [
        ("2026-05-01", ">", "2026", False),
        ("2027-01-01", ">", "2026", True),
        ("2025-12-31T23:00:00Z", "<", "2026", True),
        ("2026-05-01", ">=", "2026", True),
        ("2026-05-01", "<=", "2026", True),
    ],
)
def test_a_bare_year_means_all_of_it(text: str, operator: str, wanted: str, answer: bool) -> None:
    """For `created` and `updated` a year is the whole year; for other fields it is a number."""
    document = blueprint(element("a", Created=text, Began=text))
    assert bool(select(document, f"[created{operator}{wanted}]")) is answer
    assert select(document, f"[began{operator}{wanted}]") == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ('"Team members"', True),
        ("team members", True),
        ("TEAM-MEMBERS", True),
        ("team_members", False),
        ('"größe"', True),
        ("GRÖSSE", False),
        ("grösse", False),
        ("direction", False),
    ],
)
def test_a_field_is_called_by_name_or_slug(name: str, found: bool) -> None:
    """Upper and lower case are the same, and the slug of a field means the field."""
    document = blueprint(element("a") | {"Team members": "x", "Größe": 3})
    assert bool(select(document, f"[{name}]")) is found


def test_a_direction_is_a_field_of_connections() -> None:
    """What Kumu keeps beside the fields of a connection can be asked like one."""
    document = blueprint(
        element("a"),
        element("b", Direction="higher"),
        connections=[connection("a", "b"), connection("a", "b", direction="mutual")],
    )
    assert len(select(document, "[direction=directed]")) == 1
    assert len(select(document, "[direction]")) == 3


def test_numbers_are_compared_at_once() -> None:
    """A text of a million digits is no reason to wait."""
    started = time.perf_counter()
    for end in ("", "x"):
        assert holds("1" * 1_000_000 + end, ">", "3") is not bool(end)
    assert time.perf_counter() - started < 2
