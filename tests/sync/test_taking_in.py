from __future__ import annotations

from typing import Any

import pytest

from tests.sync.small_office import THEORY, made_theory
from toc.errors import UnwritableError
from toc.sync.taking_in import taken_in
from toc.sync.units import Key, units_of

APART = THEORY + "links:\n  - {from: help, to: trust, rationale: Help makes trust, type: builds}\n"
HELP, SAFETY = ("item", "help"), ("item", "safety")


def taken(text: str, changed: dict[Key, dict[str, Any] | None], **ids: str) -> Any:
    """The theory in a text after some of its parts came to say something else."""
    theory = made_theory(text)
    had = units_of(theory)
    now = dict(had)
    for key, values in changed.items():
        if values is None:
            now.pop(key)
        else:
            now[key] = {k: v for k, v in {**now.get(key, {}), **values}.items() if v is not None}
    return taken_in(theory, had, now, ids)


def test_nothing() -> None:
    """Where nothing came the theory is the very same."""
    theory = made_theory()
    units = units_of(theory)
    assert taken_in(theory, units, dict(units), {}) is theory


def test_link_of_its_own() -> None:
    """A link that is written apart is changed, and taken away, where it stands."""
    key = ("link", "help", "trust", "builds", "0")
    (link,) = taken(APART, {key: {"confidence": "low"}}).links
    assert (link.rationale, link.confidence, link.type) == ("Help makes trust", "low", "builds")
    assert taken(APART, {key: None}).links == ()


def test_bare_link() -> None:
    """A link that was only an id is written out as far as it has to be, and back again."""
    key = ("link", "meals", "help", "", "0")
    found = taken(THEORY, {key: {"mutual": True, "note": "New."}})
    _, link = found.outputs[0].leads_to
    assert (link.to, link.mutual, link.note) == ("help", True, "New.")


def test_link_of_another_type() -> None:
    """A link whose type changes keeps what it says."""
    old, new = ("link", "meals", "trust", "", "0"), ("link", "meals", "trust", "feeds", "0")
    said = units_of(made_theory())[old]
    found = taken(THEORY, {old: None, new: said}).outputs[0].leads_to
    assert [(one.to, one.type) for one in found] == [("help", None), ("trust", "feeds")]
    assert found[1].assumptions == ("People come",)


def test_parallel_links() -> None:
    """Of links of one type between the same two, the one that said it goes."""
    text = THEORY.replace(
        "      - help\n", "      - {to: help, note: a}\n      - {to: help, note: b}\n"
    )
    theory = made_theory(text)
    had = units_of(theory)
    now = dict(had)
    del now["link", "meals", "help", "", "1"]
    now["link", "meals", "help", "", "0"] = {"mutual": False, "note": "b"}
    found = taken_in(theory, had, now, {})
    assert [one.note for one in found.outputs[0].leads_to if one.to == "help"] == ["b"]


def test_ties() -> None:
    """What measures an outcome comes and goes, with who says so."""
    new = ("tie", "help", "street-survey")
    found = taken(THEORY, {new: {"status": "inferred"}, ("tie", "trust", "street-survey"): None})
    by_id = {one.id: one for one in found.outcomes}
    assert [(one.measure, one.status) for one in by_id["help"].measured_by] == [
        ("street-survey", "inferred")
    ]
    assert by_id["trust"].measured_by == ()


def test_new_section() -> None:
    """The first item of a kind makes its section, in the order that theory files have."""
    found = taken(THEORY, {("item", "circles"): {"role": "dimension", "label": "Circles"}})
    assert [one.label for one in found.dimensions] == ["Circles"]


def test_label_again() -> None:
    """A voice that is named anew is the theory's own, whatever the case; another gets an id."""
    found = taken(THEORY, {HELP: {"voices": ["NEIGHBOURS", "The council", "safety"]}})
    (outcome,) = [one for one in found.outcomes if one.id == "help"]
    assert outcome.voices == ("neighbours", "the-council", "safety-2")


def test_values() -> None:
    """The newest value changes or goes, older ones and its note stay."""
    key = ("item", "street-survey")
    text = THEORY.replace("value: 61.5, n: 23", "value: 61.5, n: 23, note: in the rain")
    newest = {"date": "2026-05-31", "value": 63}
    found = taken(text, {key: {"value": newest}}).measures[0].values[1]
    assert (found.value, found.n, found.note) == (63, None, "in the rain")
    assert len(taken(text, {key: {"value": None}}).measures[0].values) == 1


def test_gone() -> None:
    """What goes leaves nothing that leads to it, says something of it or lets it off."""
    text = APART + ("waivers:\n  - {rule: TOC030, item: help, reason: none, until: 2027-01-31}\n")
    found = taken(text, {HELP: None}, help="elem-1")
    assert "help" not in {item.id for item in found.items()}
    assert (found.links, found.unknown, found.waivers) == ((), (), ())
    assert "ids" not in found.kumu


def test_recorded() -> None:
    """Ids of Kumu are recorded for items, and forgotten with them; other words of it stay."""
    text = THEORY + "kumu:\n  map: Main\n  ids: {help: elem-1, meals: elem-2}\n"
    found = taken(text, {HELP: None}, safety="elem-3")
    assert found.kumu == {"map": "Main", "ids": {"meals": "elem-2", "safety": "elem-3"}}


def test_does_not_go_together() -> None:
    """What cannot be in a theory file is refused with the reason, not written."""
    with pytest.raises(UnwritableError, match="does not go with the rest"):
        taken(THEORY, {SAFETY: {"role": "measure", "end": None}})
