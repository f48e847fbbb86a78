from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks.maps import make_map
from tests.exports.made_maps import FORMS, Drawing, document, outline, project
from toc.analysis.coverage import find_coverage
from toc.analysis.outline import LeftOut

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 1)
ANSWER = """
import sys
from datetime import date
from toc.analysis.coverage import find_coverage
from toc.exports.map_reading import read_map
from toc.exports.outlines import outline_of_map
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import read_document
content = open(sys.argv[1], "rb").read()
outline, _ = outline_of_map(read_map(read_document(content, "map.json"), DEFAULT))
print(find_coverage(outline, date(2026, 11, 1)))
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("form", FORMS)
def test_a_domain_is_the_field_else_the_element_joined(form: str) -> None:
    """The field counts before a joined element, the first joined before others; else none."""
    drawing = Drawing().element("a", "Outcome", Domain="Home").element("b", "Outcome")
    drawing.element("c", "Outcome", Domain=" ").element("d", "Outcome")
    drawing.element("Work", "Domain").element("Play", "Domain")
    drawing.join("Work", "a").join("b", "Work").join("Play", "b").join("Play", "c")
    found = outline(drawing.document(form))
    assert [one.domain for one in found.outcomes] == ["Home", "Work", "Play", None]


def test_the_outline_says_which_map_it_is_of_and_what_it_leaves_out() -> None:
    """Outcomes on other maps and in the trash are counted, and elements without a role."""
    drawing = Drawing().element("a", "Outcome").element("b", "Impact").element("c", "Outcome")
    drawing.element("d", "Goal").element("p", "Person").element("q", "Person").element("u")
    drawing.element("x", "Output").element("r", "Person")
    here: set[str] | None = {"a", "p", "q", "u"}
    maps = {"Main": here, "Other": {"a", "b", "x", "r"}}
    found = outline(document(project(drawing.nested(), maps)))
    assert (found.name, found.map) == ("Drawn", "Main")
    assert found.left_out == LeftOut(other_maps=1, trash=2, no_role={"Person": 2, "": 1})
    assert [one.label for one in found.outcomes] == ["a"]


def test_a_blueprint_is_about_all_of_itself() -> None:
    """Without maps there is neither a map's name nor anything left out."""
    found = outline(Drawing().element("a", "Outcome"))
    assert (found.name, found.map, found.left_out) == (None, None, LeftOut())


def test_repeated_labels_are_told_apart() -> None:
    """Outcomes of one label have ids of their own, and connections mean the first of them."""
    drawing = Drawing().element("a", "Outcome").element("a", "Outcome").element("m", "Measure")
    found = outline(drawing.join("m", "a"))
    assert [one.id for one in found.outcomes] == ["a", "a #2"]
    assert [len(one.measures) for one in found.outcomes] == [1, 0]


def test_a_gap_of_every_size_is_found() -> None:
    """On a made-up project with loops and parallel connections the known gaps are found."""
    made = make_map(300)
    coverage = find_coverage(outline(document(made.project)), TODAY)
    assert [one.id for one in coverage.in_state("gap")] == made.gaps
    assert {one.grade for one in coverage.outcomes} == {0, 1, 2, 3, 4}


def test_the_answer_does_not_depend_on_how_texts_are_hashed(tmp_path: Path) -> None:
    """Two runs of Python with different hashes of texts give the same answer, in this order."""
    path = tmp_path / "map.json"
    path.write_text(json.dumps(make_map(80).project), encoding="utf-8")
    first, second = (run(path, PYTHONHASHSEED=seed)[0] for seed in ("1", "2"))
    assert first == second
    assert first.startswith("Coverage(theory='80 elements'")


def test_reading_a_map_loads_nothing_heavy(tmp_path: Path) -> None:
    """From file to gaps neither pydantic nor networkx, pandas, httpx or yaml is loaded."""
    path = tmp_path / "map.json"
    path.write_text('{"elements": [{"label": "a", "type": "Outcome"}], "connections": []}')
    loaded = set(run(path)[1].split())
    heavy = {"pydantic", "pydantic_core", "networkx", "pandas", "numpy", "httpx", "yaml", "click"}
    assert "toc" in loaded
    assert loaded & heavy == set()


def run(path: Path, **environment: str) -> list[str]:
    """The two lines that a Python of its own prints: the answer, and the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", ANSWER, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    return done.stdout.splitlines()
