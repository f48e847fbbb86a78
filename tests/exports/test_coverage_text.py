from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.exports.coverage_builders import (
    IN_FORCE,
    LAPSED,
    coverage_of,
    hostile_coverage,
    measure,
    mixed,
    of_states,
    outcome,
)
from toc.analysis.outline import LeftOut
from toc.exports.coverage_text import coverage_text
from toc.exports.wrapping import columns

if TYPE_CHECKING:
    from toc.analysis.coverage import Coverage


def section_of(coverage: Coverage, title: str) -> str:
    """What stands under a heading."""
    text = coverage_text(coverage)
    return text.split(f"\n\n{title}\n", 1)[1].split("\n\n")[0] if title in text else ""


def test_the_whole_text() -> None:
    """Everything said of a theory with every state, in its order and layout."""
    assert (
        coverage_text(mixed())
        == """\
3 of 7 outcomes have no measure. 1 of these had a waiver that has lapsed. 1 more is
waived: there is a reason not to measure it yet. 1 more is unknown: what measures it has
not been entered yet.

  State    Grade        Outcome

Belonging (2 outcomes, no gaps)
  covered  up to date   Trust
                        Measured by: Trust score
                        To be "publishable" its measure needs 10 people or more behind
                          its newest value and an interval (low and high).
  covered  defined      Kinship
                        Measured by: Ties; Visits
                        To be "with target" its best measure needs a baseline, a date
                          for the baseline, a target and a date for the target.

Growth (3 outcomes, 2 gaps)
  gap      none         Choice
  waived   none         Home longer
                        Waived until 2027-03-31: no ethical way yet
  gap      none         Skill
                        Its waiver lapsed after 2026-01-31: too early

No domain (1 outcome, 1 gap)
  gap      none         Less paid care

Not known yet (1 outcome)
  unknown  none         Peer support
                        Domain: Growth

What to measure next
  Those that most routes run through come first. A route is a way from an output to an
  end outcome.
   1. Choice
      4 routes run through it. It needs a measure.
   2. Skill
      2 routes run through it. It needs a measure.
   3. Peer support
      2 routes run through it. First find out what measures it.
   4. Kinship
      1 route runs through it. To be "with target" its best measure needs a baseline, a
      date for the baseline, a target and a date for the target.
   5. Less paid care
      No route runs through it. It needs a measure.

Nothing leads to this outcome
  A link may be missing from the theory.
  - Less paid care

Left out
  - 3 outcomes on other maps
  - 1 outcome in the trash
  - 7 elements without a role, by type: no type (5); Person (2)

About this answer
  - Theory: A small theory
  - Map: Overview
  - Judged on: 2026-06-30
  - A gap is an outcome without a measure. Grades rise like this, each building on the
    one before: none, named, defined, with target, up to date, publishable.
  - Made up for this test.
"""
    )


def test_nothing_empty_is_printed() -> None:
    """Where all is well there is the list, and nothing under a heading without need."""
    coverage = coverage_of(outcome("Trust", measure("Trust score", 5)), outputs=1, links=[(1, 0)])
    assert (
        coverage_text(coverage)
        == """\
The only outcome has a measure.

  State    Grade        Outcome

Outcomes (1 outcome, no gaps)
  covered  publishable  Trust
                        Measured by: Trust score

About this answer
  - Judged on: 2026-06-30
  - A gap is an outcome without a measure. Grades rise like this, each building on the
    one before: none, named, defined, with target, up to date, publishable.
"""
    )


def test_without_outcomes_it_says_so() -> None:
    """No outcome at all is no table and no list, only the sentence and what was read."""
    text = coverage_text(coverage_of(name="Empty"))
    assert text.startswith("There are no outcomes.\n\nAbout this answer\n  - Theory: Empty\n")


def test_waivers_that_no_longer_count_are_said_to() -> None:
    """A waiver is named with its reason and date whether it lapsed or is no longer needed."""
    text = coverage_text(
        coverage_of(
            outcome("Measured", measure("One", 5), waived=IN_FORCE),
            outcome("Late", measure("Two", 5), waived=LAPSED),
            outcome("Both", waived=LAPSED, unknown=True),
        )
    )
    assert "No longer needs its waiver until 2027-03-31: no way yet\n" in text
    assert text.count("Its waiver lapsed after 2026-01-31: too early\n") == 2


def test_only_the_first_ten_steps_are_named() -> None:
    """Ten outcomes to measure next are named in order, the others counted."""
    ten, eleven, thirteen = (
        section_of(of_states(gaps=number), "What to measure next") for number in (10, 11, 13)
    )
    assert ten.count("It needs a measure.") == thirteen.count("It needs a measure.") == 10
    assert "after these" not in ten
    assert eleven.endswith("\n  1 more comes after these.")
    assert thirteen.endswith("\n  10. G9\n      It needs a measure.\n  3 more come after these.")


def test_without_routes_the_order_is_explained() -> None:
    """Where no route runs through any of them, that is said once."""
    assert section_of(of_states(gaps=2), "What to measure next").startswith(
        "  No route from an output to an end outcome runs through any of these, so they stand in\n"
        "  the order of the source.\n   1. G0\n      It needs a measure.\n"
    )


def test_routes_beyond_counting_are_more_than() -> None:
    """A number of routes that was cut is given as more than that."""
    rungs = 42
    links = [(2 * n + a, 2 * n + 2 + b) for n in range(rungs) for a in (0, 1) for b in (0, 1)]
    outcomes = [outcome(f"O{n}") for n in range(2 * rungs + 2)]
    coverage = coverage_of(*outcomes, outputs=1, links=[*links, (len(outcomes), 0)])
    assert "More than 1,000,000,000,000 routes run through it. It needs" in coverage_text(coverage)


def test_outcomes_that_nothing_leads_to_are_listed() -> None:
    """Some are listed by name; where it is so for all of them, one sentence says it."""
    some = coverage_of(outcome("A"), outcome("B"), outcome("C"), outputs=1, links=[(3, 1)])
    assert section_of(some, "Nothing leads to these outcomes") == (
        "  A link may be missing from the theory.\n  - A\n  - C"
    )
    assert section_of(of_states(gaps=3), "What leads to the outcomes") == (
        "  As far as this source says, nothing leads to any of them."
    )
    assert "leads to" not in coverage_text(coverage_of(outcome("A"), outputs=1, links=[(1, 0)]))


def test_many_types_without_a_role_are_cut_short() -> None:
    """The ten most frequent types are named, the others counted."""
    types = {f"T{n}": n for n in range(1, 13)}
    text = section_of(coverage_of(outcome("A"), left_out=LeftOut(no_role=types)), "Left out")
    assert text.startswith("  - 78 elements without a role, by type: T12 (12); T11 (11);")
    assert text.endswith("T3 (3); 2 more types")
    one = coverage_of(outcome("A"), left_out=LeftOut(no_role={"": 1}))
    assert section_of(one, "Left out") == "  - 1 element without a role, by type: no type (1)"


def test_outcomes_of_one_name_are_told_apart() -> None:
    """A label that several bear, or none at all, is followed by the id."""
    coverage = coverage_of(
        outcome("Trust", id="elem-1"),
        outcome("Trust ", id="elem-2"),
        outcome("Choice", id="elem-3"),
        outcome("", id="elem-4"),
        outcome("", id=""),
        outcome("Skill", id="Skill"),
        outcome("Skill", id="Skill #2"),
    )
    names = [line[24:] for line in coverage_text(coverage).splitlines() if "gap      none" in line]
    assert names == [
        "Trust [elem-1]",
        "Trust [elem-2]",
        "Choice",
        "(no label) [elem-4]",
        "(no label)",
        "Skill",
        "Skill [Skill #2]",
    ]


@pytest.mark.parametrize("width", [50, 88, 120])
def test_hostile_text_cannot_steer_a_terminal(width: int) -> None:
    """Whatever the fields hold, lines fit, can be encoded and hold no control character."""
    text = coverage_text(hostile_coverage(), width=width)
    text.encode()
    assert all(columns(line) <= width for line in text.split("\n"))
    assert {one for one in text if unicodedata.category(one) in {"Cc", "Cs"}} == {"\n"}
    assert not any(line.endswith(" ") for line in text.split("\n"))
    assert "\\x1b[31mred\\x1b]0;title\\x07" in text


def test_what_we_say_ourselves_is_plain_ascii() -> None:
    """Beyond what labels hold there is nothing that an old terminal cannot show."""
    assert coverage_text(mixed()).isascii()


def test_ten_times_the_outcomes_take_some_ten_times_as_long() -> None:
    """The text grows with the outcomes, not with their square."""

    def seconds(number: int) -> float:
        coverage = of_states(covered=number // 2, gaps=number // 2)
        start = time.perf_counter()
        coverage_text(coverage)
        return time.perf_counter() - start

    assert min(seconds(10_000) for _ in range(3)) < 40 * min(seconds(1_000) for _ in range(3))
