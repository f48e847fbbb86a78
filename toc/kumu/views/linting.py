"""The linter for views: every rule at once."""

from __future__ import annotations

__all__ = ["lint"]

from typing import TYPE_CHECKING

from toc.kumu.views.cascade_findings import find_overridden
from toc.kumu.views.findings import Findings
from toc.kumu.views.property_findings import find_unknown_properties
from toc.kumu.views.reference_findings import find_dead_references
from toc.kumu.views.selector_findings import find_dead_selectors
from toc.kumu.views.syntax_findings import find_broken_writing

if TYPE_CHECKING:
    from toc.kumu.views.findings import Finding
    from toc.kumu.views.known import Known
    from toc.kumu.views.syntax import Sheet


def lint(sheet: Sheet, known: Known | None = None) -> list[Finding]:
    """What is probably not meant in a view, in the order of its text.

    With `known`, what its project has, also what names nothing there. What a view imports is
    looked at where it stands, in its own view.
    """
    found = Findings(sheet)
    find_broken_writing(found)
    find_unknown_properties(found)
    find_dead_selectors(found, known)
    find_dead_references(found, known)
    find_overridden(found, known)
    return found.sorted()
