from __future__ import annotations

import json
from typing import Any

import pytest

from tests.fake_kumu.kumu import FakeKumu
from tests.sync.small_office import THEORY, made_project, made_theory
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import read_document
from toc.sync.planning import Plan, Wish, made_plan
from toc.sync.to_import import ToImport, to_import

WISH = Wish(DEFAULT)
BASE = made_project()
NEW = THEORY.replace(
    "outcomes:\n",
    "outcomes:\n  - {id: play, label: Children play outside, leads_to: [safety]}\n",
)


def kumu(content: bytes = BASE) -> FakeKumu:
    found = FakeKumu()
    found.restore(content)
    return found


def without_ids() -> bytes:
    """The project as people draw it: nothing has an id of its own."""
    data = json.loads(BASE)
    for one in (*data["elements"], *data["connections"]):
        one["attributes"].pop("id")
    return json.dumps(data).encode()


def planned(text: str, there: FakeKumu, base: bytes = BASE) -> Plan:
    documents = [read_document(content, "export.json") for content in (there.export(), base)]
    return made_plan(made_theory(text), documents[0], WISH, documents[1])


def made(text: str, there: FakeKumu, base: bytes = BASE) -> ToImport:
    found = planned(text, there, base)
    return to_import(found.theirs, found.meant)


def rows(found: ToImport) -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = json.loads(found.document.to_bytes())
    return data


def test_nothing() -> None:
    """Where Kumu has all there is nothing to import and nothing to do."""
    found = made(THEORY, kumu())
    assert rows(found) == {"elements": [], "connections": []}
    assert (found.added, found.changed, found.by_hand) == (0, 0, ())


def test_smallest() -> None:
    """Only what is new or changed is in the file, and of what changed only the changed fields."""
    found = made(NEW.replace("method: survey", "method: interviews"), kumu())
    assert rows(found) == {
        "elements": [
            {"id": "street-survey", "label": "Street survey", "Method": "interviews"},
            {"id": "play", "label": "Children play outside", "type": "Outcome"},
        ],
        "connections": [
            {
                "id": "play-to-safety",
                "from": "play",
                "to": "safety",
                "type": "leads to",
                "Status": "stated",
                "direction": "directed",
            }
        ],
    }
    assert (found.added, found.changed) == (2, 1)


CHANGES = {
    "label": ("The street feels safe", "People feel safe"),
    "description": ("They lend", "They all lend"),
    "new outcome": ("outcomes:\n", "outcomes:\n  - {id: play, label: Play, leads_to: [safety]}\n"),
    "number": ("value: 55", "value: 56"),
    "several": ("[People come]", "[People come, It is dry]"),
    "role": ("    end: true\n", ""),
    "mutual": ("      - help\n", "      - {to: help, mutual: true}\n"),
    "parallel": ("      - help\n", "      - help\n      - {to: help, type: costs}\n"),
    "tie": ("    end: true\n", "    end: true\n    measured_by: [street-survey]\n"),
    "status": ("    end: true\n", "    end: true\n    status: disputed\n"),
    "domain": ("    end: true\n", "    end: true\n    domain: together\n"),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("base", [BASE, without_ids()], ids=["with ids", "without ids"])
def test_imported(name: str, base: bytes) -> None:
    """Once imported, Kumu says what the theory says, as far as nothing is left to a hand."""
    there = kumu(base)
    text = THEORY.replace(*CHANGES[name])
    assert text != THEORY
    found = made(text, there, base)
    if found.added or found.changed:
        assert not there.import_file(found.document.to_bytes(), "json").problems
    left = planned(text, there, base)
    assert bool(left.goes) == bool(found.by_hand), (found.by_hand, left.goes)
    assert left.conflicts == ()


def test_moved_meanwhile() -> None:
    """An import leaves positions, decorations and other fields as they are."""
    there = kumu()
    there.move("Street meals", 3, 4)
    there.set_field("Street meals", "Colour", "red")
    found = made(THEORY.replace("Street meals ", "Meals for all "), there)
    there.import_file(found.document.to_bytes(), "json")
    assert there.entry("Meals for all")["position"] == {"x": 3, "y": 4}
    assert there.fields("Meals for all")["colour"] == "red"


def test_deleted() -> None:
    """Deletions are left to a hand, in words; connections go with their element."""
    start, end = THEORY.index("  - id: help"), THEORY.index("  - id: safety")
    text = (THEORY[:start] + THEORY[end:]).replace("      - help\n", "")
    found = made(text.split("unknown:", maxsplit=1)[0], kumu())
    assert found.by_hand == (
        'Remove the Outcome "Neighbours help one another" and its connections.',
    )
    assert rows(found) == {"elements": [], "connections": []}


def test_unlinked() -> None:
    """A connection that is to go is named by what it joins."""
    found = made(THEORY.replace("      - help\n", ""), kumu())
    assert found.by_hand == (
        'Remove the connection "Street meals" → "Neighbours help one another".',
    )


def test_emptied() -> None:
    """A field that is to be empty is left to a hand: an import passes over empty cells."""
    found = made(THEORY.replace("    description: They lend one another their keys.\n", ""), kumu())
    assert found.by_hand == (
        'Empty the field "description" of the Outcome "Neighbours trust one another".',
    )


def test_same_label_twice() -> None:
    """Where an import could not tell which of two is meant, the change is left to a hand."""
    there = kumu(without_ids())
    there.add_element("Street survey", "Measure", where=there.add_map("Elsewhere"))
    text = THEORY.replace("method: survey", "method: talks")
    found = made(text, there, there.export())
    assert rows(found) == {"elements": [], "connections": []}
    (line,) = found.by_hand
    assert line.startswith('Change the Measure "Street survey" (method: talks);')


def test_deleted_there_and_wanted_here() -> None:
    """What lies in the trash and is wanted again is put back by hand."""
    there = kumu()
    there.delete("Neighbours help one another")
    text = THEORY.replace("label: Neighbours help one another", "label: Neighbours help out")
    documents = [read_document(one, "export.json") for one in (there.export(), BASE)]
    plan = made_plan(made_theory(text), documents[0], WISH._replace(prefer="ours"), documents[1])
    found = to_import(plan.theirs, plan.meant)
    assert any(line.startswith("Put the Outcome") for line in found.by_hand)
    assert rows(found)["elements"] == [{"id": "help", "label": "Neighbours help out"}]
