"""The page on the command line says what the commands say."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_page_is_the_help() -> None:
    """docs/command-line.md is what docs/command_line.py writes from the help texts."""
    made = runpy.run_path(str(DOCS / "command_line.py"))
    assert (DOCS / "command-line.md").read_text("utf-8") == made["page"](), "run: make docs"
