"""`--focus`, `--out` and `--direction` wherever a source is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import toc as library
from tests.exports.made_maps import Drawing, project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

THEORY = """toc: 1
kumu: {roles: {outcome: {types: [Ergebnis]}}}
outputs: [{id: meal, label: Meal, leads_to: [trust]}, {id: run, label: Run, leads_to: [health]}]
outcomes:
  - {id: trust, label: Trust, leads_to: [health], measured_by: [count]}
  - {id: health, label: Health}
measures: [{id: count, label: Count}]
"""


@pytest.fixture
def sources(folder: Path) -> Path:
    """The same theory as a file and as a project, with an own word for outcomes in the file."""
    (folder / "theory.yaml").write_text(THEORY)
    drawing = Drawing()
    for label, kind in (
        ("Meal", "Output"),
        ("Run", "Output"),
        ("Trust", "Outcome"),
        ("Health", "Outcome"),
        ("Count", "Measure"),
    ):
        drawing.element(label, kind)
    for start, end in (
        ("Meal", "Trust"),
        ("Run", "Health"),
        ("Trust", "Health"),
        ("Trust", "Count"),
    ):
        drawing.join(start, end)
    (folder / "map.json").write_text(json.dumps(project(drawing.nested(), {"Main": None})))
    return folder


def _labels(answer: str) -> set[str]:
    items: list[dict[str, Any]] = json.loads(answer)["items"]
    return {one["label"] for one in items if one["kind"] == "element"}


@pytest.mark.parametrize("source", ["map.json", "theory.yaml"])
def test_gaps(toc: Toc, sources: Path, source: str) -> None:
    """Outcomes in focus are judged, by all their measures; the rest is counted."""
    assert sources.is_dir()
    near = ("--focus", "#meal", "--direction", "out", "--format", "csv")
    ended = toc("gaps", source, *near)
    assert ended.status == 0
    assert [line.split(",")[1:4:2] for line in ended.out.splitlines()[1:]] == [["Trust", "covered"]]
    assert ended.err == "Warning: out of focus: 2 of 5 elements\n"
    further = toc("gaps", source, *near, "--out", "2", "--quiet")
    assert (further.status, len(further.out.splitlines())) == (1, 3)


@pytest.mark.parametrize("source", ["map.json", "theory.yaml"])
def test_show_is_what_kumu_would_show(toc: Toc, sources: Path, source: str) -> None:
    """The selector picks among what is in focus, and nothing is added to that."""
    assert sources.is_dir()
    shown = toc("show", source, "element", "--focus", "#meal", "--format", "json", "--quiet")
    assert _labels(shown.out) == {"Meal", "Trust"}
    picked = toc("show", source, "output", "--focus", "#meal", "--format", "json", "--quiet")
    assert _labels(picked.out) == {"Meal"}


def test_types_of_the_theory_s_own_map(toc: Toc, sources: Path) -> None:
    """The focus of a theory is found by the words that its map has."""
    assert sources.is_dir()
    ended = toc("gaps", "theory.yaml", "--focus", "ergebnis", "--out", "0", "--format", "csv")
    assert len(ended.out.splitlines()) == 3


@pytest.mark.parametrize("source", ["map.json", "theory.yaml"])
def test_trace(toc: Toc, sources: Path, source: str) -> None:
    """Routes stay in the focus."""
    assert sources.is_dir()
    arguments = ("trace", source, "output", "*", "--format", "csv", "--quiet")
    assert len(toc(*arguments).out.splitlines()) == 4
    assert len(toc(*arguments, "--focus", "#meal").out.splitlines()) == 2


@pytest.mark.parametrize("source", ["map.json", "theory.yaml"])
def test_import_and_init(toc: Toc, sources: Path, source: str) -> None:
    """A theory is made of what is in focus, with the measures of its outcomes."""
    focus = ("--focus", "#trust", "--direction", "out", "--quiet")
    assert toc("import", source, "-o", "one.yaml", *focus).status == 0
    assert toc("init", "two.yaml", "--from", source, *focus).status == 0
    for name in ("one.yaml", "two.yaml"):
        theory = library.load(sources / name)
        assert [one.label for one in theory.items()] == ["Trust", "Health", "Count"]
        assert len(theory.every_link()) == 1


@pytest.mark.parametrize("form", ["theory", "json", "kumu-flat", "kumu-map", "kumu-project"])
@pytest.mark.parametrize("source", ["map.json", "theory.yaml"])
def test_export(toc: Toc, sources: Path, source: str, form: str) -> None:
    """Every form holds what is in focus; in a project the rest leaves the maps, too."""
    focus = ("--focus", "#trust", "--direction", "out")
    ended = toc("export", source, "--to", form, *focus, "-o", "part")
    assert ended.status == 0
    assert "Warning: out of focus: 2 " in ended.err
    shown = toc("show", "part", "--format", "json", "--quiet")
    assert _labels(shown.out) == {"Trust", "Health", "Count"}
    if form == "kumu-project":
        (only,) = json.loads((sources / "part").read_bytes())["maps"]
        assert (len(only["elements"]), len(only["connections"])) == (3, 2)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("gaps", "map.json", "--focus", "nobody"), 'map.json: Main: The focus "nobody" picks'),
        (("show", "map.json", "--focus", "nobody"), 'map.json: The focus "nobody" picks'),
        (("trace", "map.json", "*", "--focus", "nobody"), 'The focus "nobody" picks nothing'),
        (("export", "map.json", "--to", "json", "--focus", "nobody"), 'The focus "nobody"'),
        (("export", "map.json", "--to", "kumu-flat", "--focus", "nobody"), 'The focus "nobody"'),
        (("import", "theory.yaml", "--focus", "nobody"), 'theory.yaml: The focus "nobody" picks'),
        (("gaps", "map.json", "--focus", "["), "--focus: At column 2"),
        (("gaps", "map.json", "--focus", "#meal out 2"), "--out: --focus '#meal' --out 2"),
        (("gaps", "map.json", "--out", "2"), "--out goes with --focus SELECTOR."),
        (("gaps", "map.json", "--direction", "in"), "--direction goes with --focus SELECTOR."),
        (("gaps", "map.json", "--focus", "*", "--out", "-1"), "-1 is not in the range x>=0"),
        (("init", "x.yaml", "--focus", "*"), "--focus needs a source to look at"),
        (("gaps", "theory.yaml", "--focus", "#count", "--out", "0"), "No outcome is in focus"),
        (("export", "theory.yaml", "--into", "map.json", "--focus", "*"), "--focus does not go"),
        (
            ("export", "theory.yaml", "--into", "map.json", "--prune", "--focus", "#meal"),
            "--focus does not go with --into MAP",
        ),
    ],
)
def test_refusals(toc: Toc, sources: Path, command: tuple[str, ...], message: str) -> None:
    """What cannot be meant ends in 2 with one message, and nothing is written."""
    before = {path.name: path.read_bytes() for path in sources.iterdir()}
    ended = toc(*command)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert {path.name: path.read_bytes() for path in sources.iterdir()} == before


@pytest.mark.parametrize("focus", ["#higher-pay", "#peer-support-ordinary", "domain, dimension"])
@pytest.mark.parametrize("steps", [("0", "all"), ("1", "in"), ("2", "out"), ("3", "all")])
def test_a_theory_and_its_map_agree(
    toc: Toc, sources: Path, focus: str, steps: tuple[str, str]
) -> None:
    """The bundled theory and the project it is written as have the same gaps in any focus."""
    assert sources.is_dir()
    toc("export", "equal-care", "--to", "kumu-project", "-o", "project.json")
    flags = ("--focus", focus, "--out", steps[0], "--direction", steps[1], "--format", "csv")
    answers = [toc("gaps", source, *flags, "--quiet") for source in ("equal-care", "project.json")]
    assert answers[0].status == answers[1].status
    first, second = (
        sorted(line.split(",")[1:5] for line in one.out.splitlines()) for one in answers
    )
    assert first == second
