"""A week of work on the bundled theory, with a Kumu of the tests' own at the other end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fake_kumu.kumu import FakeKumu
from tests.fake_kumu.remote import remote_link
from tests.kumu.loopback import Site, leave_proxies
from tests.samples import sample_folder
from toc.api import load
from toc.cli.main import run
from toc.exports.kumu_project import project_from_theory
from toc.exports.theory_file import read_theory, write_yaml
from toc.exports.vocabulary import DEFAULT
from toc.sources import read_source
from toc.sync.taking_in import taken_in
from toc.sync.units import units_of

if TYPE_CHECKING:
    from pathlib import Path

    from toc.models.theory import Theory


class Office:
    """A folder with a theory file, and a map in Kumu that was made from it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.file = folder / "theory.yaml"
        theory = load("equal-care")
        self.file.write_bytes(b"# Kept by the evaluation circle.\n" + write_yaml(theory))
        self.kumu = FakeKumu()
        self.kumu.restore(project_from_theory(theory).document.to_bytes())

    @property
    def theory(self) -> Theory:
        return read_theory(self.file.read_bytes(), "theory.yaml")

    def edit(self, old: str, new: str) -> None:
        """Change the theory file as people do, in an editor."""
        text = self.file.read_text("utf-8")
        assert text.count(old) == 1, text.count(old)
        self.file.write_text(text.replace(old, new), "utf-8")

    def sync(self, *flags: str) -> tuple[int, dict[str, Any]]:
        """Export from Kumu, sync, and give the status and the report."""
        export = self.folder / "export.json"
        export.write_bytes(self.kumu.export())
        self.capsys.readouterr()
        named = ("--map-file", str(export), "--format", "json", *flags)
        status = run(["sync", str(self.file), *named])
        out, err = self.capsys.readouterr()
        assert status in {0, 1}, err
        report: dict[str, Any] = json.loads(out)
        return status, report

    def import_it(self) -> None:
        """Import in Kumu what sync has written for that."""
        done = self.kumu.import_file((self.folder / "theory.to-import.json").read_bytes(), "json")
        assert not done.problems

    def label(self, own: str) -> str:
        return self.theory.item(own).label


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def fields(changes: list[dict[str, Any]]) -> list[tuple[str, str | None, str]]:
    return [(one["id"], one["field"], one["action"]) for one in changes]


APPLY = ("--publish", "import", "--publish", "list", "--apply")
MEALS = "Meals are more social"


def test_week(office: Office) -> None:
    """Both sides are edited all week; each gets what the other did, and nothing else."""
    kumu = office.kumu
    status, first = office.sync(*APPLY)
    assert (status, first["from_kumu"], first["to_kumu"], first["conflicts"]) == (0, [], [], [])
    before = office.file.read_bytes()

    # Monday: the map keeper moves, decorates and relabels; somebody edits the theory.
    kumu.move(MEALS, 11.5, -3.25)
    kumu.restyle(MEALS, fontSize=20)
    kumu.set_field(MEALS, "Colour of the week", "green")
    kumu.relabel(MEALS, "Meals in company")
    office.edit("label: Workers better off", "label: Workers have more to live on")
    status, monday = office.sync(*APPLY)
    assert status == 0
    assert fields(monday["from_kumu"]) == [("social-meals", "label", "changed")]
    assert fields(monday["to_kumu"]) == [("workers-better-off", "label", "changed")]
    assert office.file.read_bytes().startswith(b"# Kept by the evaluation circle.\n")
    office.import_it()
    assert kumu.find("Workers have more to live on")
    assert kumu.fields("Meals in company")["colour of the week"] == "green"
    assert kumu.entry("Meals in company")["position"] == {"x": 11.5, "y": -3.25}
    status, again = office.sync("--check")
    assert (status, again["from_kumu"], again["to_kumu"]) == (0, [], [])

    # Tuesday: both describe the same outcome.
    kumu.set_field("Meals in company", "Description", "As Kumu says.")
    office.edit("description: People eat in company more often.", "description: As we say.")
    status, tuesday = office.sync(*APPLY)
    assert status == 1
    (conflict,) = tuesday["conflicts"]
    assert (conflict["ours"], conflict["theirs"]) == ("As we say.", "As Kumu says.")
    assert tuesday["from_kumu"] == tuesday["to_kumu"] == []
    status, still = office.sync(*APPLY)
    assert (status, still["conflicts"]) == (1, tuesday["conflicts"])
    status, _ = office.sync(*APPLY, "--prefer", "theirs")
    assert status == 0
    assert office.theory.item("social-meals").description == "As Kumu says."

    # Wednesday: an outcome is deleted in Kumu, an output in the theory.
    kumu.delete("Meals in company")
    status, wednesday = office.sync(*APPLY)
    assert ("social-meals", None, "removed") in fields(wednesday["from_kumu"])
    assert "social-meals" not in {one.id for one in office.theory.outcomes}
    assert status == 0

    # Thursday: the map keeper draws something new; the theory gets a new link to it.
    kumu.add_element("Neighbours cook", "Outcome", Description="Together.")
    kumu.connect("Neighbours cook", "Workers have more to live on", "leads to")
    status, thursday = office.sync(*APPLY)
    assert ("neighbours-cook", None, "added") in fields(thursday["from_kumu"])
    new = office.theory.item("neighbours-cook")
    assert (new.label, new.description) == ("Neighbours cook", "Together.")
    assert office.theory.kumu["ids"]["neighbours-cook"] in kumu.find("Neighbours cook")
    office.edit("label: Neighbours cook", "label: Neighbours cook together")
    status, friday = office.sync(*APPLY)
    assert fields(friday["to_kumu"]) == [("neighbours-cook", "label", "changed")]
    assert len(before) != len(office.file.read_bytes())


def test_remote_link(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A linked map shows what was published: what changed, and no more what is gone."""
    leave_proxies(monkeypatch)
    published = office.folder / "map.json"
    arguments = ["sync", str(office.file), "--map-file", str(published)]
    flat = ["--publish", f"flat={published}", "--apply"]
    assert run(["export", str(office.file), "--to", "kumu-flat", "-o", str(published)]) == 0
    assert run([*arguments, *flat]) == 0
    theory = office.theory
    units = units_of(theory)
    gone = {key: values for key, values in units.items() if "social-meals" not in key}
    office.file.write_bytes(write_yaml(taken_in(theory, units, gone, {})))
    office.edit("label: Workers better off", "label: Workers have more")
    assert run([*arguments, *flat]) == 0
    with Site() as site:
        content = published.read_bytes()
        url = site.serve(content, Content_Type="application/json", Access_Control_Allow_Origin="*")
        shown = remote_link(url, local_allowed=True)
    assert shown.find("Workers have more")
    assert not shown.find("Workers better off")
    assert not shown.find(MEALS)
    assert len(shown.data["elements"]) == len(office.kumu.data["elements"]) - 1


VIEW = """@settings { element-color: categorize("element type", blue "Output", green "Result"); }

result { shape: triangle; }
"""


def test_renamed_type_with_its_views(office: Office) -> None:
    """A type that is renamed in Kumu, views and all, takes nothing away, and stays renamed."""
    kumu = office.kumu
    office.sync(*APPLY)
    for one in office.theory.outcomes:
        kumu.retype(one.label, "Result")
    kumu.add_view("By type", VIEW)
    before = office.file.read_bytes()
    status, told = office.sync(*APPLY)
    assert status == 1
    assert {one["theirs"] for one in told["conflicts"]} == {None}
    assert len(told["conflicts"]) == len(office.theory.outcomes)
    assert office.file.read_bytes() == before
    # The keeper of the theory says what the new word means.
    settings = '[roles.outcome]\nadd = ["Result"]\n'
    (office.folder / "toc.toml").write_text(settings, "utf-8")
    status, told = office.sync(*APPLY, "--publish", "restore")
    assert (status, told["from_kumu"], told["to_kumu"]) == (0, [], [])
    restored = FakeKumu()
    restored.restore((office.folder / "theory.restore.json").read_bytes())
    assert restored.export() == kumu.export()


def test_drift(office: Office) -> None:
    """The published blueprint is checked as CI would: a difference is found, and is gone later."""
    published = str(office.folder / "map.json")
    flat = ("--publish", f"flat={published}")
    office.sync(*flat, "--apply")
    check = ["sync", str(office.file), "--map-file", published, "--check", "--quiet"]
    assert run(check) == 0
    office.edit("label: Workers better off", "label: Workers have more")
    assert run(check) == 1
    office.sync(*flat, "--apply")
    assert run(check) == 0


def test_real_project(office: Office) -> None:
    """On a real project each side gets the other's change, and every other byte stays."""
    folder = sample_folder()
    if folder is None:
        pytest.skip("no Kumu samples are there")
    sample = folder / "full-export-4maps-loops.json"
    kumu = FakeKumu()
    kumu.restore(sample.read_bytes())
    types = sorted({str(one.type) for one in read_source(sample).document.elements if one.type})
    roles = [f"{('outcome', 'output')[n % 2]}={kind}" for n, kind in enumerate(types)]
    flags = [flag for role in roles for flag in ("--role", role)]
    office.kumu = kumu
    source = read_source(sample)
    found = source.theory("all", DEFAULT.with_roles(roles)).theory
    office.file.write_bytes(write_yaml(found.model_copy(update={"kumu": _texts(found.kumu)})))
    status, first = office.sync(*flags, "--map", "all", *APPLY)
    assert (status, first["from_kumu"], first["to_kumu"]) == (0, [], [])
    before = kumu.export()
    one, other = [item for item in found.items() if item.id in found.kumu["ids"]][:2]
    kumu.set_field(found.kumu["ids"][one.id], "Description", "Said in Kumu.")
    changed = taken_in(
        office.theory,
        {("item", other.id): {"role": other.role}},
        {("item", other.id): {"role": other.role, "note": "Said here."}},
        {},
    )
    office.file.write_bytes(write_yaml(changed))
    status, told = office.sync(*flags, "--map", "all", "--publish", "restore", *APPLY)
    assert status == 0
    assert fields(told["from_kumu"]) == [(one.id, "description", "changed")]
    assert fields(told["to_kumu"]) == [(other.id, "note", "changed")]
    restored = FakeKumu()
    restored.restore((office.folder / "theory.restore.json").read_bytes())
    kumu.set_field(found.kumu["ids"][other.id], "Note", "Said here.")
    assert restored.fields(found.kumu["ids"][other.id])["note"] == "Said here."
    assert len(restored.export()) - len(before) < 2_000
    office.kumu = restored
    status, last = office.sync(*flags, "--map", "all", "--check")
    assert (status, last["from_kumu"], last["to_kumu"]) == (0, [], [])


def _texts(kumu: Any) -> dict[str, Any]:
    """What a theory records of its map, as YAML can hold it."""
    return {name: value for name, value in dict(kumu).items() if name in {"ids", "map"}}
