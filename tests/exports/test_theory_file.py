from __future__ import annotations

import json
from datetime import date

import pytest

from toc.errors import FormError, LimitError, TheoryFileError, UnreadableError, UnwritableError
from toc.exports.theory_file import read_theory, write_json, write_yaml
from toc.kumu.limits import Limits
from toc.models.links import Claim, Link
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.outcomes import MeasuredBy, Outcome, Theme
from toc.models.outputs import Dimension, Output
from toc.models.remarks import Unknown, Waiver
from toc.models.theory import Theory
from toc.models.voices import Voice

YAML = """\
toc: 1
name: Equal Care Co-op

dimensions:
  - {id: circles, label: Circles, leads_to: [trust]}

themes:
  - {id: power, label: "Power: who holds it"}

voices:
  - {id: workers, label: Care and support workers}

outputs:
  - id: circle-autonomy
    label: Circle autonomy
    description: >-
      Circles run semi-independently of the wider co-op, and the authority to decide is spread out
      among the people who give and receive support.
    sources: [Circle ToC]
    dimension: circles
    leads_to:
      - shared-decisions
      - {to: trust, assumptions: ["circles meet, often"], confidence: low, status: inferred}

outcomes:
  - id: shared-decisions
    label: Freedom to decide and co-produce care together
    aliases: ["no", "007"]
    themes: [power]
    kind: process
    voices: [workers]
    measured_by:
      - {measure: decision-making, status: inferred}
      - decision-making
  - {id: trust, label: Trust, end: true}

measures:
  - id: decision-making
    label: Decision-making, social climate survey
    method: survey
    unit: "0-100"
    better: higher
    every: 6 months
    baseline: {value: 55, date: 2025-06-30}
    target: {value: 70, date: 2026-12-31}
    values:
      - {date: 2026-05-31, value: 61.2, n: 23, low: 54, high: 68.4, publishable: false}

links:
  - {from: shared-decisions, to: trust, polarity: "-", mutual: true}

unknown:
  - {item: shared-decisions, about: led_to_by, note: the Platform page is cut}

waivers:
  - {rule: TOC030, item: trust, reason: no ethical way yet, until: 2027-03-31}

kumu: {roles: {outcome: {types: [Ergebnis]}}}
"""

THEORY = Theory(
    name="Equal Care Co-op",
    dimensions=(Dimension(id="circles", label="Circles", leads_to=(Claim(to="trust"),)),),
    themes=(Theme(id="power", label="Power: who holds it"),),
    voices=(Voice(id="workers", label="Care and support workers"),),
    outputs=(
        Output(
            id="circle-autonomy",
            label="Circle autonomy",
            description="Circles run semi-independently of the wider co-op, and the authority to "
            "decide is spread out among the people who give and receive support.",
            sources=("Circle ToC",),
            dimension="circles",
            leads_to=(
                Claim(to="shared-decisions"),
                Claim(
                    to="trust",
                    assumptions=("circles meet, often",),
                    confidence="low",
                    status="inferred",
                ),
            ),
        ),
    ),
    outcomes=(
        Outcome(
            id="shared-decisions",
            label="Freedom to decide and co-produce care together",
            aliases=("no", "007"),
            themes=("power",),
            kind="process",
            voices=("workers",),
            measured_by=(
                MeasuredBy(measure="decision-making", status="inferred"),
                MeasuredBy(measure="decision-making"),
            ),
        ),
        Outcome(id="trust", label="Trust", end=True),
    ),
    measures=(
        Measure(
            id="decision-making",
            label="Decision-making, social climate survey",
            method="survey",
            unit="0-100",
            better="higher",
            every="6 months",
            baseline=Mark(value=55, date=date(2025, 6, 30)),
            target=Mark(value=70, date=date(2026, 12, 31)),
            values=(
                DatedValue(
                    date=date(2026, 5, 31), value=61.2, n=23, low=54, high=68.4, publishable=False
                ),
            ),
        ),
    ),
    links=(Link(from_="shared-decisions", to="trust", polarity="-", mutual=True),),
    unknown=(Unknown(item="shared-decisions", about="led_to_by", note="the Platform page is cut"),),
    waivers=(
        Waiver(rule="TOC030", item="trust", reason="no ethical way yet", until=date(2027, 3, 31)),
    ),
    kumu={"roles": {"outcome": {"types": ["Ergebnis"]}}},
)


def test_yaml_for_people() -> None:
    """A theory is written as a person would: short parts on a line, long text in lines."""
    assert write_yaml(THEORY).decode() == YAML


def test_yaml_is_read() -> None:
    """Every key of a theory file becomes what the model has for it."""
    assert read_theory(YAML.encode(), "t.yaml") == THEORY


def test_json_is_the_same() -> None:
    """The JSON form has the same keys, numbers as numbers, flags as flags, dates as text."""
    written = write_json(THEORY)
    assert read_theory(written, "t.json") == THEORY
    data = json.loads(written)
    assert list(data)[:3] == ["toc", "name", "dimensions"]
    (value,) = data["measures"][0]["values"]
    assert value == {
        "date": "2026-05-31",
        "value": 61.2,
        "n": 23,
        "low": 54,
        "high": 68.4,
        "publishable": False,
    }
    assert written.startswith(b'{\n  "toc": 1,\n')
    assert written.endswith(b"}\n")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_any_line_end_and_byte_order_mark(bom: bytes, line_end: bytes) -> None:
    """A byte-order mark and Windows line ends change nothing."""
    for content in (write_yaml(THEORY), b"\n \n" + write_json(THEORY)):
        assert read_theory(bom + content.replace(b"\n", line_end), "t") == THEORY


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in this file"),
        (b"\n# a remark\n", "nothing in this file"),
        (b"null", "nothing in this file"),
        (b"just text", "no theory file"),
        (b"- a\n- b", "no theory file"),
        (b"elements: []\nconnections: []\n", "no theory file"),
        (b'{"elements": []}', "no theory file"),
        (b"[1]", "no theory file"),
        (b"toc: 2\nname: a", "another version"),
        (b'{"toc": true}', "another version"),
        (b"toc: [1]", "another version"),
    ],
)
def test_no_theory_file(content: bytes, words: str) -> None:
    """What is readable but no theory file is said to be none, with how one begins."""
    with pytest.raises(FormError, match=words) as caught:
        read_theory(content, "t.yaml")
    assert "toc: 1" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("toc: 1".encode("utf-16"), "UTF-16"),
        ("toc: 1".encode("utf-16-le"), "UTF-16"),
        (b"toc: 1\nname: caf\xe9", "t:2:10"),
        (b"toc: 1\nname: [", "t:"),
        (b'{"toc": 1,}', "t:1:1"),
        (b'{"toc": 1, "toc": 1}', "twice"),
        (b'{"toc": NaN}', "NaN"),
        (b'{"toc": 1, "name": "a\nb"}', "t:1:"),
        (b'{"toc": 1', "stops in the middle"),
    ],
)
def test_unreadable_file(content: bytes, words: str) -> None:
    """What cannot be read is one message with the place; JSON gets JSON's messages only."""
    with pytest.raises(UnreadableError) as caught:
        read_theory(content, "t")
    assert words in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b"a: {", b"- "])
def test_depth_ends_in_a_message(opening: bytes) -> None:
    """A hundred thousand brackets are refused, in both forms."""
    with pytest.raises(LimitError, match="--limit depth=N"):
        read_theory(opening * 100_000, "t")


def test_size_of_yaml_is_limited() -> None:
    """A YAML file over its limit is refused before it is read, naming the flag."""
    with pytest.raises(LimitError, match="--limit yaml=999"):
        read_theory(b"\xff" * 999, "t", limits=Limits(yaml=998))


def test_empty_theory() -> None:
    """The least that is a theory file."""
    assert read_theory(b"toc: 1", "t") == Theory()
    assert write_yaml(Theory()) == b"toc: 1\n"
    assert write_json(Theory()) == b'{\n  "toc": 1\n}\n'


def test_null_as_text() -> None:
    """A text that is `null` survives in both forms, although the bare word is nothing."""
    theory = Theory(name="null", outcomes=(Outcome(id="null", label="null", note="null"),))
    assert b'label: !!str "null"' in write_yaml(theory)
    assert read_theory(write_yaml(theory), "t") == theory
    assert read_theory(write_json(theory), "t") == theory


def test_half_a_character_needs_json() -> None:
    """YAML cannot hold a lone surrogate; the refusal says that JSON can."""
    theory = Theory(name="a\ud800b")
    with pytest.raises(UnwritableError, match="JSON"):
        write_yaml(theory)
    assert b'"a\\ud800b"' in write_json(theory)
    assert read_theory(write_json(theory), "t") == theory


def test_two_halves_side_by_side_cannot_be_written() -> None:
    """No file can tell two halves side by side from the whole character."""
    with pytest.raises(UnwritableError, match="two halves"):
        write_json(Theory(name="\ud83d\ude00"))


@pytest.mark.parametrize("value", [5, 1.5, True, [{"a": False}]])
def test_numbers_of_the_map_need_json(value: object) -> None:
    """A number or flag in `kumu` would become text in YAML, so it is refused there."""
    theory = Theory(kumu={"a": value})
    with pytest.raises(UnwritableError, match="JSON"):
        write_yaml(theory)
    assert read_theory(write_json(theory), "t") == theory


def test_from_underscore_is_no_key() -> None:
    """The name that Python has for `from` is no key of a file."""
    content = b"toc: 1\noutcomes: [{id: a, label: A}]\nlinks: [{from_: a, to: a}]"
    with pytest.raises(TheoryFileError, match="did you mean `from`"):
        read_theory(content, "t")


def test_large_file_is_read_in_a_moment() -> None:
    """Three thousand outcomes with their links are read, and written back the same."""
    outcomes = "".join(
        f"  - id: outcome-{n}\n    label: Outcome number {n}\n    leads_to:\n"
        f"      - outcome-{(n + 1) % 3000}\n      - {{to: outcome-{n * 7 % 3000}, note: why}}\n"
        for n in range(3000)
    )
    theory = read_theory(f"toc: 1\noutcomes:\n{outcomes}".encode(), "t")
    assert len(theory.every_link()) == 6000
    assert read_theory(write_yaml(theory), "t") == theory
