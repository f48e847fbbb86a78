from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.coverage_builders import coverage_of, measure, of_states, outcome
from toc.exports.coverage_words import headline, needs_sentence

if TYPE_CHECKING:
    from toc.analysis.coverage import Coverage


@pytest.mark.parametrize(
    ("coverage", "sentences"),
    [
        (of_states(covered=18, gaps=9), "9 of 27 outcomes have no measure."),
        (of_states(covered=26, gaps=1), "1 of 27 outcomes has no measure."),
        (of_states(covered=1200, gaps=1100), "1,100 of 2,300 outcomes have no measure."),
        (of_states(covered=27), "All 27 outcomes have a measure."),
        (of_states(covered=2), "Both outcomes have a measure."),
        (of_states(covered=1), "The only outcome has a measure."),
        (of_states(gaps=27), "None of the 27 outcomes has a measure."),
        (of_states(gaps=2), "Neither of the 2 outcomes has a measure."),
        (of_states(gaps=1), "The only outcome has no measure."),
        (
            of_states(covered=2, gaps=1, waived=1),
            (
                "1 of 4 outcomes has no measure. 1 more is waived: there is a reason not to "
                "measure it yet."
            ),
        ),
        (
            of_states(covered=1, waived=2),
            (
                "No gaps: 1 of 3 outcomes has a measure. 2 are waived: there is a reason not to "
                "measure them yet."
            ),
        ),
        (
            of_states(covered=2, unknown=1),
            (
                "No gaps: 2 of 3 outcomes have a measure. 1 is unknown: what measures it has not "
                "been entered yet."
            ),
        ),
        (
            of_states(waived=1, unknown=2),
            (
                "No gaps, but no outcome has a measure. 1 is waived: there is a reason not to "
                "measure it yet. 2 more are unknown: what measures them has not been entered yet."
            ),
        ),
        (of_states(lapsed=1), "The only outcome has no measure. Its waiver has lapsed."),
        (
            of_states(covered=1, gaps=1, lapsed=2),
            "3 of 4 outcomes have no measure. 2 of these had a waiver that has lapsed.",
        ),
    ],
)
def test_the_first_sentence_is_good_english(coverage: Coverage, sentences: str) -> None:
    """None, one, two, some or all: the numbers and the verbs agree."""
    assert headline(coverage) == sentences


@pytest.mark.parametrize(
    ("grade", "needs"),
    [
        (1, 'To be "defined" its measure needs a unit, a method, a source and an owner.'),
        (
            2,
            (
                'To be "with target" its measure needs a baseline, a date for the baseline, '
                "a target and a date for the target."
            ),
        ),
        (3, 'To be "up to date" its measure needs a frequency and a dated value.'),
        (
            4,
            (
                'To be "publishable" its measure needs 10 people or more behind its newest value '
                "and an interval (low and high)."
            ),
        ),
        (5, ""),
    ],
)
def test_what_the_next_grade_needs_is_a_sentence(grade: int, needs: str) -> None:
    """What is missing is named with its article, whichever grade comes next."""
    (one,) = coverage_of(outcome("Trust", measure("Score", grade))).outcomes
    assert needs_sentence(one, 10) == needs
