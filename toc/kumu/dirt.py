"""What is odd about a Kumu document and yet carried through unchanged.

Real maps hold references to things long gone, repeated labels and items on no map. None of it
stops an answer; each kind is told once, with its count and three examples.
"""

from __future__ import annotations

__all__ = ["Dirt", "find_dirt"]

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import entry_id, read_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toc.kumu.items import Connection, Element, Item, Loop
    from toc.kumu.project import Map

_SURROGATE = re.compile("[\ud800-\udfff]")
# An escape of one half of a pair that the escape of the other half does not follow or precede.
_HALF_PAIR = re.compile(
    rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)
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
    with paused_gc(), document.settled():
        content = _Content(document)
        kinds = [(what, list(look(content))) for what, look in _KINDS.items()]
    return [Dirt(what, len(all_), tuple(all_[:_EXAMPLES])) for what, all_ in kinds if all_]


class _Content:
    """What a document holds, each list and table made once for all who look at it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.elements: list[Element] = document.elements
        self.connections: list[Connection] = document.connections
        self.loops: list[Loop] = document.loops
        self.maps: list[Map] = read_maps(document)
        self.named = named_elements(self.elements)

    def items(self) -> Iterator[Item]:
        """Elements, connections and loops."""
        return chain(self.elements, self.connections, self.loops)


def _not_objects(content: _Content) -> Iterator[str]:
    for name in ("elements", "connections", "loops", "maps"):
        for place, item in enumerate(content.document.section(name)):
            if not isinstance(item, dict):
                yield f"{name}[{place}]"


def _unlabelled(content: _Content) -> Iterator[str]:
    for element in content.elements:
        if not element.label:
            yield element.shown_id or f"elements[{element.place}]"


def _repeats(names: Iterable[str | None]) -> Iterator[str]:
    counts = Counter(names)
    return (name for name, count in counts.items() if count > 1 and name)


def _repeated_ids(content: _Content) -> Iterator[str]:
    yield from _repeats(item.system_id for item in content.items())
    yield from _repeats(item.assigned_id for item in content.items())


def _repeated_labels(content: _Content) -> Iterator[str]:
    return _repeats(element.label for element in content.elements)


def _missing_ends(content: _Content) -> Iterator[str]:
    named = content.named
    for connection in content.connections:
        for end in (connection.start, connection.end):
            if end not in named:
                yield f"{connection.shown_id or 'a connection'} → {end or 'nothing'}"


def _strange_directions(content: _Content) -> Iterator[str]:
    for connection in content.connections:
        if found := connection.unknown_direction:
            yield f"{connection.shown_id or 'a connection'}: {found}"


def _parallel(content: _Content) -> Iterator[str]:
    starts = map(content.named.get, [one.start for one in content.connections])
    ends = map(content.named.get, [one.end for one in content.connections])
    for (start, end), count in Counter(zip(starts, ends, strict=True)).items():
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
    elements = set(map(entry_id, content.elements))
    connections = set(map(entry_id, content.connections))
    loops = set(map(entry_id, content.loops))
    for one in content.maps:
        gone = [*(one.elements - elements), *(one.connections - connections), *(one.loops - loops)]
        yield from sorted(f"{one.name} → {item}" for item in gone)


def _ends_off_the_map(content: _Content) -> Iterator[str]:
    for one in content.maps:
        for connection in content.connections:
            if entry_id(connection) in one.connections and not (
                _stands_on(one, content.named.get(connection.start))
                and _stands_on(one, content.named.get(connection.end))
            ):
                yield f"{one.name} → {connection.shown_id}"


def _stands_on(one: Map, element: Element | None) -> bool:
    return element is None or entry_id(element) in one.elements


def _trash(content: _Content) -> Iterator[str]:
    if content.document.form is not Form.PROJECT or not content.maps:
        return
    kinds: list[tuple[Iterable[Item], Iterable[frozenset[str]]]] = [
        (content.elements, (one.elements for one in content.maps)),
        (content.connections, (one.connections for one in content.maps)),
        (content.loops, (one.loops for one in content.maps)),
    ]
    for items, placed in kinds:
        somewhere = frozenset[str]().union(*placed)
        for item in items:
            if entry_id(item) not in somewhere:
                yield item.label or item.shown_id


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
    for item in content.items():
        if isinstance(item.raw.get("attributes"), dict) and _has_label(tuple(item.raw)):
            yield item.label or item.shown_id


def _case_twins(content: _Content) -> Iterator[str]:
    for item in content.items():
        attributes = item.raw.get("attributes")
        inner = tuple(attributes) if isinstance(attributes, dict) else ()
        if _differ_by_case(tuple(item.raw)) or _differ_by_case(inner):
            yield item.label or item.shown_id


@lru_cache(maxsize=_SHAPES)
def _has_label(keys: tuple[str, ...]) -> bool:
    return any(key.lower() == "label" for key in keys)


@lru_cache(maxsize=_SHAPES)
def _differ_by_case(keys: tuple[str, ...]) -> bool:
    return len({key.lower() for key in keys}) < len(keys)


def _half_pairs(content: _Content) -> Iterator[str]:
    if not content.document.has_escapes(_HALF_PAIR):
        return
    lists = ("elements", "connections", "loops")
    for item in content.items():
        if _has_half_pair(item.raw):
            yield item.shown_id or f"{item.kind}s[{item.place}]"
    for key in content.document.keys:
        if key.lower() not in lists and _has_half_pair({key: content.document.top(key)}):
            yield key


def _has_half_pair(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_SURROGATE.search(value))
    if isinstance(value, dict):
        return any(map(_has_half_pair, value)) or any(map(_has_half_pair, value.values()))
    return isinstance(value, list) and any(map(_has_half_pair, value))


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
    "texts that hold half a character (a lone surrogate)": _half_pairs,
}
