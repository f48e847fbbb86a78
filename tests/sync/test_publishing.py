from __future__ import annotations

import json

import pytest

from tests.fake_kumu.kumu import FakeKumu
from tests.sync.small_office import THEORY, made_project, made_theory
from toc.errors import FormError
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Form, read_document
from toc.sync.planning import Plan, Wish, made_plan
from toc.sync.publishing import FORMS, publication
from toc.sync.to_import import to_import

BASE = made_project()
TEXT = THEORY.replace("The street feels safe", "People feel safe")


def kumu() -> FakeKumu:
    found = FakeKumu()
    found.restore(BASE)
    return found


def planned(content: bytes, text: str = TEXT) -> Plan:
    there = read_document(content, "export.json")
    return made_plan(made_theory(text), there, Wish(DEFAULT), read_document(BASE, "base.json"))


def published(plan: Plan, form: str) -> bytes:
    return publication(plan, form, to_import(plan.theirs, plan.meant))[0]


def test_restored() -> None:
    """A file to restore is what Kumu has, with what the theory changed, and nothing else."""
    there = kumu()
    there.move("Street meals", 3, 4)
    there.add_view("Mine", "* { color: red; }")
    restored = FakeKumu()
    restored.restore(published(planned(there.export()), "restore"))
    there.relabel("The street feels safe", "People feel safe")
    assert restored.export() == there.export()


def test_dropped() -> None:
    """A map blueprint, dropped on the project, brings the change and doubles nothing."""
    there = kumu()
    there.drop_blueprint(published(planned(there.export()), "map"))
    expected = kumu()
    expected.relabel("The street feels safe", "People feel safe")
    assert there.labels() == expected.labels()
    assert len(there.data["elements"]) == len(expected.data["elements"])


def test_flat() -> None:
    """The flat blueprint holds the map in the documented form, without private fields."""
    there = kumu()
    there.set_field("Street meals", "Hush", "secret")
    there.define_field("Hush", private=True)
    content = published(planned(there.export()), "flat")
    assert read_document(content, "map.json").form is Form.FLAT
    assert b"People feel safe" in content
    assert b"secret" not in content


def test_share_links() -> None:
    """A flat blueprint that would give a share link away is not made."""
    there = kumu()
    link = "https://embed.kumu.io/0123456789abcdef"
    there.set_field("Street meals", "Description", f"See {link}")
    with pytest.raises(FormError, match="share links") as caught:
        published(planned(there.export()), "flat")
    assert link not in str(caught.value)


def test_list() -> None:
    """The list holds what is left to a hand, one line each; nothing where there is nothing."""
    assert published(planned(BASE), "list") == b""
    text = TEXT.replace("      - help\n", "")
    assert published(planned(BASE, text), "list").decode() == (
        'Remove the connection "Street meals" → "Neighbours help one another".\n'
    )


def test_no_restoring_from_less() -> None:
    """Without a full export there is nothing to restore from, and that is said."""
    flat = published(planned(BASE), "flat")
    with pytest.raises(FormError, match="only be made from a full export"):
        published(planned(flat), "restore")
    assert json.loads(published(planned(flat), "import"))["connections"] == []


def test_every_form() -> None:
    """Every form that can be asked for can be made, the same each time."""
    for form in FORMS:
        assert published(planned(BASE), form) == published(planned(BASE), form)
