"""Which selectors stand for the roles and groups of a map, for the views that are made of it."""

from __future__ import annotations

__all__ = ["Group", "ViewParts"]

import re
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.map_reading import OUTCOMES
from toc.exports.vocabulary import Role
from toc.kumu.selectors.matching import Matcher
from toc.kumu.selectors.writing import equals, in_quotes, of_element_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.map_reading import MapReading
    from toc.kumu.items import Element

_SYSTEM_ID = re.compile(r"elem-[0-9A-Za-z]+")


class Group(NamedTuple):
    """A domain or dimension: its label, and selectors.

    `own` picks its element, empty where it has none; `members` are conditions for the items that
    belong to it, to be put behind a compound: a field test, or an arrow to its element.
    """

    label: str
    own: str
    members: tuple[str, ...]


class ViewParts:
    """Selectors for what a map holds, by the words that it has; each picks something on it."""

    def __init__(self, reading: MapReading) -> None:
        self.reading = reading
        self.vocabulary = reading.vocabulary
        self._matcher = Matcher(reading.scope.elements, reading.scope.connections)

    def types(self, role: Role) -> list[str]:
        """The types whose elements have a role by their type, in the order of the map."""
        picked = self.reading.picked.roles if self.reading.picked else {}
        found = (one for one in self.reading.with_role(role) if one.place not in picked)
        return list(dict.fromkeys(one.type for one in found))

    def selectors(self, *roles: Role) -> list[str]:
        """Selectors that together pick the elements with these roles."""
        found: list[str] = []
        for role in roles:
            if (picked := self.vocabulary.selectors.get(role)) and self.picks(picked):
                found.append(picked)
            found += map(of_element_type, self.types(role))
        return found

    def compounds(self, *roles: Role) -> list[str]:
        """The same as selectors behind which a condition or an arrow can be put."""
        return list(map(_compound, self.selectors(*roles)))

    def of(self, element: Element) -> str:
        """The one of these compounds that picks an element with a role."""
        picked = self.reading.picked.roles.get(element.place) if self.reading.picked else None
        own = self.vocabulary.selectors[picked] if picked else of_element_type(element.type)
        return _compound(own)

    def domains(self) -> list[Group]:
        """The domains of outcomes, those that are elements first."""
        return list(self._groups(Role.DOMAIN, OUTCOMES, "domain"))

    def dimensions(self) -> list[Group]:
        """The dimensions of outputs, those that are elements first."""
        return list(self._groups(Role.DIMENSION, frozenset({Role.OUTPUT}), "dimension"))

    def unmeasured(self) -> list[str]:
        """Selectors of the outcomes that no measure is joined to and whose fields name none."""
        used = self._used("measures", self.reading.with_role(*OUTCOMES))
        tests = "".join(f"[!{name}]" for name in used)
        measures = self.compounds(Role.MEASURE)
        tests += "".join(f":not(element <--> {measure})" for measure in measures)
        outcomes = self.compounds(*sorted(OUTCOMES))
        return self.those_that_pick(f"{outcome}{tests}" for outcome in outcomes)

    def picks(self, selector: str) -> bool:
        """Whether a selector picks anything on the map."""
        return bool(self._matcher.select(selector))

    def those_that_pick(self, selectors: Iterable[str]) -> list[str]:
        """The selectors that pick something, each once."""
        return [one for one in dict.fromkeys(selectors) if self.picks(one)]

    def fields(self, attribute: str, *roles: Role) -> list[str]:
        """The names of the fields that hold an attribute for elements with these roles."""
        return [name[1:-1] for name in self._used(attribute, self.reading.with_role(*roles))]

    def _used(self, attribute: str, elements: Iterable[Element]) -> list[str]:
        """The fields of an attribute that some of the elements fill, in quotes."""
        listed = list(elements)
        names = self.vocabulary.fields[attribute]
        used = (name for name in names if any(one.text(name).strip() for one in listed))
        return [quoted for name in used if (quoted := in_quotes(name))]

    def _groups(self, role: Role, members: frozenset[Role], attribute: str) -> Iterator[Group]:
        fields = self.fields(attribute, *members)
        elements = self.reading.with_role(*members)
        texts = dict.fromkeys(
            (field, text)
            for one in elements
            for field in fields
            if (text := one.text(field)).strip()
        )
        joined = {join.end.place for join in self.reading.joined(members, frozenset({role}))}
        taken: set[tuple[str, str]] = set()
        for one in self.reading.with_role(role):
            names = {_folded(one.label), _folded(one.assigned_id or "")} - {""}
            mine = [pair for pair in texts if _folded(pair[1]) in names]
            taken.update(mine)
            own = self._own(one)
            tests = [equals(*pair) for pair in mine]
            tests += [f" <--> {own}"] if one.place in joined else []
            yield Group(one.label or one.shown_id, own, tuple(tests))
        for pair in texts:
            if pair not in taken:
                yield Group(pair[1], "", (equals(*pair),))

    def _own(self, element: Element) -> str:
        """A selector of one element: by its type and assigned id, its system id, or its label."""
        kind = of_element_type(element.type)
        if element.assigned_id:
            return kind + equals("id", element.assigned_id)
        if element.system_id and _SYSTEM_ID.fullmatch(element.system_id):
            return f"#{element.system_id}"
        return kind + equals("label", element.label)


def _compound(selector: str) -> str:
    plain = selector == of_element_type("") or selector.startswith('["element type"')
    return selector if plain else f"element:not(:not({selector}))"


def _folded(text: str) -> str:
    return text.strip().casefold()
