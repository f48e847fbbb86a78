"""The theory that a Kumu map stands for, read through a vocabulary."""

from __future__ import annotations

__all__ = ["MapParts", "MapTheory", "theory_from_map"]

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.connection_words import LEADS_TO
from toc.exports.map_ids import MapIds
from toc.exports.map_leftovers import claim_in, left_in_the_map
from toc.exports.map_measures import Unreadable, measure_from_element, unreadable_words
from toc.exports.map_reading import OUTCOMES, MapReading
from toc.exports.map_texts import whole_text, whole_texts
from toc.exports.vocabulary import Role
from toc.kumu.document import Form
from toc.kumu.json_reader import paused_gc
from toc.kumu.project import ALL_MAPS
from toc.models.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toc.exports.map_measures import MapMark, MapMeasure
    from toc.kumu.items import Connection, Element, Item
    from toc.models.links import Link

_CHOICES = {
    "status": {"stated", "inferred", "disputed", "unknown"},
    "kind": {"process", "change", "maintenance"},
    "confidence": {"low", "medium", "high"},
    "polarity": {"+", "-"},
}
_OF_CLAIMS = (
    *("rationale", "assumptions", "evidence", "confidence", "polarity"),
    *("status", "sources", "note"),
)


class MapTheory(NamedTuple):
    """A theory read from a map, what could not be understood, and what stays in the map."""

    theory: Theory
    warnings: list[str]
    left_out: list[str]


def theory_from_map(reading: MapReading) -> MapTheory:
    """The theory of the part of a document that has roles.

    Ids are the assigned ones if well formed and unique, else words from the label; `kumu: ids`
    of the theory records the system id that each came from. A text in a field that names a
    measure, domain, dimension, theme or voice becomes one, shared by all who name it. Texts keep
    the blanks around them; one of blanks alone says nothing.
    """
    with paused_gc():
        parts = MapParts(reading)
        theory = parts.theory()
    return MapTheory(theory, unreadable_words(parts.unreadable), left_in_the_map(reading))


class MapParts:
    """What a map says as parts of a theory; `known` are ids by place, settled beforehand."""

    def __init__(self, reading: MapReading, known: Mapping[int, str] | None = None) -> None:
        self.reading = reading
        self.unreadable: list[Unreadable] = []
        self.ids = MapIds(reading, known)
        self.claims: dict[int, list[dict[str, Any]]] = {}
        self.claiming: list[tuple[Connection, str, dict[str, Any]]] = []
        self._gather_claims()

    def theory(self) -> Theory:
        """All of it as a theory."""
        return self._theory

    @cached_property
    def _theory(self) -> Theory:
        return Theory.model_validate(self._data())

    def links(self) -> list[tuple[Connection, Link]]:
        """Each connection that is a claim, with the link that it stands for."""
        links: defaultdict[str, list[Link]] = defaultdict(list)
        for link in reversed(self.theory().every_link()):
            links[link.from_].append(link)
        return [(connection, links[start].pop()) for connection, start, _ in self.claiming]

    def ties(self) -> dict[tuple[str, str], list[Connection]]:
        """The connections that tie each outcome to each of its measures."""
        found: dict[tuple[str, str], list[Connection]] = {}
        for outcome in self.reading.with_role(*OUTCOMES):
            for join in self.ids.measure_joins(outcome):
                pair = (self.ids.of(outcome), self.ids.of(join.end))
                found.setdefault(pair, []).append(join.connection)
        return found

    def _data(self) -> dict[str, Any]:
        reading, ids = self.reading, self.ids
        outputs = [self._output(one) for one in reading.with_role(Role.OUTPUT)]
        outcomes = [self._outcome(one) for one in reading.with_role(*OUTCOMES)]
        measures = [self._measure(one) for one in reading.with_role(Role.MEASURE)]
        dimensions = [self._claiming(one) for one in reading.with_role(Role.DIMENSION)]
        domains = [self._item(one) for one in reading.with_role(Role.DOMAIN)]
        kumu: dict[str, Any] = reading.vocabulary.to_data()
        if reading.scope.map:
            kumu["map"] = reading.scope.map.name
        elif reading.document.form is Form.PROJECT and reading.document.section("maps"):
            kumu["map"] = ALL_MAPS
        if system_ids := ids.system_ids():
            kumu["ids"] = system_ids
        return {
            "name": reading.document.title,
            "dimensions": [*dimensions, *ids.named("dimension")],
            "domains": [*domains, *ids.named("domain")],
            "themes": ids.named("themes"),
            "voices": ids.named("voices"),
            "outputs": outputs,
            "outcomes": outcomes,
            "measures": [*measures, *ids.named("measures")],
            "kumu": kumu,
        }

    def _gather_claims(self) -> None:
        """Each connection as a claim of the element it leads from, where it is one."""
        for found in self.reading.joins:
            if join := claim_in(found, self.reading.roles):
                claim = self._claim(join.connection, join.end)
                self.claims.setdefault(join.start.place, []).append(claim)
                self.claiming.append((join.connection, self.ids.of(join.start), claim))

    def _claim(self, connection: Connection, end: Element) -> dict[str, Any]:
        kind = connection.type
        found: dict[str, Any] = {
            "to": self.ids.of(end),
            "id": self.ids.of_connection(connection),
            "type": None if kind == LEADS_TO or kind.isspace() else kind,
            "mutual": connection.both_ways,
        }
        if not connection.fields.keys().isdisjoint(self._claim_fields):
            found |= {
                "rationale": self._text(connection, "rationale"),
                "assumptions": self._texts(connection, "assumptions"),
                "evidence": self._texts(connection, "evidence"),
                "confidence": self._choice(connection, "confidence"),
                "polarity": self._choice(connection, "polarity"),
                **self._provenance(connection),
            }
        return {key: value for key, value in found.items() if value}

    @cached_property
    def _claim_fields(self) -> set[str]:
        """Every field that says something about a claim beyond its ends and type."""
        fields = self.reading.vocabulary.fields
        return {field for attribute in _OF_CLAIMS for field in fields[attribute]}

    def _provenance(self, item: Item) -> dict[str, Any]:
        found = {
            "status": self._choice(item, "status"),
            "sources": self._texts(item, "sources"),
            "note": self._text(item, "note"),
        }
        return {key: value for key, value in found.items() if value}

    def _item(self, element: Element) -> dict[str, Any]:
        description = element.text("description")
        return {
            "id": self.ids.of(element),
            "label": element.label or self.reading.ids[element.place] or "no label",
            "description": None if description.isspace() else description,
            "aliases": self._texts(element, "aliases"),
            **self._provenance(element),
        }

    def _claiming(self, element: Element) -> dict[str, Any]:
        return self._item(element) | {"leads_to": self.claims.get(element.place, [])}

    def _output(self, element: Element) -> dict[str, Any]:
        return self._claiming(element) | {"dimension": self.ids.group(element, "dimension")}

    def _outcome(self, element: Element) -> dict[str, Any]:
        return self._claiming(element) | {
            "domain": self.ids.group(element, "domain"),
            "themes": self.ids.many(element, "themes"),
            "kind": self._choice(element, "kind"),
            "voices": self.ids.many(element, "voices"),
            "end": self.reading.roles[element.place] is Role.IMPACT,
            "measured_by": list(self._measured_by(element)),
        }

    def _measured_by(self, outcome: Element) -> Iterator[dict[str, Any]]:
        seen: set[str] = set()
        for join in self.ids.measure_joins(outcome):
            measure = self.ids.of(join.end)
            if measure not in seen:
                seen.add(measure)
                yield {"measure": measure, **self._provenance(join.connection)}
        for measure in self.ids.many(outcome, "measures"):
            if measure not in seen:
                seen.add(measure)
                yield {"measure": measure}

    def _measure(self, element: Element) -> dict[str, Any]:
        found = measure_from_element(self.reading, element, self.unreadable)
        return self._item(element) | {
            "method": found.method,
            "unit": found.unit,
            "better": found.better,
            "source": found.source,
            "owner": found.owner,
            "every": found.every,
            "baseline": _mark(found.baseline),
            "target": _mark(found.target),
            "values": list(_values(found)),
        }

    def _text(self, item: Item, attribute: str) -> str | None:
        return whole_text(self.reading, item, attribute)

    def _texts(self, item: Item, attribute: str) -> list[str]:
        return list(whole_texts(self.reading, item, attribute))

    def _choice(self, item: Item, attribute: str) -> str | None:
        text = self.reading.attribute(item, attribute)
        if not text or text.casefold() in _CHOICES[attribute]:
            return text.casefold() or None
        self.unreadable.append(Unreadable(attribute, item.label or item.shown_id, text))
        return None


def _mark(mark: MapMark | None) -> dict[str, Any] | None:
    return None if mark is None else {"value": mark.value, "date": mark.date}


def _values(measure: MapMeasure) -> Iterable[dict[str, Any]]:
    for found in measure.values:
        yield {key: value for key, value in found._asdict().items() if value is not None}
