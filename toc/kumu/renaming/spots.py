"""Where the items, definitions and views of a document stand in its JSON."""

from __future__ import annotations

__all__ = ["Spot", "every_item", "field_spots", "objects", "tag_parts", "text_spots"]

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.conversion import spelled_key
from toc.kumu.field_homes import field_key
from toc.kumu.items import CORE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.renaming.splices import Path

_CORE = frozenset(CORE_FIELDS)
_TAG = re.compile(r"[^|]+")


class Spot(NamedTuple):
    """A member of an object that is read as a field: its lower-case name, path and value."""

    field: str
    path: Path
    value: Any

    @property
    def key(self) -> str:
        """The key as the file has it."""
        return str(self.path[-1])


def objects(document: Document, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The objects in a list at the top of a document, each with its path."""
    keys = dict.fromkeys(document.keys)
    key = name if document.top(name) is not None else spelled_key(keys, name)
    for number, raw in enumerate(document.section(name)):
        if isinstance(raw, dict):
            yield (key or name, number), raw


def every_item(document: Document) -> Iterator[tuple[Path, Item]]:
    """Elements, connections and loops, each with its path."""
    lists: dict[str, list[Item]] = {
        "elements": [*document.elements],
        "connections": [*document.connections],
        "loops": [*document.loops],
    }
    for name, items in lists.items():
        paths = (path for path, _ in objects(document, name))
        yield from zip(paths, items, strict=True)


def field_spots(path: Path, item: Item) -> Iterator[Spot]:
    """Every member that a field of an item is read from, in the order of the file.

    A field may have several, where people wrote it twice.
    """
    inner = item.raw.get("attributes")
    nested = isinstance(inner, dict)
    if not nested or not item.raw.keys() <= item.own_keys:
        yield from _outer_spots(path, item, nested=nested)
    for key, value in inner.items() if isinstance(inner, dict) else ():
        yield Spot(key.lower(), (*path, "attributes", key), value)


def _outer_spots(path: Path, item: Item, *, nested: bool) -> Iterator[Spot]:
    """The members beside `attributes` that are read as fields."""
    labelled = any(key.lower() == "label" for key in item.raw)
    for key, value in item.raw.items():
        low = key.lower()
        if low in item.structure or (nested and key == "attributes"):
            continue
        if labelled or not nested or low in _CORE:
            yield Spot(field_key(item.kind, key), (*path, key), value)


def text_spots(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """The text that a value is, or the texts of the list that it is, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, one in enumerate(value):
            if isinstance(one, str):
                yield (*path, number), one


def tag_parts(text: str) -> list[tuple[int, str]]:
    """The tags in a text and where each begins: people also put several between upright bars."""
    found = [(one.start(), one[0]) for one in _TAG.finditer(text)]
    return [
        (start + len(part) - len(part.lstrip()), part.strip())
        for start, part in found
        if part.strip()
    ]
