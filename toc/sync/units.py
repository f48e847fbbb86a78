"""A theory as parts that can be compared one by one: items, links, and what measures what."""

from __future__ import annotations

__all__ = [
    "GROUPS",
    "Key",
    "Open",
    "Units",
    "belongs",
    "can_join",
    "ends_of",
    "item_key",
    "units_of",
]

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.models.base import Item, Model
    from toc.models.links import Link
    from toc.models.theory import Theory

Key = tuple[str, ...]
"""Which part: `("item", id)`, `("link", from, to, type, number)`, `("tie", outcome, measure)`."""

Units = dict[Key, dict[str, Any]]
"""What each part says, as plain JSON values under the names of its attributes."""

Open = dict[Key, dict[str, Any] | None]
"""Old values of parts; None for what a part did not say, and for a part that was not there."""

GROUPS = ("domain", "dimension")
"""The attributes of items that name another item."""

_APART = {"id", "leads_to", "measured_by", "values"}
_NAMED_ONLY = frozenset({"theme", "voice"})  # known by their names in the fields of outcomes alone
_LABELS = ("themes", "voices")


_OF_ROLE = {
    "output": {"dimension"},
    "outcome": {"domain", "themes", "kind", "voices", "end"},
    "measure": {
        *("method", "unit", "better", "source", "owner", "every"),
        *("baseline", "target", "value"),
    },
}
_SPECIAL = {name for names in _OF_ROLE.values() for name in names}
_LEADING = {"dimension", "output", "outcome"}
_LED_TO = {"output", "outcome"}


def belongs(role: str, field: str) -> bool:
    """Whether items of a role have an attribute."""
    return field not in _SPECIAL or field in _OF_ROLE.get(role, ())


def can_join(key: Key, start: str, end: str) -> bool:
    """Whether a link or tie may join items of these roles."""
    if key[0] == "tie":
        return (start, end) == ("outcome", "measure")
    return start in _LEADING and end in _LED_TO


def item_key(own: str) -> Key:
    """The key of an item."""
    return ("item", own)


def ends_of(key: Key) -> tuple[str, ...]:
    """The ids of the items that a link or a tie joins; none for an item."""
    return () if key[0] == "item" else (key[1], key[2])


def units_of(theory: Theory) -> Units:
    """What a theory says that a map can hold, part by part.

    Only what is given is in it, and always `role`, `label`, whether an outcome is an end and
    whether a link is mutual. Themes and voices are the labels in the outcomes; of the values of a
    measure there is the newest one.
    """
    labels = {item.id: item.label for item in theory.items()}
    found: Units = {}
    for item in theory.items():
        if item.role not in _NAMED_ONLY:
            found[item_key(item.id)] = _item(item, labels)
    numbers: Counter[Key] = Counter()
    for link in theory.every_link():
        like = ("link", link.from_, link.to, link.type or "")
        found[(*like, str(numbers[like]))] = _link(link)
        numbers[like] += 1
    for outcome in theory.outcomes:
        for tie in outcome.measured_by:
            found.setdefault(("tie", outcome.id, tie.measure), _given(tie, {"measure"}))
    return found


def _item(item: Item, labels: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"role": item.role, **_given(item, _APART)}
    for name in _LABELS:
        if name in found:
            found[name] = list(dict.fromkeys(labels[own] for own in found[name]))
    if item.role == "outcome":
        found.setdefault("end", False)
    if newest := getattr(item, "newest", None):
        found["value"] = _given(newest, {"note"})
    for name in ("baseline", "target"):
        if name in found:
            found[name].pop("note", None)
            if not found[name]:
                del found[name]
    return found


def _link(link: Link) -> dict[str, Any]:
    return {"mutual": link.mutual, **_given(link, {"from_", "to", "type"})}


def _given(model: Model, left_out: set[str]) -> dict[str, Any]:
    """The values of a model that are not its defaults, plain."""
    return {name: _plain(value) for name, value in _set(model) if name not in left_out}


def _set(model: Model) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.default:
            yield name, value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "model_fields_set"):
        return _given(value, set())
    return value
