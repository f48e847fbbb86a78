"""What a selector picks from a Kumu document.

Indexes for types, tags, ids, field values and neighbours are made once per document and only when
they are first asked for; a compound then costs no more than the items it is about.

Where Kumu's documentation is silent: `!=` also holds for an empty field; in an arrow mutual and
undirected connections work both ways; `:from` and `:to` look at the stored ends only; arrows are
joined from the right; an element belongs to a loop when it ends one of the loop's connections;
`:focus` picks nothing, since there is no focus outside Kumu.
"""

from __future__ import annotations

__all__ = ["Matcher", "select"]

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from toc.kumu.ends import named_elements
from toc.kumu.items import Connection, Element, Loop
from toc.kumu.selectors.fields import FieldIndex
from toc.kumu.selectors.parser import parse_selector
from toc.kumu.selectors.syntax import (
    Arrow,
    Compound,
    Everything,
    FieldTest,
    Id,
    Kind,
    Selector,
    Tag,
    Traversal,
    TypeName,
)
from toc.kumu.slugs import bare_slug, slug_candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Item
    from toc.kumu.selectors.syntax import Part, Pseudo

_ENDING = "-connection"
_DIRECTIONS = {"directed", "undirected", "mutual"}


def select(document: Document, selector: str | Selector) -> list[Item]:
    """The items of a whole document that a selector picks, in its order: elements first.

    Raises:
        SelectorError: the selector cannot be read.
    """
    with document.settled():
        matcher = Matcher(document.elements, document.connections, document.loops)
        return matcher.select(selector)


class Matcher:
    """Elements, connections and loops, ready to be asked many times."""

    def __init__(
        self,
        elements: Sequence[Element],
        connections: Sequence[Connection],
        loops: Sequence[Loop] = (),
    ) -> None:
        self.items: list[Item] = [*elements, *connections, *loops]
        self._first_connection = len(elements)
        self._first_loop = len(elements) + len(connections)
        self._ends = named_elements(elements)
        self._fields = FieldIndex(self.items)

    def select(self, selector: str | Selector) -> list[Item]:
        """The items that a selector picks, in their order.

        Raises:
            SelectorError: the selector cannot be read.
        """
        tree = parse_selector(selector) if isinstance(selector, str) else selector
        return [self.items[place] for place in sorted(self._selector(tree))]

    def _selector(self, selector: Selector) -> set[int]:
        return set[int]().union(*map(self._traversal, selector.choices))

    def _traversal(self, traversal: Traversal) -> set[int]:
        if traversal.arrow is None or traversal.rest is None:
            return self._compound(traversal.first)
        others = self._traversal(traversal.rest)
        reached = self._reached(traversal.arrow, others)
        return reached & self._compound(traversal.first) if reached else reached

    def _reached(self, arrow: Arrow, others: set[int]) -> set[int]:
        """The elements that an arrow joins to the others."""
        through = self._through(arrow.through) if arrow.through else None
        found: set[int] = set()
        for other in others:
            for connection, neighbour, leads_here in self._neighbours[other]:
                fits = arrow.direction == "either" or leads_here is (arrow.direction == "to")
                both_ways = self._both_ways[connection]
                if (fits or both_ways) and (through is None or connection in through):
                    found.add(neighbour)
        return found

    def _through(self, compound: Compound) -> set[int]:
        """The connections of an arrow: a bare word is a connection type, its ending optional."""
        found = self._connections
        for part in compound.parts:
            if isinstance(part, TypeName):
                name = part.text.lower()
                slug = name if name.endswith(_ENDING) else name + _ENDING
                found = found & self._of_type(slug)
            else:
                found = found & self._part(part)
        return found

    def _compound(self, compound: Compound) -> set[int]:
        found: set[int] | None = None
        for part in sorted(compound.parts, key=_cost):
            picked = self._part(part)
            found = picked if found is None else found & picked
            if not found:
                return set()
        return set() if found is None else found

    def _part(self, part: Part) -> set[int]:
        match part:
            case Everything():
                return self._everything
            case Kind(text=text):
                return self._kinds[text.lower()]
            case TypeName(text=text):
                return self._of_type(text.lower())
            case Id(name=name):
                return self._with_id(name)
            case Tag(name=name):
                return _by_slug(self._tags, name)
            case FieldTest():
                return self._fields.matching(part)
        return self._pseudo(part)

    def _of_type(self, slug: str) -> set[int]:
        if slug.endswith(_ENDING):
            return _by_slug(self._connection_types, slug.removesuffix(_ENDING))
        return _by_slug(self._element_types, slug)

    def _with_id(self, name: str) -> set[int]:
        return self._system_ids.get(name, set()) or _by_slug(self._id_slugs, name)

    def _pseudo(self, part: Pseudo) -> set[int]:
        name = part.name
        if name in _DIRECTIONS:
            return self._directions[name]
        if name == "delayed":
            return {n for n in self._connections if self.items[n].raw.get("delayed") is True}
        if name == "orphan":
            return {n for n in self._kinds["element"] if n not in self._neighbours}
        if name == "loop":
            loops = self._kinds["loop"]
            return self._in_loops(loops & self._selector(part.inner) if part.inner else loops)
        if part.inner is None:
            return set()
        picked = self._selector(part.inner)
        if name == "not":
            return self._everything - picked
        return {n for n, ends in self._joined.items() if ends[name == "to"] in picked}

    def _in_loops(self, loops: Iterable[int]) -> set[int]:
        """Connections named by loops, and the elements that they join."""
        named = {
            name: place
            for place in self._connections
            for name in (self.items[place].system_id, self.items[place].assigned_id)
            if name
        }
        found: set[int] = set()
        for place in loops:
            loop = self.items[place]
            parts = loop.connections if isinstance(loop, Loop) else ()
            for connection in filter(None, map(named.get, parts)):
                found.add(connection)
                found.update(end for end in self._joined[connection] if end is not None)
        return found

    @cached_property
    def _everything(self) -> set[int]:
        return set(range(len(self.items)))

    @cached_property
    def _connections(self) -> set[int]:
        return set(range(self._first_connection, self._first_loop))

    @cached_property
    def _kinds(self) -> dict[str, set[int]]:
        return {
            "element": set(range(self._first_connection)),
            "connection": self._connections,
            "loop": set(range(self._first_loop, len(self.items))),
        }

    @cached_property
    def _joined(self) -> dict[int, tuple[int | None, int | None]]:
        """The places of both ends of each connection; None for an end that is missing."""
        place = {id(item): n for n, item in enumerate(self.items[: self._first_connection])}
        found: dict[int, tuple[int | None, int | None]] = {}
        for n in range(self._first_connection, self._first_loop):
            item = self.items[n]
            if isinstance(item, Connection):
                start, end = self._ends.get(item.start), self._ends.get(item.end)
                found[n] = (
                    place[id(start)] if start else None,
                    place[id(end)] if end else None,
                )
        return found

    @cached_property
    def _neighbours(self) -> defaultdict[int, list[tuple[int, int, bool]]]:
        """For each element its connections, the element beyond, and whether it leads here."""
        found: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
        for connection, (start, end) in self._joined.items():
            if end is not None and start is not None:
                found[end].append((connection, start, True))
                found[start].append((connection, end, False))
            elif end is not None:
                found[end]
            elif start is not None:
                found[start]
        return found

    @cached_property
    def _both_ways(self) -> dict[int, bool]:
        directed = self._directions["directed"]
        return {n: n not in directed for n in self._connections}

    @cached_property
    def _directions(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {name: set() for name in _DIRECTIONS}
        for n in self._connections:
            item = self.items[n]
            if isinstance(item, Connection):
                found[item.direction].add(n)
        return found

    @cached_property
    def _element_types(self) -> dict[str, set[int]]:
        return self._slugs((n, self.items[n].type) for n in sorted(self._kinds["element"]))

    @cached_property
    def _connection_types(self) -> dict[str, set[int]]:
        typed = ((n, self.items[n].type) for n in sorted(self._connections))
        return self._slugs(pair for pair in typed if pair[1])

    @cached_property
    def _tags(self) -> dict[str, set[int]]:
        return self._slugs(
            (n, tag)
            for n, item in enumerate(self.items)
            for tag in self._fields.texts(item, "tags")
        )

    @cached_property
    def _system_ids(self) -> dict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for n, item in enumerate(self.items):
            if item.system_id:
                found[item.system_id].add(n)
        return dict(found)

    @cached_property
    def _id_slugs(self) -> dict[str, set[int]]:
        return self._slugs(
            (n, name)
            for n, item in enumerate(self.items)
            for name in (item.assigned_id, item.label)
            if name
        )

    @staticmethod
    def _slugs(named: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        known: dict[str, set[str]] = {}
        for n, text in named:
            if text not in known:
                known[text] = slug_candidates(text)
            for slug in known[text]:
                found[slug].add(n)
        return dict(found)


def _by_slug(index: dict[str, set[int]], name: str) -> set[int]:
    """By either candidate slug; where nothing has it, as the slugs of the first years were."""
    wanted = slug_candidates(name)
    found = set[int]().union(*(index.get(slug, set()) for slug in {name.lower(), *wanted}))
    if found:
        return found
    bare = bare_slug(name.lower())
    return set[int]().union(*(places for slug, places in index.items() if bare_slug(slug) == bare))


def _cost(part: Part) -> int:
    """Cheap and picky parts first: their result bounds all others."""
    order = (Id, TypeName, Tag, FieldTest, Kind, Everything)
    return next((n for n, kind in enumerate(order) if isinstance(part, kind)), len(order))
