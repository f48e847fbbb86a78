from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.sync.small_office import THEORY, made_project

if TYPE_CHECKING:
    from tests.cli.conftest import Toc

PROJECT = made_project()


@pytest.fixture
def office(folder: Path) -> Path:
    """A theory and an export of its map."""
    (folder / "theory.yaml").write_text(THEORY, "utf-8")
    (folder / "export.json").write_bytes(PROJECT)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_only_told(toc: Toc, office: Path) -> None:
    """Without --apply nothing is written, not even a lock, and the same report is given."""
    before = snapshot(office)
    edit(office / "export.json", "Street meals", "Meals for all")
    before = snapshot(office)
    ended = toc("sync", "theory.yaml", "--map-file", "export.json", "--publish", "import")
    assert ended.status == 1  # the first run: it is not known which of both is newer
    assert 'output "Street meals": label "Street meals" here, "Meals for all" in Kumu' in ended.out
    assert snapshot(office) == before


def test_applied(toc: Toc, office: Path) -> None:
    """Both sides get the other's changes; a second run finds nothing new and writes nothing."""
    arguments = ("sync", "theory.yaml", "--map-file", "export.json", "--publish", "import")
    assert toc(*arguments, "--apply").status == 0
    edit(office / "export.json", "Street meals", "Meals for all")
    edit(office / "theory.yaml", "The street feels safe", "People feel safe")
    ended = toc(*arguments, "--apply")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "theory.yaml and export.json\n"
        "\n"
        "From Kumu:\n"
        '  output "Meals for all": label "Street meals" -> "Meals for all"\n'
        "\n"
        "To Kumu:\n"
        '  outcome "People feel safe": label "The street feels safe" -> "People feel safe"\n'
        "\n"
        "Written:\n"
        "  theory.to-import.json\n"
        "  theory.yaml\n"
        "  theory.toc-sync\n"
        "\n"
        "Left for you:\n"
        "  Import theory.to-import.json in Kumu, on the map: 0 to add, 1 to change.\n"
        "\n"
        "Done.\n"
    )
    text = (office / "theory.yaml").read_text("utf-8")
    assert "    label: Meals for all   # every month\n" in text
    assert text.startswith("# Kept by the street's own circle.\n")
    before = snapshot(office)
    again = toc(*arguments, "--apply")
    assert again.status == 0
    assert "From Kumu" not in again.out
    assert snapshot(office) == before


def test_prefer(toc: Toc, office: Path) -> None:
    """A conflict gives status 1 until one side is preferred."""
    arguments = ("sync", "theory.yaml", "--map-file", "export.json", "--apply")
    toc(*arguments)
    edit(office / "export.json", "Street meals", "Meals for all")
    edit(office / "theory.yaml", "Street meals", "Our meals")
    ended = toc(*arguments)
    assert ended.status == 1
    assert ended.out.endswith(
        "Done, except for what is in conflict. Settle conflicts on one side, or all with --prefer\n"
        "ours or --prefer theirs.\n"
    )
    assert toc(*arguments).status == 1
    assert toc(*arguments, "--prefer", "theirs").status == 0
    assert "Meals for all" in (office / "theory.yaml").read_text("utf-8")
    assert toc(*arguments).status == 0


def test_check(toc: Toc, office: Path) -> None:
    """--check gives status 1 as soon as both differ, in a checkout without a state as well."""
    arguments = ("sync", "theory.yaml", "--map-file", "export.json", "--check")
    assert toc(*arguments).status == 0
    edit(office / "theory.yaml", "    end: true\n", "    end: true\n    note: Ours.\n")
    before = snapshot(office)
    ended = toc(*arguments, "--format", "json")
    assert ended.status == 1
    (change,) = json.loads(ended.out)["to_kumu"]
    assert (change["id"], change["field"], change["new"]) == ("safety", "note", "Ours.")
    assert snapshot(office) == before


def test_check_published(toc: Toc, office: Path) -> None:
    """A published blueprint is checked against the theory it was made from."""
    arguments = ("sync", "theory.yaml", "--map-file", "export.json", "--publish", "flat=map.json")
    toc(*arguments, "--apply")
    assert toc("sync", "theory.yaml", "--map-file", "map.json", "--check").status == 0
    edit(office / "theory.yaml", "The street feels safe", "People feel safe")
    assert toc("sync", "theory.yaml", "--map-file", "map.json", "--check").status == 1


def test_configured(toc: Toc, office: Path) -> None:
    """Everything but --apply and --check may stand in the configuration, with paths from there."""
    (office / "downloads").mkdir()
    (office / "export.json").rename(office / "downloads" / "export.json")
    settings = '[sync]\nfolder = "downloads"\npublish = {flat = "map.json"}\nprefer = "ours"\n'
    (office / "toc.toml").write_text(settings, "utf-8")
    ended = toc("sync", "theory.yaml", "--apply")
    assert (ended.status, ended.err) == (0, "")
    assert (office / "map.json").exists()
    (office / "toc.toml").write_text('[sync]\nfolder = "x"\npublish = ["list"]\n', "utf-8")
    assert toc("sync", "theory.yaml", "--map-file", "downloads/export.json", "--apply").status == 0
    assert not (office / "theory.by-hand.txt").exists()
    edit(office / "theory.yaml", "      - help\n", "")
    assert toc("sync", "theory.yaml", "--map-file", "downloads/export.json", "--apply").status == 0
    assert b"Remove the connection" in (office / "theory.by-hand.txt").read_bytes()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('folders = "x"', 'There is no setting "folders".'),
        ('folder = "x"\nurl = "https://example.org"', "several places to pull from"),
        ('folder = "x"\nprefer = "mine"', "The setting prefer cannot be this."),
        ('folder = "x"\npublish = {page = "x"}', "Write it like: publish ="),
        ("url = []", "Write it like: url ="),
        ('map_file = ["x"]', "Write it like: map_file ="),
    ],
)
def test_wrong_settings(toc: Toc, office: Path, settings: str, told: str) -> None:
    """A setting that is not known, or cannot be so, is named before anything is read."""
    (office / "toc.toml").write_text(f"[sync]\n{settings}\n", "utf-8")
    ended = toc("sync", "theory.yaml")
    assert ended.status == 2
    assert told in ended.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("theory.yaml",), "Say where the map is"),
        (("theory.yaml", "--folder", "x", "--map-file", "y"), "Give one of"),
        (("theory.yaml", "--map-file", "export.json", "--publish", "page"), "Write one of flat"),
        (("theory.yaml", "--map-file", "export.json", "--apply", "--check"), "--check only looks"),
        (("theory.yaml", "--map-file", "export.json", "--focus", "*"), "--focus does not go"),
        (("theory.yaml", "--map-file", "export.json", "--publish", "flat=./theory.yaml"), "in use"),
        (
            ("theory.yaml", "--map-file", "export.json", "--publish", "list=theory.toc-sync"),
            "in use",
        ),
        (
            (
                *("theory.yaml", "--map-file", "export.json"),
                *("--publish", "list=x", "--publish", "import=x"),
            ),
            "in use",
        ),
        (("theory.yaml", "--map-file", "export.json", "--publish", "flat=./export.json"), "in use"),
        (("theory.yaml", "--map-file", "export.json", "--publish", "restore=link.json"), "in use"),
        (("theory.yaml", "--map-file", "export.json", "--publish", "list=hard.yaml"), "in use"),
        (("-", "--map-file", "export.json"), "THEORY has to be a file"),
        (("export.json", "--map-file", "export.json"), "not a theory file"),
        (("nothing.yaml", "--map-file", "export.json"), "no such file"),
        (("theory.yaml", "--map-file", "theory.yaml"), "not a Kumu document"),
        (("theory.yaml", "--map-file", "export.json", "--map", "Moon"), 'no map "Moon"'),
        (("equal-care", "--map-file", "export.json"), "toc import equal-care"),
    ],
)
def test_refused(toc: Toc, office: Path, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be done is said, with status 2, and nothing is written."""
    (office / "link.json").symlink_to("export.json")
    (office / "hard.yaml").hardlink_to(office / "theory.yaml")
    before = snapshot(office)
    ended = toc("sync", *arguments)
    assert ended.status == 2
    assert told in ended.err
    assert snapshot(office) == before


def test_damaged_state(toc: Toc, office: Path) -> None:
    """A state that is damaged is neither used nor written over."""
    (office / "theory.toc-sync").write_bytes(b"toc-sync 1 nonsense")
    before = snapshot(office)
    ended = toc("sync", "theory.yaml", "--map-file", "export.json", "--apply")
    assert ended.status == 2
    assert "take it away" in ended.err
    assert snapshot(office) == before


def test_changed_meanwhile(toc: Toc, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theory that somebody saves while sync runs is not written over."""
    from toc.sync import planning, running

    toc("sync", "theory.yaml", "--map-file", "export.json", "--apply")
    edit(office / "export.json", "Street meals", "Meals for all")

    def somebody_saves(*given: Any) -> planning.Plan:
        edit(office / "theory.yaml", "# every month", "# every week")
        return planning.made_plan(*given)

    monkeypatch.setattr(running, "made_plan", somebody_saves)
    ended = toc("sync", "theory.yaml", "--map-file", "export.json", "--apply")
    assert ended.status == 2
    assert "changed while this ran" in ended.err
    text = (office / "theory.yaml").read_text("utf-8")
    assert "label: Street meals   # every week" in text


def test_formats(toc: Toc, office: Path) -> None:
    """The report goes to a file as csv or JSON as well."""
    edit(office / "theory.yaml", "    end: true\n", "    end: true\n    note: Ours.\n")
    arguments = ("sync", "theory.yaml", "--map-file", "export.json")
    assert toc(*arguments, "--format", "csv", "-o", "report.csv").status == 0
    rows = (office / "report.csv").read_text("utf-8").splitlines()
    assert rows[1] == "to_kumu,changed,item,safety,,,note,,Ours.,"


def test_linked_file(toc: Toc, office: Path) -> None:
    """A file that a map is linked to can be what is pulled and what is published."""
    toc("export", "theory.yaml", "--to", "kumu-flat", "-o", "map.json")
    arguments = ("sync", "theory.yaml", "--map-file", "map.json", "--publish", "flat=map.json")
    assert toc(*arguments, "--apply").status == 0
    edit(office / "theory.yaml", "The street feels safe", "People feel safe")
    assert "Left for you" not in toc(*arguments, "--apply").out
    assert "People feel safe" in (office / "map.json").read_text("utf-8")
    assert toc("sync", "theory.yaml", "--map-file", "map.json", "--check").status == 0
    edit(office / "map.json", "Street meals", "Meals for all")
    assert toc(*arguments, "--apply").status == 0
    assert "Meals for all" in (office / "theory.yaml").read_text("utf-8")


def test_nothing_to_say(toc: Toc, office: Path) -> None:
    """Without anything to import or to do no file is made; an older one does not stay as it was."""
    arguments = ("sync", "theory.yaml", "--map-file", "export.json", "--apply")
    publish = ("--publish", "import", "--publish", "list")
    ended = toc(*arguments, *publish)
    assert (ended.status, "theory.to-import.json" in ended.out) == (0, False)
    files = (office / "theory.to-import.json", office / "theory.by-hand.txt")
    assert not any(file.exists() for file in files)
    edit(office / "theory.yaml", "The street feels safe", "People feel safe")
    edit(office / "theory.yaml", "      - help\n", "")
    assert toc(*arguments, *publish).status == 0
    assert all(file.stat().st_size for file in files)
    edit(office / "theory.yaml", "People feel safe", "The street feels safe")
    edit(office / "theory.yaml", "[People come]}\n", "[People come]}\n      - help\n")
    assert toc(*arguments, *publish).status == 0
    assert b"People" not in files[0].read_bytes()
    assert files[1].read_bytes() == b""


def test_theory_in_another_folder(toc: Toc, folder: Path) -> None:
    """What was published into the folder of downloads is none of Kumu's, wherever toc is run."""
    office = folder / "office"
    office.mkdir()
    (office / "theory.yaml").write_text(THEORY, "utf-8")
    (office / "export.json").write_bytes(PROJECT)
    arguments = ("sync", "office/theory.yaml", "--folder", "office", "--publish", "restore")
    assert toc(*arguments, "--apply").status == 0
    assert (office / "theory.restore.json").exists()
    ended = toc(*arguments, "--format", "json")
    assert json.loads(ended.out)["pulled"] == str(Path("office/export.json"))
