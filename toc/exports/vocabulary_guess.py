"""A vocabulary for a map whose words toc does not know: guessed, and shown as guessed.

Only roles that nothing has yet are guessed at, by words: a type whose name is a known word for that
role in English, German, French, Spanish or Welsh. Fields likewise. What the place on the map alone
suggests (types at which nearly all connections end, or begin) is a hunch: told, never in force.
"""

from __future__ import annotations

__all__ = ["Guess", "Proposal", "proposed_vocabulary"]

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.map_reading import OUTCOMES, read_map
from toc.exports.vocabulary import Role, Vocabulary
from toc.exports.vocabulary_words import attribute_in, role_in
from toc.kumu.ends import named_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toc.exports.map_reading import MapReading
    from toc.kumu.document import Document
    from toc.kumu.focusing import FocusOn
    from toc.kumu.items import Element

_NEARLY_ALL = 0.8  # of the ends of connections; a guess of ours, no published figure
_FEWEST_ENDS = 2


class Guess(NamedTuple):
    """That elements of a type have a role, and in words why; or that a field holds an attribute.

    One of `role` and `attribute` is given; `name` is the type, or the field.
    """

    name: str
    reason: str
    role: Role | None = None
    attribute: str | None = None


class Proposal(NamedTuple):
    """A vocabulary with its guesses, the map as it is read by it, and what its shape suggests."""

    vocabulary: Vocabulary
    guesses: list[Guess]
    hunches: list[Guess]
    reading: MapReading

    @property
    def lacks_outcomes(self) -> bool:
        """Whether there are elements, and none of them counts as an outcome by it."""
        return bool(self.reading.scope.elements) and not self.reading.with_role(*OUTCOMES)


def proposed_vocabulary(
    document: Document,
    vocabulary: Vocabulary,
    map_name: str | None = None,
    focus: FocusOn | None = None,
) -> Proposal:
    """The vocabulary with guesses for the roles that no element of a map has by it.

    Raises:
        NotFoundError: there is no map of that name, or the focus picks nothing.
    """
    with document.settled():
        reading = read_map(document, vocabulary, map_name, need_outcomes=False, focus=focus)
        guesses = [*_by_words(reading), *_fields(reading)]
        words = _with_guesses(vocabulary, guesses)
        if guesses:
            reading = read_map(document, words, map_name, need_outcomes=False, focus=focus)
        return Proposal(words, guesses, [*_by_place(reading)], reading)


def _with_guesses(vocabulary: Vocabulary, guesses: Iterable[Guess]) -> Vocabulary:
    roles: dict[str, dict[str, list[str]]] = {}
    fields: dict[str, list[str]] = {}
    for name, _, role, attribute in guesses:
        if role:
            roles.setdefault(role, {"add": []})["add"].append(name)
        if attribute:
            fields.setdefault(attribute, [*vocabulary.fields[attribute]]).append(name)
    return vocabulary.with_data({"roles": roles, "fields": fields}, "guessed words")


def _by_words(reading: MapReading) -> Iterator[Guess]:
    had = set(reading.roles.values())
    for kind in reading.no_role:
        role = role_in(kind)
        if role and role not in had:
            yield Guess(kind, f"the word looks like {_one(role)}", role)


def _by_place(reading: MapReading) -> Iterator[Guess]:
    """Types that lead nowhere and types that nothing leads to, where outcomes or outputs lack."""
    shares = _arriving(reading)
    had = set(reading.roles.values())
    for kind in reading.no_role:
        share = shares.get(kind)
        if share is None or not kind.strip():
            continue
        if share >= _NEARLY_ALL and not had & OUTCOMES:
            yield Guess(kind, "nearly all its connections arrive", Role.OUTCOME)
        elif share <= 1 - _NEARLY_ALL and Role.OUTPUT not in had:
            yield Guess(kind, "nearly all its connections lead on", Role.OUTPUT)


def _arriving(reading: MapReading) -> dict[str, float]:
    """For each type the share of its ends of directed connections at which these arrive, 0 to 1.

    Connections between two elements without a role are looked at, and those with outputs and
    outcomes; a type with fewer than two ends is left out.
    """
    named = named_elements(reading.document.elements)
    leaving: Counter[str] = Counter()
    arriving: Counter[str] = Counter()
    for connection in reading.scope.connections:
        start, end = named.get(connection.start), named.get(connection.end)
        if start is None or end is None or connection.both_ways or start is end:
            continue
        if _takes_part(reading, start) and _takes_part(reading, end):
            leaving[start.type] += 1
            arriving[end.type] += 1
    ends = leaving + arriving
    return {
        kind: arriving[kind] / number for kind, number in ends.items() if number >= _FEWEST_ENDS
    }


def _takes_part(reading: MapReading, element: Element) -> bool:
    role = reading.roles.get(element.place)
    return role is None or role is Role.OUTPUT or role in OUTCOMES


def _fields(reading: MapReading) -> Iterator[Guess]:
    """Fields whose names are words for an attribute that no field in use holds yet."""
    used = {name for one in reading.scope.elements for name in one.fields if one.text(name).strip()}
    for name in sorted(used):
        attribute = attribute_in(name)
        if attribute and used.isdisjoint(reading.vocabulary.fields[attribute]):
            yield Guess(name, f'the word looks like "{attribute}"', attribute=attribute)


def _one(role: Role) -> str:
    return f"an {role}" if role[0] in "aeiou" else f"a {role}"
