"""What the conversions from one Kumu form to another share."""

from __future__ import annotations

__all__ = [
    "Conversion",
    "counted",
    "items_left_out",
    "keys_left_out",
    "lists_left_out",
    "loops_in",
    "spelled_key",
]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document, Form
from toc.kumu.json_tokens import quoted
from toc.kumu.project import ALL_MAPS, Scope, entry_id, read_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toc.kumu.items import Item, Loop

_LISTS = ("elements", "connections", "loops")
_SHOWN = 30


class Conversion(NamedTuple):
    """A document in another form, and in words what that form could not hold."""

    document: Document
    left_out: tuple[str, ...]


def loops_in(source: Document, part: Scope) -> list[Loop]:
    """The loops of a document that stand on the maps in scope."""
    maps = [part.map] if part.map else read_maps(source)
    if not maps or (part.map is None and source.form is not Form.PROJECT):
        return source.loops
    placed = frozenset[str]().union(*(one.loops for one in maps))
    return [one for one in source.loops if entry_id(one) in placed]


def counted(number: int, noun: str) -> str:
    """A number of things in words: `1 map`, `2 maps`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spelled_key(raw: dict[str, Any], key: str) -> str | None:
    """The key of an object that is read as `key`: itself, else the first other spelling."""
    if key in raw:
        return key
    return next((name for name in raw if name.lower() == key), None)


def items_left_out(source: Document, part: Scope, loops: list[Loop]) -> Iterator[str]:
    """What does not stand on the map that was taken, and list entries that are no items."""
    counts = {
        "element": len(source.elements) - len(part.elements),
        "connection": len(source.connections) - len(part.connections),
        "loop": len(source.loops) - len(loops),
    }
    if found := [counted(number, kind) for kind, number in counts.items() if number]:
        where = f"not on the map {quoted(part.map.name)}" if part.map else "in the trash"
        advice = f" (--map {ALL_MAPS} keeps those on other maps)" if part.map else ""
        yield f"{', '.join(found)} {where}{advice}"
    strange = sum(not isinstance(one, dict) for key in _LISTS for one in source.section(key))
    if strange:
        yield f"list entries that are no objects: {strange}"


def lists_left_out(source: Document, kept: Iterable[str]) -> Iterator[str]:
    """The parts at the top of the document that the new form has no key for."""
    words: dict[str, Callable[[list[Any]], str]] = {
        "maps": lambda found: f"positions, pins and decorations of {counted(len(found), 'map')}",
        "perspectives": lambda found: counted(len(found), "view"),
        "attributes": lambda found: f"settings of {counted(len(found), 'field')}",
    }
    held = set(kept)
    for key, say in words.items():
        if key not in held and (found := source.section(key)):
            yield say(found)
    top = dict.fromkeys(source.keys)
    read = {spelled_key(top, key) for key in {*held, *words}}
    if others := [key for key in source.keys if key not in read]:
        yield f"what stands under {_listed(others)} at the top"


def keys_left_out(items: Iterable[Item]) -> Iterator[str]:
    """Keys of items that no reader looks at: doubled but for their case, or outside the fields."""
    found = dict.fromkeys(key for item in items for key in _unread_keys(item))
    if found:
        yield (
            f"what stands under {_listed(found)}: written a second time, or beside the fields"
            " of an item"
        )


def _unread_keys(item: Item) -> Iterator[str]:
    raw, fields = item.raw, item.fields
    inner = raw.get("attributes")
    nested = isinstance(inner, dict)
    for key, value in raw.items():
        low = key.lower()
        if low in item.structure:
            if key != spelled_key(raw, low) or (key == "_id" and item.system_id is None):
                yield key
        elif not (nested and key == "attributes"):
            name = f"{item.kind} type" if low == "type" else low
            if value is not None and fields.get(name) is not value:
                yield key
    for key, value in inner.items() if isinstance(inner, dict) else ():
        if value is not None and fields.get(key.lower()) is not value:
            yield key


def _listed(keys: Iterable[str]) -> str:
    names = [quoted(key) for key in keys]
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
