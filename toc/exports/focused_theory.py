"""A theory narrowed to what is in focus on the map that it is written as."""

from __future__ import annotations

__all__ = ["focused_theory"]

from typing import TYPE_CHECKING, TypeVar

from toc.exports.focused_scope import focused_scope
from toc.exports.theory_map import document_from_theory, first_ties
from toc.exports.vocabulary import Role, Vocabulary
from toc.kumu.project import scope
from toc.models.survey_references import theory_breaches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc.kumu.focusing import FocusOn
    from toc.kumu.items import Element
    from toc.models.links import Claim
    from toc.models.outcomes import Outcome
    from toc.models.theory import Theory

_C = TypeVar("_C", bound="Claim")


def focused_theory(
    theory: Theory, vocabulary: Vocabulary, focus: FocusOn, name: str = "theory"
) -> tuple[Theory, list[str]]:
    """The theory with what is in focus, and in words how much is not.

    The focus is looked for on the map that the theory is written as by this vocabulary. What an
    outcome in focus is measured by stays, as do the domain, dimension, themes and voices that an
    item in focus names, and surveys that speak of nothing else. Messages call the theory by `name`.

    Raises:
        NotFoundError: the focus picks nothing.
    """
    document = document_from_theory(theory, vocabulary).document
    role = {item.id: Role(item.role) for item in theory.items() if item.role in set(Role)}

    def role_of(element: Element) -> Role | None:
        return role.get(element.assigned_id or "")

    document.name = name
    part = focused_scope(document, scope(document), focus, role_of)
    ids = {element.assigned_id or "" for element in part.elements}
    made = _Narrowing(theory, ids, {one.place for one in part.connections}).theory()
    return made, [part.note] if part.note else []


class _Narrowing:
    """A theory with the items of these ids, and the connections at these places of its map.

    On the map its links come first, in their order, then the ties of each outcome.
    """

    def __init__(self, theory: Theory, ids: Collection[str], places: Collection[int]) -> None:
        self._whole = theory
        self._ids = {*ids, *_named(theory, ids)}
        self._places = places
        self._next = iter(range(len(theory.every_link())))
        self._ties = _tie_places(theory, len(theory.every_link()))

    def theory(self) -> Theory:
        """The narrowed theory; its sections are read in the order of its links."""
        whole, ids = self._whole, self._ids
        dimensions = [
            one.model_copy(update={"leads_to": self._claims(one.leads_to)})
            for one in whole.dimensions
        ]
        outputs = [
            one.model_copy(update={"leads_to": self._claims(one.leads_to)}) for one in whole.outputs
        ]
        outcomes = [self._outcome(one) for one in whole.outcomes]
        sections = {
            "dimensions": dimensions,
            "domains": whole.domains,
            "themes": whole.themes,
            "voices": whole.voices,
            "outputs": outputs,
            "outcomes": outcomes,
            "measures": whole.measures,
        }
        kept = {
            name: tuple(item for item in items if item.id in ids)
            for name, items in sections.items()
        }
        made = whole.model_copy(
            update={
                **kept,
                "links": self._claims(whole.links),
                "unknown": tuple(one for one in whole.unknown if one.item in ids),
                "waivers": tuple(one for one in whole.waivers if one.item in ids),
            }
        )
        fitting = (one for one in whole.surveys if not any(theory_breaches(one, made)))
        return made.model_copy(update={"surveys": tuple(fitting)})

    def _outcome(self, outcome: Outcome) -> Outcome:
        ties = [
            tie
            for tie in outcome.measured_by
            if self._ties[outcome.id, tie.measure] in self._places
        ]
        update = {"leads_to": self._claims(outcome.leads_to), "measured_by": tuple(ties)}
        return outcome.model_copy(update=update)

    def _claims(self, claims: Iterable[_C]) -> tuple[_C, ...]:
        return tuple(claim for claim in claims if next(self._next) in self._places)


def _tie_places(theory: Theory, first: int) -> dict[tuple[str, str], int]:
    """The place on the map of the tie between an outcome and a measure."""
    pairs = ((one.id, tie.measure) for one in theory.outcomes for tie in first_ties(one))
    return {pair: place for place, pair in enumerate(pairs, first)}


def _named(theory: Theory, ids: Collection[str]) -> Iterator[str]:
    """The groups that the outputs and outcomes among these ids name."""
    for output in theory.outputs:
        if output.id in ids and output.dimension:
            yield output.dimension
    for outcome in theory.outcomes:
        if outcome.id in ids:
            yield from filter(None, (outcome.domain, *outcome.themes, *outcome.voices))
