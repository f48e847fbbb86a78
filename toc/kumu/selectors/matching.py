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

from typing import TYPE_CHECKING

from toc.kumu.json_reader import paused_gc
from toc.kumu.selectors.hints import hints
from toc.kumu.selectors.item_index import ItemIndex
from toc.kumu.selectors.parser import parse_selector
from toc.kumu.selectors.syntax import (
    Arrow,
    Compound,
    Everything,
    FieldTest,
    Id,
    Kind,
    Pseudo,
    Selector,
    Tag,
    Traversal,
    TypeName,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Connection, Element, Item, Loop
    from toc.kumu.selectors.syntax import Part

_ENDING = "-connection"
_DIRECTIONS = {"directed", "undirected", "mutual"}


def select(document: Document, selector: str | Selector) -> list[Item]:
    """The items of a whole document that a selector picks, in its order: elements first.

    Raises:
        SelectorError: the selector cannot be read.
    """
    tree = parse_selector(selector) if isinstance(selector, str) else selector
    with document.settled(), paused_gc():
        return Matcher(document.elements, document.connections, document.loops).select(tree)


class Matcher:
    """Elements, connections and loops, ready to be asked many times."""

    def __init__(
        self,
        elements: Sequence[Element],
        connections: Sequence[Connection],
        loops: Sequence[Loop] = (),
    ) -> None:
        self.index = ItemIndex(elements, connections, loops)

    def select(self, selector: str | Selector) -> list[Item]:
        """The items that a selector picks, in their order: elements, connections, loops.

        Raises:
            SelectorError: the selector cannot be read.
        """
        tree = parse_selector(selector) if isinstance(selector, str) else selector
        items = self.index.items
        with paused_gc():
            return [items[place] for place in sorted(self._selector(tree))]

    def hints(self, selector: Selector) -> list[str]:
        """Sentences about fields that the selector asks for and no item has."""
        return hints(selector, self.index.fields.names)

    def _selector(self, selector: Selector) -> set[int]:
        found: set[int] = set()
        for choice in {str(one): one for one in selector.choices}.values():
            found |= self._traversal(choice)
            if len(found) == len(self.index.items):
                break
        return found

    def _traversal(self, traversal: Traversal) -> set[int]:
        """Joined from the right, without recursion: a row of arrows may be long."""
        row = [traversal]
        while (rest := row[-1].rest) is not None:
            row.append(rest)
        found = self._compound(row[-1].first)
        for before in reversed(row[:-1]):
            if before.arrow is not None:
                reached = self._reached(before.arrow, found)
                found = self._compound(before.first, reached)
        return found

    def _reached(self, arrow: Arrow, others: set[int]) -> set[int]:
        """The elements that an arrow joins to the others."""
        if not others:
            return set()
        index, direction = self.index, arrow.direction
        through = self._through(arrow.through) if arrow.through else None
        lines = index.lines_at(others, through)
        both_ways = [index.ends[line] for line in lines if line in index.both_ways]
        stored = [index.ends[line] for line in lines]
        towards = both_ways if direction == "from" else stored
        backwards = both_ways if direction == "to" else stored
        found = {start for start, end in towards if end in others}
        found |= {end for start, end in backwards if start in others}
        return {element for element in found if element is not None}

    def _through(self, compound: Compound) -> set[int]:
        """The connections of an arrow: a bare word is a connection type, its ending optional."""
        first, *others = compound.parts
        found = self.index.kinds["connection"]
        if isinstance(first, TypeName):
            found = self.index.connection_types.find(_without_ending(first.text))
        else:
            others = [first, *others]
        return self._all(others, found)

    def _compound(self, compound: Compound, among: set[int] | None = None) -> set[int]:
        return self._all(compound.parts, self.index.everything if among is None else among)

    def _all(self, parts: Sequence[Part], among: set[int]) -> set[int]:
        """Those among the places for which every part holds."""
        for part in sorted(parts, key=_cost):
            if not among:
                break
            if isinstance(part, FieldTest):
                among = self.index.fields.matching(part, among)
            else:
                picked = self._part(part)
                among = picked if among is self.index.everything else among & picked
        return among

    def _part(self, part: Part) -> set[int]:
        index = self.index
        match part:
            case Kind(text=text):
                return index.kinds[text.lower()]
            case TypeName(text=text) if text.lower().endswith(_ENDING):
                return index.connection_types.find(_without_ending(text))
            case TypeName(text=text):
                return index.element_types.find(text)
            case Id(name=name):
                return set(index.system_ids.get(name, ())) or index.names.find(name)
            case Tag(name=name):
                return index.tags.find(name)
            case Pseudo():
                return self._pseudo(part)
            case Everything() | FieldTest():
                return index.everything

    def _pseudo(self, part: Pseudo) -> set[int]:
        index, inner = self.index, part.inner
        if part.name in _DIRECTIONS:
            return index.directions[part.name]
        if part.name == "delayed":
            return index.delayed
        if part.name == "orphan":
            return index.orphans
        if part.name == "loop":
            loops = index.kinds["loop"]
            return index.in_loops(loops & self._selector(inner) if inner else loops)
        if inner is None:
            return set()
        picked = self._selector(inner)
        return index.everything - picked if part.name == "not" else index.joining(picked, part.name)


def _without_ending(name: str) -> str:
    return name[: -len(_ENDING)] if name.lower().endswith(_ENDING) else name


def _cost(part: Part) -> int:
    """Cheap and picky parts first: their result bounds all others."""
    order = (Id, TypeName, Tag, Kind, FieldTest, Everything)
    return next((n for n, kind in enumerate(order) if isinstance(part, kind)), len(order))
