"""Every example of docs/metrics.md is run, and its tables are held to."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kumu.test_micmac import exact, overflowing
from tests.processes import environment
from toc.kumu.document import read_document
from toc.kumu.metric_graph import metric_graph
from toc.kumu.metrics import METRICS
from toc.kumu.micmac import INFLUENCE_FIELDS

PAGE = (Path(__file__).parent.parent / "docs" / "metrics.md").read_text("utf-8")
ANYTHING = "[…]\n"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _FILE.findall(PAGE):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_transcripts_are_true(folder: Path) -> None:
    """Every command on the page prints what is shown for it, remarks included."""
    parts = [
        part.partition("\n")
        for block in _CONSOLE.findall(PAGE)
        for part in re.split(r"^\$ toc ", block, flags=re.MULTILINE)[1:]
    ]
    assert len(parts) == 5
    for command, _, shown in parts:
        done = subprocess.run(
            [sys.executable, "-m", "toc", *shlex.split(command)],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=True,
        )
        pattern = ".*".join(map(re.escape, shown.split(ANYTHING)))
        assert re.fullmatch(pattern, done.stdout.decode(), re.DOTALL), command


def test_the_overflow_is_what_the_table_says(folder: Path) -> None:
    """The smallest example overflows as shown, from the counts to the shares."""
    document = read_document((folder / "five.json").read_bytes(), "five.json")
    graph = metric_graph(document.elements, document.connections)
    rows = re.findall(r"^\| (\d+) steps \| (.+) \|$", PAGE, re.MULTILINE)
    assert [int(steps) for steps, _ in rows] == [20, 23]
    for steps, cells in rows:
        ways = exact(graph, int(steps))
        wrapped = overflowing(graph, int(steps))
        shares = [ways[0] / max(ways), ways[4] / max(ways), wrapped[0], wrapped[4]]
        said = [f"{ways[0]:,}", f"{ways[4]:,}", *(f"{round(one, 2):g}" for one in shares)]
        assert cells.split(" | ") == said


def test_everything_has_a_row() -> None:
    """Each metric, and each number of ours, is explained in a table."""
    named = {
        name.strip()
        for row in re.findall(r"^\| ([a-z ,-]+) \|", PAGE, re.MULTILINE)
        for name in row.split(",")
    }
    assert named >= {*METRICS, *INFLUENCE_FIELDS}


def test_python_runs(folder: Path) -> None:
    """The Python on the page runs as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=folder, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == [
        "More contact 0.3333 4",
        "Trust grows 0.25 3",
        "reinforcing",
        "[1, 1, 1, 2, 0]",
    ]
