"""A theory as a Kumu document: its parts as elements, its claims and ties as connections."""

from __future__ import annotations

__all__ = [
    "TheoryItems",
    "document_from_theory",
    "first_ties",
    "left_out_of_a_map",
    "resolvable_names",
]

from collections import Counter
from typing import TYPE_CHECKING, Any

from toc.exports.connection_words import LEADS_TO, MEASURED_BY, connection_id
from toc.exports.field_names import resolvable_names
from toc.exports.theory_leftovers import left_out_of_a_map, named_only
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.kumu.conversion import Conversion
from toc.kumu.document import Document
from toc.kumu.items import CORE_FIELDS
from toc.kumu.json_reader import paused_gc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toc.models.base import Item
    from toc.models.links import Link
    from toc.models.measures import Mark, Measure
    from toc.models.outcomes import MeasuredBy, Outcome
    from toc.models.theory import Theory


def document_from_theory(theory: Theory, vocabulary: Vocabulary = DEFAULT) -> Conversion:
    """The flat blueprint of a theory: elements, connections, and nothing that Kumu cannot read.

    Elements are dimensions, domains, outputs, outcomes and measures, in this order, with their
    ids; an end outcome has the type of an impact. A claim is a connection from what leads to what
    it leads to, a tie one from an outcome to its measure. Of a measure's values the newest is
    held. Texts that hold only blanks are not written. What a map has no place for is named.
    """
    with paused_gc():
        writing = TheoryItems(theory, vocabulary, resolvable_names(theory))
        data = {"elements": list(writing.elements()), "connections": list(writing.connections())}
    document = Document.from_data(data, theory.name or "theory")
    return Conversion(document, tuple(left_out_of_a_map(theory, vocabulary)))


class TheoryItems:
    """A theory as flat elements and connections; `names` is what fields call its groups."""

    def __init__(self, theory: Theory, vocabulary: Vocabulary, names: Mapping[str, str]) -> None:
        self.theory = theory
        self.vocabulary = vocabulary
        self.names = names
        self.taken = {item.id for item in theory.items()}
        self.taken |= {link.id for link in theory.every_link() if link.id}
        self._numbers: Counter[str] = Counter()

    def elements(self) -> Iterator[dict[str, Any]]:
        """Its parts, each with id, label, type and fields.

        Dimensions and domains only where the vocabulary has a type for them; fields name them
        in any case.
        """
        if self.vocabulary.has_type(Role.DIMENSION):
            for dimension in self.theory.dimensions:
                yield self._element(dimension, Role.DIMENSION)
        if self.vocabulary.has_type(Role.DOMAIN):
            for domain in self.theory.domains:
                yield self._element(domain, Role.DOMAIN)
        for output in self.theory.outputs:
            dimension_name = self.names.get(output.dimension or "")
            yield self._element(output, Role.OUTPUT, dimension=dimension_name)
        for outcome in self.theory.outcomes:
            yield self._outcome(outcome)
        for measure in self.theory.measures:
            yield self._measure(measure)

    def connections(self) -> Iterator[dict[str, Any]]:
        """Its claims and ties, each with id, from, to, type, direction and fields."""
        nowhere = named_only(self.theory, self.vocabulary)
        for link in self.theory.every_link():
            if nowhere.isdisjoint((link.from_, link.to)):
                yield self.link(link)
        for outcome in self.theory.outcomes:
            yield from (self.tie(outcome, tie) for tie in first_ties(outcome))

    def _fields(self, **attributes: Any) -> dict[str, Any]:
        """The fields that hold the attributes which are given."""
        said = ((name.replace("_", " "), _said(value)) for name, value in attributes.items())
        return {self._field(name): value for name, value in said if value is not None}

    def _field(self, attribute: str) -> str:
        name = self.vocabulary.field_of(attribute)
        return name.lower() if name.lower() in CORE_FIELDS else name

    def _type(self, role: Role) -> str:
        kind = self.vocabulary.type_of(role)
        return kind if kind in self.vocabulary.types else kind.capitalize()

    def _element(self, item: Item, role: Role, **attributes: Any) -> dict[str, Any]:
        out: dict[str, Any] = {
            "id": item.id,
            "label": item.label,
            "type": self._type(role),
        }
        if description := _said(item.description):
            out["description"] = description
        return out | self._fields(
            **attributes,
            aliases=list(item.aliases),
            status=item.status,
            sources=list(item.sources),
            note=item.note,
        )

    def _outcome(self, outcome: Outcome) -> dict[str, Any]:
        can_be_impact = self.vocabulary.has_type(Role.IMPACT)
        return self._element(
            outcome,
            Role.IMPACT if outcome.end and can_be_impact else Role.OUTCOME,
            domain=self.names.get(outcome.domain or ""),
            themes=[self.names[theme] for theme in outcome.themes],
            kind=outcome.kind,
            voices=[self.names[voice] for voice in outcome.voices],
        )

    def _measure(self, measure: Measure) -> dict[str, Any]:
        newest = measure.newest
        return self._element(
            measure,
            Role.MEASURE,
            unit=measure.unit,
            method=measure.method,
            source=measure.source,
            owner=measure.owner,
            frequency=measure.every,
            direction=measure.better,
            **_mark("baseline", measure.baseline),
            **_mark("target", measure.target),
            value=newest.value if newest else None,
            value_date=newest.date.isoformat() if newest else None,
            n=newest.n if newest else None,
            low=newest.low if newest else None,
            high=newest.high if newest else None,
            publishable=newest.publishable if newest else None,
        )

    def link(self, link: Link) -> dict[str, Any]:
        """A claim as a connection."""
        return {
            "id": link.id or self._connection_id(link.from_, link.to),
            "from": link.from_,
            "to": link.to,
            "type": _said(link.type) or LEADS_TO,
            "direction": "mutual" if link.mutual else "directed",
        } | self._fields(
            rationale=link.rationale,
            assumptions=list(link.assumptions),
            evidence=list(link.evidence),
            confidence=link.confidence,
            polarity=link.polarity,
            status=link.status,
            sources=list(link.sources),
            note=link.note,
        )

    def tie(self, outcome: Outcome, tie: MeasuredBy) -> dict[str, Any]:
        """A tie as a connection from the outcome to its measure."""
        return {
            "id": self._connection_id(outcome.id, tie.measure),
            "from": outcome.id,
            "to": tie.measure,
            "type": MEASURED_BY,
            "direction": "directed",
        } | self._fields(status=tie.status, sources=list(tie.sources), note=tie.note)

    def _connection_id(self, start: str, end: str) -> str:
        """An id for a connection; Kumu tells parallel ones apart by it."""
        made = found = connection_id(start, end)
        while found in self.taken:
            self._numbers[made] += 1
            found = f"{made}-{self._numbers[made] + 1}"
        self.taken.add(found)
        return found


def first_ties(outcome: Outcome) -> list[MeasuredBy]:
    """The ties of an outcome, one for each of its measures; the first where there are more."""
    ties: dict[str, MeasuredBy] = {}
    for tie in outcome.measured_by:
        ties.setdefault(tie.measure, tie)
    return list(ties.values())


def _said(value: Any) -> Any:
    """A value without texts that hold only blanks; None where nothing is left."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return [text for text in value if text.strip()] or None
    return value


def _mark(name: str, mark: Mark | None) -> dict[str, Any]:
    if mark is None:
        return {}
    return {name: mark.value, f"{name}_date": mark.date.isoformat() if mark.date else None}
