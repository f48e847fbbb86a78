"""The sentences in which a coverage is told to people, whatever form it is shown in."""

from __future__ import annotations

__all__ = [
    "Line",
    "counted",
    "headline",
    "left_out_lines",
    "needs_sentence",
    "routes_sentence",
    "waiver_line",
]

from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.ladder import GRADES
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.coverage import Coverage, OutcomeCoverage, Summary
    from toc.analysis.facts import WaiverFacts
    from toc.analysis.outline import LeftOut

_SHOWN_TYPES = 10
_NEEDS = {
    "measure": "a measure",
    "unit": "a unit",
    "method": "a method",
    "source": "a source",
    "owner": "an owner",
    "baseline": "a baseline",
    "baseline date": "a date for the baseline",
    "target": "a target",
    "target date": "a date for the target",
    "frequency": "a frequency",
    "value": "a dated value",
    "newer value": "a newer value",
    "interval": "an interval (low and high)",
    "value marked publishable": "its newest value marked as publishable",
}


class Line(NamedTuple):
    """Words of ours, then names that other people gave, legible already; shown joined by `; `."""

    words: str
    names: tuple[str, ...] = ()


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 outcome`, `1,200 outcomes`."""
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def headline(coverage: Coverage) -> str:
    """How many outcomes have no measure; lapsed, waived and unknown ones are mentioned apart."""
    summary = coverage.summary
    sentences = (_measured(summary), _lapsed(coverage), _waived(summary), _unknown(summary))
    return " ".join(sentence for sentence in sentences if sentence)


def _measured(summary: Summary) -> str:
    outcomes, covered, gaps = summary.outcomes, summary.covered, summary.gaps
    if not outcomes:
        return "There are no outcomes."
    if covered == outcomes:
        return _all_measured(outcomes)
    if gaps == outcomes:
        return _none_measured(outcomes)
    if gaps:
        return f"{gaps:,} of {outcomes:,} outcomes {_have(gaps)} no measure."
    if covered:
        return f"No gaps: {covered:,} of {outcomes:,} outcomes {_have(covered)} a measure."
    return "No gaps, but no outcome has a measure."


def _all_measured(outcomes: int) -> str:
    if outcomes == 1:
        return "The only outcome has a measure."
    return f"{'Both' if outcomes == 2 else f'All {outcomes:,}'} outcomes have a measure."


def _none_measured(outcomes: int) -> str:
    if outcomes == 1:
        return "The only outcome has no measure."
    return f"{'Neither' if outcomes == 2 else 'None'} of the {outcomes:,} outcomes has a measure."


def _lapsed(coverage: Coverage) -> str:
    gaps = coverage.in_state("gap")
    lapsed = sum(one.lapsed for one in gaps)
    if lapsed and len(gaps) == 1:
        return "Its waiver has lapsed."
    return f"{lapsed:,} of these had a waiver that has lapsed." if lapsed else ""


def _waived(summary: Summary) -> str:
    if not summary.waived:
        return ""
    them = "it" if summary.waived == 1 else "them"
    number = f"{summary.waived:,}{' more' if summary.gaps else ''}"
    return f"{number} {_are(summary.waived)} waived: there is a reason not to measure {them} yet."


def _unknown(summary: Summary) -> str:
    if not summary.unknown:
        return ""
    them = "it" if summary.unknown == 1 else "them"
    number = f"{summary.unknown:,}{' more' if summary.gaps or summary.waived else ''}"
    verb = _are(summary.unknown)
    return f"{number} {verb} unknown: what measures {them} has not been entered yet."


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def needs_sentence(one: OutcomeCoverage, minimum_n: int) -> str:
    """What it takes to bring an outcome to its next grade; empty at the highest."""
    if not one.next:
        return ""
    if not one.measures:
        known = one.state != "unknown"
        return "It needs a measure." if known else "First find out what measures it."
    sample = {f"n of {minimum_n} or more": f"{minimum_n:,} people or more behind its newest value"}
    needs = [_NEEDS.get(need) or sample.get(need, need) for need in one.next]
    which = "its measure" if len(one.measures) == 1 else "its best measure"
    return f'To be "{GRADES[one.grade + 1]}" {which} needs {_listed(needs)}.'


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def routes_sentence(one: OutcomeCoverage) -> str:
    """How many routes run through an outcome."""
    if one.routes_capped:
        return f"More than {one.routes:,} routes run through it."
    if not one.routes:
        return "No route runs through it."
    return f"{counted(one.routes, 'route')} {'runs' if one.routes == 1 else 'run'} through it."


def waiver_line(one: OutcomeCoverage, waiver: WaiverFacts) -> Line:
    """What became of the waiver of an outcome, its last day and its reason."""
    until = waiver.until.isoformat()
    if one.lapsed:
        words = f"Its waiver lapsed after {until}: "
    elif one.state == "waived":
        words = f"Waived until {until}: "
    else:
        words = f"No longer needs its waiver until {until}: "
    return Line(words, (legible(waiver.reason) or "no reason given",))


def left_out_lines(left_out: LeftOut) -> list[Line]:
    """What the answer does not cover, the ten most frequent types first named."""
    lines: list[Line] = []
    if left_out.other_maps:
        lines.append(Line(f"{counted(left_out.other_maps, 'outcome')} on other maps"))
    if left_out.trash:
        lines.append(Line(f"{counted(left_out.trash, 'outcome')} in the trash"))
    if left_out.no_role:
        lines.append(_no_role(left_out.no_role))
    return lines


def _no_role(no_role: dict[str, int]) -> Line:
    ranked = sorted(no_role.items(), key=lambda pair: -pair[1])
    names = [f"{legible(kind) or 'no type'} ({number:,})" for kind, number in ranked[:_SHOWN_TYPES]]
    if more := len(ranked[_SHOWN_TYPES:]):
        names.append(counted(more, "more type"))
    number = sum(no_role.values())
    return Line(f"{counted(number, 'element')} without a role, by type: ", tuple(names))
