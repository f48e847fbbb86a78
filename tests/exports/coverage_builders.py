"""Small theories and what is found of them, for the tests of how a coverage is shown."""

from __future__ import annotations

__all__ = [
    "HOSTILE",
    "IN_FORCE",
    "LAPSED",
    "TODAY",
    "coverage_of",
    "hostile_coverage",
    "measure",
    "mixed",
    "of_states",
    "outcome",
]

from datetime import date
from typing import TYPE_CHECKING

from toc.analysis.coverage import find_coverage
from toc.analysis.outline import LeftOut, Outline, OutlinedOutcome
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.remarks import Waiver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.coverage import Coverage

TODAY = date(2026, 6, 30)
IN_FORCE = ("no way yet", date(2027, 3, 31))
LAPSED = ("too early", date(2026, 1, 31))

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><script>alert(1)</script>",
    "&lt;b&gt; &amp; </bdi>",
    "<!-- ]]>",
    '=HYPERLINK("http://example.org";"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tTab first",
    "\rReturn first",
    "one,two\rthree\nfour",
    'quoted "twice" over',
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b2J C1 and \x7f and \x00",
    "\u202etxt.exe\u2066",
    "\u200fשלום \u200fעולם",
    "\u2028line\u2029paragraph\x85next",
    "👩🏽‍🌾🏴󠁧󠁢󠁥󠁮󠁧󠁿 दोस्ती e\u0301",
    "half \ud83d and \udc00",
    "W" * 300,
    "家" * 200,
    "   ",
    "",
    "\ufeff\ufffe\U0010ffff",
)


def measure(label: str, grade: int = 1) -> Measure:
    """A measure that stands at a grade from 1 to 5; its id is the label with hyphens."""
    made = Measure(id=label.lower().replace(" ", "-") or "none", label=label or "none")
    if grade >= 2:
        parts = {"unit": "0-100", "method": "survey", "source": "survey", "owner": "Ada"}
        made = made.model_copy(update=parts)
    if grade >= 3:
        mark = Mark(value=1, date=TODAY)
        made = made.model_copy(update={"baseline": mark, "target": mark})
    if grade >= 4:
        value = DatedValue(date=TODAY, value=2, publishable=True if grade == 5 else None)
        made = made.model_copy(update={"every": "1 year", "values": (value,)})
    return made


def outcome(
    label: str,
    *measures: Measure,
    id: str | None = None,  # noqa: A002 - the word of the theory file
    domain: str | None = None,
    waived: tuple[str, date] | None = None,
    unknown: bool = False,
) -> OutlinedOutcome:
    """One outcome; its id is the label in small letters with hyphens unless one is given."""
    waiver = None
    if waived:
        item = id or label or "none"
        waiver = Waiver(rule="TOC030", item=item, reason=waived[0], until=waived[1])
    known_as = label.lower().replace(" ", "-") if id is None else id
    return OutlinedOutcome(known_as, label, domain, False, measures, waiver, unknown)


def coverage_of(
    *outcomes: OutlinedOutcome,
    outputs: int = 0,
    links: Sequence[tuple[int, int]] = (),
    name: str | None = None,
    map: str | None = None,  # noqa: A002 - the word of the outline
    left_out: LeftOut | None = None,
    note: str | None = None,
) -> Coverage:
    """What is found on `TODAY`; nodes are the outcomes, then the outputs."""
    outline = Outline(
        name,
        list(outcomes),
        outputs,
        list(links),
        map=map,
        left_out=left_out or LeftOut(),
        note=note,
    )
    return find_coverage(outline, TODAY)


def of_states(
    covered: int = 0, gaps: int = 0, waived: int = 0, unknown: int = 0, lapsed: int = 0
) -> Coverage:
    """So many outcomes in each state; lapsed ones are gaps beside the others."""
    return coverage_of(
        *[outcome(f"C{n}", measure("One")) for n in range(covered)],
        *[outcome(f"G{n}") for n in range(gaps)],
        *[outcome(f"W{n}", waived=IN_FORCE) for n in range(waived)],
        *[outcome(f"U{n}", unknown=True) for n in range(unknown)],
        *[outcome(f"L{n}", waived=LAPSED) for n in range(lapsed)],
    )


def mixed() -> Coverage:
    """Every state, a lapsed waiver, three grades, two domains and none, and things left out."""
    return coverage_of(
        outcome("Trust", measure("Trust score", 4), domain="Belonging"),
        outcome("Choice", domain="Growth"),
        outcome("Kinship", measure("Ties", 2), measure("Visits"), domain="Belonging"),
        outcome("Home longer", waived=("no ethical way yet", date(2027, 3, 31)), domain="Growth"),
        outcome("Skill", waived=("too early", date(2026, 1, 31)), domain="Growth"),
        outcome("Peer support", unknown=True, domain="Growth"),
        outcome("Less paid care"),
        outputs=2,
        links=[(7, 1), (8, 1), (1, 0), (7, 2), (1, 4), (0, 3), (4, 5)],
        name="A small theory",
        map="Overview",
        left_out=LeftOut(other_maps=3, trash=1, no_role={"Person": 2, "": 5}),
        note="Made up for this test.",
    )


def hostile_coverage() -> Coverage:
    """Every hostile text in every field that other people fill."""
    until = date(2027, 1, 1)
    outcomes = [
        outcome(text, measure(text), id=f"{text}", domain=text) for text in HOSTILE if text
    ] + [outcome(text, id="", domain=text, waived=(text or " ", until)) for text in HOSTILE]
    everything = " ".join(HOSTILE)
    return coverage_of(
        *outcomes,
        outputs=1,
        links=[(len(outcomes), n) for n in range(5)],
        name=everything,
        map=everything,
        left_out=LeftOut(no_role=dict.fromkeys(HOSTILE, 2)),
        note=everything,
    )
