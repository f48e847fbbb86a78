"""Routes along the claims of a map: what they pass, and what is said about each link."""

from __future__ import annotations

__all__ = ["Route", "Stop", "Trace", "TracedLink", "read_trace"]

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from toc.analysis.claim_strength import CONFIDENCES, STATUSES, Claimed, strength
from toc.analysis.graph import Graph
from toc.analysis.routes import end_outcomes
from toc.analysis.tracing import trace_routes
from toc.exports.item_table import item_rows
from toc.exports.map_measures import Unreadable, unreadable_words
from toc.exports.map_reading import LINKED, OUTCOMES, read_map
from toc.exports.vocabulary import Role, Vocabulary
from toc.kumu.ends import named_elements
from toc.kumu.focusing import in_focus
from toc.kumu.on_maps import items_on
from toc.kumu.selectors.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toc.exports.item_table import ItemRow
    from toc.exports.map_reading import MapReading
    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.items import Connection, Element
    from toc.kumu.selectors.syntax import Selector

_CLAIMING = LINKED | {Role.DIMENSION}


class Stop(NamedTuple):
    """An element that a route passes."""

    id: str
    label: str


class TracedLink(NamedTuple):
    """A link of a route, with what is said about it; `rationale` is empty where none is given."""

    id: str
    start: Stop
    end: Stop
    type: str
    claim: Claimed
    rationale: str


class Route(NamedTuple):
    """What a route passes, its links, and the weakest of them."""

    stops: tuple[Stop, ...]
    links: tuple[TracedLink, ...]

    @property
    def weakest(self) -> TracedLink:
        """The link whose claim is the weakest, the first of several."""
        return min(self.links, key=lambda link: strength(link.claim))


class Trace(NamedTuple):
    """Routes from what one selector picks to what another does, the shortest first.

    `starts` and `ends` are the elements that were picked and can be on a route; `cut` says that
    there are more routes than the `most` that were asked for.
    """

    starts: list[Stop]
    ends: list[Stop]
    routes: list[Route]
    most: int
    cut: bool
    warnings: list[str]


def read_trace(
    document: Document,
    vocabulary: Vocabulary,
    start: Selector,
    end: Selector | None,
    *,
    map_name: str | None = None,
    focus: FocusOn | None = None,
    most: int = 100,
) -> Trace:
    """The routes on the named map, else the default one, else in the whole document.

    With a focus only what is in it is read, and the selectors pick among that.

    Routes run along claims: connections from a dimension, output or outcome to an output or
    outcome, mutual and undirected ones both ways. Where no element is an output or outcome, along
    every connection. Between two elements that several claims join, the strongest of them counts.
    Without `end` routes lead to the end outcomes.

    Raises:
        NotFoundError: no map of that name or id; the focus picks nothing.
        NoOutcomesError: there is no `end`, and no element counts as an outcome.
    """
    with document.settled():
        reading = read_map(
            document,
            vocabulary,
            map_name,
            need_outcomes=end is None,
            focus=focus,
            with_belonging=False,
        )
        tracing = _Tracing(reading, map_name, focus)
        starts = tracing.picked(start, "FROM")
        ends = tracing.end_outcomes() if end is None else tracing.picked(end, "TO")
        found = trace_routes(tracing.graph, starts, ends, most)
        routes = tracing.routes(found.routes)
        return Trace(
            tracing.stops(starts),
            tracing.stops(ends),
            routes,
            most,
            found.cut,
            [*reading.warnings(), *tracing.warnings, *unreadable_words(tracing.unreadable)],
        )


class _Tracing:
    """The claims of a map as a graph; nodes are numbered in the order of the document."""

    def __init__(self, reading: MapReading, map_name: str | None, focus: FocusOn | None) -> None:
        self.reading = reading
        self.warnings: list[str] = []
        self.unreadable: list[Unreadable] = []
        plain = not LINKED.intersection(reading.roles.values())
        self.elements: list[Element] = (
            list(reading.scope.elements) if plain else reading.with_role(*_CLAIMING)
        )
        self._node = {one.place: n for n, one in enumerate(self.elements)}
        self._lines: defaultdict[tuple[int, int], list[Connection]] = defaultdict(list)
        for first, second, connection in self._joined() if plain else self._claims():
            self._lines[first, second].append(connection)
        self.graph = Graph(len(self.elements), self._lines)
        own = reading.scope.map.id if reading.scope.map else map_name
        items = items_on(reading.document, own)
        self._matcher = Matcher(*(in_focus(items, focus) if focus else items))

    def picked(self, selector: Selector, name: str) -> list[int]:
        """The nodes that a selector picks; what it picks besides is warned about."""
        found = [item for item in self._matcher.select(selector) if item.kind == "element"]
        nodes = [self._node[one.place] for one in found if one.place in self._node]
        self.warnings += self._matcher.hints(selector)
        if not found:
            self.warnings.append(f"{name} picks no element: {selector}")
        elif others := len(found) - len(nodes):
            self.warnings.append(
                f"elements picked by {name} that are no output, outcome or dimension, "
                f"and so on no route: {others}"
            )
        return nodes

    def end_outcomes(self) -> list[int]:
        """The outcomes marked as ends; where none is, those that lead to no other."""
        roles = self.reading.roles
        role = [roles[one.place] for one in self.elements]
        marked = [n for n, one in enumerate(role) if one is Role.IMPACT]
        outcomes = [n for n, one in enumerate(role) if one in OUTCOMES]
        return marked or sorted(end_outcomes(self.graph, outcomes))

    def stops(self, nodes: Collection[int]) -> list[Stop]:
        """Nodes as stops, in the order of the document."""
        return [self._stop(node) for node in sorted(nodes)]

    def routes(self, found: Sequence[tuple[int, ...]]) -> list[Route]:
        """Rows of nodes as routes, each step by the strongest of its claims."""
        pairs = {pair for nodes in found for pair in pairwise(nodes)}
        lines = {id(one): one for pair in pairs for one in self._lines[pair]}
        rows = item_rows(self.reading.document, lines.values())
        said = {id(row.item): (row, self._claimed(row)) for row in rows}
        links = {pair: self._link(pair, said) for pair in sorted(pairs)}
        return [
            Route(
                tuple(map(self._stop, nodes)),
                tuple(links[pair] for pair in pairwise(nodes)),
            )
            for nodes in found
        ]

    def _claims(self) -> Iterator[tuple[int, int, Connection]]:
        roles, node = self.reading.roles, self._node
        for join in self.reading.joins:
            ends = (join.start, join.end)
            for first, second in (ends, ends[::-1]) if join.connection.both_ways else (ends,):
                if roles[first.place] in _CLAIMING and roles[second.place] in LINKED:
                    yield node[first.place], node[second.place], join.connection

    def _joined(self) -> Iterator[tuple[int, int, Connection]]:
        scope = self.reading.scope
        named = named_elements(scope.elements)
        for connection in scope.connections:
            start, end = named.get(connection.start), named.get(connection.end)
            if start and end:
                first, second = self._node[start.place], self._node[end.place]
                yield first, second, connection
                if connection.both_ways:
                    yield second, first, connection

    def _stop(self, node: int) -> Stop:
        element = self.elements[node]
        return Stop(self.reading.ids[element.place], element.label)

    def _link(self, pair: tuple[int, int], said: dict[int, tuple[ItemRow, Claimed]]) -> TracedLink:
        claims = [said[id(line)] for line in self._lines[pair]]
        row, claim = max(claims, key=lambda one: strength(one[1]))
        first, second = map(self._stop, pair)
        rationale = self.reading.attribute(row.item, "rationale")
        return TracedLink(row.id, first, second, row.item.type, claim, rationale)

    def _claimed(self, row: ItemRow) -> Claimed:
        status = self._choice(row, "status", STATUSES)
        confidence = self._choice(row, "confidence", CONFIDENCES)
        rationale = bool(self.reading.attribute(row.item, "rationale"))
        return Claimed(status or "stated", confidence, rationale)

    def _choice(self, row: ItemRow, attribute: str, known: Collection[str | None]) -> str | None:
        text = self.reading.attribute(row.item, attribute)
        if not text or text.casefold() in known:
            return text.casefold() or None
        self.unreadable.append(Unreadable(attribute, row.item.label or row.id, text))
        return None
