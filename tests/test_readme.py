"""The README has the two commands, and docs/python.md says what Python prints."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

from tests.pages import Page

_BASH = re.compile(r"```bash\n(.*?)```", re.DOTALL)


def test_documented_document_keeps_its_spelling(tmp_path: Path) -> None:
    """What docs/python.md says a changed document looks like is what it prints."""
    page = Page("docs/python.md")
    Page("README.md").write_files(tmp_path)
    (block,) = [one for one in page.python if "  # {" in one]
    assert page.python_output(block, tmp_path) == [block.partition("  # ")[2].strip()]


def test_start_has_the_two_commands() -> None:
    """The section Start holds first what does the main job, then what runs the tests."""
    section = Page("README.md").text.partition("\n## Start\n")[2].partition("\n## ")[0]
    first, second, *_ = _BASH.findall(section)
    assert "toc demo" in first
    assert "pytest" in second
    for block in (first, second):
        assert block.startswith("python3 -m venv"), "each block sets up by itself"
