"""The theory that a newcomer starts from: right as it is, and right when more of it is used."""

from __future__ import annotations

import re
from datetime import date

from toc.analysis.coverage import Coverage, find_coverage
from toc.exports.outlines import outline_of_theory
from toc.exports.starter import starter_source
from toc.exports.theory_file import read_theory

_PUT_BY = re.compile(r"^( *)# ((?:  - \{|\w+:).*)$", re.MULTILINE)


def _coverage(content: bytes) -> Coverage:
    theory = read_theory(content, "starter")
    return find_coverage(outline_of_theory(theory), date(2026, 11, 21))


def test_it_shows_a_measured_outcome_and_a_gap() -> None:
    """The starter reads without a fault and shows both: an outcome with a measure, and a gap."""
    coverage = _coverage(starter_source())
    assert [(one.state, one.grade) for one in coverage.outcomes] == [("covered", 2), ("gap", 0)]
    assert all(one.led_to for one in coverage.outcomes)


def test_its_comments_show_what_can_be_used() -> None:
    """What stands behind `#` to be taken into use reads without a fault, and does what it says."""
    text, number = _PUT_BY.subn(r"\1\2", starter_source().decode())
    assert number == 8
    coverage = _coverage(text.encode())
    assert [(one.state, one.grade) for one in coverage.outcomes] == [("covered", 5), ("waived", 0)]


def test_it_is_plain_text_for_any_editor() -> None:
    """The starter is ASCII with lines of at most 100 characters, so that any editor shows it."""
    text = starter_source().decode("ascii")
    assert max(map(len, text.splitlines())) <= 100
    assert text.endswith("\n")
    assert "\r" not in text
