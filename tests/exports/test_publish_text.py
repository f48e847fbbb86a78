"""The checks of a published file as text and as tables."""

from __future__ import annotations

import csv

from toc.exports.publish_table import checks_csv
from toc.exports.publish_text import checks_text
from toc.kumu.remote_check import Check, Checked

EVIL = "=x\x1b[31m\u202e"
CHECKED = Checked(EVIL, (Check("form", False, EVIL, EVIL), Check("size", None, EVIL)))


def test_nothing_steers_the_terminal() -> None:
    """Whatever a server or file says is spelt out, in every part."""
    text = checks_text(CHECKED)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("\\x1b[31m") == 4


def test_cells_are_safe_to_open() -> None:
    """No cell begins a formula."""
    rows = list(csv.reader(checks_csv(CHECKED).splitlines()))
    assert rows[1][2:] == ["'" + EVIL, "'" + EVIL]
    assert rows[2] == ["size", "not tried", "'" + EVIL, ""]


def test_lines_fit() -> None:
    """Long sentences are broken below their beginning."""
    long = Checked("https://example.org/", (Check("form", False, "word " * 40, "do " * 60),))
    lines = checks_text(long, width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert "1 check failed." in lines[1]
