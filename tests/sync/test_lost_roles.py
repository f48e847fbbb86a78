"""Elements that are still in Kumu, under a type that means nothing (yet) to the vocabulary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.kumu import FakeKumu
from tests.sync.small_office import THEORY, made_project, made_theory
from toc.cli.main import run
from toc.errors import NotFoundError
from toc.exports.kumu_project import project_from_theory
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import read_document
from toc.kumu.flat_blueprint import flat_blueprint
from toc.sync.planning import Wish, made_plan

if TYPE_CHECKING:
    from pathlib import Path

TRUST = "Neighbours trust one another"
RESULT = ("--role", "outcome=Result")
PUBLISH = ("--publish", "import", "--publish", "list")


class Office:
    """A folder with a theory file, and its map in Kumu."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.file = folder / "theory.yaml"
        self.file.write_text(THEORY, "utf-8")
        self.kumu = FakeKumu()
        self.kumu.restore(made_project())

    def sync(self, *flags: str) -> tuple[int, dict[str, Any]]:
        """Export from Kumu, sync and apply; the status and the report."""
        export = self.folder / "export.json"
        export.write_bytes(self.kumu.export())
        self.capsys.readouterr()
        named = ("--map-file", str(export), "--format", "json", "--apply", *PUBLISH, *flags)
        status = run(["sync", str(self.file), *named])
        out, err = self.capsys.readouterr()
        assert status in {0, 1}, err
        report: dict[str, Any] = json.loads(out)
        return status, report

    def to_import(self) -> bytes:
        """The file to import, or nothing."""
        file = self.folder / "theory.to-import.json"
        return file.read_bytes() if file.exists() else b""


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def assert_held(office: Office, ended: tuple[int, dict[str, Any]], label: str = TRUST) -> None:
    """The run has left an element alone, and says how it gets its role."""
    status, report = ended
    assert status == 1
    assert [one["label"] for one in report["conflicts"]] == [label]
    assert (report["from_kumu"], report["to_kumu"]) == ([], [])
    (line,) = [line for line in report["left"] if "--role" in line]
    assert "outcome=Result" in line
    assert "configuration" in line
    assert label.encode() not in office.to_import()


@pytest.mark.parametrize("prefer", [(), ("--prefer", "ours"), ("--prefer", "theirs")])
def test_held_whoever_wins(office: Office, prefer: tuple[str, ...]) -> None:
    """A type without a role takes nothing away on either side; with one all is well."""
    office.sync()
    before = office.file.read_bytes()
    office.kumu.retype(TRUST, "Result")
    for _ in range(3):
        assert_held(office, office.sync(*prefer))
        assert office.file.read_bytes() == before
    status, report = office.sync(*prefer, *RESULT)
    assert (status, report["conflicts"], report["left"]) == (0, [], [])
    assert (report["from_kumu"], report["to_kumu"]) == ([], [])
    assert office.file.read_bytes() == before


@pytest.mark.parametrize("prefer", [(), ("--prefer", "ours"), ("--prefer", "theirs")])
def test_role_forgotten(office: Office, prefer: tuple[str, ...]) -> None:
    """A run that forgets the role which an earlier one had neither adds nor retypes anything."""
    office.sync()
    office.kumu.retype(TRUST, "Result")
    office.sync(*RESULT)
    before = office.file.read_bytes()
    for _ in range(2):
        assert_held(office, office.sync(*prefer))
        assert office.file.read_bytes() == before
    status, report = office.sync(*prefer, *RESULT)
    assert (status, report["from_kumu"], report["to_kumu"]) == (0, [], [])
    assert report["left"] == []


def test_known_on_the_first_run(office: Office) -> None:
    """The first run knows an element without a role by its id as well."""
    office.kumu.retype(TRUST, "Result")
    assert_held(office, office.sync())


def test_known_by_the_recorded_id(office: Office) -> None:
    """An element drawn in Kumu, which has no id of ours, is known by what the theory records."""
    office.kumu.add_element("Children play", "Outcome")
    office.sync()
    office.kumu.retype("Children play", "Result")
    office.sync(*RESULT)
    assert_held(office, office.sync(), "Children play")


def test_edits_wait_with_it(office: Office) -> None:
    """What both sides do meanwhile to an element without a role waits until it has one."""
    office.sync()
    office.kumu.retype(TRUST, "Result")
    office.kumu.set_field(TRUST, "Note", "Kumu's.")
    text = office.file.read_text("utf-8")
    office.file.write_text(text.replace("their keys.", "their bikes."), "utf-8")
    assert_held(office, office.sync("--prefer", "theirs"))
    status, report = office.sync(*RESULT)
    assert status == 0
    assert [(one["field"], one["new"]) for one in report["from_kumu"]] == [("note", "Kumu's.")]
    ((field, new),) = [(one["field"], one["new"]) for one in report["to_kumu"]]
    assert (field, new) == ("description", "They lend one another their bikes.")


@pytest.mark.parametrize("prefer", [(), ("--prefer", "ours"), ("--prefer", "theirs")])
def test_domain(office: Office, prefer: tuple[str, ...]) -> None:
    """A domain without a role stays the domain of its outcomes."""
    text = office.file.read_text("utf-8")
    text = text.replace("label: Living together}", "label: Living together, note: Ours.}")
    office.file.write_text(text, "utf-8")
    theory = made_theory(text)
    office.kumu = FakeKumu()
    office.kumu.restore(project_from_theory(theory).document.to_bytes())
    office.sync()
    before = office.file.read_bytes()
    office.kumu.retype("Living together", "Area")
    for _ in range(2):
        status, report = office.sync(*prefer)
        assert (status, report["from_kumu"], report["to_kumu"]) == (1, [], [])
        assert office.file.read_bytes() == before
        assert [one["id"] for one in report["conflicts"]] == ["together"]
    status, report = office.sync(*prefer, "--role", "domain=Area")
    assert (status, report["from_kumu"], report["to_kumu"]) == (0, [], [])


@pytest.mark.parametrize("kind", ["Assumption", ""])
def test_other_ways_to_lose_a_role(office: Office, kind: str) -> None:
    """An element that has become an assumption, or has no type any more, was not deleted either."""
    office.sync()
    before = office.file.read_bytes()
    if kind:
        office.kumu.retype(TRUST, kind)
    else:
        office.kumu.clear_field(TRUST, "Element Type")
    status, report = office.sync("--prefer", "theirs")
    assert (status, report["from_kumu"], report["to_kumu"]) == (1, [], [])
    assert office.file.read_bytes() == before


def test_real_deletion(office: Office) -> None:
    """What is off the map is deleted, whatever type it has in the trash."""
    office.sync()
    office.kumu.retype(TRUST, "Result")
    office.kumu.delete(TRUST)
    status, report = office.sync()
    assert status == 0
    assert report["from_kumu"][0]["id"] == "trust"


def test_table_of_labels() -> None:
    """Where elements have labels alone, a label without a role is not new."""
    flat = flat_blueprint(read_document(made_project(), "export.json")).document
    data = json.loads(flat.to_bytes())
    labels = {one.pop("id"): one["label"] for one in data["elements"]}
    for one in data["connections"]:
        one.pop("id", None)
        one["from"], one["to"] = labels[one["from"]], labels[one["to"]]
    (trust,) = [one for one in data["elements"] if one["label"] == TRUST]
    trust["type"] = "Result"
    content = json.dumps(data).encode()
    pulled, base = (read_document(content, name) for name in ("sheet.json", "base.json"))
    found = made_plan(made_theory(), pulled, Wish(DEFAULT), base)
    assert [(one.key[1], one.type) for one in found.conflicts] == [("trust", "Result")]
    assert found.goes == ()
    assert found.theory == made_theory()


@pytest.mark.parametrize("base", [None, made_project()])
def test_another_map_without_roles(base: bytes | None) -> None:
    """A map of something else is refused also where none of its elements has a role."""
    other = FakeKumu()
    other.add_element("Quite another thing", "Stakeholder")
    common = read_document(base, "base.json") if base else None
    with pytest.raises(NotFoundError, match="Nothing"):
        made_plan(made_theory(), read_document(other.export(), "x.json"), Wish(DEFAULT), common)


def test_another_map_after_an_empty_one() -> None:
    """A map that was empty the last time has the theory's elements next, or is another one."""
    other, empty = FakeKumu(), FakeKumu()
    other.add_element("Quite another thing", "Outcome")
    pulled, common = (read_document(one.export(), "x.json") for one in (other, empty))
    with pytest.raises(NotFoundError, match="Nothing of the theory"):
        made_plan(made_theory(), pulled, Wish(DEFAULT), common)


def test_forgotten_with_a_label_on_its_way(office: Office) -> None:
    """A label that waits for its import when a role is forgotten is a conflict, run after run."""
    office.sync()
    office.kumu.retype("The street feels safe", "Result")
    office.sync(*RESULT)
    text = office.file.read_text("utf-8").replace("street feels safe", "street is safe")
    office.file.write_text(text, "utf-8")
    assert office.sync("--prefer", "ours")[0] == 1
    for _ in range(3):
        status, report = office.sync(*RESULT)
        assert (status, report["from_kumu"], report["to_kumu"]) == (1, [], [])
        assert [one["field"] for one in report["conflicts"]] == ["label"]
    assert office.sync(*RESULT, "--prefer", "ours")[1]["to_kumu"][0]["field"] == "label"
