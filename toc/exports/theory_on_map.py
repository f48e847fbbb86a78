"""A theory beside a map: as far as a map can hold it, so that the two can be compared."""

from __future__ import annotations

__all__ = ["TheoryOnMap", "theory_on_map"]

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toc.exports.map_reading import read_map
from toc.exports.map_theory import theory_from_map
from toc.exports.theory_map import document_from_theory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.exports.vocabulary import Vocabulary
    from toc.models.theory import Theory


class TheoryOnMap(NamedTuple):
    """What a map can hold of a theory, and in words what it cannot.

    `ids` are the system ids that the parts came from, by id, as the theory records them.
    """

    theory: Theory
    ids: Mapping[str, str]
    left_out: tuple[str, ...]


def theory_on_map(theory: Theory, vocabulary: Vocabulary) -> TheoryOnMap:
    """The theory as it would be read back from a map that it was written to.

    Raises:
        NoOutcomesError: it has no outcomes.
        UnwritableError: a text or number in it cannot be written to a map.
    """
    words = replace(vocabulary, replaced=frozenset(), selectors={})
    written = document_from_theory(theory, words)
    found = theory_from_map(read_map(written.document, words))
    return TheoryOnMap(found.theory, recorded_ids(theory), written.left_out)


def recorded_ids(theory: Theory) -> dict[str, str]:
    """The system ids in Kumu that a theory records for its parts, by their ids."""
    found = theory.kumu.get("ids")
    pairs = found.items() if isinstance(found, dict) else ()
    return {own: system for own, system in pairs if isinstance(system, str)}
