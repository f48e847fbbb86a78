from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from tests.exports.theory_strategies import theories
from toc.exports.graphs import to_networkx
from toc.models.links import Claim, Link
from toc.models.measures import DatedValue, Mark, Measure
from toc.models.outcomes import Domain, MeasuredBy, Outcome, Theme
from toc.models.outputs import Dimension, Output
from toc.models.theory import Theory
from toc.models.voices import Voice

if TYPE_CHECKING:
    import networkx as nx

THEORY = Theory(
    name="Small",
    dimensions=(Dimension(id="circles", label="Circles", leads_to=(Claim(to="trust"),)),),
    domains=(Domain(id="growth", label="Growth"),),
    themes=(Theme(id="power", label="Power"),),
    voices=(Voice(id="workers", label="Workers"),),
    outputs=(Output(id="autonomy", label="Autonomy", dimension="circles"),),
    outcomes=(
        Outcome(
            id="trust",
            label="Trust",
            domain="growth",
            themes=("power",),
            voices=("workers",),
            end=True,
            measured_by=(MeasuredBy(measure="survey", status="inferred"),),
        ),
    ),
    measures=(
        Measure(
            id="survey",
            label="Survey",
            unit="0-100",
            baseline=Mark(value=55),
            values=(
                DatedValue(date=date(2026, 5, 1), value=2),
                DatedValue(date=date(2025, 5, 1), value=1),
            ),
        ),
    ),
    links=(
        Link(from_="autonomy", to="trust", confidence="low"),
        Link(from_="autonomy", to="trust", mutual=True, polarity="-", id="both"),
        Link(from_="trust", to="trust", mutual=True),
    ),
)


def facts_of(graph: nx.MultiDiGraph[str], start: str, end: str) -> list[dict[str, object]]:
    return [facts for *ends, facts in graph.edges(data=True) if ends == [start, end]]


def test_nodes_and_their_attributes() -> None:
    """Dimensions, outputs, domains, outcomes and measures are nodes with what is known of them."""
    graph = to_networkx(THEORY)
    assert graph.name == "Small"
    assert list(graph) == ["circles", "autonomy", "growth", "trust", "survey"]
    assert graph.nodes["trust"] == {
        "role": "outcome",
        "label": "Trust",
        "description": None,
        "aliases": (),
        "status": "stated",
        "sources": (),
        "note": None,
        "domain": "growth",
        "themes": ("power",),
        "kind": None,
        "voices": ("workers",),
        "end": True,
    }
    survey = graph.nodes["survey"]
    assert (survey["unit"], survey["baseline"], survey["target"], survey["value"]) == (
        *("0-100", 55, None),
        2,
    )
    assert graph.nodes["autonomy"]["dimension"] == "circles"


def test_edges_and_their_attributes() -> None:
    """Links lead from end to end, a mutual one both ways; measures are tied to their outcomes."""
    graph = to_networkx(THEORY)
    ends = [(start, end, facts["kind"]) for start, end, facts in graph.edges(data=True)]
    assert sorted(ends) == [
        ("autonomy", "trust", "leads to"),
        ("autonomy", "trust", "leads to"),
        ("circles", "trust", "leads to"),
        ("trust", "autonomy", "leads to"),
        ("trust", "survey", "measured by"),
        ("trust", "trust", "leads to"),
    ]
    assert facts_of(graph, "autonomy", "trust")[0] == {
        "kind": "leads to",
        "id": None,
        "rationale": None,
        "assumptions": (),
        "evidence": (),
        "confidence": "low",
        "status": "stated",
        "polarity": None,
        "mutual": False,
        "type": None,
        "sources": (),
        "note": None,
    }
    assert facts_of(graph, "trust", "autonomy") == facts_of(graph, "autonomy", "trust")[1:]
    assert facts_of(graph, "trust", "survey")[0] == {
        "kind": "measured by",
        "status": "inferred",
        "sources": (),
        "note": None,
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(theories(halves=True))
def test_any_theory_becomes_a_graph(theory: Theory) -> None:
    """Every link and every tie to a measure is an edge, and no node is invented."""
    graph = to_networkx(theory)
    links = theory.every_link()
    mutual = [link for link in links if link.mutual and link.from_ != link.to]
    ties = sum(len(outcome.measured_by) for outcome in theory.outcomes)
    assert graph.number_of_edges() == len(links) + len(mutual) + ties
    assert all("role" in facts for _, facts in graph.nodes(data=True))
