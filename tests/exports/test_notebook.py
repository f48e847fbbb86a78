"""Coverage as a notebook shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from tests.exports.coverage_builders import hostile_coverage, mixed
from toc.exports.notebook import CoverageTable


class _Table(HTMLParser):
    """The rows of a table, as text; and every tag that was met."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert dict(attrs) in ({}, {"scope": "col"})
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def _table(table: CoverageTable) -> _Table:
    return _Table(table._repr_html_())


def test_one_row_for_each_outcome() -> None:
    """The table has a heading and one row per outcome in the order of the theory."""
    coverage = CoverageTable.of(mixed())
    heads, *rows = _table(coverage).rows
    assert heads == ["Outcome", "Domain", "State", "Grade", "Measured by", "Routes", "Priority"]
    assert [row[0] for row in rows] == [one.label for one in coverage.outcomes]
    assert [row[2] for row in rows] == [one.state for one in coverage.outcomes]
    assert {len(row) for row in rows} == {len(heads)}


def test_it_is_the_same_coverage() -> None:
    """The table answers every question that the coverage does."""
    coverage = mixed()
    table = CoverageTable.of(coverage)
    assert table.outcomes == coverage.outcomes
    assert table.summary == coverage.summary
    assert table.by_priority() == coverage.by_priority()


def test_other_peoples_text_stays_text() -> None:
    """No label becomes markup, steers anything, or stops the table from being encoded."""
    text = CoverageTable.of(hostile_coverage())._repr_html_()
    assert _Table(text).tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.encode()


def test_a_number_of_routes_that_was_cut_says_so() -> None:
    """Where routes were counted only so far, the cell says "or more"."""
    coverage = mixed()
    cut = replace(coverage.outcomes[0], routes=10**12, routes_capped=True)
    table = _table(CoverageTable.of(replace(coverage, outcomes=(cut,))))
    assert table.rows[1][5] == "1,000,000,000,000 or more"
