"""Where an item of a Kumu document keeps a field, or would keep it."""

from __future__ import annotations

__all__ = ["clear_field", "field_key", "field_value", "set_field"]

from typing import TYPE_CHECKING, Any

from toc.kumu.items import CORE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.items import Item

_CORE = frozenset(CORE_FIELDS)

Home = tuple[dict[str, Any], str]


def field_key(kind: str, name: str) -> str:
    """The name under which Kumu's own files keep a field: in lower case, types by their kind."""
    return f"{kind} type" if name.lower() == "type" else name.lower()


def field_value(item: Item, name: str) -> Any:
    """What a field of an item holds as it stands now; None where it has none."""
    homes = _homes(item, field_key(item.kind, name))
    return homes[0][0][homes[0][1]] if homes else None


def set_field(item: Item, name: str, value: Any, *, nested: bool) -> None:
    """Give a field of an item a value where it stands; where it is new, last.

    A new field comes under the lower-case name where the form is Kumu's own (`nested`), else
    under the name given. `type` is the type of the item.
    """
    homes = _homes(item, field_key(item.kind, name))
    home, key = homes[0] if homes else _new_home(item, name, nested=nested)
    home[key] = value


def clear_field(item: Item, name: str) -> bool:
    """Take a field away from an item, in every spelling in which it is read; whether it had it."""
    homes = _homes(item, field_key(item.kind, name))
    for home, key in homes:
        del home[key]
    return bool(homes)


def _homes(item: Item, field: str) -> list[Home]:
    """Every place that the field of an item is read from; the one that counts comes first."""
    outer = [key for key in _outer_keys(item) if field_key(item.kind, key) == field]
    outer.sort(key=lambda key: (key.lower() != "type", key != key.lower()))
    attributes = item.raw.get("attributes")
    if not isinstance(attributes, dict):
        return [(item.raw, key) for key in outer]
    inner: list[str] = [key for key in attributes if key.lower() == field]
    inner.sort(key=lambda key: key != key.lower())
    return [(item.raw, key) for key in outer] + [(attributes, key) for key in inner]


def _outer_keys(item: Item) -> Iterator[str]:
    """The keys beside `attributes` that are read as fields."""
    nested = isinstance(item.raw.get("attributes"), dict)
    labelled = any(key.lower() == "label" for key in item.raw)
    for key in item.raw:
        low = key.lower()
        if low in item.structure or (nested and key == "attributes"):
            continue
        if labelled or not nested or low in _CORE:
            yield key


def _new_home(item: Item, name: str, *, nested: bool) -> Home:
    inner = item.raw.get("attributes")
    if inner is None and nested and not any(_outer_keys(item)):
        inner = item.raw["attributes"] = {}
    if not isinstance(inner, dict):
        return item.raw, name
    if nested:
        return inner, field_key(item.kind, name)
    return (item.raw, name) if name.lower() in _CORE else (inner, name)
