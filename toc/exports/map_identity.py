"""Which element of a document is which part of a theory."""

from __future__ import annotations

__all__ = ["PARTS", "RULES", "Matches", "match_elements", "role_of"]

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from toc.exports.into_ids import is_numbered
from toc.exports.map_ids import MapIds
from toc.exports.map_reading import OUTCOMES, MapReading
from toc.exports.vocabulary import Role
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from toc.kumu.items import Element
    from toc.models.base import Item
    from toc.models.theory import Theory

    # Parts and elements each of which could be any of the others, group by group.
    Groups = Iterable[tuple[list[Item], list[Element]]]
    Rule = Callable[["_Matching"], Groups]

_T = TypeVar("_T")
_K = TypeVar("_K", bound="Hashable")

PARTS = frozenset({"dimension", "domain", "output", "outcome", "measure"})


class Matches(NamedTuple):
    """The element of each part, by the part's id; and in words, which parts were in doubt."""

    elements: dict[str, Element]
    doubtful: list[str]


def role_of(item: Item) -> Role:
    """The role of a part of a theory on a map; an end outcome is an impact."""
    return Role.IMPACT if getattr(item, "end", False) else Role(item.role)


def match_elements(
    theory: Theory, reading: MapReading, rules: Sequence[Rule] | None = None
) -> Matches:
    """The element of the whole document that each part of a theory is.

    First by the theory's table of system ids (`kumu: ids`), then by the assigned id, then by
    label and role among the elements in scope; in a file without system ids by the id that
    reading it gives; at last by the assigned id among elements without a role, on other maps and
    in the trash. What two parts or two elements could claim is left unmatched, never
    guessed, unless they are as many, and reading gives all of them, or all but one, the very ids
    that the parts have.
    """
    matching = _Matching(theory, reading)
    for rule in RULES if rules is None else rules:
        for parts, elements in rule(matching):
            matching.settle(parts, elements)
    return Matches(matching.found, matching.doubtful())


class _Matching:
    """The parts and elements that have not found one another yet."""

    def __init__(self, theory: Theory, reading: MapReading) -> None:
        self.reading = reading
        self.table = _texts(theory.kumu.get("ids"))
        self.parts = {item.id: item for item in theory.items() if item.role in PARTS}
        self.found: dict[str, Element] = {}
        self.taken: set[int] = set()
        self.doubts: dict[str, str] = {}

    @property
    def left(self) -> list[Item]:
        """The parts that have no element yet."""
        return [item for own, item in self.parts.items() if own not in self.found]

    def free(self, elements: Iterable[Element]) -> list[Element]:
        """Those of some elements that are no part's yet."""
        return [element for element in elements if element.place not in self.taken]

    def in_scope(self) -> list[Element]:
        """The elements that have a role and are no part's yet."""
        return self.free(self.reading.elements.values())

    def look(self, element: Element) -> tuple[str, Role]:
        """The label and role of an element."""
        return element.label, _kind(self.reading.roles[element.place])

    def settle(self, parts: list[Item], elements: list[Element]) -> None:
        """Match parts with elements each of which could be any of them."""
        if len(parts) == len(elements) == 1:
            self._match(parts[0], elements[0])
        elif len(parts) == len(elements) and (pairs := self._by_ids(parts, elements)):
            for part, element in pairs:
                self._match(part, element)
        elif parts and elements:
            fault = f"{len(elements)} elements could be it"
            if len(elements) == 1:
                fault = f"{len(parts)} parts could be that element"
            self.doubts |= {part.id: fault for part in parts}

    def _by_ids(
        self, parts: list[Item], elements: list[Element]
    ) -> list[tuple[Item, Element]] | None:
        """Each part with the element that reading gives its id; the last may be left over."""
        by_id = {self.id_read(element): element for element in elements}
        pairs = [(part, by_id.pop(part.id)) for part in parts if part.id in by_id]
        left = [part for part in parts if part.id not in {one.id for one, _ in pairs}]
        if len(left) > 1 or len(by_id) != len(left):
            return None
        return [*pairs, *zip(left, by_id.values(), strict=True)]

    def id_read(self, element: Element) -> str:
        """The id that reading the document gives an element; empty where it has none."""
        return self._ids.of(element) if element.place in self.reading.elements else ""

    def doubtful(self) -> list[str]:
        """In words, the parts that have no element because several could be it."""
        return [
            f"{self.parts[own].role} {quoted(self.parts[own].label)}: {fault}"
            for own, fault in self.doubts.items()
            if own not in self.found
        ]

    def _match(self, part: Item, element: Element) -> None:
        self.found[part.id] = element
        self.taken.add(element.place)

    @cached_property
    def _ids(self) -> MapIds:
        return MapIds(self.reading)


def by_system_id(matching: _Matching) -> Groups:
    """Parts and elements by the ids that `kumu: ids` of the theory records, mostly system ids."""
    claims = _grouped(matching.left, lambda item: matching.table.get(item.id))
    bearers = _grouped(
        matching.reading.document.elements, lambda one: one.system_id or one.assigned_id
    )
    return [(parts, bearers.get(own, [])) for own, parts in claims.items()]


def by_assigned_id(matching: _Matching) -> Groups:
    """Each part and the elements with a role whose assigned id it has."""
    bearers = _grouped(matching.in_scope(), lambda one: one.assigned_id)
    return [([item], bearers.get(item.id, [])) for item in matching.left]


def by_numbered_id(matching: _Matching) -> Groups:
    """Each part and the elements like it that got its id with a number, since it was taken."""
    bearers = _grouped(matching.in_scope(), matching.look)
    for item in matching.left:
        found = bearers.get((item.label, _kind(role_of(item))), [])
        yield (
            [item],
            [
                one
                for one in found
                if is_numbered(one.assigned_id or "", item.id)
                and one.assigned_id not in matching.parts
            ],
        )


def by_label(matching: _Matching) -> Groups:
    """Parts and elements in scope that have the same label and role."""
    claims = _grouped(matching.left, lambda item: (item.label, _kind(role_of(item))))
    bearers = _grouped(matching.in_scope(), matching.look)
    return [(parts, bearers.get(look, [])) for look, parts in claims.items()]


def by_words(matching: _Matching) -> Groups:
    """Elements without a system id, by the id that reading gives them: words of their label.

    Those that look the same find their parts together or not at all.
    """
    left = {(item.id, _kind(role_of(item))): item for item in matching.left}
    nameless = [one for one in matching.in_scope() if one.system_id is None]
    for (_, role), elements in _grouped(nameless, matching.look).items():
        claims = [left.get((matching.id_read(one), role)) for one in elements]
        parts = [item for item in claims if item]
        if len(parts) == len(elements):
            yield parts, elements


def by_assigned_id_anywhere(matching: _Matching) -> Groups:
    """Each part and the other elements of the document whose assigned id it has.

    Those on the map come before those that are on other maps or in the trash.
    """
    in_scope = {element.place for element in matching.reading.scope.elements}
    elements = matching.free(matching.reading.document.elements)
    bearers = _grouped(elements, lambda one: one.assigned_id)
    for item in matching.left:
        found = bearers.get(item.id, [])
        yield [item], [one for one in found if one.place in in_scope] or found


RULES: tuple[Rule, ...] = (
    by_system_id,
    by_assigned_id,
    by_numbered_id,
    by_label,
    by_words,
    by_assigned_id_anywhere,
)


def _kind(role: Role) -> Role:
    return Role.OUTCOME if role in OUTCOMES else role


def _texts(table: object) -> dict[str, str]:
    pairs = table.items() if isinstance(table, dict) else ()
    return {own: found for own, found in pairs if isinstance(found, str)}


def _grouped(things: Iterable[_T], key: Callable[[_T], _K | None]) -> dict[_K, list[_T]]:
    groups: defaultdict[_K, list[_T]] = defaultdict(list)
    for thing in things:
        if (found := key(thing)) is not None:
            groups[found].append(thing)
    return dict(groups)
