"""The tables of docs/metrics.md are held to."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

from tests.kumu.test_micmac import exact, overflowing
from tests.pages import Page
from toc.kumu.document import read_document
from toc.kumu.metric_graph import metric_graph
from toc.kumu.metrics import METRICS
from toc.kumu.micmac import INFLUENCE_FIELDS

PAGE = Page("docs/metrics.md")


def test_the_overflow_is_what_the_table_says(tmp_path: Path) -> None:
    """The smallest example overflows as shown, from the counts to the shares."""
    PAGE.write_files(tmp_path)
    document = read_document((tmp_path / "five.json").read_bytes(), "five.json")
    graph = metric_graph(document.elements, document.connections)
    rows = re.findall(r"^\| (\d+) steps \| (.+) \|$", PAGE.text, re.MULTILINE)
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
        for row in re.findall(r"^\| ([a-z ,-]+) \|", PAGE.text, re.MULTILINE)
        for name in row.split(",")
    }
    assert named >= {*METRICS, *INFLUENCE_FIELDS}


def test_what_python_prints(tmp_path: Path) -> None:
    """The Python on the page prints metrics, loops and groups."""
    PAGE.write_files(tmp_path)
    (block,) = PAGE.python
    assert PAGE.python_output(block, tmp_path) == [
        "More contact 0.3333 4",
        "Trust grows 0.25 3",
        "reinforcing",
        "[1, 1, 1, 2, 0]",
    ]
