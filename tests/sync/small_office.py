"""A small theory file with comments, and the project in Kumu that was made from it."""

from __future__ import annotations

__all__ = ["THEORY", "made_project", "made_theory"]

from typing import TYPE_CHECKING

from toc.exports.kumu_project import project_from_theory
from toc.exports.theory_file import read_theory

if TYPE_CHECKING:
    from toc.models.theory import Theory

THEORY = """\
# Kept by the street's own circle.
toc: 1
name: Our street
domains:
  - {id: together, label: Living together}
voices:
  - {id: neighbours, label: Neighbours}
outputs:
  - id: meals
    label: Street meals   # every month
    leads_to:
      - {to: trust, confidence: low, assumptions: [People come]}
      - help
outcomes:
  - id: trust
    label: Neighbours trust one another
    description: They lend one another their keys.
    domain: together
    voices: [neighbours]
    leads_to: [safety]
    measured_by: [street-survey]
  - id: help
    label: Neighbours help one another
    domain: together
    leads_to: [safety]
  - id: safety
    label: The street feels safe
    end: true
measures:
  - id: street-survey
    label: Street survey
    method: survey
    unit: "0-100"
    baseline: {value: 55, date: 2025-06-30, note: before the meals}
    values:
      - {date: 2025-12-31, value: 58, n: 20}
      - {date: 2026-05-31, value: 61.5, n: 23}
unknown:
  - {item: help, about: measured_by, note: nobody has asked yet}
"""


def made_theory(text: str = THEORY) -> Theory:
    """The theory in a text."""
    return read_theory(text.encode(), "theory.yaml")


def made_project(theory: Theory | None = None) -> bytes:
    """The full export of a project that holds a theory."""
    return project_from_theory(theory or made_theory()).document.to_bytes()
