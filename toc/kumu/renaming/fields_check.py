"""Which renamings of fields cannot be: Kumu's own names, and names that are taken."""

from __future__ import annotations

__all__ = ["OWN_FIELDS", "refuse_fields"]

from typing import TYPE_CHECKING

from toc.errors import TocError
from toc.kumu.items import CORE_FIELDS, Connection, Loop
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.kumu.renaming.known_names import KnownNames

OWN_FIELDS = frozenset(
    {*CORE_FIELDS, *(f"{kind} type" for kind in ("element", "connection", "loop"))}
    | {"created", "updated", "attributes"}
    | Connection.structure
    | Loop.structure
)
"""The fields and keys, in lower case, that mean something to Kumu itself."""

_FORBIDDEN = frozenset({"yes", "no", "on", "off", "true", "false"})


def refuse_fields(names: KnownNames, fields: Mapping[str, str], where: str) -> None:
    """Refuse what would lose or double a field; `fields` are new names by the old in lower case.

    Raises:
        TocError: a field of Kumu's own, a name that Kumu forbids, or a name that is taken.
    """
    for low, new in fields.items():
        shown = names.fields[low]
        if low in OWN_FIELDS:
            raise TocError(
                f"{quoted(shown)} is a field of Kumu's own and keeps its name.", where=where
            )
        if new.lower() in OWN_FIELDS | _FORBIDDEN:
            why = (
                "Kumu uses that name itself"
                if new.lower() in OWN_FIELDS
                else "Kumu forbids that name"
            )
            raise TocError(
                f"{quoted(shown)} cannot become {quoted(new)}: {why}.", remedy="Choose another."
            )
    _refuse_taken(names, fields, where)


def _refuse_taken(names: KnownNames, fields: Mapping[str, str], where: str) -> None:
    after: dict[str, str] = {}
    for low in names.fields:
        new = fields.get(low, low).lower()
        if new in after:
            both = names.bearing.get(low, set()) & names.bearing.get(after[new], set())
            one, other = (low, after[new]) if low in fields else (after[new], low)
            holders = "item has" if len(both) == 1 else "items have"
            raise TocError(
                f"{quoted(names.fields[one])} cannot become {quoted(fields[one])}: there is a field"
                f" {quoted(names.fields[other])} already, and {len(both):,} {holders} both.",
                where=where,
                remedy="Choose another name, or rename that field first.",
            )
        after[new] = low
