"""What is printed: nothing that a terminal would obey, and something in every encoding."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.processes import PATIENCE, command, environment, run_toc
from toc.cli.output import as_typed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\x7f\u202egpj.exe\u2066"
HOSTILE = {
    "elements": [
        {"label": f"Friends {EVIL}", "type": "Outcome", EVIL: EVIL, "domain": EVIL},
        {"label": f"Friends {EVIL}", "type": f"Actor {EVIL}", "id": "\ud83d"},
    ],
    "connections": [{"from": EVIL, "to": f"Friends {EVIL}"}],
    EVIL: EVIL,
}
ACCENTED = {"elements": [{"label": "Café 家 \ud83d", "type": "Outcome"}]}
STEERING = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066"} - {"\n"}

COMMANDS = [
    ["gaps", "map.json"],
    ["gaps", "map.json", "--format", "json"],
    ["gaps", "map.json", "--format", "csv"],
    ["gaps", "map.json", "--format", "html"],
    ["gaps", "map.json", "--map", EVIL],
    ["gaps", "map.json", "--role", EVIL],
    ["gaps", "map.json", "--role", f"{EVIL}=a"],
    ["gaps", "map.json", "--today", EVIL],
    ["gaps", "map.json", f"--{EVIL}"],
    ["gaps", EVIL],
    [EVIL],
    ["export", "map.json", "--to", "kumu-flat"],
    ["export", "map.json", "--to", "json"],
    ["import", "map.json", "-o", "theory.json"],
    ["gaps", "theory.yaml"],
    ["show", "map.json"],
    ["show", "map.json", "--format", "json"],
    ["show", "map.json", "--format", "csv"],
    ["show", "map.json", EVIL],
    ["trace", "map.json", "*", "*"],
    ["trace", "map.json", "*", "*", "--format", "json"],
    ["trace", "map.json", "*", "*", "--format", "csv"],
    ["trace", "map.json", EVIL],
]


def _fill(folder: Path) -> None:
    (folder / "map.json").write_text(json.dumps(HOSTILE))
    raw = json.dumps(EVIL, ensure_ascii=False).replace("\\u001b", "\\x1b")
    (folder / "theory.yaml").write_text(
        f"toc: 1\noutcomes: [{{id: a, label: {raw}, domain: {raw}, {raw}: 1}}]\n"
    )


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: " ".join(arguments)[:30])
def test_remarks_and_texts_steer_no_terminal(toc: Toc, folder: Path, arguments: list[str]) -> None:
    """No message and no text for people has raw what labels and arguments hold; JSON no escape."""
    _fill(folder)
    ended = toc(*arguments)
    assert ended.status in {0, 1, 2}
    assert not STEERING & set(ended.err)
    if "json" not in arguments and "csv" not in arguments and "kumu-flat" not in arguments:
        assert not STEERING & set(ended.out)
    assert "\x1b" not in ended.out or "csv" in arguments


def _at_a_terminal(folder: Path, *arguments: str, **env: str) -> tuple[int, str]:
    """The status of toc, and all that a terminal was sent by it."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*arguments),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment(**env),
    )
    os.close(theirs)
    sent = b""
    try:
        while piece := os.read(ours, 10_000):
            sent += piece
    except OSError:  # how a terminal says that nobody is left to write to it
        pass
    os.close(ours)
    return process.wait(PATIENCE), sent.decode(errors="replace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["gaps", "map.json"],
        ["gaps", "map.json", "--format", "csv"],
        ["gaps", "map.json", "--format", "json"],
        ["export", "raw.json", "--to", "kumu-map"],
    ],
)
def test_a_terminal_is_sent_nothing_that_it_would_obey(
    tmp_path: Path, arguments: list[str]
) -> None:
    """At a terminal also what is meant for programs is shown without characters that steer."""
    _fill(tmp_path)
    raw = {"elements": [{"_id": "elem-a", "attributes": {"label": EVIL}}], "maps": []}
    text = json.dumps(raw, ensure_ascii=False, indent=1).replace("\n", "\r\n")
    (tmp_path / "raw.json").write_text(text, newline="")
    status, sent = _at_a_terminal(tmp_path, *arguments)
    assert status in {0, 1}
    assert not STEERING & set(sent)
    assert "[2J" in sent


def test_what_is_piped_is_whole(toc: Toc, folder: Path) -> None:
    """What is meant for programs reaches them as it is: nothing is spelt out in a csv."""
    _fill(folder)
    assert EVIL in toc("gaps", "map.json", "--format", "csv").out


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"NO_COLOR": "1", "TERM": "dumb"},
        {"FORCE_COLOR": "1", "TERM": "xterm-256color"},
    ],
    ids=lambda env: "-".join(env.values()),
)
def test_any_locale(tmp_path: Path, env: dict[str, str]) -> None:
    """In every locale pipes get UTF-8; a terminal gets its own letters, and escapes for others."""
    (tmp_path / "map.json").write_text(json.dumps(ACCENTED))
    ended = run_toc("gaps", "map.json", folder=tmp_path, env=env)
    assert ended.status == 1
    assert "Café 家 \\ud83d" in ended.out
    assert "half a character" in ended.err
    status, sent = _at_a_terminal(tmp_path, "gaps", "map.json", "--quiet", **env)
    assert status == 1
    assert sent.startswith("The only outcome has no measure.\n")
    assert "\x1b" not in sent
    assert "Caf" in sent


def test_the_text_is_as_wide_as_the_terminal(tmp_path: Path) -> None:
    """At a terminal lines fit it, within reason; a file or pipe gets the same text everywhere."""
    label = "Neighbours " * 30
    flat = {"elements": [{"label": label, "type": "Outcome"}]}
    (tmp_path / "map.json").write_text(json.dumps(flat))
    for columns, widest in (("70", 70), ("20", 60), ("400", 100)):
        _, sent = _at_a_terminal(tmp_path, "gaps", "map.json", COLUMNS=columns)
        assert widest - 15 < max(map(len, sent.splitlines())) <= widest
        piped = run_toc("gaps", "map.json", folder=tmp_path, env={"COLUMNS": columns})
        assert 73 < max(map(len, piped.out.splitlines())) <= 88


def test_names_that_can_be_typed() -> None:
    """A path is shown as it can be typed: in quotes where it holds more than plain letters."""
    assert as_typed("maps/my-map.json") == "maps/my-map.json"
    assert as_typed("C:\\maps\\map.json") == "C:\\maps\\map.json"
    assert as_typed("my map.json") == '"my map.json"'
    assert as_typed("") == '""'
