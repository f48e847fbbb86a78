"""What docs/surveys.md says of survey files is true."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures
from typing import TYPE_CHECKING

import pytest

from tests.pages import Page
from toc.exports.survey_file import read_survey
from toc.models.survey_checks import RESERVED_COLUMNS
from toc.models.survey_parts import Reading, SubDimension, SurveyItem, Version
from toc.models.survey_scales import BandSet, Scale
from toc.models.surveys import Survey

if TYPE_CHECKING:
    from toc.models.base import Model

PAGE = Page("docs/surveys.md")


def test_files_on_the_page_can_be_read(tmp_path: Path) -> None:
    """The survey that the page shows whole has no fault."""
    PAGE.write_files(tmp_path)
    survey = read_survey((tmp_path / "tea.yaml").read_bytes(), "tea.yaml")
    assert [item.id for item in survey.items_in("for-guests")] == ["greeted", "alone"]


def test_the_reading_on_the_page_is_consented() -> None:
    """The reading that the page shows as consented is one, and is shown without `Draft`."""
    from toc.exports.yaml_reader import read_yaml
    from toc.kumu.limits import Limits

    (block,) = re.findall(r"```yaml\n(readings:.*?)```", PAGE.text, re.DOTALL)
    value = read_yaml(block, "page", Limits()).value
    assert isinstance(value, dict)
    reading = Reading.model_validate(value["readings"][0])
    assert reading.shown == reading.text


@pytest.mark.parametrize(
    "model", [Survey, Version, SubDimension, Scale, SurveyItem, BandSet, Reading]
)
def test_every_key_is_explained(model: type[Model]) -> None:
    """Each key of a survey and of its parts stands on the page."""
    lacking = [key for key in model.key_names() if f"`{key}`" not in PAGE.text]
    assert [key for key in lacking if key != "survey"] == []
    assert all(f"| `{column}` |" in PAGE.text for column in RESERVED_COLUMNS)
