"""What is odd about a Kumu document and yet carried through unchanged.

Real maps hold references to things long gone, repeated labels and items on no map. None of it
stops an answer; each kind is told once, with its count and three examples.
"""

from __future__ import annotations

__all__ = ["Dirt", "find_dirt"]

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Document, Form
from toc.kumu.ends import named_elements
from toc.kumu.json_reader import paused_gc
from toc.kumu.json_tokens import quoted
from toc.kumu.project import read_maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toc.kumu.items import Item
    from toc.kumu.project import Map

_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_EXAMPLES = 3


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
        maps = read_maps(document)
        kinds = [(what, list(look(document, maps))) for what, look in _KINDS.items()]
    return [Dirt(what, len(all_), tuple(all_[:_EXAMPLES])) for what, all_ in kinds if all_]


def _not_objects(document: Document, _: list[Map]) -> Iterator[str]:
    for name in ("elements", "connections", "loops", "maps"):
        for place, item in enumerate(document.section(name)):
            if not isinstance(item, dict):
                yield f"{name}[{place}]"


def _unlabelled(document: Document, _: list[Map]) -> Iterator[str]:
    for element in document.elements:
        if not element.label:
            yield element.shown_id or f"elements[{element.place}]"


def _repeats(names: Iterable[str | None]) -> Iterator[str]:
    counts = Counter(names)
    return (name for name, count in counts.items() if name and count > 1)


def _repeated_ids(document: Document, _: list[Map]) -> Iterator[str]:
    items: list[Item] = [*document.elements, *document.connections, *document.loops]
    yield from _repeats(item.system_id for item in items)
    yield from _repeats(item.assigned_id for item in items)


def _repeated_labels(document: Document, _: list[Map]) -> Iterator[str]:
    return _repeats(element.label for element in document.elements)


def _missing_ends(document: Document, _: list[Map]) -> Iterator[str]:
    named = named_elements(document.elements)
    for connection in document.connections:
        for end in (connection.start, connection.end):
            if end not in named:
                yield f"{connection.shown_id or 'a connection'} → {end or 'nothing'}"


def _parallel(document: Document, _: list[Map]) -> Iterator[str]:
    named = named_elements(document.elements)
    pairs = Counter(
        (named[one.start], named[one.end])
        for one in document.connections
        if one.start in named and one.end in named
    )
    for (start, end), count in pairs.items():
        if count > 1:
            yield f"{start.label or start.shown_id} → {end.label or end.shown_id}"


def _missing_loop_parts(document: Document, _: list[Map]) -> Iterator[str]:
    if not document.loops:
        return
    known = {one.system_id for one in document.connections}
    known |= {one.assigned_id for one in document.connections}
    for loop in document.loops:
        for connection in loop.connections:
            if connection not in known:
                yield f"{loop.label or loop.shown_id} → {connection}"


def _missing_entries(document: Document, maps: list[Map]) -> Iterator[str]:
    if not maps:
        return
    elements = {one.system_id for one in document.elements}
    connections = {one.system_id for one in document.connections}
    loops = {one.system_id for one in document.loops}
    for one in maps:
        gone = [*(one.elements - elements), *(one.connections - connections), *(one.loops - loops)]
        yield from sorted(f"{one.name} → {item}" for item in gone)


def _ends_off_the_map(document: Document, maps: list[Map]) -> Iterator[str]:
    ends = {one.system_id: (one.start, one.end) for one in document.connections} if maps else {}
    for one in maps:
        for connection in sorted(one.connections):
            if any(end not in one.elements for end in ends.get(connection, ())):
                yield f"{one.name} → {connection}"


def _trash(document: Document, maps: list[Map]) -> Iterator[str]:
    if document.form is not Form.PROJECT or not maps:
        return
    for items, placed in (
        (document.elements, frozenset[str]().union(*(one.elements for one in maps))),
        (document.connections, frozenset[str]().union(*(one.connections for one in maps))),
        (document.loops, frozenset[str]().union(*(one.loops for one in maps))),
    ):
        for item in items:
            if item.system_id not in placed:
                yield item.label or item.shown_id


def _missing_default(document: Document, maps: list[Map]) -> Iterator[str]:
    default = document.top("defaultMap")
    if isinstance(default, str) and default not in {one.id for one in maps}:
        yield default


def _missing_view(document: Document, maps: list[Map]) -> Iterator[str]:
    known = {view.get("_id") for view in document.section("perspectives") if isinstance(view, dict)}
    wanted = [document.top("defaultPerspective"), *(m.raw.get("defaultPerspective") for m in maps)]
    for view in wanted:
        if isinstance(view, str) and view not in known:
            yield view


def _hybrids(document: Document, _: list[Map]) -> Iterator[str]:
    for item in (*document.elements, *document.connections):
        raw = item.raw
        if isinstance(raw.get("attributes"), dict) and any(key.lower() == "label" for key in raw):
            yield item.label or item.shown_id


def _case_twins(document: Document, _: list[Map]) -> Iterator[str]:
    for item in (*document.elements, *document.connections):
        for values in (item.raw, item.raw.get("attributes")):
            if isinstance(values, dict) and len({key.lower() for key in values}) < len(values):
                yield item.label or item.shown_id


def _half_pairs(document: Document, _: list[Map]) -> Iterator[str]:
    if not document.has_escapes(_SURROGATE_ESCAPE):
        return
    for item in (*document.elements, *document.connections, *document.loops):
        if any(_SURROGATE.search(text) for text in _texts(item.raw)):
            yield item.shown_id


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


_KINDS: dict[str, Callable[[Document, list[Map]], Iterator[str]]] = {
    "list entries that are no objects": _not_objects,
    "elements without a label": _unlabelled,
    "ids that several items share": _repeated_ids,
    "labels that several elements share": _repeated_labels,
    "connection ends that lead to nothing": _missing_ends,
    "pairs with several connections in one direction": _parallel,
    "loop parts that are missing": _missing_loop_parts,
    "map entries for items that are missing": _missing_entries,
    "connections on a map without one of their ends": _ends_off_the_map,
    "items on no map (the trash)": _trash,
    "default maps that are missing": _missing_default,
    "default views that are missing": _missing_view,
    "items that mix both ways of writing fields": _hybrids,
    "items with field names that differ only by case": _case_twins,
    "items with half a surrogate pair in a text": _half_pairs,
}
