"""A theory as a Kumu document: its parts as elements, its claims and ties as connections."""

from __future__ import annotations

__all__ = ["TheoryItems", "document_from_theory", "left_out_of_a_map", "resolvable_names"]

from collections import Counter
from typing import TYPE_CHECKING, Any

from toc.exports.map_ids import connection_id
from toc.exports.vocabulary import DEFAULT, Role, Vocabulary
from toc.kumu.conversion import Conversion
from toc.kumu.document import Document
from toc.kumu.json_reader import paused_gc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toc.models.base import Item
    from toc.models.links import Link
    from toc.models.measures import Mark, Measure
    from toc.models.outcomes import MeasuredBy, Outcome
    from toc.models.theory import Theory

LEADS_TO = "leads to"
MEASURED_BY = "measured by"


def document_from_theory(theory: Theory, vocabulary: Vocabulary = DEFAULT) -> Conversion:
    """The flat blueprint of a theory: elements, connections, and nothing that Kumu cannot read.

    Elements are dimensions, domains, outputs, outcomes and measures, in this order, with their
    ids; an end outcome has the type of an impact. A claim is a connection from what leads to what
    it leads to, a tie one from an outcome to its measure. Of a measure's values the newest is
    held. What a map has no place for is named.
    """
    with paused_gc():
        writing = TheoryItems(theory, vocabulary, resolvable_names(theory))
        data = {"elements": list(writing.elements()), "connections": list(writing.connections())}
    document = Document.from_data(data, theory.name or "theory")
    return Conversion(document, tuple(left_out_of_a_map(theory)))


def resolvable_names(*theories: Theory) -> dict[str, str]:
    """For each dimension, domain, theme and voice what fields call it.

    The label, where no other of its kind has the same in one of the theories, else the id.
    """
    items: dict[str, Item] = {}
    ambiguous: set[tuple[str, str]] = set()
    for theory in theories:
        groups: tuple[Item, ...] = (*theory.dimensions, *theory.domains)
        others: tuple[Item, ...] = (*theory.themes, *theory.voices)
        counts = Counter(_named(item) for item in (*groups, *others))
        ambiguous |= {name for name, count in counts.items() if count > 1}
        items |= {item.id: item for item in (*groups, *others)}
    return {
        item.id: item.id if _named(item) in ambiguous else item.label for item in items.values()
    }


def _named(item: Item) -> tuple[str, str]:
    return item.role, item.label.strip().casefold()


class TheoryItems:
    """A theory as flat elements and connections; `names` is what fields call its groups."""

    def __init__(self, theory: Theory, vocabulary: Vocabulary, names: Mapping[str, str]) -> None:
        self.theory = theory
        self.vocabulary = vocabulary
        self.names = names
        self.taken = {item.id for item in theory.items()}
        self.taken |= {link.id for link in theory.every_link() if link.id}

    def elements(self) -> Iterator[dict[str, Any]]:
        """Its parts, each with id, label, type and fields."""
        for dimension in self.theory.dimensions:
            yield self._element(dimension, Role.DIMENSION)
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
        for link in self.theory.every_link():
            yield self.link(link)
        for outcome in self.theory.outcomes:
            for tie in outcome.measured_by:
                yield self.tie(outcome, tie)

    def _fields(self, **attributes: Any) -> dict[str, Any]:
        """The fields that hold the attributes which are given."""
        return {
            self.vocabulary.field_of(name.replace("_", " ")): value
            for name, value in attributes.items()
            if value is not None and value != [] and value != ""
        }

    def _element(self, item: Item, role: Role, **attributes: Any) -> dict[str, Any]:
        out: dict[str, Any] = {
            "id": item.id,
            "label": item.label,
            "type": _capitalised(self.vocabulary.type_of(role)),
        }
        if item.description:
            out["description"] = item.description
        return out | self._fields(
            **attributes,
            aliases=list(item.aliases),
            status=item.status,
            sources=list(item.sources),
            note=item.note,
        )

    def _outcome(self, outcome: Outcome) -> dict[str, Any]:
        return self._element(
            outcome,
            Role.IMPACT if outcome.end else Role.OUTCOME,
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
            "type": link.type or LEADS_TO,
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
        number, found = 1, connection_id(start, end)
        while found in self.taken:
            number += 1
            found = f"{connection_id(start, end)}-{number}"
        self.taken.add(found)
        return found


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mark(name: str, mark: Mark | None) -> dict[str, Any]:
    if mark is None:
        return {}
    return {name: mark.value, f"{name}_date": mark.date.isoformat() if mark.date else None}


def left_out_of_a_map(theory: Theory) -> Iterable[str]:
    """In words, what a theory says that no map has a place for."""
    older = sum(max(len(measure.values) - 1, 0) for measure in theory.measures)
    notes = sum(
        bool(part and part.note)
        for measure in theory.measures
        for part in (measure.baseline, measure.target, *measure.values)
    )
    described = sum(
        bool(item.description or item.note or item.aliases or item.sources)
        for item in (*theory.themes, *theory.voices)
    )
    about = [name for name in ("description", "note", "sources") if getattr(theory, name)]
    counts = {
        "older values of measures": older,
        "notes on baselines, targets and values": notes,
        "descriptions of themes and voices": described,
        "entries about what is unknown": len(theory.unknown),
        "waivers": len(theory.waivers),
    }
    yield from (f"{what}: {number}" for what, number in counts.items() if number)
    if about:
        yield f"the theory's own {', '.join(about)}"
