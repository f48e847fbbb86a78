"""From any source to the generated set of views for Kumu."""

from __future__ import annotations

__all__ = ["ViewSet", "generated_views"]

from typing import TYPE_CHECKING, NamedTuple

from toc.exports.kumu_views import MAIN, kumu_views
from toc.exports.map_reading import read_map
from toc.exports.project_views import by_written_types
from toc.exports.view_files import view_files

if TYPE_CHECKING:
    from toc.exports.conversions import Convertible
    from toc.exports.map_reading import MapReading
    from toc.exports.map_theory import MapTheory
    from toc.exports.vocabulary import Vocabulary


class ViewSet(NamedTuple):
    """Files by name, what to do with them in words, and what is odd about the source."""

    files: dict[str, bytes]
    guide: str
    warnings: list[str]


def generated_views(source: Convertible, map_name: str | None, vocabulary: Vocabulary) -> ViewSet:
    """The views of a map, or of the map that a theory is written as.

    Raises:
        UnreadableError: the source cannot be read.
        NotFoundError: there is no map of that name.
        NoOutcomesError: it is a map in which nothing counts as an outcome.
    """
    theory = source.theory(None, vocabulary) if source.is_theory else None
    if theory:
        reading, title, warnings = _of_theory(theory, vocabulary)
    else:
        document = source.document
        reading = read_map(document, vocabulary, map_name, focus=source.focus)
        title, warnings = document.title or MAIN, reading.warnings()
    positions = _has_positions(reading)
    views = kumu_views(
        reading, title, positions=positions, theory=theory.theory if theory else None
    )
    return ViewSet(*view_files(views), warnings)


def _of_theory(found: MapTheory, vocabulary: Vocabulary) -> tuple[MapReading, str, list[str]]:
    from toc.exports.theory_map import document_from_theory

    written = document_from_theory(found.theory, vocabulary).document
    reading = read_map(written, by_written_types(vocabulary), need_outcomes=False)
    return reading, found.theory.name or MAIN, found.warnings


def _has_positions(reading: MapReading) -> bool:
    """Whether every element on the map has a place there."""
    chosen = reading.scope.map
    entries = chosen.raw.get("elements") if chosen else None
    listed = entries if isinstance(entries, list) else []
    return bool(listed) and all(isinstance(one, dict) and one.get("position") for one in listed)
