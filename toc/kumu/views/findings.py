"""What the linter says of a view."""

from __future__ import annotations

__all__ = ["RULES", "Finding", "Findings", "meant"]

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.views.places import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toc.kumu.views.syntax import Sheet

RULES = {
    "broken": "text that means nothing where it stands",
    "unclosed": "a brace, comment or quote without its end",
    "missing-semicolon": "two properties without a semicolon between them",
    "no-value": "a property, import or partial view without a value or name",
    "unreadable-selector": "a selector that cannot be read",
    "unknown-property": "a property that Kumu does not document there",
    "unknown-value": "a value that the property does not take",
    "unknown-control": "a control, region or option that there is not",
    "wrong-kind": "a property that the items which are picked do not have",
    "unknown-field": "a field that no item has and the project does not define",
    "unknown-view": "a view that there is not",
    "circular-import": "a view that imports itself, perhaps through others",
    "matches-nothing": "a selector or value that nothing in the project has",
    "never-wins": "a declaration that a later one overrides everywhere",
}
"""Every rule by its name, with what it finds."""

_LOOK_ALIKE = 0.7


class Finding(NamedTuple):
    """One thing that is probably not meant, and where it stands in the view.

    `line` and `column` count from 1. `suggestion` is one sentence, or empty.
    """

    line: int
    column: int
    rule: str
    what: str
    suggestion: str


class Findings:
    """Collects what is found in one view."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._lines = Lines(sheet.source)
        self._found: dict[tuple[int, str, str], Finding] = {}

    def add(self, rule: str, position: int, what: str, suggestion: str = "") -> None:
        """Note a finding at a character of the view; the same one at the same place counts once."""
        line, column = self._lines.place(position)
        found = Finding(line, column, rule, what, suggestion)
        self._found.setdefault((position, rule, what), found)

    def line(self, position: int) -> int:
        """The line of a character, 1 the first."""
        return self._lines.place(position)[0]

    def sorted(self) -> list[Finding]:
        """All findings in the order of the text."""
        return sorted(self._found.values())


def meant(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?` with the word that is nearest to this one; empty where none is near."""
    near = get_close_matches(word.lower(), list(known), 1, _LOOK_ALIKE)
    return f"Did you mean {near[0]}?" if near else ""
