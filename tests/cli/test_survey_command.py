"""`toc survey`."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.surveys import small_survey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

VOICES = [{"id": "workers", "label": "Care workers"}, {"id": "receivers", "label": "R"}]
FILES = {
    "answers.xlsx",
    "answers.csv",
    "questionnaire-for-workers.html",
    "questionnaire-for-all.html",
}


def write(folder: Path, name: str, data: dict[str, object]) -> None:
    (folder / name).write_text(json.dumps(data))


def test_template_writes_sheets_and_questionnaires(toc: Toc, folder: Path) -> None:
    """An answer sheet in two forms, and a page for each version, are written and named."""
    write(folder, "survey.json", {"survey": 1} | small_survey())
    ended = toc("survey", "template", "survey.json", "-o", "new/sheets", "--wave", "2026-05")
    assert (ended.status, ended.out) == (0, "")
    assert {path.name for path in (folder / "new/sheets").iterdir()} == FILES
    assert all(name in ended.err for name in FILES)
    assert "2026-05" in (folder / "new/sheets/questionnaire-for-all.html").read_text("utf-8")
    assert toc("survey", "template", "survey.json", "-o", "b", "--quiet") == (0, "", "")


@pytest.mark.parametrize("wave", ["May", "2026-13", "05/2026", ""])
def test_a_wave_is_a_date(toc: Toc, folder: Path, wave: str) -> None:
    """A round that is called by no year, month or day is refused, as it would be in answers."""
    write(folder, "survey.json", {"survey": 1} | small_survey())
    ended = toc("survey", "template", "survey.json", "-o", "new", "--wave", wave)
    assert ended.status == 2
    assert "write 2026, 2026-05 or 2026-05-31" in ended.err
    assert not (folder / "new").exists()


def test_a_survey_misspelt(toc: Toc) -> None:
    """Who misspells a survey is told which was meant, and which there are."""
    ended = toc("survey", "template", "social-climat", "-o", "new")
    assert ended.status == 2
    assert "Did you mean social-climate-example?" in ended.err
    ended = toc("survey", "readings", "nothing-like-it")
    assert "These come with toc: social-climate-example." in ended.err
    assert "Did you mean" not in ended.err


def test_answers_are_not_written_over(toc: Toc, folder: Path) -> None:
    """A sheet that is there may hold answers: it is replaced with --force alone."""
    write(folder, "survey.json", {"survey": 1} | small_survey())
    (folder / "answers.csv").write_text("precious")
    ended = toc("survey", "template", "survey.json", "-o", ".")
    assert ended.status == 2
    assert "perhaps with answers in it" in ended.err
    assert "--force" in ended.err
    assert (folder / "answers.csv").read_text() == "precious"
    assert not (folder / "answers.xlsx").exists()
    assert toc("survey", "template", "survey.json", "-o", ".", "--force").status == 0
    assert (folder / "answers.csv").read_text().startswith("respondent,")


def test_readings_in_every_form(toc: Toc, folder: Path) -> None:
    """Readings are printed as text, JSON, csv or a page, with --blank what is not written."""
    write(folder, "survey.json", {"survey": 1} | small_survey())
    assert "Draft: Few have a say." in toc("survey", "readings", "survey.json").out
    blank = toc("survey", "readings", "survey.json", "--blank")
    assert (blank.status, blank.err) == (0, "")
    assert "10 readings to write." in blank.out
    data = json.loads(toc("survey", "readings", "survey.json", "--format", "json").out)
    assert len(data["readings"]) == 12
    assert toc("survey", "readings", "survey.json", "--format", "csv").out.count("\n") == 13
    page = toc("survey", "readings", "survey.json", "--blank", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")


def test_a_survey_of_a_theory_takes_its_labels(toc: Toc, folder: Path) -> None:
    """A survey in a theory file is found there; voices without a label are called as there."""
    survey = small_survey(voices=["workers", "receivers"])
    write(folder, "theory.json", {"toc": 1, "voices": VOICES, "surveys": [survey]})
    assert "    Care workers. Workers are heard." in toc("survey", "readings", "theory.json").out


def test_which_survey(toc: Toc, folder: Path) -> None:
    """Of several surveys one is chosen by its id; what there is none of is said."""
    both = [small_survey(), small_survey(id="other", label="Other")]
    write(folder, "theory.json", {"toc": 1, "voices": VOICES, "surveys": both})
    ended = toc("survey", "readings", "theory.json")
    assert ended.status == 2
    assert "Choose one with --survey: climate, other." in ended.err
    chosen = toc("survey", "readings", "theory.json", "--survey", "other")
    assert chosen.out.startswith("Other\n")
    assert "Did you mean other?" in toc("survey", "readings", "theory.json", "--survey", "othr").err
    none = toc("survey", "readings", "equal-care")
    assert none.status == 2
    assert "these come with toc: social-climate-example" in none.err


def test_other_files_are_told_apart(toc: Toc, folder: Path) -> None:
    """A map has no surveys, and a survey is no theory: both say so."""
    write(folder, "map.json", {"elements": [], "connections": []})
    assert "This is a map, which has no surveys." in toc("survey", "readings", "map.json").err
    ended = toc("gaps", "social-climate-example")
    assert ended.status == 2
    assert "This is a survey, not a theory." in ended.err


def test_all_faults_are_told(toc: Toc, folder: Path) -> None:
    """Faults of a survey file come with their lines, and nothing is written."""
    (folder / "s.yaml").write_text("survey: 1\nid: a\nlabel: A\nitems: [{id: q}]\n")
    ended = toc("survey", "template", "s.yaml", "-o", "sheets")
    assert ended.status == 2
    assert "s.yaml:4:" in ended.err
    assert "faults in this survey file." in ended.err
    assert not (folder / "sheets").exists()


def test_without_a_word_the_help_is_shown(toc: Toc) -> None:
    """`toc survey` alone lists what it can do, and cannot run."""
    ended = toc("survey")
    assert ended.status == 2
    assert "template" in ended.err
    assert "readings" in ended.err


@pytest.mark.parametrize("name", ["template", "readings"])
def test_the_help_of_each_part_is_plain_and_its_examples_run(toc: Toc, name: str) -> None:
    """The parts of the command have help as commands do: 80 columns, and examples that run."""
    ended = toc("survey", name, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert max(map(len, ended.out.splitlines())) <= 80
    examples = re.findall(r"^ +toc (survey .+)$", ended.out, flags=re.MULTILINE)
    assert examples
    for example in examples:
        assert toc(*shlex.split(example)).status == 0, example
