from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from tests.exports.coverage_builders import (
    HOSTILE,
    coverage_of,
    hostile_coverage,
    measure,
    mixed,
    outcome,
)
from toc.analysis.outline import LeftOut
from toc.exports.coverage_table import coverage_csv, coverage_json

COLUMNS = [
    "id", "label", "domain", "state", "grade",
    "measures", "next", "routes", "priority", "waived until",
]  # fmt: skip


def rows_of(text: str) -> list[list[str]]:
    """What a csv reader makes of the text."""
    return list(csv.reader(io.StringIO(text, newline="")))


def test_json_says_everything_in_a_fixed_order() -> None:
    """The whole JSON of a small theory: two blanks of indent, keys in order, a final newline."""
    coverage = coverage_of(
        outcome("Trust", measure("Trust score", 3), domain="Bëlonging"),
        outcome("Home longer", waived=("no way yet", date(2027, 3, 31))),
        outputs=1,
        links=[(2, 0), (0, 1)],
        name="Small",
        map="Overview",
        left_out=LeftOut(3, 1, {"Person": 2, "": 5}),
        note="not in the JSON",
    )
    assert (
        coverage_json(coverage)
        == """\
{
  "schema": 1,
  "theory": "Small",
  "scope": {
    "map": "Overview",
    "left_out": {
      "other_maps": 3,
      "trash": 1,
      "no_role": {
        "Person": 2,
        "": 5
      }
    }
  },
  "summary": {
    "outcomes": 2,
    "covered": 1,
    "gaps": 0,
    "waived": 1,
    "unknown": 0
  },
  "outcomes": [
    {
      "id": "trust",
      "label": "Trust",
      "domain": "Bëlonging",
      "state": "covered",
      "grade": 3,
      "measures": [
        "trust-score"
      ],
      "next": [
        "frequency",
        "value"
      ],
      "routes": 1,
      "priority": null,
      "waived": null
    },
    {
      "id": "home-longer",
      "label": "Home longer",
      "domain": null,
      "state": "waived",
      "grade": 0,
      "measures": [],
      "next": [
        "measure"
      ],
      "routes": 1,
      "priority": null,
      "waived": {
        "reason": "no way yet",
        "until": "2027-03-31"
      }
    }
  ]
}
"""
    )


def test_json_of_nothing() -> None:
    """Without outcomes every key is still there."""
    assert json.loads(coverage_json(coverage_of())) == {
        "schema": 1,
        "theory": None,
        "scope": {"map": None, "left_out": {"other_maps": 0, "trash": 0, "no_role": {}}},
        "summary": {"outcomes": 0, "covered": 0, "gaps": 0, "waived": 0, "unknown": 0},
        "outcomes": [],
    }


def test_json_marks_only_routes_that_were_cut() -> None:
    """Beyond 10^12 routes the number stops there and is said to be cut, right after it."""
    layers = 41
    links = [(n, n + 1) for n in range(layers)]
    doubled = [(layers + 1 + n, n + 1) for n in range(layers)]
    doubled += [(n, layers + 1 + n) for n in range(layers)]
    side = [outcome(f"Side {n}") for n in range(layers)]
    main = [outcome(f"Main {n}") for n in range(layers + 1)]
    start = len(main) + len(side)
    coverage = coverage_of(*main, *side, outcome("Alone"), outputs=1, links=[
        *links, *doubled, (start + 1, 0),
    ])  # fmt: skip
    found = json.loads(coverage_json(coverage))["outcomes"]
    assert (found[0]["routes"], found[0]["routes_capped"]) == (10**12, True)
    assert list(found[0])[7:] == ["routes", "routes_capped", "priority", "waived"]
    assert "routes_capped" not in found[-1]


@pytest.mark.parametrize("until", [date(2026, 6, 29), date(2020, 1, 1)])
def test_a_lapsed_waiver_is_none(until: date) -> None:
    """Past its date, or where there is a measure, a waiver is given neither in JSON nor in csv."""
    coverage = coverage_of(
        outcome("Late", waived=("too early", until)),
        outcome("Measured", measure("One"), waived=("not needed", date(2030, 1, 1))),
    )
    assert [one["waived"] for one in json.loads(coverage_json(coverage))["outcomes"]] == [None] * 2
    assert [row[-1] for row in rows_of(coverage_csv(coverage))[1:]] == ["", ""]


def test_the_states_add_up() -> None:
    """The four states of the summary add up to the outcomes, and to what stands with each."""
    found = json.loads(coverage_json(mixed()))
    summary = found["summary"]
    states = [one["state"] for one in found["outcomes"]]
    counted = {"covered": "covered", "gap": "gaps", "waived": "waived", "unknown": "unknown"}
    assert sum(summary[key] for key in counted.values()) == summary["outcomes"] == len(states)
    assert all(states.count(state) == summary[key] > 0 for state, key in counted.items())


def test_hostile_text_survives_in_json() -> None:
    """Any text comes back from the JSON as it was, half characters too, once encoded."""
    coverage = hostile_coverage()
    content = coverage_json(coverage).encode("utf-8", errors="backslashreplace")
    found = json.loads(content)
    assert [one["label"] for one in found["outcomes"]] == [one.label for one in coverage.outcomes]
    assert found["theory"] == coverage.theory
    assert found["scope"]["left_out"]["no_role"] == coverage.left_out.no_role


def test_csv_has_one_row_for_each_outcome() -> None:
    """The whole csv of a theory with every state."""
    assert (
        coverage_csv(mixed())
        == """\
id,label,domain,state,grade,measures,next,routes,priority,waived until
trust,Trust,Belonging,covered,4,trust-score,n of 10 or more; interval,2,,
choice,Choice,Growth,gap,0,,measure,4,1,
kinship,Kinship,Belonging,covered,2,ties; visits,baseline; baseline date; target; target date,1,4,
home-longer,Home longer,Growth,waived,0,,measure,2,,2027-03-31
skill,Skill,Growth,gap,0,,measure,2,2,
peer-support,Peer support,Growth,unknown,0,,measure,2,3,
less-paid-care,Less paid care,,gap,0,,measure,0,5,
"""
    )
    assert rows_of(coverage_csv(coverage_of())) == [COLUMNS]


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("Trust, and more", '"Trust, and more"'),
        ('The "good" life', '"The ""good"" life"'),
        ("two\nlines", '"two\nlines"'),
        ("a return\rinside", '"a return\rinside"'),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1, or so", '"\'-1, or so"'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ("a=1", "a=1"),
    ],
)
def test_csv_quotes_what_needs_it_and_disarms_formulas(label: str, cell: str) -> None:
    """Commas, quotes and line ends are quoted; what would be a formula gets an apostrophe."""
    assert coverage_csv(coverage_of(outcome(label, id="x"))).splitlines(keepends=True)[0:1] == [
        ",".join(COLUMNS) + "\n"
    ]
    assert coverage_csv(coverage_of(outcome(label, id="x"))).split("\n", 1)[1] == (
        f"x,{cell},,gap,0,,measure,0,1,\n"
    )


def test_hostile_text_stays_in_its_cell() -> None:
    """Whatever the fields hold, every row has its ten cells, and no cell begins a formula."""
    rows = rows_of(coverage_csv(hostile_coverage()))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == 2 * len(HOSTILE)  # the heading, and every text twice but the empty one
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    assert [row[1].removeprefix("'") for row in rows[1:]] == [
        one.label for one in hostile_coverage().outcomes
    ]
