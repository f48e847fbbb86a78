"""The README and the pages in docs/ are run: transcripts, Python, links."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

import pytest

from tests.pages import PAGES, ROOT, Page

LEAST = [
    ("README.md", 6, 1),
    ("docs/differences.md", 7, 1),
    ("docs/for-people-who-know-kumu.md", 4, 0),
    ("docs/generated-views.md", 4, 0),
    ("docs/merging.md", 5, 1),
    ("docs/metrics.md", 5, 1),
    ("docs/own-words.md", 4, 0),
    ("docs/publishing.md", 4, 0),
    ("docs/python.md", 0, 3),
    ("docs/renaming.md", 3, 1),
    ("docs/scores-on-the-map.md", 10, 0),
    ("docs/selectors.md", 6, 1),
    ("docs/spreadsheets.md", 7, 0),
    ("docs/surveys.md", 4, 0),
    ("docs/sync.md", 10, 0),
    ("docs/views.md", 3, 1),
]

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_transcripts_are_true(page: Page, tmp_path: Path) -> None:
    """Every command on a page prints what is shown for it, remarks included."""
    page.write_files(tmp_path)
    page.assert_transcripts(tmp_path)


@each_page
def test_python_runs(page: Page, tmp_path: Path) -> None:
    """The Python on a page runs as it stands."""
    page.write_files(tmp_path)
    for block in page.python:
        page.python_output(block, tmp_path)


@pytest.mark.parametrize(("name", "commands", "blocks"), LEAST)
def test_there_is_something_to_run(name: str, commands: int, blocks: int) -> None:
    """Each page holds at least so many commands and Python blocks: none is lost unnoticed."""
    page = Page(name)
    assert len(page.transcripts) >= commands
    assert len(page.python) >= blocks


@each_page
def test_links_lead_somewhere(page: Page) -> None:
    """Every file that a page points to is there."""
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.text):
        assert ((ROOT / page.name).parent / target).exists(), target


def test_every_page_is_pointed_to() -> None:
    """Each page in docs/ is linked from the README."""
    linked = re.findall(r"\]\((docs/[^)#]+)\)", Page("README.md").text)
    assert {page.name for page in PAGES} - {"README.md", *linked} == set()
