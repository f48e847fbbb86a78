"""`toc git`: in real repositories, with a real conflict."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Toc

pytestmark = pytest.mark.skipif(which("git") is None, reason="there is no git")

MAP = "my street.kumu.json"
BASE = """{
  "elements": [
    {"_id": "elem-a", "attributes": {"label": "Meals", "owner": "Ana", "budget": 1.50}},
    {"_id": "elem-b", "attributes": {"label": "Trust"}}
  ],
  "connections": [],
  "maps": []
}
"""


class Repository:
    """A git repository with one map in it, in the folder that we are in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.email", "somebody@example.org")
        self.git("config", "user.name", "Somebody")
        self.commit(BASE)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        root = str(Path(__file__).parents[2])
        around = os.environ | {"PYTHONPATH": root, "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder, env=around, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def map(self) -> str:
        return (self.folder / MAP).read_text()

    def commit(self, text: str) -> None:
        (self.folder / MAP).write_text(text)
        self.git("add", "--all")
        assert self.git("commit", "--quiet", "-m", "a change").returncode == 0

    def branches(self, ours: str, theirs: str) -> None:
        """Two branches, of which we are on the first."""
        self.git("checkout", "--quiet", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "--quiet", "main")
        self.commit(ours)


@pytest.fixture
def repository(folder: Path, toc: Toc) -> Repository:
    made = Repository(folder)
    ended = toc("git", "install")
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == (
        "Git now merges and compares with toc: *.kumu.json, *.toc.yaml.\n"
        ".gitattributes was changed: commit it.\n"
    )
    made.commit(BASE)
    return made


def test_git_merges_a_map(repository: Repository) -> None:
    """Two changes of one line, which git alone cannot merge, are merged by their fields."""
    repository.branches(BASE.replace("Meals", "Lunch"), BASE.replace("Ana", "Bo"))
    done = repository.git("merge", "theirs", "-m", "merged")
    assert done.returncode == 0, done.stderr
    assert repository.map == BASE.replace("Meals", "Lunch").replace("Ana", "Bo")


def test_a_conflict_in_git(repository: Repository, toc: Toc, folder: Path) -> None:
    """It is listed, the map stays readable, and it is brought to its end."""
    repository.branches(
        BASE.replace("Ana", "Cy").replace('"Trust"', '"Love"'),
        BASE.replace("Ana", "Bo").replace("1.50", "2.50"),
    )
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert "CONFLICT" in done.stdout
    assert f"{MAP}: 1 conflict left open." in done.stderr
    assert repository.map == BASE.replace('"Trust"', '"Love"').replace("1.50", "2.50")
    path = folder / f"{MAP}.conflicts.json"
    ended = toc("git", "resolve", MAP)
    assert ended.status == 1
    path.write_text(path.read_text().replace('"take": null', '"take": "theirs"'))
    ended = toc("git", "resolve", MAP)
    assert (ended.status, ended.err) == (
        0,
        f'Every conflict is settled. Now: git add "{MAP}"\n',
    )
    assert not path.exists()
    expected = BASE.replace('"Trust"', '"Love"').replace("1.50", "2.50").replace("Ana", "Bo")
    assert repository.map == expected
    repository.git("add", MAP)
    assert repository.git("commit", "-m", "merged").returncode == 0


def test_a_theory_that_both_sides_added(repository: Repository) -> None:
    """Nothing of either is lost: what differs is a conflict, and lost comments are named."""
    path = repository.folder / "new.toc.yaml"
    theirs = "toc: 1\nname: T\noutcomes:\n  - {id: b, label: B}  # theirs\n"
    repository.git("checkout", "--quiet", "-b", "theirs")
    path.write_text(theirs)
    repository.commit(BASE)
    repository.git("checkout", "--quiet", "main")
    path.write_text("toc: 1\nname: O\noutcomes:\n  - {id: a, label: A}  # ours\n")
    repository.commit(BASE)
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert "new.toc.yaml: 1 conflict left open." in done.stderr
    assert "label: A}  # ours\n  - {id: b, label: B}  # theirs\n" in path.read_text()


def test_a_map_that_both_sides_added(repository: Repository) -> None:
    """Git is told of a conflict, and our map stays in the folder."""
    path = repository.folder / "new.kumu.json"
    repository.git("checkout", "--quiet", "-b", "theirs")
    path.write_text(BASE.replace("Ana", "Bo"))
    repository.commit(BASE)
    repository.git("checkout", "--quiet", "main")
    path.write_text(BASE)
    repository.commit(BASE)
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert "Both sides added this map" in done.stderr
    assert path.read_text() == BASE


def test_comments_that_git_lost_are_named(repository: Repository) -> None:
    """A comment of a part that the other side removed is named; the merge goes on."""
    base = "toc: 1\noutcomes:\n  - {id: a, label: A}\n  - {id: b, label: B}\n"
    path = repository.folder / "a.toc.yaml"
    path.write_text(base)
    repository.commit(BASE)
    repository.git("checkout", "--quiet", "-b", "theirs")
    path.write_text(base.replace("B}", "B}  # why"))
    repository.commit(BASE)
    repository.git("checkout", "--quiet", "main")
    path.write_text(base.replace("  - {id: b, label: B}\n", ""))
    repository.commit(BASE)
    done = repository.git("merge", "theirs", "-m", "merged")
    assert done.returncode == 0
    assert "Comments of their a.toc.yaml that were not carried: 1\n  line 4: # why" in done.stderr


def test_what_toc_cannot_read(repository: Repository) -> None:
    """Git is told of a conflict, and our version stays in the folder."""
    repository.branches(BASE.replace("Ana", "Bo"), "{")
    done = repository.git("merge", "theirs")
    assert done.returncode == 1
    assert f"{MAP} is left as your side has it." in done.stderr
    assert repository.map == BASE.replace("Ana", "Bo")


def test_git_compares_maps(repository: Repository) -> None:
    """`git diff` says what changed in the words of toc diff."""
    (repository.folder / MAP).write_text(BASE.replace("Meals", "Lunch"))
    done = repository.git("diff")
    assert done.returncode == 0
    assert done.stdout.startswith(f"toc diff {MAP}\n")
    assert "Lunch" in done.stdout
    assert "@@" not in done.stdout


def test_files_of_other_names(toc: Toc, folder: Path) -> None:
    """Patterns are added once; what else stands in .gitattributes stays."""
    Repository(folder)
    attributes = folder / ".gitattributes"
    attributes.write_text("*.png binary")
    for _ in range(2):
        toc("git", "install", "maps/*.json", "a map.json")
    lines = '*.png binary\nmaps/*.json diff=toc merge=toc\n"a map.json" diff=toc merge=toc\n'
    assert attributes.read_text() == lines
    ended = toc("git", "install", "--uninstall")
    assert ended.status == 0
    assert attributes.read_text() == "*.png binary\n"
    config = (folder / ".git" / "config").read_text()
    assert "toc" not in config
    assert toc("git", "install", "--uninstall").err.endswith(".gitattributes is as it was.\n")


def test_outside_a_repository(toc: Toc, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said that there is none."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    ended = toc("git", "install")
    assert ended.status == 2
    assert ended.err.startswith("Git says: fatal: not a git repository")
