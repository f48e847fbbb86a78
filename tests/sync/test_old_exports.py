"""An export of an earlier run, given again: by mistake, or because Kumu was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, leave_proxies
from tests.sync.small_office import THEORY, made_project
from toc.cli.main import run
from toc.sync.state import PulledFile, State, digest_of, earlier_pulls, read_state, state_bytes

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = made_project()
TUESDAY = MONDAY.replace(b"Street meals", b"Meals for all")
WEDNESDAY = TUESDAY.replace(b"The street feels safe", b"People feel safe")


class Office:
    """A folder with a theory file, synced with exports one after the other."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.theory = folder / "theory.yaml"
        self.theory.write_text(THEORY, "utf-8")

    def sync(self, content: bytes, *flags: str) -> int:
        """Sync with an export under a name that downloads have."""
        export = self.folder / "export (1).json"
        export.write_bytes(content)
        return self.run("--map-file", str(export), *flags)

    def run(self, *flags: str) -> int:
        return run(["sync", str(self.theory), *flags])

    def files(self) -> list[bytes]:
        state = self.theory.with_suffix(".toc-sync")
        return [self.theory.read_bytes(), state.read_bytes()]


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_refused(office: Office) -> None:
    """What an earlier run pulled is refused with one clear message, looked at or applied."""
    for content in (MONDAY, TUESDAY, WEDNESDAY):
        assert office.sync(content, "--apply") == 0
    before = office.files()
    for content in (MONDAY, TUESDAY):
        for flags in (("--apply",), ("--check",), ("--prefer", "theirs")):
            office.capsys.readouterr()
            assert office.sync(content, *flags) == 2
            told = office.capsys.readouterr().err
            assert "This is the export of an earlier run" in told
            assert "--allow-old" in told
    assert office.files() == before


def test_last_one_again(office: Office) -> None:
    """The export that was pulled last may be given as often as people like, and writes nothing."""
    office.sync(MONDAY, "--apply")
    office.sync(TUESDAY, "--apply")
    before = office.files()
    assert office.sync(TUESDAY, "--apply") == 0
    assert office.files() == before


def test_allowed(office: Office) -> None:
    """With --allow-old Kumu may have been set back, and the newer export is then the old one."""
    office.sync(MONDAY, "--apply")
    office.sync(TUESDAY, "--apply")
    assert office.sync(MONDAY, "--apply", "--allow-old") == 0
    assert "label: Street meals" in office.theory.read_text("utf-8")
    assert office.sync(MONDAY, "--apply") == 0
    assert office.sync(TUESDAY, "--apply") == 2


def test_on_the_web(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an address gives is refused likewise."""
    leave_proxies(monkeypatch)
    with Site() as site:
        for content, status in ((MONDAY, 0), (TUESDAY, 0), (MONDAY, 2)):
            url = site.serve(content, "/map.json")
            assert office.run("--url", url, "--apply") == status


def test_what_we_published(office: Office) -> None:
    """A blueprint that was published anew as it had been before is no old export."""
    flat = office.folder / "map.json"
    made = ["export", str(office.theory), "--to", "kumu-flat", "-o", str(flat)]
    assert run(made) == 0
    linked = ("--map-file", str(flat), "--publish", f"flat={flat}", "--apply")
    assert office.run(*linked) == 0
    first = office.theory.read_text("utf-8")
    other = first.replace("feels safe", "is safe")
    for text in (other, other, first, first):
        office.theory.write_text(text, "utf-8")
        assert office.run(*linked) == 0
        assert office.theory.read_text("utf-8") == text


def test_what_was_meant(office: Office) -> None:
    """Kumu may come to have again what the theory asked it to have."""
    office.sync(MONDAY, "--apply")
    office.sync(TUESDAY, "--apply")
    text = office.theory.read_text("utf-8").replace("Meals for all", "Street meals")
    office.theory.write_text(text, "utf-8")
    assert office.sync(TUESDAY, "--apply") == 0
    assert office.sync(MONDAY, "--apply") == 0
    assert office.theory.read_text("utf-8") == text


def test_bounded(tmp_path: Path) -> None:
    """Of ever so many pulls the last 200 are remembered, and an older state is read without."""
    path = tmp_path / "theory.toc-sync"
    path.write_bytes(state_bytes(State((PulledFile("a", b"0"),), {})))
    state = read_state(path)
    assert state is not None
    assert state.earlier == ()
    for number in range(1, 300):
        files = (PulledFile("a", b"%d" % number),)
        state = State(files, {}, earlier_pulls(state, files, ()))
        path.write_bytes(state_bytes(state))
        assert read_state(path) == state
    assert state.earlier == tuple(digest_of([b"%d" % number]) for number in range(99, 299))
