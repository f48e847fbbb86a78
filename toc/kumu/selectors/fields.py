"""Fields of many items, looked up and compared as selectors do."""

from __future__ import annotations

__all__ = ["FieldIndex", "holds"]

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from toc.kumu.items import Connection, text_of
from toc.kumu.slugs import slug_candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.items import Item
    from toc.kumu.selectors.syntax import FieldTest, Operator

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:[t ].*)?")
_MOMENTS = {"created", "updated"}
_FEW = 8  # an index is asked where more than one in so many of its values would be looked at


class FieldIndex:
    """For each field the items by their folded values, made when it is first asked for."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._values: dict[str, dict[str, list[int]]] = {}
        self._present: dict[str, set[int]] = {}
        self._names: dict[str, str] | None = None

    def matching(self, test: FieldTest, among: set[int]) -> set[int]:
        """Those of the places among the given ones for which a field test holds."""
        field = self.field(test.field)
        if test.operator is None:
            present = self._with(field)
            return among - present if test.absent else among & present
        if test.operator == "!=":
            return among - self._equal(field, test.value)
        if test.operator == "=" or (test.operator == "~=" and test.value):
            return among & self._equal(field, test.value)
        return self._compared(field, test.operator, test.value, among) if test.value else set()

    def texts(self, item: Item, field: str) -> list[str]:
        """The values of a field as texts, several one by one, empty ones left out."""
        if field == "direction" and isinstance(item, Connection):
            return [item.direction]
        value: Any = item.fields.get(field)
        if isinstance(value, list):
            return [text for one in value if (text := text_of(one))]
        text = text_of(value)
        return [text] if text else []

    def field(self, name: str) -> str:
        """The field that a name means: by its own name, else by its slug; else the name."""
        wanted = name.strip().lower()
        names = self.names
        return names.get(wanted, wanted)

    @property
    def names(self) -> dict[str, str]:
        """Every name that a selector may use for a field that some item has."""
        if self._names is None:
            names = {"direction"}.union(*{tuple(item.fields) for item in self._items})
            self._names = {slug: one for one in sorted(names) for slug in slug_candidates(one)}
            self._names |= {one: one for one in names}
        return self._names

    def _with(self, field: str) -> set[int]:
        if field not in self._present:
            self._present[field] = set(_joined(self._index(field).values()))
        return self._present[field]

    def _equal(self, field: str, wanted: str) -> set[int]:
        if not wanted:
            return set(range(len(self._items))) - self._with(field)
        return set(self._index(field).get(wanted.casefold(), ()))

    def _compared(self, field: str, operator: Operator, wanted: str, among: set[int]) -> set[int]:
        want, moment = wanted.casefold(), field in _MOMENTS
        values = self._index(field)
        if len(among) * _FEW < len(values):
            return {
                n
                for n in among
                if any(
                    holds(text, operator, want, moment=moment)
                    for text in self.texts(self._items[n], field)
                )
            }
        fitting = (
            places for text, places in values.items() if holds(text, operator, want, moment=moment)
        )
        return set(_joined(fitting)).intersection(among)

    def _index(self, field: str) -> dict[str, list[int]]:
        if field not in self._values:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for place, item in enumerate(self._items):
                for text in self.texts(item, field):
                    found[text.casefold()].append(place)
            self._values[field] = dict(found)
        return self._values[field]


def _joined(lists: Iterable[list[int]]) -> Iterable[int]:
    return (place for places in lists for place in places)


def holds(text: str, operator: Operator, wanted: str, *, moment: bool = False) -> bool:
    """Whether one value compares as a selector asks; upper and lower case are the same.

    Larger and smaller compare numbers where both are numbers, else days where both are; `moment`
    reads a bare year as the whole of it, as Kumu does for `created` and `updated`.
    """
    have, want = text.casefold(), wanted.casefold()
    match operator:
        case "=" | "~=":
            return have == want
        case "!=":
            return have != want
        case "^=":
            return have.startswith(want)
        case "$=":
            return have.endswith(want)
        case "*=":
            return want in have
        case _:
            return _ordered(have.strip(), operator, want.strip(), moment=moment)


def _ordered(have: str, operator: Operator, want: str, *, moment: bool) -> bool:
    if not (moment and len(want) == 4) and _NUMBER.fullmatch(want):
        return bool(_NUMBER.fullmatch(have)) and _compare(float(have), operator, float(want))
    second = _DAY.fullmatch(want)
    first = _DAY.fullmatch(have) if second else None
    if not first or not second:
        return False
    parts = len([part for part in second.groups() if part])
    return _compare(first.groups("00")[:parts], operator, second.groups("00")[:parts])


def _compare(have: Any, operator: Operator, want: Any) -> bool:
    if have == want:
        return operator in {">=", "<="}
    return bool(have > want) if operator in {">", ">="} else bool(have < want)
