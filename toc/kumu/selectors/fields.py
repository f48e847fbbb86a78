"""Fields of many items, looked up and compared as selectors do."""

from __future__ import annotations

__all__ = ["FieldIndex", "holds"]

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from toc.kumu.items import Connection, text_of
from toc.kumu.slugs import slug_candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.items import Item
    from toc.kumu.selectors.syntax import FieldTest

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[tT ].*)?")
_ORDER = {"<", "<=", ">", ">="}
_MOMENTS = {"created", "updated"}


class FieldIndex:
    """For each field the items by the text of their value, made when it is first asked for."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._values: dict[str, dict[str, set[int]]] = {}
        self._names: dict[str, str] | None = None

    def matching(self, test: FieldTest) -> set[int]:
        """The places of the items for which a field test holds."""
        field = self._field(test.field)
        values = self._index(field)
        if test.operator is None:
            present = set[int]().union(*values.values())
            return set(range(len(self._items))) - present if test.absent else present
        if test.operator == "!=":
            equal = self._holding(values, "=", field, test.value)
            return set(range(len(self._items))) - equal
        return self._holding(values, test.operator, field, test.value)

    def texts(self, item: Item, field: str) -> list[str]:
        """The values of a field as texts, several one by one, empty ones left out."""
        if field == "direction" and isinstance(item, Connection):
            return [item.direction]
        value: Any = item.fields.get(field)
        listed = value if isinstance(value, list) else [value]
        return [text for one in listed if (text := text_of(one))]

    def _holding(
        self, values: dict[str, set[int]], operator: str, field: str, wanted: str
    ) -> set[int]:
        if operator == "=" and not wanted:
            return set(range(len(self._items))).difference(*values.values())
        moment = field in _MOMENTS
        return set[int]().union(
            *(
                places
                for text, places in values.items()
                if holds(text, operator, wanted, moment=moment)
            )
        )

    def _index(self, field: str) -> dict[str, set[int]]:
        if field not in self._values:
            found: defaultdict[str, set[int]] = defaultdict(set)
            for place, item in enumerate(self._items):
                for text in self.texts(item, field):
                    found[text].add(place)
            self._values[field] = dict(found)
        return self._values[field]

    def _field(self, name: str) -> str:
        """The field that a name means: by its own name, else by its slug."""
        wanted = name.strip().lower()
        if self._names is None:
            names = {field for item in self._items for field in item.fields}
            self._names = {slug: one for one in sorted(names) for slug in slug_candidates(one)}
            self._names |= {one: one for one in names}
        return self._names.get(wanted, wanted)


def holds(text: str, operator: str, wanted: str, *, moment: bool = False) -> bool:
    """Whether one value compares as a selector asks; upper and lower case are the same.

    Larger and smaller compare numbers where both are numbers, else days where both are; `moment`
    reads a bare year as the whole of it, as Kumu does for `created` and `updated`.
    """
    have, want = text.casefold(), wanted.casefold()
    if operator in {"=", "~="}:
        return have == want
    if operator == "^=":
        return have.startswith(want)
    if operator == "$=":
        return have.endswith(want)
    if operator == "*=":
        return want in have
    return operator in _ORDER and _ordered(have.strip(), operator, want.strip(), moment=moment)


def _ordered(have: str, operator: str, want: str, *, moment: bool) -> bool:
    if _NUMBER.fullmatch(have) and _NUMBER.fullmatch(want):
        return _compare(float(have), operator, float(want))
    first, second = _DAY.fullmatch(have), _DAY.fullmatch(want)
    if not first or not second:
        return False
    parts = len([part for part in second.groups() if part])
    if not moment and parts == 1:
        return False
    return _compare(first.groups("00")[:parts], operator, second.groups("00")[:parts])


def _compare(have: Any, operator: str, want: Any) -> bool:
    if operator in {">", ">="} and have > want:
        return True
    if operator in {"<", "<="} and have < want:
        return True
    return len(operator) > 1 and bool(have == want)
