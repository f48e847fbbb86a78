"""What a coverage tells people, in order; only the layout is left to the text and the page.

So the two never differ in what they say.
"""

from __future__ import annotations

__all__ = ["Account", "Group", "Item", "Row", "Section", "account_of"]

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.ladder import GRADES
from toc.exports.coverage_words import (
    Line,
    counted,
    headline,
    left_out_lines,
    needs_sentence,
    routes_sentence,
    waiver_line,
)
from toc.exports.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.analysis.coverage import Coverage, OutcomeCoverage

_SHOWN_STEPS = 10
_NO_LABEL = "(no label)"
_ROUTED = (
    "Those that most routes run through come first. A route is a way from an output to an end "
    "outcome."
)
_NOT_ROUTED = (
    "No route from an output to an end outcome runs through any of these, so they stand in the "
    "order of the source."
)
_HOW_TO_READ = (
    "A gap is an outcome without a measure. Grades rise like this, each building on the one "
    f"before: {', '.join(GRADES)}."
)


class Row(NamedTuple):
    """One outcome in the table: its state and grade in words, and lines about its measures."""

    name: str
    state: str
    grade: str
    lines: tuple[Line, ...]


class Group(NamedTuple):
    """The outcomes of one domain; `counts` says how many, and how many gaps."""

    title: str
    counts: str
    rows: tuple[Row, ...]


class Item(NamedTuple):
    """An entry of a list, with a remark about it."""

    head: Line
    remark: str = ""


class Section(NamedTuple):
    """A list under a heading, with a sentence before and after; `numbered` when order counts."""

    title: str
    items: Sequence[Item]
    intro: str = ""
    closing: str = ""
    numbered: bool = False


class Account(NamedTuple):
    """All that is said: a headline, the table by domain, then sections; nothing in it is empty."""

    headline: str
    theory: str
    groups: Sequence[Group]
    sections: Sequence[Section]


def account_of(coverage: Coverage) -> Account:
    """What there is to say about a coverage; linear but for sorting by priority."""
    name = _Names(coverage.outcomes)
    sections = (
        _steps(coverage, name),
        _not_led_to(coverage, name),
        Section("Left out", [Item(line) for line in left_out_lines(coverage.left_out)]),
        _about(coverage),
    )
    return Account(
        headline=headline(coverage),
        theory=legible(coverage.theory or ""),
        groups=_groups(coverage, name),
        sections=[one for one in sections if one.items or one.intro],
    )


class _Names:
    """What each outcome is called; one whose label others bear too is told apart by its id."""

    def __init__(self, outcomes: Iterable[OutcomeCoverage]) -> None:
        self._bearers = Counter(legible(one.label) for one in outcomes)

    def __call__(self, one: OutcomeCoverage) -> str:
        label, known_as = legible(one.label), legible(one.id)
        if known_as in {"", label} or (label and self._bearers[label] == 1):
            return label or _NO_LABEL
        return f"{label or _NO_LABEL} [{known_as}]"


def _groups(coverage: Coverage, name: _Names) -> list[Group]:
    """The outcomes by domain, then those without one, then those nobody has entered."""
    by_domain: dict[str, list[OutcomeCoverage]] = {}
    for one in coverage.outcomes:
        if one.state != "unknown":
            by_domain.setdefault(legible(one.domain or ""), []).append(one)
    rest = by_domain.pop("", [])
    groups = [
        Group(domain, _counts(members), _rows(members, coverage, name))
        for domain, members in by_domain.items()
    ]
    if rest:
        title = "No domain" if groups else "Outcomes"
        groups.append(Group(title, _counts(rest), _rows(rest, coverage, name)))
    if unknown := coverage.in_state("unknown"):
        number = counted(len(unknown), "outcome")
        groups.append(Group("Not known yet", number, _rows(unknown, coverage, name)))
    return groups


def _counts(members: Sequence[OutcomeCoverage]) -> str:
    gaps = sum(one.state == "gap" for one in members)
    return f"{counted(len(members), 'outcome')}, {counted(gaps, 'gap') if gaps else 'no gaps'}"


def _rows(members: Iterable[OutcomeCoverage], coverage: Coverage, name: _Names) -> tuple[Row, ...]:
    return tuple(
        Row(name(one), one.state, GRADES[one.grade], tuple(_lines(one, coverage)))
        for one in members
    )


def _lines(one: OutcomeCoverage, coverage: Coverage) -> list[Line]:
    lines: list[Line] = []
    if one.state == "unknown" and (domain := legible(one.domain or "")):
        lines.append(Line("Domain: ", (domain,)))
    if one.measures:
        named = [legible(measure.label) or legible(measure.id) for measure in one.measures]
        lines.append(Line("Measured by: ", tuple(name or _NO_LABEL for name in named)))
        if needs := needs_sentence(one, coverage.minimum_n):
            lines.append(Line(needs))
    if one.waiver is not None:
        lines.append(waiver_line(one, one.waiver))
    return lines


def _steps(coverage: Coverage, name: _Names) -> Section:
    """The first ten by priority, each with why it stands there and what it needs."""
    ranked = coverage.by_priority()
    shown = ranked[:_SHOWN_STEPS]
    more = len(ranked) - len(shown)
    routed = any(one.routes for one in shown)
    items: list[Item] = []
    for one in shown:
        why = f"{routes_sentence(one)} " if routed else ""
        items.append(Item(Line("", (name(one),)), why + needs_sentence(one, coverage.minimum_n)))
    return Section(
        title="What to measure next",
        items=items,
        intro=(_ROUTED if routed else _NOT_ROUTED) if items else "",
        closing=f"{more:,} more {'comes' if more == 1 else 'come'} after these." if more else "",
        numbered=True,
    )


def _not_led_to(coverage: Coverage, name: _Names) -> Section:
    alone = [one for one in coverage.outcomes if not one.led_to]
    if len(alone) == len(coverage.outcomes) > 1:
        intro = "As far as this source says, nothing leads to any of them."
        return Section("What leads to the outcomes", (), intro)
    if not alone:
        return Section("", ())
    return Section(
        title=f"Nothing leads to {'this outcome' if len(alone) == 1 else 'these outcomes'}",
        items=[Item(Line("", (name(one),))) for one in alone],
        intro="A link may be missing from the theory.",
    )


def _about(coverage: Coverage) -> Section:
    named = (("Theory: ", coverage.theory), ("Map: ", coverage.map))
    lines = [Line(words, (legible(text),)) for words, text in named if text and legible(text)]
    lines.append(Line(f"Judged on: {coverage.today.isoformat()}"))
    lines.append(Line(_HOW_TO_READ))
    if note := legible(coverage.note or ""):
        lines.append(Line("", (note,)))
    return Section("About this answer", [Item(line) for line in lines])
