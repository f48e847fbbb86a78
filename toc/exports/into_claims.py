"""Links and ties as connections: what a theory wants, what a document has, and which is which."""

from __future__ import annotations

__all__ = ["Claim", "Pairs", "claims_had", "claims_wanted", "paired"]

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.exports.connection_words import is_connection_id
from toc.exports.into_ids import is_numbered
from toc.exports.theory_map import TheoryItems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.map_theory import MapParts
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.items import Connection
    from toc.models.links import Link
    from toc.models.theory import Theory

Pair = tuple[str, str]


class Claim(NamedTuple):
    """A link or tie as a flat connection; `own` is the id that its owners gave it, if any.

    `connection` is the one that says it in a document, None for what a theory wants.
    """

    flat: dict[str, Any]
    own: str | None
    connection: Connection | None = None

    @property
    def pair(self) -> Pair:
        """The parts that it joins."""
        return self.flat["from"], self.flat["to"]

    @property
    def words(self) -> dict[str, Any]:
        """All that it says but its id."""
        return {key: value for key, value in self.flat.items() if key != "id"}


class Pairs(NamedTuple):
    """Each claim of a theory with the one that it is in a document, and those that are left."""

    found: list[tuple[Claim, Claim | None]]
    left: list[Claim]


def claims_wanted(theory: Theory, words: Vocabulary) -> list[Claim]:
    """The links and ties of a theory."""
    items = TheoryItems(theory, words, {})
    links = [Claim(items.link(link), _own_id(link)) for link in theory.every_link()]
    ties: dict[Pair, Claim] = {}
    for outcome in theory.outcomes:
        for tie in outcome.measured_by:
            ties.setdefault((outcome.id, tie.measure), Claim(items.tie(outcome, tie), None))
    return [*links, *ties.values()]


def _own_id(link: Link) -> str | None:
    """The id of a link that has one which says more than what the link joins."""
    if link.id is None or is_connection_id(link.id, link.from_, link.to):
        return None
    return link.id


def claims_had(parts: MapParts, present: Theory, words: Vocabulary) -> list[Claim]:
    """The links and ties that connections of a document say; of several ties the one that counts.

    `present` is the theory of the same `parts`.
    """
    items = TheoryItems(present, words, {})
    links = [Claim(items.link(link), link.id, connection) for connection, link in parts.links()]
    connections = parts.ties()
    ties = [
        Claim(items.tie(outcome, tie), None, found[0])
        for outcome in present.outcomes
        for tie in outcome.measured_by
        if (found := connections.get((outcome.id, tie.measure)))
    ]
    return links + ties


def paired(wanted: Iterable[Claim], had: Iterable[Claim]) -> Pairs:
    """Which claim of a document each claim of a theory is.

    By the id that its owners gave it, else among those between the same two parts one that says
    the same, else the next one that has no other id.
    """
    found: dict[int, Claim] = {}
    claims = list(wanted)
    left = _Left(had)
    for fits in (_Left.with_same_id, _Left.with_same_words, _Left.between_the_same):
        for place, claim in enumerate(claims):
            if place not in found and (old := fits(left, claim)):
                found[place] = old
                left.take(old)
    return Pairs([(claim, found.get(place)) for place, claim in enumerate(claims)], left.all())


class _Left:
    """Claims of a document that are not found to be any of the theory's yet."""

    def __init__(self, had: Iterable[Claim]) -> None:
        self.by_pair: defaultdict[Pair, list[Claim]] = defaultdict(list)
        self.by_id: dict[str, Claim] = {}
        for claim in had:
            self.by_pair[claim.pair].append(claim)
            if claim.own:
                self.by_id[claim.own] = claim

    def all(self) -> list[Claim]:
        """All of them."""
        return [claim for claims in self.by_pair.values() for claim in claims]

    def take(self, claim: Claim) -> None:
        """One of them is found."""
        self.by_pair[claim.pair].remove(claim)
        self.by_id.pop(claim.own or "", None)

    def with_same_id(self, claim: Claim) -> Claim | None:
        """The one with the id that its owners gave it."""
        return self.by_id.get(claim.own or "")

    def with_same_words(self, claim: Claim) -> Claim | None:
        """One between the same two parts that says the same."""
        return next((old for old in self._fitting(claim) if old.words == claim.words), None)

    def between_the_same(self, claim: Claim) -> Claim | None:
        """One between the same two parts."""
        return next(iter(self._fitting(claim)), None)

    def _fitting(self, claim: Claim) -> Iterator[Claim]:
        for old in self.by_pair.get(claim.pair, ()):
            if claim.own is None or old.own is None or is_numbered(old.own, claim.own):
                yield old
