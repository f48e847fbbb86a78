"""A theory as a pandas table."""

from __future__ import annotations

__all__ = ["COLUMNS", "to_frame"]

from typing import TYPE_CHECKING, Any

import pandas as pd

from toc.models.measures import Mark, Measure
from toc.models.outcomes import Outcome

if TYPE_CHECKING:
    from toc.models.base import Item
    from toc.models.theory import Theory

# Text in Python's own storage: the other one cannot hold half a character, and a map can.
_TEXT, _NUMBER, _COUNT, _FLAG = "string[python]", "Float64", "Int64", "boolean"
_DAY, _SEVERAL = "datetime64[s]", "object"

COLUMNS: dict[str, str] = {
    "id": _TEXT,
    "role": _TEXT,
    "label": _TEXT,
    "description": _TEXT,
    "aliases": _SEVERAL,
    "status": _TEXT,
    "sources": _SEVERAL,
    "note": _TEXT,
    "dimension": _TEXT,
    "domain": _TEXT,
    "themes": _SEVERAL,
    "kind": _TEXT,
    "voices": _SEVERAL,
    "end": _FLAG,
    "leads_to": _SEVERAL,
    "measured_by": _SEVERAL,
    "method": _TEXT,
    "unit": _TEXT,
    "better": _TEXT,
    "source": _TEXT,
    "owner": _TEXT,
    "every": _TEXT,
    "baseline": _NUMBER,
    "baseline_date": _DAY,
    "target": _NUMBER,
    "target_date": _DAY,
    "value": _NUMBER,
    "value_date": _DAY,
    "n": _COUNT,
    "low": _NUMBER,
    "high": _NUMBER,
    "publishable": _FLAG,
}
"""The columns of `to_frame` in their order, each with its dtype."""

_PLAIN = tuple(
    key
    for key in COLUMNS
    if key not in {"role", "leads_to", "measured_by", "baseline", "target", "value"}
)


def to_frame(theory: Theory) -> pd.DataFrame:
    """The theory as a table with one row for each item, and the columns of `COLUMNS`.

    Rows are in the order of the theory: dimensions, domains, themes, voices, outputs, outcomes,
    measures; the index counts from 0. `role` says which of these (`outcome`) a row is.

    Dtypes: text is `string`, numbers are `Float64`, `n` is `Int64`, flags are `boolean`, days are
    `datetime64[s]`; `aliases`, `sources`, `themes`, `voices`, `leads_to` and `measured_by` hold
    tuples of text (ids for the last four). `leads_to` counts every link that begins at the item,
    wherever it is written, one that holds in both directions at both its ends; `measured_by` is
    empty for all but outcomes. `value`, `value_date`, `n`, `low`, `high` and `publishable` are
    those of the newest value. What is not given, or makes no sense for the row's role, is missing
    (`pd.NA`, `pd.NaT`) or an empty tuple; `end` is missing for all but outcomes.

    Left out are what links say besides their ends, who says what measures what, older values, what
    is unknown, and waivers.
    """
    leads_to: dict[str, list[str]] = {}
    for link in theory.every_link():
        leads_to.setdefault(link.from_, []).append(link.to)
        if link.mutual and link.from_ != link.to:
            leads_to.setdefault(link.to, []).append(link.from_)
    rows = [_row(item, tuple(leads_to.get(item.id, ()))) for item in theory.items()]
    return pd.DataFrame(
        {
            key: pd.Series([row[key] for row in rows], dtype=dtype, name=key)
            for key, dtype in COLUMNS.items()
        }
    )


def _row(item: Item, leads_to: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {key: () if dtype == _SEVERAL else None for key, dtype in COLUMNS.items()}
    row |= {key: value for key, value in item if key in _PLAIN}
    row |= {"role": item.role, "leads_to": leads_to}
    if isinstance(item, Outcome):
        row["measured_by"] = tuple(served.measure for served in item.measured_by)
    if isinstance(item, Measure):
        row |= _mark("baseline", item.baseline) | _mark("target", item.target) | _newest(item)
    return row


def _mark(key: str, mark: Mark | None) -> dict[str, Any]:
    return {key: mark.value, f"{key}_date": mark.date} if mark else {}


def _newest(measure: Measure) -> dict[str, Any]:
    newest = measure.newest
    if newest is None:
        return {}
    return {
        "value": newest.value,
        "value_date": newest.date,
        "n": newest.n,
        "low": newest.low,
        "high": newest.high,
        "publishable": newest.publishable,
    }
