"""Which outcomes are measured, how well, and what to measure next."""

from __future__ import annotations

__all__ = ["Coverage", "NamedMeasure", "OutcomeCoverage", "State", "Summary", "find_coverage"]

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from toc.analysis.graph import Graph
from toc.analysis.ladder import MINIMUM_N, Rung, grade_measure
from toc.analysis.routes import Routes, count_routes, end_outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from toc.analysis.facts import WaiverFacts
    from toc.analysis.outline import LeftOut, Outline, OutlinedOutcome

State = Literal["covered", "gap", "waived", "unknown"]
_LOW_GRADE = 3


class NamedMeasure(NamedTuple):
    """A measure as an answer names it."""

    id: str
    label: str


class Summary(NamedTuple):
    """How many outcomes there are, and in which state; the four states add up."""

    outcomes: int
    covered: int
    gaps: int
    waived: int
    unknown: int


@dataclass(frozen=True, slots=True)
class OutcomeCoverage:
    """How one outcome is measured.

    `grade` is 0 to 5 (`toc.analysis.ladder.GRADES` names them), the best among its measures;
    `next` what the grade above needs; `routes` the ways from an output to an end outcome through
    it, cut at 10^12 when `routes_capped`; `priority` 1 for what to measure first, None for what
    is waived or stands at grade 3 and above; `led_to` whether anything else leads to it;
    `waiver` the reason and date where one was given, and `lapsed` when that date has passed.
    """

    id: str
    label: str
    domain: str | None
    state: State
    grade: int
    measures: tuple[NamedMeasure, ...]
    next: tuple[str, ...]
    routes: int
    routes_capped: bool
    priority: int | None
    led_to: bool
    waiver: WaiverFacts | None
    lapsed: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer to "which outcomes lack a measure?", outcomes in the order of the source."""

    theory: str | None
    today: date
    minimum_n: int
    outcomes: tuple[OutcomeCoverage, ...]
    map: str | None
    left_out: LeftOut
    note: str | None = None

    @property
    def summary(self) -> Summary:
        """The outcomes counted by state."""
        counts = Counter(outcome.state for outcome in self.outcomes)
        covered, gaps = counts["covered"], counts["gap"]
        return Summary(len(self.outcomes), covered, gaps, counts["waived"], counts["unknown"])

    def in_state(self, state: State) -> list[OutcomeCoverage]:
        """The outcomes in one state, in the order of the source."""
        return [outcome for outcome in self.outcomes if outcome.state == state]

    def by_priority(self) -> list[OutcomeCoverage]:
        """What to measure next, the most urgent first."""
        ranked = [(outcome.priority, outcome) for outcome in self.outcomes if outcome.priority]
        return [outcome for _, outcome in sorted(ranked, key=lambda pair: pair[0])]

    def found(self, *, strict: bool = False) -> bool:
        """Whether there is something to report: a gap, or with `strict` also an unknown."""
        summary = self.summary
        return bool(summary.gaps or (strict and summary.unknown))


def find_coverage(outline: Outline, today: date, minimum_n: int = MINIMUM_N) -> Coverage:
    """How well each outcome is measured on a day; linear in outcomes, outputs and links.

    `minimum_n` is the number of people that a publishable sample needs.
    """
    outcomes = outline.outcomes
    graph = Graph(len(outcomes) + outline.outputs, outline.links)
    nodes = range(len(outcomes))
    ends = {n for n in nodes if outcomes[n].end} or end_outcomes(graph, nodes)
    routes = count_routes(graph, range(len(outcomes), graph.size), ends)
    led_to = {end for start, end in outline.links if start != end} | outline.claimed
    graded = [_best(outcome, today, minimum_n) for outcome in outcomes]
    states: list[State] = [_state(outcome, today) for outcome in outcomes]
    priorities = _priorities(states, graded, routes)
    return Coverage(
        theory=outline.name,
        today=today,
        minimum_n=minimum_n,
        outcomes=tuple(
            OutcomeCoverage(
                id=outcome.id,
                label=outcome.label,
                domain=outcome.domain,
                state=states[n],
                grade=graded[n].grade,
                measures=tuple(NamedMeasure(one.id, one.label) for one in outcome.measures),
                next=graded[n].needs,
                routes=routes[n].number,
                routes_capped=routes[n].capped,
                priority=priorities.get(n),
                led_to=n in led_to,
                waiver=outcome.waiver,
                lapsed=outcome.waiver is not None and outcome.waiver.until < today,
            )
            for n, outcome in enumerate(outcomes)
        ),
        map=outline.map,
        left_out=outline.left_out,
        note=outline.note,
    )


def _best(outcome: OutlinedOutcome, today: date, minimum_n: int) -> Rung:
    rungs = [grade_measure(measure, today, minimum_n) for measure in outcome.measures]
    return min(
        rungs, key=lambda rung: (-rung.grade, len(rung.needs)), default=Rung(0, ("measure",))
    )


def _state(outcome: OutlinedOutcome, today: date) -> State:
    if outcome.measures:
        return "covered"
    if outcome.waiver is not None and outcome.waiver.until >= today:
        return "waived"
    return "unknown" if outcome.unknown else "gap"


def _priorities(
    states: Sequence[State], graded: Sequence[Rung], routes: Sequence[Routes]
) -> dict[int, int]:
    """1 for the outcome with the most routes through it, among those that need a measure."""
    wanting = [
        n for n, state in enumerate(states) if state != "waived" and graded[n].grade < _LOW_GRADE
    ]
    wanting.sort(key=lambda n: -routes[n].number)
    return {n: place for place, n in enumerate(wanting, start=1)}
