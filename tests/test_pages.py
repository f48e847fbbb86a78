"""The README and the pages in docs/ are run: transcripts, Python, links."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

import pytest

from tests.pages import PAGES, ROOT, Page

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


def test_there_is_something_to_run() -> None:
    """The pages hold as many commands as they did, and each file that is shown is one of theirs."""
    assert sum(len(page.transcripts) for page in PAGES) >= 48
    assert sum(len(page.python) for page in PAGES) >= 7


@each_page
def test_links_lead_somewhere(page: Page) -> None:
    """Every file that a page points to is there."""
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.text):
        assert ((ROOT / page.name).parent / target).exists(), target


def test_every_page_is_pointed_to() -> None:
    """Each page in docs/ is linked from the README."""
    linked = re.findall(r"\]\((docs/[^)#]+)\)", Page("README.md").text)
    assert {page.name for page in PAGES} - {"README.md", *linked} == set()
