"""What a view shows of a map: filters, hidden items, focus, showcase.

Sources: Kumu's documentation of filters, focus, showcase and properties. Where it is silent:
filters come before hidden items, and both before the focus; a connection is shown only between two
elements that are, and a loop only with one of its connections; what `include` does not pick is
hidden, whatever its kind; `ignore-orphans` counts connections that are hidden, and
`filter-ignore-orphans` does not; with `loose` the connections to the neighbours are in the
showcase, too. Clusters and bridges are not drawn here.
"""

from __future__ import annotations

__all__ = ["MODES", "Hidden", "Shown", "shown_items"]

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.kumu.ends import named_elements
from toc.kumu.focus import focused
from toc.kumu.on_maps import Items
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.parser import picked
from toc.kumu.views.values import focus_on

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from toc.kumu.focus import Direction
    from toc.kumu.items import Connection, Item, Loop
    from toc.kumu.views.cascade import Cascade
    from toc.kumu.views.layers import Setting
    from toc.kumu.views.syntax import Words

Key = tuple[str, int]

MODES = ("normal", "loose", "strict")
_TRUE = {"true", "on", "yes"}
_HIDES = {"display": "none", "visibility": "hidden"}
_DIRECTIONS: dict[str, Direction] = {"in": "in", "out": "out", "all": "all"}


class Hidden(NamedTuple):
    """How many items something hides, and where that is said; no place for what follows of itself.

    `reason` is the setting or property, or in words why.
    """

    reason: str
    place: str
    number: int


class Shown(NamedTuple):
    """What is shown, in the order of the document, what hides the rest, and what stands back.

    `faded` are kinds and places of what is shown but not in the showcase; empty where there is no
    showcase. `notes` say what is not worked out.
    """

    items: Items
    hidden: list[Hidden]
    faded: frozenset[Key]
    notes: list[str]


def shown_items(items: Items, settings: Mapping[str, Setting], cascade: Cascade) -> Shown:
    """What a view shows of these items, by its settings and what it gives to `display`."""
    work = _Showing(items, settings)
    work.filter()
    work.drop_hidden(cascade)
    work.focus()
    work.drop_late_orphans()
    return Shown(work.now, work.hidden, work.faded(), work.notes)


class _Showing:
    def __init__(self, items: Items, settings: Mapping[str, Setting]) -> None:
        self.settings = settings
        self.matcher = Matcher(*items)
        self.now = items
        self.hidden: list[Hidden] = []
        self.notes: list[str] = []
        named = named_elements(items.elements)
        self._places = {name: element.place for name, element in named.items()}
        self._lines = _line_names(items.connections)
        if "cluster" in settings or "bridge" in settings:
            self.notes.append("Clusters and bridges are not worked out here.")

    def filter(self) -> None:
        """`include`, `ignore` and `ignore-orphans`; orphans by all connections of the map."""
        if (include := self._picked("include")) is not None:
            self._keep(lambda one: _key(one) in include, "include", self._where("include"))
        if (ignore := self._picked("ignore")) is not None:
            self._keep(lambda one: _key(one) not in ignore, "ignore", self._where("ignore"))
        if self._is_on("ignore-orphans"):
            joined = self._joined(self.matcher.index.connections)
            self._drop_orphans("ignore-orphans", joined)
        self._settle()

    def drop_hidden(self, cascade: Cascade) -> None:
        """What `display: none` and `visibility: hidden` hide."""
        for name, word in _HIDES.items():
            if name not in cascade.properties:
                continue
            looks = ((one, cascade.look(one, name)) for part in self.now for one in part)
            gone = {_key(one): look.place for one, look in looks if look and look.value == word}
            self._drop(gone, f"{name}: {word}")
        self._settle()

    def focus(self) -> None:
        """`focus`, in the direction of `focus-direction`."""
        value = self._value("focus")
        if value is None:
            return
        if value.text.lower() == "prompt":
            self.notes.append("The view asks its readers for a focus; everything is counted here.")
            return
        way = self._value("focus-direction")
        direction = _DIRECTIONS.get(way.text.lower() if way else "all", "all")
        reached: dict[int, int] = {}
        lines: set[int] = set()
        matcher = Matcher(*self.now)
        for one in focus_on(value):
            roots = matcher.select(one.on.tree) if one.on.tree else []
            found = focused(*self.now[:2], roots, one.out, direction)
            reached |= found.degrees
            lines |= {line.place for line in found.connections}
        if direction == "all":
            lines = {line.place for line in self.now.connections if self._inside(line, reached)}
        kept: dict[str, Collection[int]] = {"element": reached, "connection": lines}
        where = self._where("focus")
        self._keep(lambda one: one.place in kept.get(one.kind, {one.place}), "focus", where)
        self._settle()

    def drop_late_orphans(self) -> None:
        """`filter-ignore-orphans`: elements that no connection which is shown meets."""
        if self._is_on("filter-ignore-orphans"):
            self._drop_orphans("filter-ignore-orphans", self._joined(self.now.connections))

    def faded(self) -> frozenset[Key]:
        """What stands back because it is not in the showcase."""
        picked = self._picked("showcase")
        if picked is None:
            return frozenset()
        mark = self.settings["showcase"].declaration.mark
        mode = mark.text[1:].lower() if mark else "normal"
        front = set(picked)
        if mode != "strict":
            elements = {place for kind, place in picked if kind == "element"}
            for line in self.now.connections:
                ends = self._ends(line)
                if ends[0] in elements and ends[1] in elements:
                    front.add(_key(line))
                elif mode == "loose" and (ends[0] in elements or ends[1] in elements):
                    front |= {_key(line), *(("element", end) for end in ends if end is not None)}
        return frozenset(_key(one) for part in self.now for one in part) - front

    def _picked(self, name: str) -> set[Key] | None:
        """What the selector of a setting picks; None without it, or where it cannot be read."""
        value = self._value(name)
        if value is None:
            return None
        tree = picked(value.source, value.start, value.end).tree
        return {_key(one) for one in self.matcher.select(tree)} if tree else None

    def _value(self, name: str) -> Words | None:
        found = self.settings.get(name)
        return found.declaration.value if found and found.declaration.value.text else None

    def _is_on(self, name: str) -> bool:
        value = self._value(name)
        return value is not None and value.text.lower() in _TRUE

    def _where(self, name: str) -> str:
        return self.settings[name].place

    def _settle(self) -> None:
        """Hide connections without both ends, and loops without any of their connections."""
        elements = {one.place for one in self.now.elements}
        lost = [one for one in self.now.connections if not self._inside(one, elements)]
        self._drop({_key(one): "" for one in lost}, "one of its ends is not shown")
        lines = {one.place for one in self.now.connections}
        bare = [one for one in self.now.loops if not self._is_held(one, lines)]
        self._drop({_key(one): "" for one in bare}, "none of its connections is shown")

    def _is_held(self, loop: Loop, lines: Collection[int]) -> bool:
        """Whether a connection of the loop is shown; true where the map has none of them."""
        own = {self._lines[name] for name in loop.connections if name in self._lines}
        return not own or not own.isdisjoint(lines)

    def _drop_orphans(self, reason: str, joined: Collection[int]) -> None:
        where = self._where(reason)
        self._keep(lambda one: one.kind != "element" or one.place in joined, reason, where)

    def _keep(self, fits: Callable[[Item], bool], reason: str, place: str) -> None:
        gone = {_key(one): place for part in self.now for one in part if not fits(one)}
        self._drop(gone, reason)

    def _drop(self, gone: Mapping[Key, str], reason: str) -> None:
        """Take items away, and count them by the places that say so."""
        if not gone:
            return
        elements, connections, loops = self.now
        self.now = Items(
            [one for one in elements if _key(one) not in gone],
            [one for one in connections if _key(one) not in gone],
            [one for one in loops if _key(one) not in gone],
        )
        counted = Counter((reason, place) for place in gone.values())
        known = {(one.reason, one.place): one.number for one in self.hidden}
        totals = Counter(known) + counted
        self.hidden = [Hidden(*said, number) for said, number in totals.items()]

    def _joined(self, connections: Collection[Connection]) -> set[int]:
        ends = (end for line in connections for end in self._ends(line))
        return {end for end in ends if end is not None}

    def _ends(self, line: Connection) -> tuple[int | None, int | None]:
        return self._places.get(line.start), self._places.get(line.end)

    def _inside(self, line: Connection, elements: Collection[int]) -> bool:
        return all(end in elements for end in self._ends(line))


def _key(item: Item) -> Key:
    return item.kind, item.place


def _line_names(connections: Collection[Connection]) -> dict[str, int]:
    names = ((name, one.place) for one in connections for name in (one.assigned_id, one.system_id))
    return {name: place for name, place in names if name}
