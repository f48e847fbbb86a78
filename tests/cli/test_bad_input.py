"""Sources that cannot be read: one message with the place and the remedy, and nothing written."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.kumu.loopback import Site, leave_proxies
from tests.processes import PATIENCE, command, environment, run_toc

if TYPE_CHECKING:
    from tests.cli.conftest import Toc

MAP = '{"elements": [{"label": "Friends", "type": "Outcome"}], "connections": []}'


def _workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


EXPORT = "In Kumu, use Export JSON and give that file."

# What is in the file; where the message says it is wrong; what it says; what it advises.
UNREADABLE = {
    "no JSON": (b'{"elements": [\n  {label: 1}]}', "source:2:4", "double quotes", "export"),
    "a truncated download": (MAP[:40].encode(), "source:1:36", "The file ends inside", "download"),
    "cut in a character": (
        '{"elements": [{"label": "é'.encode()[:-1],
        "source:1:26",
        "stops in the middle",
        "Download",
    ),
    "another form": (b'{"nodes": [], "edges": []}', "source", "not a Kumu document", "Export JSON"),
    "no form at all": (b'{"a": 1}', "source", "neither a theory nor a Kumu document", "Export"),
    "a list": (b"[1, 2]", "source", "this is a list", '{"elements"'),
    "UTF-16": (MAP.encode("utf-16"), "source", "UTF-16", "Save it again with the encoding UTF-8."),
    "latin-1": ('{"elements": ["é"]}'.encode("latin-1"), "source:1:16", "0xE9", "UTF-8"),
    "a doubled key": (b'{"elements": [], "elements": []}', "source:1:18", '"elements"', "Remove"),
    "nesting": (
        b'{"elements": ' + b"[" * 200 + b"]" * 200 + b"}",
        "source:1:113",
        "100 levels",
        "--limit depth=",
    ),
    "deep nesting": (b"[" * 200_000, "source:1:101", "100 levels", "--limit depth="),
    "NaN": (b'{"elements": [{"n": NaN}]}', "source:1:21", "NaN", "null"),
    "Infinity": (b'{"elements": [{"n": -Infinity}]}', "source:1:21", "Infinity", "null"),
    "a broken workbook": (_workbook(), "source", "This workbook is damaged", "save it once more"),
    "half a workbook": (
        _workbook()[:50],
        "source",
        "This workbook is damaged",
        "Download it again",
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "source", "the old format .xls", ".xlsx"),
    "an open quotation mark": (b'Label,Type\nA,"b\n', "source:2", "never closed", "Close it"),
    "a web page": (b"\n<!DOCTYPE html><html>", "source", "a web page or XML", EXPORT),
    "nothing": (b"", "source", "There is nothing in this file.", "toc init"),
    "blanks": (b" \n\n", "source", "There is nothing in this file.", "toc init"),
    "noise": (bytes(range(1, 256)) * 8, "source:", "not UTF-8 text", "UTF-8"),
    "zeros": (b"\0" * 1000, "source", "not UTF-8", "UTF-8"),
    "prose": (b"Dear Ann,\nhere is our map.\n", "source", "This is no theory file.", "toc init"),
    "deep YAML": (
        b"toc: 1\noutcomes: " + b"[" * 100_000,
        "source:2:110",
        "100 levels",
        "--limit depth=",
    ),
    "an alias bomb": (
        b"toc: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + b"".join(
            b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n"
            % (after, after, *[before] * 10)
            for before, after in zip(b"abcdefgh", b"bcdefghi", strict=True)
        ),
        "source:",
        "aliases",
        "--limit aliases=",
    ),
    "another version": (b"toc: 2\noutcomes: []\n", "source", "another version", "newest toc"),
    "YAML with a tab": (b"toc: 1\noutcomes:\n\t- a\n", "source:3:1", "A tab", "spaces only"),
}


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize(
    "command", [["gaps", "--format", "json"], ["export", "--to", "kumu-flat"], ["import"]]
)
def test_what_cannot_be_read(toc: Toc, folder: Path, command: list[str], case: str) -> None:
    """One line says what is wrong, where, and what to do; exit 2; the output stays as it was."""
    content, where, what, remedy = UNREADABLE[case]
    (folder / "source").write_bytes(content)
    (folder / "target").write_text("mine")
    name, *flags = command
    ended = toc(name, "source", *flags, "-o", "target")
    assert (ended.status, ended.out) == (2, "")
    line, end = ended.err[:-1], ended.err[-1]
    assert (line.count("\n"), end) == (0, "\n")
    assert line.startswith(where)
    assert what in line
    assert remedy in line
    assert line.endswith((".", "?", "…]}."))
    assert line.isprintable()
    assert len(line) < 400
    assert (folder / "target").read_text() == "mine"
    assert sorted(path.name for path in folder.iterdir()) == ["source", "target"]


@pytest.mark.parametrize(
    "case", ["a truncated download", "UTF-16", "noise", "nothing", "a web page"]
)
def test_what_cannot_be_read_from_a_pipe(toc: Toc, case: str) -> None:
    """The same from standard input, which the message names."""
    ended = toc("gaps", "-", stdin=UNREADABLE[case][0])
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("standard input:")


def test_all_faults_of_a_theory_come_at_once(toc: Toc, folder: Path) -> None:
    """A theory file with faults says each of them on a line of its own, with line and column."""
    (folder / "theory.yaml").write_text(
        "toc: 1\noutcomes:\n  - {id: a, lable: A}\n  - {id: a, label: A, domain: none}\n"
    )
    ended = toc("gaps", "theory.yaml")
    assert (ended.status, ended.out) == (2, "")
    head, *faults = ended.err.splitlines()
    assert head == f"theory.yaml: {len(faults)} faults in this theory file."
    assert len(faults) >= 3
    assert all(line.startswith(("theory.yaml:3:", "theory.yaml:4:")) for line in faults)
    assert "label" in faults[0]


def test_a_proxys_page_with_status_200(toc: Toc, monkeypatch: pytest.MonkeyPatch) -> None:
    """A web page that comes in place of a map is called one, whatever its status and type."""
    leave_proxies(monkeypatch)
    with Site() as site:
        page = site.serve(b"<html><body>Please log in</body></html>", Content_Type="text/html")
        typed = site.serve(b"\n<!doctype html>", path="/b.json", Content_Type="application/json")
        cut = site.dictate([b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"], path="/c.json")
        for url, said in ((page, "web page"), (typed, "web page"), (cut, "cut off")):
            ended = toc("gaps", url, "-o", "target")
            assert (ended.status, ended.out) == (2, "")
            assert ended.err.startswith(f"{url}: ")
            assert said in ended.err
            assert ended.err.count("\n") == 1


def test_a_lone_surrogate_is_a_warning_and_keeps_its_escape(toc: Toc, folder: Path) -> None:
    """Half a character is told, crashes no command, and stays the escape that it was."""
    text = MAP.replace("Friends", "Fri\\ud83dnds")
    (folder / "map.json").write_text(text)
    for form in ("text", "json", "csv", "html"):
        ended = toc("gaps", "map.json", "--format", form)
        assert ended.status == 1, form
        assert ended.err.count("\n") == 1, form
        assert "half a character (a lone surrogate): 1" in ended.err, form
    assert toc("export", "map.json", "--to", "kumu-flat").out.count("\\ud83d") == 1
    assert "\\ud83d" in toc("import", "map.json", "-o", "-").out + toc("import", "map.json").err


# What the answer needs is loaded first, since nobody may not be let at the installed files.
_NOBODY = """
import os
import toc.__main__
from toc.cli.main import run
if os.geteuid() == 0:
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    run(["gaps", "no-such.json"])
    os.dup2(kept, 2)
    os.seteuid(65534)
"""


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission ends in 2, with its name and what to do."""
    tmp_path.chmod(0o755)
    (tmp_path / "map.json").write_text(MAP)
    (tmp_path / "map.json").chmod(0)
    ended = run_toc("gaps", "map.json", folder=tmp_path, before=_NOBODY)
    assert (ended.status, ended.out) == (2, "")
    remedy = "Ask its owner, or make a copy that you may read."
    assert ended.err == f"map.json: You have no permission to read this file. {remedy}\n"


_FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """Where the result does not fit, the old file stays whole, alone, and the exit is 2."""
    (tmp_path / "page.html").write_text("mine")
    (tmp_path / "map.json").write_text(MAP)
    flags = ["map.json", "--format", "html", "-o", "page.html"]
    ended = run_toc("gaps", *flags, folder=tmp_path, before=_FULL)
    assert (ended.status, ended.out) == (2, "")
    what = "The file could not be written (File too large). Nothing was changed."
    assert ended.err == f"page.html: {what} Free some space, or choose another folder.\n"
    assert (tmp_path / "page.html").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="no /dev/full")
def test_standard_output_on_a_full_device(tmp_path: Path) -> None:
    """What cannot be printed for want of space ends in 2 with one message, help texts too."""
    (tmp_path / "map.json").write_text(MAP)
    for arguments in (["gaps", "map.json"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command(*arguments),
                cwd=tmp_path,
                stdout=full,
                stderr=subprocess.PIPE,
                timeout=PATIENCE,
                check=False,
                env=environment(),
            )
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
        assert b"No space left on device" in done.stderr
