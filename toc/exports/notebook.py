"""Results that show themselves as tables in a notebook."""

from __future__ import annotations

__all__ = ["CoverageTable"]

from dataclasses import fields
from html import escape

from toc.analysis.coverage import Coverage
from toc.analysis.ladder import GRADES
from toc.exports.legible import legible

_COLUMNS = ("Outcome", "Domain", "State", "Grade", "Measured by", "Routes", "Priority")


class CoverageTable(Coverage):
    """Coverage that a notebook shows as a table: one row per outcome, in the theory's order."""

    __slots__ = ()

    @classmethod
    def of(cls, coverage: Coverage) -> CoverageTable:
        """The same coverage as a table."""
        return cls(**{one.name: getattr(coverage, one.name) for one in fields(Coverage)})

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self._rows())
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _rows(self) -> list[tuple[object, ...]]:
        return [
            (
                one.label,
                one.domain or "",
                one.state,
                f"{one.grade} {GRADES[one.grade]}",
                "; ".join(measure.label for measure in one.measures),
                f"{one.routes:,}{' or more' if one.routes_capped else ''}",
                one.priority or "",
            )
            for one in self.outcomes
        ]


def _cell(value: object) -> str:
    return f"<td>{escape(legible(str(value)))}</td>"
