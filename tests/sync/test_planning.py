from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.kumu import FakeKumu
from tests.samples import each_sample
from tests.sync.small_office import THEORY, made_project, made_theory
from toc.errors import NotFoundError, UnwritableError
from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Document, read_document
from toc.sync.planning import Plan, Wish, made_plan

if TYPE_CHECKING:
    from pathlib import Path

    from toc.models.theory import Theory

WISH = Wish(DEFAULT)


def document(content: bytes) -> Document:
    return read_document(content, "export.json")


BASE = made_project()


def kumu() -> FakeKumu:
    found = FakeKumu()
    found.restore(BASE)
    return found


def plan(text: str, there: FakeKumu, wish: Wish = WISH, base: bytes | None = BASE) -> Plan:
    """The plan for a theory file and a map, since they were the same."""
    common = document(base) if base is not None else None
    return made_plan(made_theory(text), document(there.export()), wish, common)


def came(found: Plan) -> list[tuple[str, str | None, Any]]:
    return [(one.key[1], one.field, one.new) for one in found.came]


def goes(found: Plan) -> list[tuple[str, str | None, Any]]:
    return [(one.key[1], one.field, one.new) for one in found.goes]


def says(theory: Theory) -> Theory:
    """A theory without what it records of its map."""
    return theory.model_copy(update={"kumu": {}})


def test_nothing() -> None:
    """Where nothing was changed nothing follows, and Kumu's file keeps every byte."""
    found = plan(THEORY, kumu())
    assert found.is_clean
    assert found.theory == made_theory()
    assert found.meant.document.to_bytes() == kumu().export()


def test_each_side_its_own() -> None:
    """What each side changed reaches the other; positions, views and other fields are Kumu's."""
    there = kumu()
    there.move("Street meals", 5.5, 7)
    there.set_field("Street meals", "Colour", "red")
    there.relabel("Street meals", "Meals in the street")
    found = plan(THEORY.replace("The street feels safe", "People feel safe"), there)
    assert came(found) == [("meals", "label", "Meals in the street")]
    assert goes(found) == [("safety", "label", "People feel safe")]
    assert found.conflicts == ()
    meant = FakeKumu()
    meant.restore(found.meant.document.to_bytes())
    there.relabel("The street feels safe", "People feel safe")
    assert meant.export() == there.export()


@pytest.mark.parametrize("prefer", ["ours", "theirs"])
def test_conflict(prefer: Any) -> None:
    """A field changed on both sides stays as it is on both, until one side is preferred."""
    there = kumu()
    there.set_field("Neighbours trust one another", "Description", "As Kumu says.")
    ours = THEORY.replace("They lend one another their keys.", "As we say.")
    found = plan(ours, there)
    assert [(one.key[1], one.field) for one in found.conflicts] == [("trust", "description")]
    assert found.theory == made_theory(ours)
    assert found.meant.document.to_bytes() == there.export()
    settled = plan(ours, there, WISH._replace(prefer=prefer))
    assert (settled.conflicts, settled.open) == ((), {})
    said = {"ours": "As we say.", "theirs": "As Kumu says."}[prefer]
    assert settled.theory.item("trust").description == said
    meant = settled.meant.elements["trust"].text("description")
    assert meant == said


def test_conflict_stays_one() -> None:
    """With what is kept of it, a conflict is one in the next run too, and the rest has moved on."""
    there = kumu()
    there.set_field("Neighbours trust one another", "Description", "As Kumu says.")
    there.relabel("Street meals", "Meals in the street")
    ours = THEORY.replace("They lend one another their keys.", "As we say.")
    first = plan(ours, there)
    there.relabel("Meals in the street", "Meals for all")
    pulled = document(there.export())
    common = first.theirs.document
    again = made_plan(first.theory, pulled, WISH, common, first.open)
    assert [(one.key[1], one.field) for one in again.conflicts] == [("trust", "description")]
    assert came(again) == [("meals", "label", "Meals for all")]


def test_what_no_map_holds_stays() -> None:
    """Older values, notes of marks, unknown entries and comments on voices outlive a change."""
    there = kumu()
    there.set_field("Street survey", "Value", 64)
    there.set_field("Street survey", "Target", 70)
    there.set_field("Street survey", "Owner", "Ana")
    found = plan(THEORY, there).theory
    (measure,) = found.measures
    assert [one.value for one in measure.values] == [58, 64]
    assert measure.values[1].n == 23
    assert measure.baseline is not None
    assert measure.baseline.note == "before the meals"
    assert (measure.owner, measure.target and measure.target.value) == ("Ana", 70)
    assert found.unknown == made_theory().unknown


def test_newer_value() -> None:
    """A value of another day comes beside the older ones."""
    there = kumu()
    there.set_field("Street survey", "Value", 66)
    there.set_field("Street survey", "Value date", "2026-11-01")
    (measure,) = plan(THEORY, there).theory.measures
    assert [(one.value, str(one.date)) for one in measure.values] == [
        (58, "2025-12-31"),
        (61.5, "2026-05-31"),
        (66, "2026-11-01"),
    ]


def test_deleted_there() -> None:
    """What was deleted in Kumu leaves the theory with its links and what is unknown of it."""
    there = kumu()
    there.delete("Neighbours help one another")
    found = plan(THEORY, there)
    assert found.conflicts == ()
    assert {one.id for one in found.theory.outcomes} == {"trust", "safety"}
    assert found.theory.unknown == ()
    assert {link.to for link in found.theory.every_link()} == {"trust", "safety"}


def test_deleted_here() -> None:
    """What was deleted in the theory leaves the map, and stays in Kumu's trash."""
    start = THEORY.index("  - id: help")
    end = THEORY.index("  - id: safety")
    ours = THEORY[:start] + THEORY[end:]
    ours = ours.replace("      - help\n", "").split("unknown:", maxsplit=1)[0]
    found = plan(ours, kumu())
    assert ("help", None, None) in goes(found)
    meant = FakeKumu()
    meant.restore(found.meant.document.to_bytes())
    assert "Neighbours help one another" not in meant.labels()
    assert len(meant.trash()) == 3


def test_deleted_there_and_changed_here() -> None:
    """A deletion in Kumu does not take away what was changed here, nor its links."""
    there = kumu()
    there.delete("Neighbours help one another")
    ours = THEORY.replace("label: Neighbours help one another", "label: Neighbours help out")
    found = plan(ours, there)
    assert [(one.key[1], one.field) for one in found.conflicts] == [("help", None)]
    assert found.theory == made_theory(ours)
    assert found.meant.document.to_bytes() == there.export()
    gone = plan(ours, there, WISH._replace(prefer="theirs")).theory
    assert {one.id for one in gone.outcomes} == {"trust", "safety"}
    back = plan(ours, there, WISH._replace(prefer="ours"))
    assert "Neighbours help out" in [one.label for one in back.meant.scope.elements]


def test_type_without_role() -> None:
    """Elements whose new type means nothing are no deletions; with a role for it all is well."""
    there = kumu()
    for label in ("Neighbours trust one another", "Neighbours help one another"):
        there.retype(label, "Result")
    found = plan(THEORY, there)
    assert {(one.key[1], one.type) for one in found.conflicts} == {
        ("trust", "Result"),
        ("help", "Result"),
    }
    assert found.theory == made_theory()
    assert found.meant.document.to_bytes() == there.export()
    words = DEFAULT.with_roles(["outcome=Result"])
    known = plan(THEORY, there, Wish(words))
    assert known.is_clean
    assert known.meant.document.to_bytes() == there.export()


def test_other_role() -> None:
    """A type with another role moves the item within the theory."""
    there = kumu()
    there.retype("Neighbours help one another", "Output")
    found = plan(THEORY, there).theory
    assert {one.id for one in found.outputs} == {"meals", "help"}
    assert {link.to for link in found.every_link()} == {"trust", "help", "safety"}


def test_new_there() -> None:
    """What is new in Kumu comes into the theory, with its links, and is known again by its id."""
    there = kumu()
    new = there.add_element("Children play outside", "Outcome", Voices=["Children", "Neighbours"])
    there.connect("Children play outside", "The street feels safe", "leads to", Confidence="high")
    found = plan(THEORY, there).theory
    (outcome,) = [one for one in found.outcomes if one.id == "children-play-outside"]
    assert [found.item(one).label for one in outcome.voices] == ["Children", "Neighbours"]
    assert outcome.voices[1] == "neighbours"
    assert [(one.to, one.confidence) for one in outcome.leads_to] == [("safety", "high")]
    assert found.kumu["ids"] == {"children-play-outside": new}


def test_new_there_under_a_taken_id() -> None:
    """A new element gets an id that nothing in the theory has, links and pending parts included."""
    text = THEORY.replace(
        "outcomes:\n", "outcomes:\n  - {id: noise, label: The street is quiet}\n"
    ).replace("      - help\n", "      - {to: help, id: play}\n")
    there = kumu()
    there.add_element("Noise", "Output")
    there.add_element("Play", "Output")
    found = plan(text, there).theory
    assert [one.id for one in found.outputs] == ["meals", "noise-2", "play-2"]


def test_both_new() -> None:
    """What both sides added under one label and role is one thing."""
    there = kumu()
    there.add_element("Children play outside", "Outcome")
    text = THEORY.replace(
        "outcomes:\n", "outcomes:\n  - {id: play, label: Children play outside}\n"
    )
    found = plan(text, there)
    assert [one.id for one in found.theory.outcomes] == ["play", "trust", "help", "safety"]
    assert found.goes == ()


def test_first_run() -> None:
    """Without anything in common nothing that differs is overwritten, and nothing is taken away."""
    there = kumu()
    there.relabel("Street meals", "Meals for all")
    there.delete("Neighbours help one another")
    there.add_element("Children play outside", "Outcome")
    found = plan(THEORY, there, base=None)
    assert found.first
    assert [(one.key[1], one.field) for one in found.conflicts] == [("meals", "label")]
    assert found.theory.item("meals").label == "Street meals"
    assert {one.id for one in found.theory.outcomes} == {
        "trust",
        "help",
        "safety",
        "children-play-outside",
    }
    meant = [one.label for one in found.meant.scope.elements]
    assert {"Meals for all", "Neighbours help one another"} <= set(meant)


def test_another_map() -> None:
    """A map of something else takes nothing away and brings nothing: it is refused."""
    other = FakeKumu()
    other.add_element("Quite another thing", "Outcome")
    with pytest.raises(NotFoundError, match="Nothing that the map had"):
        plan(THEORY, other)
    with pytest.raises(NotFoundError, match="Nothing that the map had"):
        plan(THEORY, FakeKumu())
    with pytest.raises(NotFoundError, match="Nothing of the theory"):
        plan(THEORY, other, base=None)


def test_empty_map() -> None:
    """Before anything is on the map, all of the theory goes there."""
    found = plan(THEORY, FakeKumu(), base=None)
    assert len(found.goes) == 11
    assert found.came == ()


def test_in_doubt() -> None:
    """Where several elements could be one part, nothing is guessed and nothing comes of it."""
    there = kumu()
    for one in there.data["elements"]:
        one["attributes"].pop("id")
    there.add_element("The street feels safe", "Impact")
    with pytest.raises(NotFoundError, match=r'"The street feels safe": 2 elements.*the ID that'):
        plan(THEORY, there, base=None)


def test_survey_holds_on() -> None:
    """What a survey of the theory names is not lost to a deletion in Kumu."""
    text = THEORY + (
        "surveys:\n"
        "  - id: climate\n"
        "    label: Street climate\n"
        "    voices: [neighbours]\n"
        "    versions: [{id: everybody, label: Everybody, voices: [neighbours]}]\n"
        "    sub_dimensions: [{id: keys, label: Keys, outcomes: [help]}]\n"
        "    items: [{id: q1, text: I help., min: 1, max: 5, sub_dimension: keys}]\n"
    )
    there = kumu()
    there.delete("Neighbours help one another")
    assert [one.key[1] for one in plan(text, there).conflicts] == ["help"]
    with pytest.raises(UnwritableError):
        plan(text, there, WISH._replace(prefer="theirs"))


def test_map_of_its_own() -> None:
    """A theory of one map of a project is compared with that map, by whatever name it is given."""
    there = kumu()
    there.add_map("Elsewhere")
    there.add_element("Not ours", "Outcome", where="Elsewhere")
    assert plan(THEORY, there).is_clean


@each_sample()
def test_samples(sample: Path) -> None:
    """A theory made from a real map has nothing to sync with it, and every byte stays."""
    content = sample.read_bytes()
    found = read_document(content, sample.name)
    kinds = sorted({one.type for one in found.elements if one.type})
    roles = ("outcome", "output", "measure", "domain", "dimension")
    entries = [f"{roles[n % 5]}={kind}" for n, kind in enumerate(kinds)]
    words = DEFAULT.with_roles(entries)
    for name in (None, "all"):
        reading = read_map(found, words, name, need_outcomes=False)
        theory = theory_from_map(reading).theory
        for base in (None, read_document(content, sample.name)):
            made = made_plan(theory, found, Wish(words, name), base)
            assert made.is_clean
            assert made.theory == theory
            assert made.meant.document.to_bytes() == content
