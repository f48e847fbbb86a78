"""What is odd about a Kumu document and yet carried through unchanged.

Real maps hold references to things long gone, repeated labels and items on no map. None of it
stops an answer; each kind is told once, with its count and three examples.
"""

from __future__ import annotations

__all__ = ["Dirt", "find_dirt"]

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.items import CORE_FIELDS
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import on_any, read_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from toc.kumu.items import Connection, Element, Item, Loop
    from toc.kumu.project import Map

_SURROGATE = re.compile("[\ud800-\udfff]")
_EXAMPLES = 3
_SHAPES = 1000  # objects of one file mostly have the same few sets of keys


class Dirt(NamedTuple):
    """One kind of oddity: in words, how often, and its first three examples."""

    what: str
    number: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(quoted(example) for example in self.examples)
        more = ", …" if self.number > len(self.examples) else ""
        return f"{self.what}: {self.number} ({shown}{more})"


def find_dirt(document: Document) -> list[Dirt]:
    """All kinds of dirt in a document; empty for a clean one. Never changes anything."""
    with paused_gc():
        content = _Content(document)
        kinds = [(what, list(look(content))) for what, look in _KINDS.items()]
    found = [Dirt(what, len(all_), tuple(all_[:_EXAMPLES])) for what, all_ in kinds if all_]
    return [*document.oddities, *found]


class _Content:
    """What a document holds, each list and table made once for all who look at it.

    `ends` has for each connection the elements that its `from` and `to` mean; `odd` the items
    that are not written as Kumu writes them.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.maps: list[Map] = read_maps(document)
        self.elements: list[Element] = document.elements
        self.connections: list[Connection] = document.connections
        self.loops: list[Loop] = document.loops
        self.items: list[Item] = [*self.elements, *self.connections, *self.loops]
        self.odd = [item for item in self.items if not item.is_plain]
        self.system_ids = [item.system_id for item in self.items]
        names = (
            name or item.shown_id for name, item in zip(self.system_ids, self.items, strict=True)
        )
        self.element_ids = list(islice(names, len(self.elements)))
        self.connection_ids = list(islice(names, len(self.connections)))
        self.loop_ids = list(names)
        mean = named_elements(self.elements).get
        self.ends = [(mean(one.start), mean(one.end)) for one in self.connections]


def _not_objects(content: _Content) -> Iterator[str]:
    for name in ("elements", "connections", "loops", "maps"):
        for place, item in enumerate(content.document.section(name)):
            if not isinstance(item, dict):
                yield f"{name}[{place}]"


def _unlabelled(content: _Content) -> Iterator[str]:
    for element in content.elements:
        if not element.label:
            yield element.shown_id or f"elements[{element.place}]"


def _repeats(names: list[str] | list[str | None]) -> Iterator[str]:
    if len(set(names)) < len(names):
        counts = Counter(names)
        yield from (name for name, count in counts.items() if count > 1 and name)


def _repeated_ids(content: _Content) -> Iterator[str]:
    yield from _repeats(content.system_ids)
    yield from _repeats([item.assigned_id for item in content.items])


def _repeated_labels(content: _Content) -> Iterator[str]:
    return _repeats([element.label for element in content.elements])


def _missing_ends(content: _Content) -> Iterator[str]:
    for connection, (start, end) in zip(content.connections, content.ends, strict=True):
        if start is None:
            yield f"{connection.shown_id or 'a connection'} → {connection.start or 'nothing'}"
        if end is None:
            yield f"{connection.shown_id or 'a connection'} → {connection.end or 'nothing'}"


def _strange_directions(content: _Content) -> Iterator[str]:
    for connection in content.connections:
        if found := connection.unknown_direction:
            yield f"{connection.shown_id or 'a connection'}: {found}"


def _parallel(content: _Content) -> Iterator[str]:
    for (start, end), count in Counter(content.ends).items():
        if count > 1 and start and end:
            yield f"{start.label or start.shown_id} → {end.label or end.shown_id}"


def _missing_loop_parts(content: _Content) -> Iterator[str]:
    if not content.loops:
        return
    known = {one.system_id for one in content.connections}
    known |= {one.assigned_id for one in content.connections}
    for loop in content.loops:
        for connection in loop.connections:
            if connection not in known:
                yield f"{loop.label or loop.shown_id} → {connection or 'nothing'}"


def _missing_entries(content: _Content) -> Iterator[str]:
    if not content.maps:
        return
    elements, connections = set(content.element_ids), set(content.connection_ids)
    loops = set(content.loop_ids)
    for one in content.maps:
        gone = [*(one.elements - elements), *(one.connections - connections), *(one.loops - loops)]
        yield from sorted(f"{one.name} → {item}" for item in gone)


def _ends_off_the_map(content: _Content) -> Iterator[str]:
    places: dict[str, int] = {}
    for one in content.maps:
        elements = zip(content.elements, content.element_ids, strict=True)
        strangers = {element for element, name in elements if name not in one.elements}
        if strangers:
            places = places or {name: n for n, name in enumerate(content.connection_ids)}
            for place in sorted(places[name] for name in one.connections if name in places):
                if not strangers.isdisjoint(content.ends[place]):
                    yield f"{one.name} → {content.connections[place].shown_id}"


def _trash(content: _Content) -> Iterator[str]:
    if content.document.form is not Form.PROJECT or not content.maps:
        return
    kinds: list[tuple[Sequence[Item], list[str], list[frozenset[str]]]] = [
        (content.elements, content.element_ids, [one.elements for one in content.maps]),
        (content.connections, content.connection_ids, [one.connections for one in content.maps]),
        (content.loops, content.loop_ids, [one.loops for one in content.maps]),
    ]
    for items, names, placed in kinds:
        somewhere = on_any(placed)
        alone = [item for item, name in zip(items, names, strict=True) if name not in somewhere]
        yield from (item.label or item.shown_id for item in alone)


def _missing_default(content: _Content) -> Iterator[str]:
    default = content.document.top("defaultMap")
    if isinstance(default, str) and default not in {one.id for one in content.maps}:
        yield default


def _missing_view(content: _Content) -> Iterator[str]:
    views = content.document.section("perspectives")
    known = [view.get("_id") for view in views if isinstance(view, dict)]
    wanted = [
        content.document.top("defaultPerspective"),
        *(one.raw.get("defaultPerspective") for one in content.maps),
    ]
    for view in wanted:
        if isinstance(view, str) and view not in known:
            yield view


def _hybrids(content: _Content) -> Iterator[str]:
    for item in content.odd:
        if isinstance(item.raw.get("attributes"), dict) and _has_core_field(tuple(item.raw)):
            yield item.label or item.shown_id


def _case_twins(content: _Content) -> Iterator[str]:
    for item in content.odd:
        attributes = item.raw.get("attributes")
        inner = tuple(attributes) if isinstance(attributes, dict) else ()
        if _differ_by_case(tuple(item.raw)) or _differ_by_case(inner):
            yield item.label or item.shown_id


@lru_cache(maxsize=_SHAPES)
def _has_core_field(keys: tuple[str, ...]) -> bool:
    return any(key.lower() in CORE_FIELDS for key in keys)


@lru_cache(maxsize=_SHAPES)
def _differ_by_case(keys: tuple[str, ...]) -> bool:
    return len({key.lower() for key in keys}) < len(keys)


def _half_characters(content: _Content) -> Iterator[str]:
    if not content.document.may_hold_half_characters():
        return
    lists = ("elements", "connections", "loops")
    for item in content.items:
        if _has_half_character(item.raw):
            yield item.shown_id or f"{item.kind}s[{item.place}]"
    for key in content.document.keys:
        if key.lower() not in lists and _has_half_character({key: content.document.top(key)}):
            yield key


def _has_half_character(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_SURROGATE.search(value))
    if isinstance(value, dict):
        return any(map(_has_half_character, value)) or any(map(_has_half_character, value.values()))
    return isinstance(value, list) and any(map(_has_half_character, value))


_KINDS: dict[str, Callable[[_Content], Iterator[str]]] = {
    "list entries that are no objects": _not_objects,
    "elements without a label": _unlabelled,
    "ids that several items share": _repeated_ids,
    "labels that several elements share": _repeated_labels,
    "connection ends that lead to nothing": _missing_ends,
    "connections with a direction that Kumu does not know, read as directed": _strange_directions,
    "pairs with several connections in one direction": _parallel,
    "loop parts that are missing": _missing_loop_parts,
    "map entries for items that are missing": _missing_entries,
    "connections on a map without one of their ends": _ends_off_the_map,
    "items on no map (the trash)": _trash,
    "default maps that are missing": _missing_default,
    "default views that are missing": _missing_view,
    "items that mix both ways of writing fields": _hybrids,
    "items with field names that differ only by case": _case_twins,
    "texts that hold half a character (a lone surrogate)": _half_characters,
}
