"""Whatever both sides do, they come to say the same, and then nothing follows any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_kumu.kumu import FakeKumu
from tests.sync.small_office import THEORY, made_project, made_theory
from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import read_document
from toc.sync.planning import Plan, Wish, made_plan
from toc.sync.to_import import to_import

if TYPE_CHECKING:
    from toc.sync.merging import Winner
    from toc.sync.units import Open

BASE = made_project()
NAMES = (
    "Street meals",
    "Neighbours trust one another",
    "Neighbours help one another",
    "The street feels safe",
    "Street survey",
    "Living together",
)
OURS = {
    "relabel meals": ("label: Street meals", "label: Our meals"),
    "relabel safety": ("label: The street feels safe", "label: We feel safe"),
    "describe": ("They lend one another their keys.", "We say so."),
    "undescribe": ("    description: They lend one another their keys.\n", ""),
    "unlink": ("      - help\n", ""),
    "more sure": ("confidence: low", "confidence: high"),
    "no end": ("    end: true\n", ""),
    "value": ("value: 61.5", "value: 62"),
    "tie": ("    end: true\n", "    end: true\n    measured_by: [street-survey]\n"),
    "new": ("outcomes:\n", "outcomes:\n  - {id: play, label: Play, leads_to: [safety]}\n"),
    "other domain": ("together, label: Living together", "together, label: Togetherness"),
}
HANDS = ("relabel", "describe", "clear", "retype", "delete", "connect", "number", "voices", "add")
edits = st.tuples(st.sampled_from(HANDS), st.sampled_from(NAMES), st.sampled_from(NAMES))


def by_hand(kumu: FakeKumu, what: str, name: str, other: str) -> None:
    """One edit in Kumu, where what it is about is still called so and on the map."""
    if not {name, other} <= set(kumu.labels()):
        return
    match what:
        case "relabel":
            kumu.relabel(name, f"{name}, in Kumu")
        case "describe":
            kumu.set_field(name, "Description", f"{other}, says Kumu.")
        case "clear":
            kumu.clear_field(name, "Description")
        case "retype":
            kumu.retype(name, "Output")
        case "delete":
            kumu.delete(name)
        case "connect":
            kumu.connect(name, other, "leads to", Confidence="low")
        case "number":
            kumu.set_field(name, "Value", 70)
        case "voices":
            kumu.set_field(name, "Voices", ["Neighbours", "Children"])
        case _:
            kumu.add_element(f"{name}, once more", "Outcome")


class Both:
    """A theory file, a map, and what was in common."""

    def __init__(self, ours: list[str], theirs: list[tuple[str, str, str]]) -> None:
        self.kumu = FakeKumu()
        self.kumu.restore(BASE)
        self.base = BASE
        self.open: Open = {}
        self.file = THEORY.encode()
        for name in ours:
            old, new = OURS[name]
            self.file = self.file.replace(old.encode(), new.encode())
        for edit in theirs:
            by_hand(self.kumu, *edit)

    def run(self, prefer: Winner | None = None) -> Plan:
        """One run of sync that is applied; nothing is imported yet."""
        pulled = self.kumu.export()
        theory = read_theory(self.file, "theory.yaml")
        documents = [read_document(one, "export.json") for one in (pulled, self.base)]
        plan = made_plan(theory, documents[0], Wish(DEFAULT, None, prefer), documents[1], self.open)
        self.file = rewritten_theory(self.file, plan.theory, "theory.yaml")
        assert read_theory(self.file, "theory.yaml") == plan.theory
        self.base, self.open = pulled, plan.open
        return plan


@given(
    st.lists(st.sampled_from([*OURS]), unique=True, max_size=4),
    st.lists(edits, max_size=4),
    st.sampled_from(["ours", "theirs"]),
)
@settings(max_examples=12)
def test_both_come_together(ours: list[str], theirs: list[Any], prefer: str) -> None:
    """A second run changes nothing; preferred, imported and restored, both sides say the same."""
    both = Both(ours, theirs)
    first = both.run()
    before = both.file
    again = both.run()
    assert (both.file, again.came) == (before, ())
    assert [(one.key, one.field) for one in again.conflicts] == [
        (one.key, one.field) for one in first.conflicts
    ]
    assert sorted(map(repr, again.goes)) == sorted(map(repr, first.goes))
    assert again.meant.document.to_bytes() == first.meant.document.to_bytes()
    settled = both.run(cast("Winner", prefer))
    imported = to_import(settled.theirs, settled.meant)
    if imported.added or imported.changed:
        assert not both.kumu.import_file(imported.document.to_bytes(), "json").problems
    last = both.run()
    assert (last.came, last.conflicts) == ((), ())
    assert bool(last.goes) <= bool(imported.by_hand), imported.by_hand
    restored = FakeKumu()
    restored.restore(last.meant.document.to_bytes())
    both.kumu = restored
    assert both.run().is_clean
    assert made_theory().name == read_theory(both.file, "theory.yaml").name
