from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import toc
from toc.errors import TheoryFileError, UnreadableError, UnwritableError
from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory
from toc.models.links import Claim, Link
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.outcomes import MeasuredBy
from toc.models.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = """\
# Who keeps this: the evaluation circle.

toc: 1   # the version
name: 'Our theory'

# What we do.
outputs:
  # The meal came first.
  - id: meal          # never changes
    label: "A shared meal"
    description: >-
      Every week, and open
      to all.
    # Said by everybody:
    leads_to: [trust, "calm"]   # both ends
    # sources: [the diary]

  # The walk is new.
  - {id: walk, label: A walk, leads_to: [{to: trust, confidence: low}]}  # in May

outcomes:
- id: trust
  label: Trust
  leads_to:
  - to: calm
    rationale: It helps.   # says Ann
  measured_by: [
    names,   # the street survey
    calls,
  ]

- id: calm
  label: Calm
  end: true

measures:
  - id: names
    label: Names known
    values:
      # two rounds so far
      - {date: 2026-01-31, value: 4.50, n: 40}   # cold
      - {date: 2026-06-30, value: 5}
  -   id: calls
      label: Calls

# Links on their own carry much.
links:
  - from: meal
    to: calm
    note: |
      Disputed.
      Twice.
# The end.
"""


@pytest.fixture
def theory() -> Theory:
    return read_theory(FILE.encode(), "t.yaml")


def changed(theory: Theory, section: str, place: int, **keys: object) -> Theory:
    """The theory with some keys of one part changed."""
    parts = list(getattr(theory, section))
    parts[place] = parts[place].model_copy(update=keys)
    return theory.model_copy(update={section: tuple(parts)})


def edited(old: str, new: str, *, times: int = 1) -> str:
    """The file with one piece of its text exchanged."""
    assert FILE.count(old) == times
    return FILE.replace(old, new)


def rewritten(theory: Theory, text: str = FILE) -> str:
    return rewritten_theory(text.encode(), theory, "t.yaml").decode()


VALUE_3 = DatedValue(date=date(2026, 12, 31), value=6, n=41)

EDITS: dict[str, tuple[Callable[[Theory], Theory], str, str]] = {
    "a text between single quotes": (
        lambda t: t.model_copy(update={"name": "Ann's theory"}),
        "'Our theory'",
        "'Ann''s theory'",
    ),
    "a text between double quotes": (
        lambda t: changed(t, "outputs", 0, label='A "shared" meal'),
        '"A shared meal"',
        '"A \\"shared\\" meal"',
    ),
    "a bare text": (lambda t: changed(t, "outcomes", 0, label="Faith"), "Trust\n", "Faith\n"),
    "a bare text that needs quotes now": (
        lambda t: changed(t, "outcomes", 0, label="Trust: all"),
        "Trust\n",
        '"Trust: all"\n',
    ),
    "a folded text": (
        lambda t: changed(t, "outputs", 0, description="Every week."),
        "Every week, and open\n      to all.",
        "Every week.",
    ),
    "a text in lines": (
        lambda t: changed(t, "links", 0, note="Agreed.\nOnce.\n"),
        "Disputed.\n      Twice.",
        "Agreed.\n      Once.",
    ),
    "a number in brackets": (
        lambda t: changed(
            t, "measures", 0, values=(
                t.measures[0].values[0].model_copy(update={"value": 4.25}),
                t.measures[0].values[1],
            )
        ),
        "value: 4.50",
        "value: 4.25",
    ),
    "a new dated value": (
        lambda t: changed(t, "measures", 0, values=(*t.measures[0].values, VALUE_3)),
        "value: 5}\n",
        "value: 5}\n      - {date: 2026-12-31, value: 6, n: 41}\n",
    ),
    "a first baseline": (
        lambda t: changed(t, "measures", 0, baseline=Mark(value=3, date=date(2025, 1, 1))),
        "Names known\n",
        "Names known\n    baseline: {value: 3, date: 2025-01-01}\n",
    ),
    "a value that goes": (
        lambda t: changed(t, "measures", 0, values=t.measures[0].values[1:]),
        "      - {date: 2026-01-31, value: 4.50, n: 40}   # cold\n",
        "",
    ),
    "a part that goes with its comments": (
        lambda t: t.model_copy(update={"outputs": t.outputs[:1]}),
        FILE[FILE.index("\n  # The walk is new.") : FILE.index("\noutcomes:")],
        "",
    ),
    "a new part as its neighbour": (
        lambda t: t.model_copy(update={"measures": (*t.measures, Measure(id="age", label="Age"))}),
        "      label: Calls\n",
        "      label: Calls\n  -   id: age\n      label: Age\n",
    ),
    "a new claim in brackets": (
        lambda t: changed(
            t, "outputs", 0, leads_to=(*t.outputs[0].leads_to, Claim(to="trust", status="disputed"))
        ),
        '[trust, "calm"]',
        '[trust, "calm", {to: trust, status: disputed}]',
    ),
    "a bare claim that says more": (
        lambda t: changed(
            t, "outputs", 0, leads_to=(Claim(to="trust", type="x"), t.outputs[0].leads_to[1])
        ),
        '[trust, "calm"]',
        '[{to: trust, type: x}, "calm"]',
    ),
    "a claim in brackets that says more": (
        lambda t: changed(t, "outputs", 1, leads_to=(Claim(to="trust", confidence="high"),)),
        "confidence: low",
        "confidence: high",
    ),
    "one of several lines in brackets": (
        lambda t: changed(t, "outcomes", 0, measured_by=(t.outcomes[0].measured_by[1],)),
        "    names,   # the street survey\n",
        "",
    ),
    "one more line in brackets": (
        lambda t: changed(
            t, "outcomes", 0, measured_by=(
                t.outcomes[0].measured_by[0],
                MeasuredBy(measure="names", note="again"),
                t.outcomes[0].measured_by[1],
            )
        ),
        "    names,   # the street survey\n",
        "    names,   # the street survey\n    {measure: names, note: again},\n",
    ),
    "a key that goes": (
        lambda t: changed(t, "outcomes", 1, end=False),
        "  label: Calm\n  end: true\n",
        "  label: Calm\n",
    ),
    "the key beside the dash": (
        lambda t: t.model_copy(
            update={"links": (Link(from_="walk", to="calm", note=t.links[0].note),)}
        ),
        "from: meal",
        "from: walk",
    ),
    "a section that goes": (
        lambda t: t.model_copy(update={"links": ()}),
        FILE[FILE.index("# Links on their own") : FILE.index("# The end.")],
        "",
    ),
    "a new section": (
        lambda t: t.model_copy(update={"kumu": {"ids": {"trust": "elem-1"}}}),
        "      Twice.\n",
        "      Twice.\n\nkumu: {ids: {trust: elem-1}}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_only_what_differs_is_touched(theory: Theory, case: str) -> None:
    """One change to a theory changes its piece of the file, and every other byte stays."""
    change, old, new = EDITS[case]
    wanted = change(theory)
    result = rewritten(wanted)
    assert read_theory(result.encode(), "t.yaml") == wanted
    assert result == edited(old, new)


def test_an_unchanged_theory_keeps_its_bytes(theory: Theory) -> None:
    """Nothing to change: the same bytes, whatever they are."""
    for text in (FILE, FILE.replace("\n", "\r\n"), FILE + "\n\n", "\ufeff" + FILE):
        assert rewritten_theory(text.encode(), theory, "t") == text.encode()


@pytest.mark.parametrize("case", EDITS)
def test_windows_line_ends_and_the_mark_stay(theory: Theory, case: str) -> None:
    """A file with Windows line ends and a byte-order mark is edited as one without them."""
    wanted = EDITS[case][0](theory)
    old = ("\ufeff" + FILE.replace("\n", "\r\n")).encode()
    new = ("\ufeff" + rewritten(wanted).replace("\n", "\r\n")).encode()
    assert rewritten_theory(old, wanted, "t") == new


NAMED = """\
toc: 1
outputs:
  - {id: a, label: A, sources: &said [Ann, Ben], leads_to: [&end b]}
  - {id: c, label: C, sources: *said, leads_to: [*end, {to: *end, note: &n "null"}]}
outcomes:
  - &whole
    id: b
    label: B
    sources: *said
kumu:
  is: *whole
"""


def test_what_an_alias_stands_for_is_written_out() -> None:
    """A change at an anchor stays there: where it was meant to hold too, it is spelled out."""
    theory = read_theory(NAMED.encode(), "t")
    elsewhere = changed(theory, "outputs", 1, label="D")
    assert rewritten(elsewhere, NAMED) == NAMED.replace("label: C", "label: D")
    at_anchor = changed(theory, "outputs", 0, sources=("Ann",))
    assert rewritten(at_anchor, NAMED) == NAMED.replace("[Ann, Ben]", "[Ann]").replace(
        "*said", "[Ann, Ben]"
    )
    at_alias = changed(theory, "outputs", 1, sources=("Ann",))
    assert rewritten(at_alias, NAMED) == NAMED.replace("C, sources: *said", "C, sources: [Ann]")
    gone = theory.model_copy(update={"outputs": theory.outputs[1:]})
    assert read_theory(rewritten(gone, NAMED).encode(), "t") == gone
    inside = changed(theory, "outcomes", 0, label="B!")
    assert rewritten(inside, NAMED) == NAMED.replace("label: B\n", "label: B!\n").replace(
        "*whole", "{id: b, label: B, sources: [Ann, Ben]}"
    )


def test_a_faulty_file_is_refused() -> None:
    """What cannot be read is not edited: the reader's error, with its lines."""
    theory = Theory(name="x")
    for text in (
        "toc: 1\nnaem: a\n",
        "toc: 1\nname: !x a\n",
        "toc: 1\n\tname: a\n",
        "",
        "a: 1\n---\nb",
    ):
        with pytest.raises(UnreadableError):
            rewritten(theory, text)
    with pytest.raises(TheoryFileError):
        rewritten(theory, "toc: 1\noutputs: [{id: a}]\n")


def test_what_a_form_cannot_hold_is_refused() -> None:
    """Half a character does not go into YAML, nor a number into its `kumu`; JSON takes both."""
    half, number = Theory(name="\ud800"), Theory(kumu={"a": 1})
    for theory in (half, number):
        with pytest.raises(UnwritableError):
            rewritten(theory, "toc: 1\nname: x\n")
        result = rewritten_theory(b'{"toc": 1, "name": "x"}', theory, "t")
        assert read_theory(result, "t") == theory
    with pytest.raises(UnwritableError):
        rewritten(Theory(name="\ud83d\ude00"), '{"toc": 1, "name": "x"}')


def test_numbers_and_flags_differ_in_kumu() -> None:
    """In JSON, `1` and `true` under `kumu` are two values, and so are all others."""
    for value, written in ((True, "true"), ("1", '"1"'), (None, "null"), ([1], "[1]"), (2, "2")):
        theory = Theory(kumu={"a": value})
        assert rewritten(theory, '{"toc": 1, "kumu": {"a": 1}}') == (
            f'{{"toc": 1, "kumu": {{"a": {written}}}}}'
        )


def test_the_bundled_theory_takes_many_edits() -> None:
    """Dated values for every measure and new labels for all parts leave each comment in place."""
    content = (Path(toc.__file__).parent / "theories" / "equal-care.yaml").read_bytes()
    theory = read_theory(content, "equal-care.yaml")
    measures = tuple(
        one.model_copy(update={"values": (VALUE_3,), "label": f"{one.label} (all)"})
        for one in theory.measures
    )
    outcomes = tuple(
        one.model_copy(update={"note": f"Seen in 2026: {one.id}", "leads_to": one.leads_to[::-1]})
        for one in theory.outcomes
    )
    wanted = theory.model_copy(update={"measures": measures, "outcomes": outcomes})
    result = rewritten_theory(content, wanted, "equal-care.yaml")
    assert read_theory(result, "equal-care.yaml") == wanted
    remarks = [
        line for line in content.decode().splitlines() if "#" in line and "label" not in line
    ]
    assert [line for line in result.decode().splitlines() if line in set(remarks)] == remarks
    assert rewritten_theory(result, theory, "equal-care.yaml") != result


def test_a_comment_below_does_not_become_text() -> None:
    """Where a comment stands further to the right, a text in lines is written on one line."""
    text = "toc: 1\nname: Us\n    # the old name\nnote: x\n"
    wanted = Theory(name="We\nall", note="x")
    assert rewritten(wanted, text) == text.replace("Us", '"We\\nall"')
