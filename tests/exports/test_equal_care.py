"""The bundled theory of Equal Care Co-op, held against what could be read of the co-op's own.

Codes: C, T, P and M are the outputs of Circles, Teams, Platform and Commons; G, S and W are the
outcomes of the three domains.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from toc.exports.theory_file import read_theory
from toc.models.outcomes import Outcome

if TYPE_CHECKING:
    from toc.models.base import Item
    from toc.models.links import Link
    from toc.models.outcomes import MeasuredBy
    from toc.models.theory import Theory

NAME = "equal-care.yaml"

IDS = {
    "C1": "circle-evaluation",
    "C2": "local-recruitment",
    "C3": "circle-hats-shared",
    "C4": "volunteers-to-teams",
    "C5": "resources-to-teams",
    "C6": "team-life-cycle",
    "C7": "circle-autonomy",
    "C8": "circle-hats-by-nomination",
    "T1": "work-with-professionals",
    "T2": "self-built-team",
    "T3": "team-hats-shared",
    "T4": "team-autonomy",
    "T5": "worker-set-hours-and-place",
    "T6": "team-specific-learning",
    "T7": "higher-pay",
    "T8": "team-hats-by-nomination",
    "T9": "team-evaluation",
    "T10": "mutual-match",
    "P1": "own-data-access",
    "P2": "coordination-tools",
    "P3": "visible-roles",
    "P4": "care-coin",
    "P5": "supportive-conversations",
    "P6": "resource-finder",
    "M1": "volunteers-to-circles",
    "M2": "gifting",
    "M3": "resources-to-circles",
    "M4": "representative-membership",
    "M5": "anchor-partnerships",
    "M6": "network-evaluation",
    "G1": "people-in-control-of-care",
    "G2": "workers-secure",
    "G3": "workers-better-off",
    "G4": "workers-control-schedule-and-place",
    "G5": "workers-gain-expertise",
    "G6": "learning-raises-skill",
    "G7": "living-at-home-longer",
    "S1": "problems-handled-sooner",
    "S2": "local-spaces-used",
    "S3": "stronger-local-networks",
    "S4": "trust-with-professionals",
    "S5": "flexible-support",
    "S6": "freedom-to-co-produce",
    "S7": "diverse-circles",
    "S8": "peer-support-ordinary",
    "W1": "workers-have-support-and-trust",
    "W2": "trusting-fair-relationships",
    "W3": "power-balance-right",
    "W4": "kindness-in-community",
    "W5": "gifted-care-reaches-people",
    "W6": "social-meals",
    "W7": "abundant-care",
    "W8": "people-better-connected",
    "W9": "quality-of-life-needs-met",
    "W10": "care-relationships-last",
    "W11": "teams-relate-with-trust",
    "W12": "less-paid-care",
}
CODES = {id_: code for code, id_ in IDS.items()}

GROUPS = {
    "C": "circles",
    "T": "teams",
    "P": "platform",
    "M": "commons",
    "G": "growth",
    "S": "systems",
    "W": "wellbeing",
}
PAGES = {
    "circles": "Circle ToC",
    "teams": "Teams ToC",
    "platform": "Platform ToC",
    "commons": "Commons ToC",
}

STATED = {  # in the order of each dimension's page
    "circles": "G2 S6 W2 S2 G5 W9 S3",
    "teams": "G3 G4 G1 G2 S6 S7 S8 S2",
    "platform": "S6 G1",
    "commons": "S6 W3 S3 S8 W2 S2 S7 W4 W5 W6 W7 W8",
}
HALF_VISIBLE = {("teams", "S2"), ("platform", "G1"), ("commons", "W8")}

CANDIDATES = {  # a star: stated for the dimension as a whole
    "C1": "S1",
    "C2": "G2*",
    "C3": "G5* S6*",
    "C4": "W5",
    "C5": "W9* S3* S2*",
    "C6": "S6* W2*",
    "C7": "S6*",
    "C8": "W3",
    "T1": "S4 S7*",
    "T2": "G1* S6* S2*",
    "T3": "S6* S8*",
    "T4": "S5 S6*",
    "T5": "G4* G2*",
    "T6": "G5 G6 S8*",
    "T7": "G3* G2*",
    "T8": "W3",
    "T9": "S1",
    "T10": "W2 W10",
    "P1": "G1* S6*",
    "P2": "S5 S1",
    "P3": "W3",
    "P4": "W5 W7",
    "P5": "W9 W8 S6*",
    "P6": "W9 S2",
    "M1": "W7* S8*",
    "M2": "W4* W5* W2* W6*",
    "M3": "W8* S2*",
    "M4": "S7* W3* S6*",
    "M5": "S3* S2*",
    "M6": "S3*",
}

THEMES = {
    "worker-security-and-control": "G2 G3 G4 G5",
    "co-produced-care": "S6 W8 W9",
    "trusting-teams": "G1 W1 W2 W10 W11",
    "peer-support-and-learning": "G6 S5 S8",
    "community-integration": "S2 S3 W5",
    "social-and-preventative-care": "G7 W6 W12",
}

TIES = {
    ("S3", "network-mapping"),
    ("S6", "survey-decision-making"),
    ("W2", "care-map-flow-and-spread"),
    ("W2", "survey-caregiving-relationships"),
    ("W5", "care-map-informal-support"),
    ("W8", "care-map-key-relationships"),
    ("W8", "survey-community-connection"),
    ("W9", "care-map-informal-support"),
}

NOTHING_READABLE_LEADS_TO = "G6 G7 S1 S4 S5 W1 W10 W11 W12"


@pytest.fixture(scope="module")
def content() -> bytes:
    return resources.files("toc").joinpath("theories", NAME).read_bytes()


@pytest.fixture(scope="module")
def theory(content: bytes) -> Theory:
    return read_theory(content, NAME)


def outcome_of(theory: Theory, code: str) -> Outcome:
    found = theory.item(IDS[code])
    assert isinstance(found, Outcome)
    return found


def test_counts(theory: Theory) -> None:
    """Everything that could be read or worked out is there, and nothing more."""
    assert theory.name == "Equal Care Co-op"
    sections = {
        "dimensions": 4,
        "domains": 3,
        "themes": 6,
        "voices": 4,
        "outputs": 30,
        "outcomes": 27,
        "measures": 17,
        "links": 0,
        "waivers": 0,
    }
    assert {section: len(getattr(theory, section)) for section in sections} == sections
    assert Counter(link.status for link in theory.every_link()) == {"stated": 29, "inferred": 58}
    assert Counter(output.dimension for output in theory.outputs) == {
        "circles": 8,
        "teams": 10,
        "platform": 6,
        "commons": 6,
    }
    assert Counter(outcome.domain for outcome in theory.outcomes) == {
        "growth": 7,
        "systems": 8,
        "wellbeing": 12,
    }


def test_outputs_and_outcomes_stand_in_order_and_in_their_group(theory: Theory) -> None:
    """Every output and outcome of the fact sheet is there, in its place and its group."""
    grouped = [(output.id, output.dimension) for output in theory.outputs]
    grouped += [(outcome.id, outcome.domain) for outcome in theory.outcomes]
    assert grouped == [(id_, GROUPS[code[0]]) for code, id_ in IDS.items()]


def test_comments_name_the_code_of_each_output_and_outcome(content: bytes) -> None:
    """Someone who reads the file finds each code of the fact sheet beside the right id."""
    beside = re.findall(r"- id: ([a-z-]+)  # ([A-Z][0-9]+)\n", content.decode())
    assert [(code, id_) for id_, code in beside] == list(IDS.items())


def test_stated_links(theory: Theory) -> None:
    """The 29 links of the dimension pages are there, in page order, as stated by that page."""
    for dimension in theory.dimensions:
        assert [CODES[claim.to] for claim in dimension.leads_to] == STATED[dimension.id].split()
        for claim in dimension.leads_to:
            assert claim.status == "stated"
            assert claim.sources == (PAGES[dimension.id],)
            half_visible = (dimension.id, CODES[claim.to]) in HALF_VISIBLE
            assert bool(claim.note and "inferred" in claim.note) is half_visible


def test_candidate_links(theory: Theory) -> None:
    """The 58 links of single outputs are ours, say why, and say where the dimension's is stated."""
    for output in theory.outputs:
        dimension = output.dimension
        assert dimension is not None
        listed = CANDIDATES[CODES[output.id]].split()
        assert [CODES[claim.to] for claim in output.leads_to] == [to.rstrip("*") for to in listed]
        for claim, written in zip(output.leads_to, listed, strict=True):
            assert claim.status == "inferred"
            assert claim.sources == ("ours",)
            assert claim.rationale
            stated = f"The {PAGES[dimension]} page states this outcome"
            assert bool(claim.note and claim.note.startswith(stated)) is written.endswith("*")
            assert (CODES[claim.to] in STATED[dimension].split()) is written.endswith("*")


def test_every_stated_pair_has_a_candidate(theory: Theory) -> None:
    """Whatever a dimension leads to, at least one of its outputs leads to as well."""
    by_outputs = {
        (output.dimension, claim.to) for output in theory.outputs for claim in output.leads_to
    }
    by_dimension = {(dim.id, claim.to) for dim in theory.dimensions for claim in dim.leads_to}
    assert len(by_dimension) == 29
    assert by_dimension <= by_outputs


def test_nothing_else_is_linked(theory: Theory) -> None:
    """No outcome leads on, and none is called an end, since neither could be read."""
    assert not [outcome.id for outcome in theory.outcomes if outcome.leads_to or outcome.end]


def test_status_and_provenance_everywhere(theory: Theory) -> None:
    """Every part, link and tie writes down its status and where it comes from."""
    ties = [tie for outcome in theory.outcomes for tie in outcome.measured_by]
    everything: list[Item | Link | MeasuredBy] = [*theory.items(), *theory.every_link(), *ties]
    for claimed in everything:
        assert "status" in claimed.model_fields_set, claimed
        assert claimed.sources, claimed
        if claimed.status != "stated":
            assert "ours" in claimed.sources, claimed
    assert theory.sources


def test_ids_labels_and_descriptions(theory: Theory) -> None:
    """Ids are words with hyphens; labels fit on a map and cannot be mistaken for one another."""
    labels = [item.label for item in theory.items()]
    names = labels + [alias for item in theory.items() for alias in item.aliases]
    assert max(len(label) for label in labels) < 60
    assert len({name.casefold() for name in names}) == len(names)
    for item in theory.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", item.id)
        assert item.description
        assert item.description.count(".") == 1, item.description


def test_renamed_domains_are_found_by_their_other_names(theory: Theory) -> None:
    """A domain is found by each name that the playbook gives it."""
    for name, id_ in {
        "Systems & Co-production": "systems",
        "Co-production": "systems",
        "Well-being, Belonging & Community": "wellbeing",
    }.items():
        assert [item.id for item in theory.find(name)] == [id_]


def test_themes_kinds_and_what_is_known_by_theme_only(theory: Theory) -> None:
    """Themes hold the outcomes mapped to them; kinds stand only where an example was given."""
    for theme in theory.themes:
        members = [CODES[outcome.id] for outcome in theory.outcomes if theme.id in outcome.themes]
        assert members == THEMES[theme.id].split()
        assert theme.note
        assert "inferred" in theme.note
    kinds = {CODES[outcome.id]: outcome.kind for outcome in theory.outcomes if outcome.kind}
    assert kinds == {"G1": "process", "W1": "process", "W2": "process"}
    marked = {CODES[item.id]: item.status for item in theory.outcomes if item.status != "stated"}
    assert marked == {"W10": "inferred", "W11": "unknown", "W12": "inferred"}
    for code in marked:
        assert (outcome_of(theory, code).note or "").startswith(
            "Known only by the words of a theme"
        )


def test_measures_say_no_more_than_is_known(theory: Theory) -> None:
    """13 survey sub-dimensions, 3 care-map indicators and network mapping, with nothing made up."""
    assert Counter((measure.method, measure.status) for measure in theory.measures) == {
        ("survey", "inferred"): 9,
        ("survey", "stated"): 4,
        ("care mapping", "stated"): 3,
        ("community mapping", "inferred"): 1,
    }
    for measure in theory.measures:
        unread = {"unit", "owner", "every", "baseline", "target", "values"}
        assert not unread & measure.model_fields_set
    described = {measure.id for measure in theory.measures if measure.better == "higher"}
    assert len(described) == 8
    assert all(id_.startswith("survey-") for id_ in described)


def test_ties(theory: Theory) -> None:
    """Measures are tied to outcomes only where what was read describes that very outcome."""
    ties = {
        (CODES[outcome.id], tie.measure): tie
        for outcome in theory.outcomes
        for tie in outcome.measured_by
    }
    assert set(ties) == TIES
    for tie in ties.values():
        assert tie.status == "inferred"
        assert tie.sources == ("ours",)
        assert tie.note
    covered = [CODES[outcome.id] for outcome in theory.outcomes if outcome.measured_by]
    assert covered == ["S3", "S6", "W2", "W5", "W8", "W9"]


def test_unknowns(theory: Theory) -> None:
    """What could not be read is on record, and no outcome is excused from being measured by it."""
    assert all(entry.about and entry.note for entry in theory.unknown)
    assert not [entry for entry in theory.unknown if entry.item and entry.about == "measured_by"]
    named: dict[str | None, list[str]] = {}
    for entry in theory.unknown:
        if entry.item:
            named.setdefault(entry.about, []).append(entry.item)
    assert named["leads_to"] == ["circles", "teams", "platform", "commons"]
    assert [CODES[id_] for id_ in named["led_to_by"]] == NOTHING_READABLE_LEADS_TO.split()
    assert {"wellbeing", "community-integration"} == set(named["list"])
    whole = " ".join(entry.note or "" for entry in theory.unknown if not entry.item)
    assert "43 outputs" in whole


def test_it_says_what_it_is(theory: Theory) -> None:
    """The theory says that it is a partial reconstruction, and whose gaps its gaps are."""
    description, note = theory.description or "", theory.note or ""
    assert "partial reconstruction in other words, not the co-op's own data" in description
    assert "the co-op's own map holds indicators that could not be read" in note
    assert "the gaps here are gaps of this reconstruction" in note
    assert note.count(".") == 1  # it stands under every answer, so one sentence


def test_no_addresses(content: bytes) -> None:
    """Pages are named, not addressed: the site may move."""
    assert not re.search(rb"https?:|www\.|\w\.(care|uk|org|com|london)\b", content)
