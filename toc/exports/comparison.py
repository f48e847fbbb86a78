"""Any two sources compared: maps as maps, theories as theories, one of each as theories."""

from __future__ import annotations

__all__ = ["Comparable", "Comparison", "compare"]

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from toc.exports.difference_report import DifferenceReport, report_documents, report_theories
from toc.kumu.project import ALL_MAPS, read_maps

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from toc.analysis.theory_difference import TheoryDifference
    from toc.exports.map_theory import MapTheory
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.differing.difference import Ignored
    from toc.kumu.document import Document
    from toc.models.theory import Theory


class Comparable(Protocol):
    """What a comparison asks of a source."""

    content: bytes
    name: str
    is_theory: bool

    @property
    def document(self) -> Document:
        """Its Kumu document, where it is one."""
        ...

    def theory(self, map_name: str | None, vocabulary: Vocabulary) -> MapTheory:
        """Its theory."""
        ...


class Comparison(NamedTuple):
    """The differences between two sources, and what is odd about them."""

    report: DifferenceReport
    warnings: Sequence[str]


def compare(
    before: Comparable,
    after: Comparable,
    vocabulary: Vocabulary,
    *,
    map_name: str | None = None,
    ignoring: Collection[Ignored] = (),
) -> Comparison:
    """What changed from an older source to a newer one.

    `vocabulary` says what a map means beside a theory, and `map_name` which map is meant there,
    else the one that the theory records. `ignoring` is for two maps.

    Raises:
        UnreadableError: a source cannot be read.
        NotFoundError: there is no map of that name or id.
        NoOutcomesError: no element of a map beside a theory counts as an outcome.
    """
    if before.is_theory or after.is_theory:
        return _theories(before, after, vocabulary, map_name)
    from toc.kumu.differences import find_differences

    found = find_differences(before.document, after.document, ignoring)
    return Comparison(report_documents(found), ())


def _theories(
    before: Comparable, after: Comparable, vocabulary: Vocabulary, map_name: str | None
) -> Comparison:
    from toc.analysis.theory_differences import theory_differences
    from toc.exports.theory_on_map import recorded_ids, theory_on_map

    if before.is_theory and after.is_theory:
        old, new = (one.theory(None, vocabulary).theory for one in (before, after))
        found = theory_differences(old, new, recorded_ids(old), recorded_ids(new))
        same = before.content == after.content
        return Comparison(report_theories(found, same_bytes=same), ())
    written, drawn = (before, after) if before.is_theory else (after, before)
    own = written.theory(None, vocabulary).theory
    held = theory_on_map(own, vocabulary)
    read = drawn.theory(map_name or _recorded_map(drawn.document, own), vocabulary)
    sides: list[tuple[Theory, Mapping[str, str]]]
    sides = [(held.theory, held.ids), (read.theory, recorded_ids(read.theory))]
    (old, old_ids), (new, new_ids) = sides if before.is_theory else reversed(sides)
    found = theory_differences(old, new, old_ids, new_ids, whole=False)
    given = {element.assigned_id for element in drawn.document.elements}
    kept = tuple(one for one in found.found if not _is_made_up(one, given))
    report = report_theories(replace(found, found=kept), not_compared=held.left_out)
    return Comparison(report, read.warnings)


def _is_made_up(one: TheoryDifference, given: Collection[str | None]) -> bool:
    """Whether an id is another only because the map has none: it was made of the label.

    `given` are the ids that the elements of the map have.
    """
    is_id = one.what == "id changed" and one.kind != "link"
    return is_id and one.before not in given and one.after not in given


def _recorded_map(document: Document, theory: Theory) -> str | None:
    """The map that a theory was read from, where the document has it."""
    recorded = theory.kumu.get("map")
    if not isinstance(recorded, str):
        return None
    known = recorded == ALL_MAPS or any(one.name == recorded for one in read_maps(document))
    return recorded if known else None
