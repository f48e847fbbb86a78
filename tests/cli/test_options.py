"""Options that commands share: what they refuse, what they say, and what they complete."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from typing import TYPE_CHECKING

import click
import pytest

from tests.processes import PATIENCE, command, environment, run_toc
from toc.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

COMMANDS = main.toc.list_commands(click.Context(main.toc))
MAP = {"elements": [{"label": "Friends", "type": "Outcome"}, {"label": "Ann", "type": "Actor"}]}
THEORY = "toc: 1\noutcomes: [{id: a, label: A, measured_by: [m]}]\nmeasures: [{id: m, label: M}]\n"


@pytest.fixture
def map_file(folder: Path) -> str:
    (folder / "map.json").write_text(json.dumps(MAP))
    return "map.json"


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--map", "Overview"], 'map.json: There is no map "Overview".'),
        (["--map", ""], "--map needs the name or id of a map, or all."),
        (["--map", "  "], "--map needs the name or id of a map, or all."),
        (["--role", "outcome"], '--role: "outcome" gives no type a role.'),
        (["--role", "outcmoe=Actor"], '--role: There is no role "outcmoe".'),
        (["--vocabulary", "none.yaml"], "none.yaml: There is no such file."),
        (["--today", "21/11/2026"], '"21/11/2026" is no date. Write year-month-day, like'),
        (["--today", "2026-06-31"], '"2026-06-31" is no date. Write year-month-day, like'),
        (["--limit", "size"], '"size". Write a name, "=" and a number'),
        (["--limit", "weight=3"], "seconds, yaml, aliases, unpacked, cells."),
        (["--limit", "size=²"], '"size=²". Write a name'),
        (["--limit", f"size={'9' * 400}"], "Write a name"),
        (["--limit", "size=1.5"], "Write a name"),
        (["--limit", "size=10"], "map.json: This is larger than 10 bytes."),
        (["--limit", "depth=2"], "more than 2 levels deep"),
        (["--format", "xml"], "'xml' is not one of 'text', 'json', 'csv', 'html'"),
        (["--fromat", "json"], "--format"),
        (["more.json"], "unexpected extra argument (more.json)"),
        (["-o", "none/gaps.csv"], "none/gaps.csv: There is no folder none. Make it first"),
        (["-o", "."], ".: The file could not be written (it is a folder)."),
    ],
)
def test_flags_that_cannot_be_right(
    toc: Toc, map_file: str, flags: list[str], message: str
) -> None:
    """A flag with a value that cannot be right ends in 2 with its reason, and no answer."""
    ended = toc("gaps", map_file, *flags)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ["gaps", "map.json"],
        ["show", "map.json"],
        ["trace", "map.json", "outcome"],
        ["views", "map.json"],
        ["metrics", "map.json"],
        ["dry-run", "equal-care", "map.json"],
    ],
)
def test_no_report_takes_the_place_of_what_it_is_about(
    toc: Toc, folder: Path, map_file: str, command: list[str]
) -> None:
    """A report with -o onto its own source, by whatever path, is refused, and the file stays."""
    before = (folder / map_file).read_bytes()
    (folder / "link.json").symlink_to(map_file)
    for output in (map_file, "./map.json", "link.json"):
        ended = toc(*command, "-o", output)
        assert (ended.status, ended.out) == (2, "")
        assert "is the file that is read" in ended.err
        assert (folder / map_file).read_bytes() == before


def test_limits_that_are_lifted(toc: Toc, map_file: str) -> None:
    """A limit that is given is used, whole numbers and for seconds also parts of them."""
    flags = ["--limit", "size=1000000", "--limit", "depth=50", "--limit", "seconds=0.5"]
    assert toc("gaps", map_file, *flags).status == 1


def test_a_map_is_asked_of_a_theory(toc: Toc, folder: Path) -> None:
    """`--map` with a theory, which has no maps, is remarked and does no harm."""
    (folder / "theory.yaml").write_text(THEORY)
    ended = toc("gaps", "theory.yaml", "--map", "Overview")
    assert ended.status == 0
    assert ended.err == "Warning: --map changes nothing here: a theory has no maps.\n"


def _on_a_terminal(folder: Path, *arguments: str) -> str:
    """What toc says on standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            command(*arguments),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=theirs,
            timeout=PATIENCE,
            check=False,
            env=environment(),
        )
        assert done.returncode == 1
        os.close(theirs)
        return _all(ours).replace("\r\n", "\n")
    finally:
        os.close(ours)


def _all(terminal: int) -> str:
    said = b""
    try:
        while piece := os.read(terminal, 10_000):
            said += piece
    except OSError:  # how a terminal says that nobody is left to write to it
        pass
    return said.decode()


def test_progress_on_a_terminal_alone(tmp_path: Path) -> None:
    """Of a large file a person at a terminal is told what is going on; nobody else is."""
    flat = json.dumps({"elements": MAP["elements"][:1]})
    (tmp_path / "small.json").write_text(flat)
    (tmp_path / "large.json").write_text(flat + " " * 6_000_000)
    said = _on_a_terminal(tmp_path, "gaps", "large.json")
    assert said == "Reading large.json (6 MB) …\nLooking for gaps in large.json (6 MB) …\n"
    assert _on_a_terminal(tmp_path, "gaps", "large.json", "--quiet") == ""
    assert _on_a_terminal(tmp_path, "gaps", "small.json") == ""
    assert run_toc("gaps", "large.json", folder=tmp_path).err == ""


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("toc ", COMMANDS),
        ("toc e", ["export"]),
        ("toc --v", ["--version"]),
        ("toc gaps --st", ["--strict"]),
        ("toc gaps --format ", ["text", "json", "csv", "html"]),
        ("toc export equal-care --to kumu-p", ["kumu-project"]),
        ("toc export equal-care --to kumu-v", ["kumu-views"]),
    ],
)
def test_completion(
    toc: Toc, monkeypatch: pytest.MonkeyPatch, words: str, completed: list[str]
) -> None:
    """A shell completes commands, options and the values of options."""
    monkeypatch.setenv("_TOC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    ended = toc()
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.split() == [f"plain,{word}" for word in completed]


@pytest.mark.parametrize(
    "words", ["toc gaps m", "toc gaps -o m", "toc init --vocabulary m", "toc init --from m"]
)
def test_file_names_are_completed_by_the_shell(
    toc: Toc, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Where a file belongs, the shell is told to complete the names of files."""
    monkeypatch.setenv("_TOC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    assert toc() == (0, "file,m\n", "")


def test_an_unknown_shell(toc: Toc, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a shell that cannot be helped toc could not run, which is no finding."""
    monkeypatch.setenv("_TOC_COMPLETE", "abacus_source")
    assert toc().status == 2
