from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import benchmarks
from benchmarks.__main__ import main
from benchmarks.maps import make_map, write_map
from benchmarks.ratios import Plan, Row
from benchmarks.rows import rows
from benchmarks.table import page, table
from benchmarks.timing import run
from toc.kumu.document import Form, read_document

ROOT = Path(__file__).parents[2]

ROW = Row("gaps", "script", "s", 1.5, 1.0, must=1.5, aim=1.0)


def test_both_sides_agree_at_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    """The quick form runs every row, which both sides enter only with the same answer."""
    before = set(Path(benchmarks.__path__[0]).iterdir())
    main(["--quick"])
    printed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in printed] == [
        "Work",
        "toc --help",
        "a completion",
        "toc gaps, 40 elements",
        "read, gaps, write, 400 elements",
        "read, gaps, write, 400 elements",
        "read, gaps, change one label, write, 400 elements",
        "read, gaps, change one label, write, 400 elements",
        "read, 40 to 400 elements",
        "gaps, 40 to 400 elements",
        "write, 40 to 400 elements",
        "1,000 selectors, 400 elements",
        "--into a project, 400 elements",
        "--into a project, 400 elements",
        "read two, diff, 400 elements",
        "diff, 400 elements",
        "diff, 40 to 400 elements",
        "read three, merge, 400 elements",
        "merge, 400 elements",
        "merge, 40 to 400 elements",
        "read a workbook, 40 elements",
        "read a workbook, 40 elements",
        "nine metrics, 200 elements",
        "score 2,000 people by 40 items",
    ]
    assert {path.name for path in set(Path(benchmarks.__path__[0]).iterdir()) - before} <= {
        "__pycache__"
    }


def test_sides_that_differ_are_not_timed(tmp_path: Path) -> None:
    """Where the known gaps are others than those found, nothing is timed and the row is named."""
    write_map(make_map(40), tmp_path / "40.json")
    (tmp_path / "40.gaps.json").write_text(json.dumps(["elem-none"]))
    found = rows(Plan(40, 40, 40, 1, 1), tmp_path)
    assert [next(found).work, next(found).work] == ["toc --help", "a completion"]
    with pytest.raises(SystemExit, match="toc gaps: the two sides do not agree"):
        next(found)


@pytest.mark.parametrize("size", [10, 300])
def test_a_made_up_map_holds_what_real_ones_do(size: int) -> None:
    """A full project of that size, three connections each, in Kumu's order; the same every time."""
    made = make_map(size)
    assert make_map(size) == made
    elements, connections = made.project["elements"], made.project["connections"]
    assert (len(elements), len(connections)) == (size, 3 * size)
    for items in (elements, connections):
        ids = [item["_id"] for item in items]
        assert ids == sorted(set(ids))
    assert len(made.gaps) > size // 10
    if size >= 300:
        pairs = Counter((one["from"], one["to"]) for one in connections)
        assert max(pairs.values()) > 1
        assert any(start == end for start, end in pairs)
        assert {one["direction"] for one in connections} == {"directed", "mutual", "undirected"}


def test_a_made_up_map_is_written_as_kumu_writes(tmp_path: Path) -> None:
    """Indented by two, nothing escaped, and read back as a full project."""
    made = make_map(30)
    write_map(made, tmp_path / "map.json")
    content = (tmp_path / "map.json").read_bytes()
    assert content.startswith(b'{\n  "version": 1,\n  "name": "30 elements"')
    assert read_document(content, "map.json").form is Form.PROJECT
    assert json.loads(content) == made.project


def test_memory_and_time_are_those_of_the_command() -> None:
    """A command that fills 200 MB and waits is seen to need them, and to take the wait."""
    script = "import time; b = b'x' * 200_000_000; time.sleep(0.2); print(len(b))"
    measured = f"""
import sys
from benchmarks.timing import run
full = run([sys.executable, "-c", {script!r}])
print(full.peak, full.seconds, full.output)
"""
    # In a process of its own: the memory of this one would count as the command's.
    done = subprocess.run(
        [sys.executable, "-c", measured], cwd=ROOT, capture_output=True, text=True, check=True
    )
    peak, seconds, output = done.stdout.split()
    assert 200e6 < int(peak) < 260e6
    assert float(seconds) > 0.2
    assert output == "200000000"


def test_a_command_that_fails_stops_everything() -> None:
    """A status that was not expected ends the run, with what the command said."""
    with pytest.raises(SystemExit, match="ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
    assert run([sys.executable, "-c", "raise SystemExit(1)"], statuses=(1,)).output == ""


def test_the_table_says_whether_each_budget_is_met() -> None:
    """A ratio at its limit is within it; above, it is said loudly."""
    lines = table([ROW, Row("read", "script", "MB", 151.0, 100.0, must=1.5, aim=1.0)])
    assert lines.splitlines()[1:] == [
        "gaps  script   1.500 s  1.000 s  1.50   1.5   1    yes",
        "read  script   151 MB   100 MB   1.51   1.5   1    NO",
    ]


def test_the_page_describes_the_machine_without_naming_it() -> None:
    """Cores, memory, system and Python are there, and nothing else about the computer."""
    kept = page([ROW], Plan())
    assert re.search(
        r"^Machine: \d+ cores, \d+ GB, \w+, \w+ [\w.+]+\. Made again", kept, re.MULTILINE
    )
    assert "| gaps | script | 1.500 s | 1.000 s | 1.50 | 1.5 | 1 | yes |" in kept
