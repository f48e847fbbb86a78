"""The tables of docs/selectors.md are true."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pytest reads the annotations of fixtures

import toc
from tests.pages import Page
from toc.kumu.selectors.parser import parse_selector

PAGE = Page("docs/selectors.md")
_ROW = re.compile(r"^\| `(.+?)` \| (.+) \| (.+?) \|$", re.MULTILINE)
_ROWS = _ROW.findall(PAGE.text)


def test_the_table_is_true(tmp_path: Path) -> None:
    """Every selector of the table picks what stands beside it."""
    PAGE.write_files(tmp_path)
    assert len(_ROWS) > 40
    for selector, _, shown in _ROWS:
        found = toc.select(tmp_path / "street.json", selector)
        ids = " ".join(item.assigned_id or "" for item in found) or "nothing"
        assert shown in {ids, f"{len(found)} items"}, selector


def test_the_table_has_every_part_of_the_language() -> None:
    """Each operator, condition and arrow stands in the table."""
    text = " ".join(selector for selector, _, _ in _ROWS)
    signs = ["=", "!=", "^=", "$=", "*=", "~=", ">", ">=", "<", "-->", "<--", "<-->", "[!", "//"]
    words = ["directed", "mutual", "delayed", "orphan", "focus", "from(", "to(", "not(", "loop("]
    assert [one for one in (*signs, *(f":{word}" for word in words)) if one not in text] == []


def test_selectors_in_the_text_can_be_read() -> None:
    """What the text shows as a selector is one."""
    for text in re.findall(r"`(#[^`]+|\[\"[^`]+)`", PAGE.text):
        assert str(parse_selector(text)) == text


def test_what_python_prints(tmp_path: Path) -> None:
    """The Python on the page finds one item of each kind."""
    PAGE.write_files(tmp_path)
    (block,) = PAGE.python
    assert PAGE.python_output(block, tmp_path)[1:] == ["1", "1"]
