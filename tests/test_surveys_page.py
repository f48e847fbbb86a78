"""docs/surveys.md is run: its files are read, its commands print what is shown."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.processes import environment
from toc.exports.survey_file import read_survey
from toc.models.survey_checks import RESERVED_COLUMNS
from toc.models.survey_parts import Reading, SubDimension, SurveyItem, Version
from toc.models.survey_scales import BandSet, Scale
from toc.models.surveys import Survey

if TYPE_CHECKING:
    from toc.models.base import Model

PAGE = (Path(__file__).parent.parent / "docs" / "surveys.md").read_text("utf-8")
ANYTHING = "[…]"
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
    assert len(parts) >= 4
    for command, _, shown in parts:
        done = subprocess.run(
            [sys.executable, "-m", "toc", *shlex.split(command)],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = done.stdout.decode()
        start, cut, _ = shown.partition(ANYTHING)
        assert printed.startswith(start) if cut else printed == shown, command


def test_files_on_the_page_can_be_read(folder: Path) -> None:
    """The survey that the page shows whole has no fault."""
    survey = read_survey((folder / "tea.yaml").read_bytes(), "tea.yaml")
    assert [item.id for item in survey.items_in("for-guests")] == ["greeted", "alone"]


def test_the_reading_on_the_page_is_consented() -> None:
    """The reading that the page shows as consented is one, and is shown without `Draft`."""
    from toc.exports.yaml_reader import read_yaml
    from toc.kumu.limits import Limits

    (block,) = re.findall(r"```yaml\n(readings:.*?)```", PAGE, re.DOTALL)
    value = read_yaml(block, "page", Limits()).value
    assert isinstance(value, dict)
    reading = Reading.model_validate(value["readings"][0])
    assert reading.shown == reading.text


@pytest.mark.parametrize(
    "model", [Survey, Version, SubDimension, Scale, SurveyItem, BandSet, Reading]
)
def test_every_key_is_explained(model: type[Model]) -> None:
    """Each key of a survey and of its parts stands on the page."""
    lacking = [key for key in model.key_names() if f"`{key}`" not in PAGE]
    assert [key for key in lacking if key != "survey"] == []
    assert all(f"| `{column}` |" in PAGE for column in RESERVED_COLUMNS)
