from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given

from tests.analysis.made_outlines import (
    TODAY,
    YESTERDAY,
    measured,
    outlined,
    outlines,
    until,
)
from toc.analysis.coverage import NamedMeasure, find_coverage
from toc.analysis.outline import LeftOut, Outline

if TYPE_CHECKING:
    from toc.analysis.coverage import OutcomeCoverage
    from toc.analysis.outline import OutlinedOutcome


def covered(*outcomes: OutlinedOutcome) -> tuple[OutcomeCoverage, ...]:
    """What coverage says of outcomes without any links."""
    return find_coverage(Outline(None, list(outcomes), 0, []), TODAY).outcomes


def only(outcome: OutlinedOutcome) -> OutcomeCoverage:
    """What coverage says of a lone outcome."""
    return covered(outcome)[0]


@given(outlines())
def test_the_four_states_add_up(outline: Outline) -> None:
    """Every outcome is covered, a gap, waived or unknown: one of them, and none is lost."""
    coverage = find_coverage(outline, TODAY)
    summary = coverage.summary
    for state in {outcome.state for outcome in coverage.outcomes}:
        event(state)
    assert summary.outcomes == len(outline.outcomes) == len(coverage.outcomes)
    assert sum(summary[1:]) == summary.outcomes
    lengths = [len(coverage.in_state(state)) for state in ("covered", "gap", "waived", "unknown")]
    assert lengths == list(summary[1:])


@given(outlines())
def test_the_same_outline_gives_the_same_answer(outline: Outline) -> None:
    """Nothing in an answer depends on anything but the outline and the day."""
    assert find_coverage(outline, TODAY) == find_coverage(outline, TODAY)


@given(outlines())
def test_the_order_of_links_changes_nothing(outline: Outline) -> None:
    """The same links in another order, or given twice, lead to the same answer."""
    shuffled = Outline(
        None, outline.outcomes, outline.outputs, outline.links[::-1] * 2, outline.claimed
    )
    assert find_coverage(outline, TODAY) == find_coverage(shuffled, TODAY)


@given(outlines())
def test_only_outcomes_with_a_measure_have_a_grade(outline: Outline) -> None:
    """Grade 0 and covered exclude one another, and only the top needs nothing more."""
    for outcome in find_coverage(outline, TODAY).outcomes:
        assert (outcome.grade > 0) == (outcome.state == "covered") == bool(outcome.measures)
        assert (outcome.next == ()) == (outcome.grade == 5)


@given(outlines())
def test_priorities_are_whole_and_fall_with_the_routes(outline: Outline) -> None:
    """Priorities count from 1 without a hole, by falling routes, equal ones in source order."""
    coverage = find_coverage(outline, TODAY)
    places = {id(outcome): place for place, outcome in enumerate(coverage.outcomes)}
    ranked = coverage.by_priority()
    assert [outcome.priority for outcome in ranked] == list(range(1, len(ranked) + 1))
    keys = [(-outcome.routes, places[id(outcome)]) for outcome in ranked]
    assert keys == sorted(keys)
    for outcome in coverage.outcomes:
        wanting = outcome.state != "waived" and outcome.grade < 3
        assert (outcome.priority is not None) == wanting


def test_an_outcome_without_a_measure_is_a_gap() -> None:
    """With nothing that measures it an outcome is a gap, and needs a measure."""
    found = only(outlined())
    assert (found.state, found.grade, found.next, found.priority) == ("gap", 0, ("measure",), 1)


def test_a_waiver_holds_through_its_last_day() -> None:
    """Until today means waived today: listed, with reason and date, and without a priority."""
    found = only(outlined(waiver=until(TODAY)))
    assert (found.state, found.lapsed, found.priority) == ("waived", False, None)
    assert found.waiver is not None
    assert (found.waiver.reason, found.waiver.until) == ("no ethical way yet", TODAY)


def test_a_lapsed_waiver_is_a_gap_again_and_said_to_be() -> None:
    """The day after its last a waiver lets nothing off, and the answer says that it has lapsed."""
    found = only(outlined(waiver=until(YESTERDAY)))
    assert (found.state, found.lapsed, found.priority) == ("gap", True, 1)
    assert find_coverage(Outline(None, [outlined(waiver=until(TODAY))], 0, []), TODAY).found() is (
        False
    )


def test_a_measure_counts_more_than_a_waiver() -> None:
    """An outcome that is measured is covered, and ranked, also where it was let off."""
    found = only(outlined(grades=(1,), waiver=until(TODAY)))
    assert (found.state, found.grade, found.priority) == ("covered", 1, 1)


def test_what_is_known_to_be_unknown_is_no_gap() -> None:
    """An outcome named as unknown is counted apart, and found only when one is strict."""
    coverage = find_coverage(Outline(None, [outlined(unknown=True)], 0, []), TODAY)
    assert [outcome.state for outcome in coverage.outcomes] == ["unknown"]
    assert coverage.summary.gaps == 0
    assert not coverage.found()
    assert coverage.found(strict=True)


def test_a_waiver_counts_more_than_an_unknown() -> None:
    """While its waiver lasts an unknown outcome is waived; after it, unknown."""
    assert only(outlined(unknown=True, waiver=until(TODAY))).state == "waived"
    assert only(outlined(unknown=True, waiver=until(YESTERDAY))).state == "unknown"


def test_one_gap_is_enough_to_find_something() -> None:
    """A gap is found, strict or not; measured and waived outcomes alone are not."""
    fine = [outlined("a", grades=(5,)), outlined("b", waiver=until(TODAY))]
    assert not find_coverage(Outline(None, fine, 0, []), TODAY).found(strict=True)
    assert find_coverage(Outline(None, [*fine, outlined("c")], 0, []), TODAY).found()


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_an_outcome_stands_where_its_measure_stands(grade: int) -> None:
    """A lone measure hands its grade on to the outcome."""
    assert only(outlined(grades=(grade,))).grade == grade


def test_the_best_measure_counts() -> None:
    """Of several measures the highest grade counts, and what comes next is that measure's."""
    found = only(outlined(grades=(1, 3, 2)))
    assert (found.grade, found.next) == (3, ("frequency", "value"))
    assert found.measures == tuple(NamedMeasure(f"m{n}", f"Measure {n}") for n in range(3))


def test_of_equal_measures_the_one_that_lacks_least_counts() -> None:
    """Among measures of one grade the nearest to the next one says what to do."""
    far, near = measured(1)[0], measured(1)[0].model_copy(update={"unit": "0-100"})
    outcome = outlined()
    both = type(outcome)("a", "A", None, False, (far, near))
    assert only(both).next == ("method", "source", "owner")


def test_outcomes_below_with_target_are_ranked() -> None:
    """Priority is for outcomes below grade 3: with a target nothing is urgent any more."""
    found = covered(*(outlined(grades=(grade,)) for grade in (1, 2, 3, 4, 5)))
    assert [outcome.priority for outcome in found] == [1, 2, None, None, None]


def test_the_outcome_with_the_most_routes_comes_first() -> None:
    """Two outputs lead through b and one through a: b comes first, ties in source order."""
    outcomes = [outlined("a"), outlined("b"), outlined("c", end=True), outlined("d")]
    a, b, c, one, other = 0, 1, 2, 4, 5
    links = [(one, a), (one, b), (other, b), (a, c), (b, c)]
    found = find_coverage(Outline(None, outcomes, 2, links), TODAY)
    assert [outcome.routes for outcome in found.outcomes] == [1, 2, 3, 0]
    assert [outcome.id for outcome in found.by_priority()] == ["c", "b", "a", "d"]


def test_marked_ends_are_the_only_ends() -> None:
    """Where an outcome is marked as an end, others that lead nowhere are none."""
    outcomes = [outlined("a", end=True), outlined("b")]
    links = [(2, 0), (2, 1)]
    found = find_coverage(Outline(None, outcomes, 1, links), TODAY).outcomes
    assert [outcome.routes for outcome in found] == [1, 0]
    unmarked = [outlined("a"), outlined("b")]
    found = find_coverage(Outline(None, unmarked, 1, links), TODAY).outcomes
    assert [outcome.routes for outcome in found] == [1, 1]


def test_very_many_routes_are_cut_and_said_to_be() -> None:
    """Forty-one choices between two outcomes make more routes than are counted."""
    levels = 41
    outcomes = [outlined(f"o{n}") for n in range(3 * levels + 1)]
    links = [(len(outcomes), 0)]
    for top in range(0, 3 * levels, 3):
        links += [(top, top + 1), (top, top + 2), (top + 1, top + 3), (top + 2, top + 3)]
    found = find_coverage(Outline(None, outcomes, 1, links), TODAY).outcomes
    assert (found[0].routes, found[0].routes_capped) == (10**12, True)
    assert [outcome.priority for outcome in found[:3]] == [1, 2, 3]


def test_what_nothing_else_leads_to_is_said() -> None:
    """A link from anything else or a claim of a dimension leads there; one from itself does not."""
    outcomes = [outlined(name) for name in "abcd"]
    links = [(0, 0), (0, 1), (4, 2)]
    found = find_coverage(Outline(None, outcomes, 1, links, frozenset({3})), TODAY).outcomes
    assert [outcome.led_to for outcome in found] == [False, True, True, True]


def test_an_answer_says_what_it_is_about() -> None:
    """Names, scope, note, day and smallest sample are those that were given."""
    left = LeftOut(1, 2, {"Person": 3})
    outline = Outline("Care", [outlined(domain="Home")], 0, [], map="Main", left_out=left, note="N")
    found = find_coverage(outline, TODAY + timedelta(days=1), minimum_n=30)
    assert (found.theory, found.map, found.left_out, found.note) == ("Care", "Main", left, "N")
    assert (found.today, found.minimum_n) == (TODAY + timedelta(days=1), 30)
    assert [outcome.domain for outcome in found.outcomes] == ["Home"]
    assert (found.outcomes[0].id, found.outcomes[0].label) == ("a", "A")


def test_no_outcomes_at_all_is_an_empty_answer() -> None:
    """An outline without outcomes has nothing to find."""
    found = find_coverage(Outline(None, [], 2, [(0, 1)]), TODAY)
    assert tuple(found.summary) == (0, 0, 0, 0, 0)
    assert not found.found(strict=True)
