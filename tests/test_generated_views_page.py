"""Every command and figure of docs/generated-views.md is true."""

from __future__ import annotations

import csv
import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

import pytest

from tests.pages import Page
from toc import tokens

PAGE = Page("docs/generated-views.md")
_ROW = re.compile(r"^\| .* (\S) \| (?:small )?(\w+) \| `(#\w{6})` \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command of the page was run, and printed what is shown for it."""
    place = tmp_path_factory.mktemp("page")
    PAGE.assert_transcripts(place)
    return place


def _column(path: Path, name: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert name in rows[0]
    return rows


def test_transcripts_and_what_they_wrote(folder: Path) -> None:
    """The commands print what is shown, and the two lists of outcomes are the same."""
    unmeasured = {row["id (field)"] for row in _column(folder / "unmeasured.csv", "id (field)")}
    gaps = {row["id"] for row in _column(folder / "gaps.csv", "state") if row["state"] == "gap"}
    assert len(gaps) == 21
    assert unmeasured == gaps


def test_the_panel_is_one_of_those_written(folder: Path) -> None:
    """The panel on the page stands in the project that was written."""
    (panel,) = re.findall(r'\[\[list "(.*freedom-to-co-produce.*)"\]\]', PAGE.text)
    assert panel in (folder / "project.json").read_text("utf-8")


def test_the_table_of_looks() -> None:
    """Shapes, colours and marks on the page are those of the tokens, in their number."""
    looks = {(one.mark, one.shape, one.colour) for one in (*tokens.ELEMENTS.values(), tokens.OTHER)}
    assert set(_ROW.findall(PAGE.text)) == looks
