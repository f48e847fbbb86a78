"""What `toc.toml` and `[tool.toc]` set, and what is said where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toc.cli.configuration import Configuration, read_configuration

if TYPE_CHECKING:
    from tests.cli.conftest import Toc

PROJECT = {
    "attributes": [],
    "elements": [
        {"_id": "elem-a", "attributes": {"label": "Friends", "element type": "Ergebnis"}},
        {"_id": "elem-b", "attributes": {"label": "Trust", "element type": "Ergebnis"}},
    ],
    "connections": [],
    "maps": [
        {"_id": "map-1", "name": "One", "elements": [{"element": "elem-a"}], "connections": []},
        {"_id": "map-2", "name": "Two", "elements": [{"element": "elem-b"}], "connections": []},
    ],
    "defaultMap": "map-1",
}
THEORY = """\
toc: 1
outcomes:
  - {id: home, label: At home longer, measured_by: [names]}
  - {id: trust, label: Trust}
unknown: [{item: trust, about: measured_by}]
measures:
  - id: names
    label: Names known
    unit: people
    method: survey
    source: street survey
    owner: circle
    every: 1 year
    baseline: {value: 1, date: 2026-01-01}
    target: {value: 9, date: 2027-01-01}
    values: [{date: 2026-11-01, value: 4, n: 7, low: 3, high: 5}]
"""
ROLES = 'roles = {outcome = ["Ergebnis"]}\n'
TODAY = ("--today", "2026-11-21", "--format", "json")


def _labels(answer: str) -> list[str]:
    return [one["label"] for one in json.loads(answer)["outcomes"]]


@pytest.fixture
def project(folder: Path) -> str:
    (folder / "maps").mkdir()
    (folder / "maps" / "project.json").write_text(json.dumps(PROJECT))
    return "maps/project.json"


@pytest.fixture
def theory(folder: Path) -> str:
    (folder / "theory.yaml").write_text(THEORY)
    return "theory.yaml"


@pytest.mark.parametrize("place", ["maps/toc.toml", "toc.toml", "pyproject.toml"])
def test_map_and_roles(toc: Toc, folder: Path, project: str, place: str) -> None:
    """Map and roles are set beside the source or here, in either file; a flag wins over them."""
    settings = f'map = "Two"\n{ROLES}'
    head = "[tool.toc]\n" if place == "pyproject.toml" else ""
    (folder / place).write_text(head + settings)
    assert _labels(toc("gaps", project, *TODAY).out) == ["Trust"]
    assert _labels(toc("gaps", project, *TODAY, "--map", "One").out) == ["Friends"]
    assert _labels(toc("gaps", project, *TODAY, "--map", "all").out) == ["Friends", "Trust"]


def test_beside_the_source_comes_first(toc: Toc, folder: Path, project: str) -> None:
    """The settings beside the source hide those of the folder that toc is called in."""
    (folder / "maps" / "toc.toml").write_text(ROLES)
    (folder / "toc.toml").write_text("this is no TOML")
    assert toc("gaps", project, *TODAY).status == 1


def test_fields(toc: Toc, folder: Path) -> None:
    """The fields of a measure can be called otherwise."""
    flat = {
        "elements": [
            {"label": "Friends", "type": "Outcome"},
            {"label": "Names", "type": "Measure", "Einheit": "people"},
        ],
        "connections": [{"from": "Names", "to": "Friends"}],
    }
    (folder / "map.json").write_text(json.dumps(flat))
    (folder / "toc.toml").write_text('[fields]\nunit = "Einheit"\n')
    found = json.loads(toc("gaps", "map.json", *TODAY).out)
    assert found["outcomes"][0]["next"] == ["method", "source", "owner"]


def test_strict(toc: Toc, folder: Path, theory: str) -> None:
    """`strict` makes unknowns count; `--no-strict` wins over it."""
    assert toc("gaps", theory, *TODAY).status == 0
    (folder / "toc.toml").write_text("strict = true\n")
    assert toc("gaps", theory, *TODAY).status == 1
    assert toc("gaps", theory, *TODAY, "--no-strict").status == 0


def test_minimum_n(toc: Toc, folder: Path, theory: str) -> None:
    """`minimum_n`, also written with a hyphen, says how many people a sample needs."""
    assert json.loads(toc("gaps", theory, *TODAY).out)["outcomes"][0]["grade"] == 4
    for key in ("minimum_n", "minimum-n"):
        (folder / "toc.toml").write_text(f"{key} = 7\n")
        assert json.loads(toc("gaps", theory, *TODAY).out)["outcomes"][0]["grade"] == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('mpa = "Two"', 'toc.toml: There is no setting "mpa". Did you mean map?'),
        ("xyz = 1", 'toc.toml: There is no setting "xyz". There are: map, strict, minimum_n, '),
        ("map = 3", 'toc.toml: The setting map should be a text. Write it like: map = "Overview".'),
        (
            'strict = "yes"',
            "toc.toml: The setting strict should be true or false. Write it like: strict = true.",
        ),
        ("minimum_n = 0", "toc.toml: The setting minimum_n should be a whole number of 1 or more."),
        ("minimum_n = true", "toc.toml: The setting minimum_n should be a whole number"),
        ("minimum_n = 2.5", "toc.toml: The setting minimum_n should be a whole number"),
        ('roles = "outcome"', "toc.toml: The setting roles should be names with values."),
        (
            "map = \n",
            "toc.toml: The configuration is not TOML: Invalid value (at line 1, column 7).",
        ),
        ("roles = {outcmoe = []}", 'toc.toml: roles.outcmoe: There is no role "outcmoe".'),
        ("fields = {unti = 'E'}", 'toc.toml: fields: There is no attribute "unti".'),
    ],
)
def test_mistakes(toc: Toc, folder: Path, text: str, message: str) -> None:
    """A mistake in the configuration ends in 2 and names the file, the setting and the remedy."""
    (folder / "toc.toml").write_text(text)
    (folder / "map.json").write_text('{"elements": [{"label": "A", "type": "Outcome"}]}')
    ended = toc("gaps", "map.json")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(message)
    assert ended.err.count("\n") == 1


def test_a_file_that_is_no_text(toc: Toc, folder: Path, theory: str) -> None:
    """A configuration that is not UTF-8 is refused; one with a byte-order mark is read."""
    (folder / "toc.toml").write_bytes("map = 'Übersicht'".encode("latin-1"))
    ended = toc("gaps", theory)
    assert ended.status == 2
    assert ended.err == (
        "toc.toml: The configuration is not UTF-8 text. Save it with the encoding UTF-8.\n"
    )
    (folder / "toc.toml").write_bytes(b"\xef\xbb\xbfstrict = true\n")
    assert toc("gaps", theory, *TODAY).status == 1


@pytest.mark.parametrize(
    "text", ["this is [somebody's own", "[tool.ruff]\nmap = 3\n", "tool = 3\n", "[tool]\ntoc = 3\n"]
)
def test_somebody_elses_pyproject(toc: Toc, folder: Path, theory: str, text: str) -> None:
    """A pyproject.toml that is broken, or not about toc, is nobody's business here."""
    (folder / "pyproject.toml").write_text(text)
    assert toc("gaps", theory, *TODAY).status == 0


@pytest.mark.parametrize("source", ["-", "https://example.org/" + "x" * 5000, "equal-care", "a\nb"])
def test_sources_that_are_no_files(folder: Path, source: str) -> None:
    """For a source that is no file, the present folder's configuration counts."""
    assert read_configuration(source) == Configuration()
    (folder / "toc.toml").write_text("strict = true\n")
    assert read_configuration(source) == Configuration(name="toc.toml", strict=True)


@pytest.mark.parametrize(("rule", "minimum"), [("strict", 10), ("nhs-digital", 8)])
def test_named_rules_for_privacy(folder: Path, rule: str, minimum: int) -> None:
    """A named rule stands for the least number of people that it allows."""
    (folder / "toc.toml").write_text(f'privacy = "{rule}"\n')
    assert read_configuration("").minimum_n == minimum
    (folder / "toc.toml").write_text(f'privacy = "{rule}"\nminimum_n = {minimum}\n')
    assert read_configuration("").minimum_n == minimum


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('privacy = "nhs-digitl"', "Did you mean nhs-digital?"),
        ('privacy = "none at all"', "There are: strict, ons, nhs-digital."),
        ('privacy = "strict"\nminimum_n = 5', "means minimum_n = 10, and minimum_n says 5"),
    ],
)
def test_rules_for_privacy_that_there_are_not(
    toc: Toc, theory: str, text: str, message: str
) -> None:
    """An unknown rule names the nearest one; two that differ are refused."""
    Path("toc.toml").write_text(text)
    ended = toc("gaps", theory)
    assert ended.status == 2
    assert message in " ".join(ended.err.split())
