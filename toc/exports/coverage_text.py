"""A coverage for a person at a terminal, or in a file or mail: plain text."""

from __future__ import annotations

__all__ = ["coverage_text"]

from typing import TYPE_CHECKING

from toc.exports.coverage_account import account_of
from toc.exports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.analysis.coverage import Coverage
    from toc.exports.coverage_account import Group, Row, Section
    from toc.exports.coverage_words import Line

_STATE = 7
_GRADE = 11


def coverage_text(coverage: Coverage, *, width: int = 88) -> str:
    """The coverage in lines of at most `width` columns, ending in a newline.

    First a sentence, then the outcomes by domain, what to measure next, and what the answer is
    about. No colour and no character that steers a terminal; beyond ASCII only what labels hold.
    """
    account = account_of(coverage)
    lines = wrapped(account.headline, width)
    if account.groups:
        lines += ["", _columns("State", "Grade", "Outcome")]
    for group in account.groups:
        lines += ["", *_group(group, width)]
    for section in account.sections:
        lines += ["", *_section(section, width)]
    return "\n".join(lines) + "\n"


def _columns(state: str, grade: str, rest: str) -> str:
    return f"  {state:{_STATE}}  {grade:{_GRADE}}  {rest}"


def _group(group: Group, width: int) -> Iterator[str]:
    yield from wrapped(f"{group.title} ({group.counts})", width, rest="  ")
    for row in group.rows:
        yield from _row(row, width)


def _row(row: Row, width: int) -> Iterator[str]:
    blanks = _columns("", "", "")
    yield from wrapped(row.name, width, _columns(row.state, row.grade, ""), blanks)
    for line in row.lines:
        yield from wrapped(_text(line), width, blanks, f"{blanks}  ")


def _section(section: Section, width: int) -> Iterator[str]:
    yield section.title
    if section.intro:
        yield from wrapped(section.intro, width, "  ")
    for number, item in enumerate(section.items, start=1):
        mark = f"  {number:2}. " if section.numbered else "  - "
        yield from wrapped(_text(item.head), width, mark)
        if item.remark:
            yield from wrapped(item.remark, width, " " * len(mark))
    if section.closing:
        yield from wrapped(section.closing, width, "  ")


def _text(line: Line) -> str:
    return line.words + "; ".join(line.names)
