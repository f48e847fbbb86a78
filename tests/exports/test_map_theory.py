from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.exports.made_maps import FORMS, Drawing, document, project, reading
from tests.exports.typed_documents import typed_documents
from toc.analysis.coverage import find_coverage
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.outlines import outline_of_map, outline_of_theory
from toc.exports.theory_file import read_theory, write_json
from toc.exports.vocabulary import DEFAULT, Vocabulary

if TYPE_CHECKING:
    from toc.analysis.coverage import OutcomeCoverage
    from toc.kumu.document import Document
    from toc.models.theory import Theory

TODAY = date(2026, 11, 1)


def theory_of(drawn: Drawing | Document, words: Vocabulary = DEFAULT) -> Theory:
    return theory_from_map(reading(drawn, words)).theory


@given(typed_documents())
def test_same_gaps(made: Document) -> None:
    """Straight from any map or by way of its theory, coverage says the same of every outcome."""
    read = read_map(made, DEFAULT)
    direct = find_coverage(outline_of_map(read)[0], TODAY)
    through = find_coverage(outline_of_theory(theory_from_map(read).theory), TODAY)
    assert [answer(one) for one in direct.outcomes] == [answer(one) for one in through.outcomes]


def answer(one: OutcomeCoverage) -> tuple[Any, ...]:
    called = (one.label or one.id or "no label" for one in one.measures)
    names = sorted({name.strip().casefold() for name in called})
    return (one.state, one.grade, one.next, names, one.routes, one.priority, one.led_to)


@given(typed_documents())
def test_valid_file(made: Document) -> None:
    """The theory of any map is one that a theory file can hold and give back."""
    theory = theory_from_map(read_map(made, DEFAULT)).theory
    assert read_theory(write_json(theory), "theory.json") == theory


@pytest.mark.parametrize("form", FORMS)
def test_roles(form: str) -> None:
    """Each element comes into the section of its role, in the order of the map."""
    drawing = Drawing().element("a", "Outcome").element("b", "Activities").element("c", "Goal")
    drawing.element("d", "Outcome indicator").element("e", "Domain").element("f", "Dimension")
    drawing.element("g", "Output").element("h", "Impact").element("i", "Person").element("j")
    found = theory_of(drawing.document(form))
    sections = {
        key: [one.label for one in getattr(found, key)]
        for key in ("dimensions", "domains", "outputs", "outcomes", "measures")
    }
    assert sections == {
        "dimensions": ["f"],
        "domains": ["e"],
        "outputs": ["b", "g"],
        "outcomes": ["a", "c", "h"],
        "measures": ["d"],
    }
    assert [one.end for one in found.outcomes] == [False, True, True]


@pytest.mark.parametrize("form", FORMS)
def test_measured_by(form: str) -> None:
    """A connection in any direction ties a measure; a text in a field names one for all."""
    drawing = Drawing().element("a", "Outcome", Measured_by=[" Survey ", "m", "survey"])
    drawing.element("b", "Outcome", Indicator="SURVEY").element("m", "Measure")
    drawing.join("m", "a", status="inferred", sources=["us"], note="thin", direction="mutual")
    drawing.join("a", "m", status="disputed")
    found = theory_of(drawing.document(form))
    assert [one.label for one in found.measures] == ["m", "Survey", "m"]
    first, second = found.outcomes
    assert [tie.measure for tie in first.measured_by] == ["m", "survey", "m-2"]
    assert [tie.measure for tie in second.measured_by] == ["survey"]
    tie = first.measured_by[0]
    assert (tie.status, tie.sources, tie.note) == ("inferred", ("us",), "thin")


@pytest.mark.parametrize("form", FORMS)
def test_leads_to(form: str) -> None:
    """Connections among outputs and outcomes are claims in their direction, each on its own."""
    drawing = Drawing().element("a", "Output").element("b", "Outcome").element("m", "Measure")
    drawing.join("a", "b").join("a", "b").join("b", "b").join("b", "a", reversed=True)
    drawing.join("a", "b", direction="mutual").join("a", "b", direction="undirected")
    drawing.join("a", "m").join("m", "a").join("a", "nobody")
    links = [
        (one.from_, one.to, one.mutual) for one in theory_of(drawing.document(form)).every_link()
    ]
    one_way = [("a", "b", False), ("a", "b", False)]
    both_ways = [("a", "b", True), ("a", "b", True)]
    assert links == [*one_way, *both_ways, ("b", "b", False), ("b", "a", False)]


def test_dimension_leads() -> None:
    """A dimension leads to what its connections run to; both ways is the dimension's claim, too."""
    drawing = Drawing().element("d", "Dimension").element("a", "Outcome").element("o", "Output")
    drawing.join("d", "a").join("a", "d").join("a", "d", direction="mutual")
    drawing.join("o", "d", direction="undirected", rationale="so")
    links = theory_of(drawing).every_link()
    assert [(one.from_, one.to, one.mutual) for one in links] == [
        ("d", "a", False),
        ("d", "a", True),
        ("d", "o", True),
    ]
    assert links[2].rationale == "so"


@pytest.mark.parametrize("form", FORMS)
def test_claim_fields(form: str) -> None:
    """A claim has the type and the fields of its connection."""
    drawing = Drawing().element("a", "Output").element("b", "Outcome")
    drawing.join(
        "a",
        "b",
        type="Contributes to",
        rationale=" since ",
        assumptions=["one", " ", "two; three"],
        evidence="paper",
        confidence="High",
        polarity="-",
        status="Disputed",
        sources=["x", None],
        note="  ",
    )
    (link,) = theory_of(drawing.document(form)).every_link()
    assert link.model_dump(by_alias=True) == {
        "from": "a",
        "to": "b",
        "id": None,
        "type": "Contributes to",
        "rationale": " since ",
        "assumptions": ("one", "two; three"),
        "evidence": ("paper",),
        "confidence": "high",
        "polarity": "-",
        "status": "disputed",
        "sources": ("x",),
        "note": None,
        "mutual": False,
    }


def test_plain_type() -> None:
    """The type that newly written maps give every claim says nothing; any other spelling does."""
    drawing = Drawing().element("a", "Outcome")
    for kind in ("leads to", "Leads to", " ", "+"):
        drawing.join("a", "a", type=kind)
    kinds = [link.type for link in theory_of(drawing).every_link()]
    assert kinds == [None, "Leads to", None, "+"]


@pytest.mark.parametrize("form", FORMS)
def test_groups(form: str) -> None:
    """Domain and dimension: the field, by label in any case, else the element joined, else none."""
    drawing = (
        Drawing().element("Home", "Domain").element("Work", "Domain").element("T", "Dimension")
    )
    drawing.element("a", "Outcome", Domain=" home").element("b", "Outcome", Domain="Elsewhere")
    drawing.element("c", "Outcome").element("d", "Outcome", Domain=" ")
    drawing.element("o", "Output", Dimension="t").element("p", "Output").element("q", "Output")
    drawing.join("Work", "a").join("c", "Work").join("c", "Home").join("p", "T")
    drawing.join("T", "q", type="leads to")
    found = theory_of(drawing.document(form))
    assert [one.domain for one in found.outcomes] == ["home", "elsewhere", "work", None]
    assert [one.label for one in found.domains] == ["Home", "Work", "Elsewhere"]
    assert [one.dimension for one in found.outputs] == ["t", "t", None]
    assert [(one.from_, one.to) for one in found.every_link()] == [("t", "q")]


def test_groups_by_id() -> None:
    """A field names a domain by its assigned id before any label, and by its label otherwise."""
    drawing = Drawing().element("b", "Domain", id="a").element("a", "Domain", id="c")
    drawing.element("B", "Domain", id="e")
    for text in ("a", "A", "b", "c", "e"):
        drawing.element(f"outcome {text}", "Outcome", Domain=text)
    found = theory_of(drawing)
    assert [one.domain for one in found.outcomes] == ["a", "c", "a", "c", "e"]


def test_groups_by_made_id() -> None:
    """Where domains share a label, a field may name the second by the id that it gets here."""
    drawing = Drawing().element("Care", "Domain").element("care", "Domain")
    drawing.element("a", "Outcome", Domain="Care").element("b", "Outcome", Domain="care-2")
    assert [one.domain for one in theory_of(drawing).outcomes] == ["care", "care-2"]


@pytest.mark.parametrize("form", FORMS)
def test_outcome_fields(form: str) -> None:
    """An outcome has its texts, lists and choices; names in fields become themes and voices."""
    drawing = Drawing().element(
        "a",
        "Outcome",
        description="all",
        Aliases=["A", " a "],
        Status="unknown",
        Sources="page",
        Note="n",
        Kind="Process",
        Themes=["Trust", "trust ", "Own"],
        Voices="Workers; families",
    )
    drawing.element("b", "Outcome", Themes="own", Voices=["Workers"])
    found = theory_of(drawing.document(form))
    first, second = found.outcomes
    assert (first.description, first.aliases) == ("all", ("A", " a "))
    assert (first.status, first.sources, first.note, first.kind) == (
        *("unknown", ("page",), "n", "process"),
    )
    assert (first.themes, first.voices) == (("trust", "own"), ("workers-families",))
    assert (second.themes, second.voices) == (("own",), ("workers",))
    assert [one.label for one in found.themes] == ["Trust", "Own"]
    assert [one.label for one in found.voices] == ["Workers; families", "Workers"]


@pytest.mark.parametrize("form", FORMS)
def test_measure_fields(form: str) -> None:
    """A measure has its fields, its marks and the one dated value that fields can hold."""
    drawing = (
        Drawing()
        .element("a", "Outcome")
        .element(
            "m",
            "Measure",
            Unit=" 0-100 ",
            Method="survey",
            Source="s",
            Owner="o",
            Frequency=" 6 months ",
            Direction="LOWER",
            Baseline=55,
            Target_date="2026-12-31T00:00:00Z",
            Value="61.20",
            Value_date="2026-05-31",
            n=0,
            Low=54.0,
            High="1e2",
            Publishable=False,
        )
    )
    (found,) = theory_of(drawing.document(form)).measures
    own = {"unit": " 0-100 ", "method": "survey", "source": "s", "owner": "o", "better": "lower"}
    assert found.model_dump(include=set(own)) == own
    assert found.every == "6 months"
    assert found.baseline is not None
    assert (found.baseline.value, found.baseline.date) == (55.0, None)
    assert found.target is not None
    assert (found.target.value, found.target.date) == (None, date(2026, 12, 31))
    (value,) = found.values
    assert (value.date, value.value, value.n) == (date(2026, 5, 31), 61.2, 0)
    assert (value.low, value.high, value.publishable) == (54.0, 100.0, False)


def test_unreadable() -> None:
    """What a field should not hold counts as not given, and is told once per attribute."""
    drawing = Drawing().element("a", "Outcome", Kind="fast", Status="sure")
    drawing.element("m", "Measure", n=2**53, Baseline="55 %")
    drawing.join("a", "a", confidence="so so", polarity="~").join("a", "m", status="maybe")
    found = theory_from_map(reading(drawing))
    assert found.warnings == [
        'baseline is not a number: 1 ("m": "55 %")',
        'n is not a whole number, 0 or above: 1 ("m": "9007199254740992")',
        'status is not stated, inferred, disputed or unknown: 2 ("a": "sure", "": "maybe")',
        'kind is not process, change or maintenance: 1 ("a": "fast")',
        'confidence is not low, medium or high: 1 ("": "so so")',
        'polarity is not "+" or "-": 1 ("": "~")',
    ]
    outcome = found.theory.outcomes[0]
    assert (outcome.kind, outcome.status) == (None, "stated")


def test_left_in_the_map() -> None:
    """Fields, connections and elements that a theory has no place for are counted."""
    drawing = Drawing().element("a", "Outcome", Owner="Ada", tags=["x"], Colour="", Unit=None)
    drawing.element("o", "Output", Colour="red").element("m", "Measure", Owner="Bo")
    drawing.element("s", "Assumption").element("d", "Dimension").element("h", "Domain")
    drawing.join("a", "o", label="so", rationale="r").join("a", "m", rationale="r", note="n")
    drawing.join("h", "a").join("d", "o").join("o", "d").join("a", "d").join("m", "o").join(
        "s", "a"
    )
    assert theory_from_map(reading(drawing)).left_out == [
        "field colour: 1",
        "field owner: 1",
        "field tags: 1",
        "field label of connections: 1",
        "field rationale of connections: 1",
        "elements that are assumptions: 1",
        "connections between roles that do not lead to one another: 3",
    ]


def test_kumu_section() -> None:
    """The theory remembers the map, the system id of each part, and a vocabulary of its own."""
    drawing = Drawing().element("a", "Ergebnis").element("s", "Assumption").element("p", "Person")
    drawing.join("a", "a")
    words = DEFAULT.with_roles(["outcome=Ergebnis"])
    found = theory_of(document(project(drawing.nested(), {"Main": None})), words)
    assert found.name == "Drawn"
    assert found.kumu == {
        "roles": {"outcome": {"add": ["Ergebnis"]}},
        "map": "Main",
        "ids": {"a": "elem-00000000"},
    }
    plain = Drawing().element("a", "Outcome")
    assert theory_of(plain).kumu == {}
    assert theory_of(plain).name is None


def test_no_label() -> None:
    """An element without a label is called by what the map calls it."""
    drawing = Drawing().element("", "Outcome", id="x").element("", "Outcome")
    assert [one.label for one in theory_of(drawing).outcomes] == ["x", "no label"]


def test_blank_texts() -> None:
    """A text that holds only blanks says nothing, but a label is what it is."""
    drawing = Drawing().element(
        "  ", "Outcome", description=" \t", Note="\u00a0", Aliases=["", " "]
    )
    (found,) = theory_of(drawing).outcomes
    assert (found.label, found.description, found.note, found.aliases) == ("  ", None, None, ())
