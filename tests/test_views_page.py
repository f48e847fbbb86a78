"""What docs/views.md says of the rules is what they say."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

from tests.pages import Page
from toc.kumu.views.findings import RULES

PAGE = Page("docs/views.md")
_RULE = re.compile(r"^\| `([a-z-]+)` \| (.+) \|$", re.MULTILINE)


def test_the_page_has_every_rule() -> None:
    """The table of rules is that of the linter, in its words."""
    assert dict(_RULE.findall(PAGE.text)) == RULES


def test_what_python_prints(tmp_path: Path) -> None:
    """The Python on the page prints the rule that never wins, the types and the new text."""
    PAGE.write_files(tmp_path)
    (block,) = PAGE.python
    lines = PAGE.python_output(block, tmp_path)
    assert lines[-2:] == ["['outcome', 'activity', 'outcomes']", "  showcase: goal !loose;"]
    assert lines[0].startswith("11 never-wins color")
