"""Whether the parts of a survey refer to parts that there are, and whether it fits a theory.

One reading for two things, as for theories: a `Survey`, and the plain mappings, lists and texts of
a file that may be malformed in places, so that all faults of a file can be told at once.
"""

from __future__ import annotations

__all__ = [
    "SurveyMisfitError",
    "SurveyReferenceError",
    "every_survey_id",
    "survey_breaches",
    "survey_faults",
    "surveys_breaches",
    "theory_breaches",
]

from typing import TYPE_CHECKING, NamedTuple

from toc.models.nearest import nearest
from toc.models.plain_values import quoted
from toc.models.references import Breach, every_id, listed, part_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc.errors import Fault
    from toc.models.references import Path

_SECTIONS = {
    "voices": "voice",
    "versions": "version",
    "domains": "domain",
    "sub_dimensions": "sub-dimension",
    "scales": "scale",
    "items": "item",
    "bands": "set of bands",
}


class _Reference(NamedTuple):
    """Where ids of other parts stand: in a key of a section's parts.

    `inner` is the key inside each entry of a list, `""` where the entries are ids themselves, and
    None where the key holds one id.
    """

    section: str
    key: str
    inner: str | None
    wanted: str


_OWN = (
    _Reference("versions", "voices", "", "voices"),
    _Reference("domains", "bands", None, "bands"),
    _Reference("sub_dimensions", "domain", None, "domains"),
    _Reference("sub_dimensions", "bands", None, "bands"),
    _Reference("items", "sub_dimension", None, "sub_dimensions"),
    _Reference("items", "scale", None, "scales"),
    _Reference("items", "asked_of", "", "versions"),
    _Reference("sizes", "voice", None, "voices"),
    _Reference("readings", "sub_dimension", None, "sub_dimensions"),
    _Reference("readings", "voice", None, "voices"),
)
_OF_THEORY = (
    _Reference("voices", "id", None, "voice"),
    _Reference("sub_dimensions", "measure", None, "measure"),
    _Reference("sub_dimensions", "outcomes", "outcome", "outcome"),
)
_COMPARISONS = 40_000  # some 20 microseconds each


class _BreachesError(ValueError):
    """What does not fit in a survey; `breaches` holds all that was found."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        self.breaches = breaches
        faults = (breach.fault() for breach in breaches)
        super().__init__("\n".join(f"{fault.place()}: {fault.message}" for fault in faults))


class SurveyReferenceError(_BreachesError):
    """Ids that are taken, and references that lead nowhere."""


class SurveyMisfitError(_BreachesError):
    """Parts that contradict each other although every reference leads somewhere."""


def survey_breaches(survey: object) -> Iterator[Breach]:
    """Every id that is given twice, then every reference within the survey that leads nowhere.

    `survey` is a `Survey` or the mapping of a file; what is malformed in it is passed over.
    """
    return _own_breaches(survey, _Suggestions())


def _own_breaches(survey: object, words: _Suggestions) -> Iterator[Breach]:
    bearers: dict[str, dict[str, Path]] = {section: {} for section in _SECTIONS}
    for section, own, path in every_survey_id(survey):
        first = bearers.setdefault(section, {}).setdefault(own, path)
        if first != path:
            yield Breach(path, f"the id {quoted(own)} is taken", first)
    for reference in _OWN:
        known = bearers[reference.wanted]
        for target, path in _targets(survey, reference):
            if target not in known:
                role = _SECTIONS[reference.wanted]
                message = f"this survey has no {role} {quoted(target)}{words.advice(target, known)}"
                yield Breach(path, message)


def theory_breaches(survey: object, theory: object) -> Iterator[Breach]:
    """Every voice, measure and outcome of the survey that the theory does not have.

    Both are models or mappings of a file, each on its own.
    """
    return _theory_breaches(survey, _ids_by_role(theory), _Suggestions())


def _ids_by_role(theory: object) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for own, role, _ in every_id(theory):
        found.setdefault(role, {})[own] = None
    return found


def _theory_breaches(
    survey: object, ids: dict[str, dict[str, None]], words: _Suggestions
) -> Iterator[Breach]:
    for reference in _OF_THEORY:
        known = ids.get(reference.wanted, {})
        for target, path in _targets(survey, reference):
            if target not in known:
                advice = words.advice(target, known)
                yield Breach(path, f"the theory has no {reference.wanted} {quoted(target)}{advice}")


def survey_faults(theory: object) -> Iterator[Fault]:
    """What does not fit of the surveys in a theory, or in the mapping of a theory file."""
    yield from (breach.fault() for breach in surveys_breaches(theory))


def surveys_breaches(theory: object) -> Iterator[Breach]:
    """What does not fit of the surveys in a theory, their ids first; paths begin at the theory."""
    taken: dict[str, Path] = {}
    surveys = listed(part_of(theory, "surveys"))
    for position, survey in enumerate(surveys):
        own = part_of(survey, "id")
        if own and isinstance(own, str):
            path: Path = ("surveys", position, "id")
            if (first := taken.setdefault(own, path)) != path:
                yield Breach(path, f"the id {quoted(own)} is taken", first)
    if not surveys:
        return
    ids, words = _ids_by_role(theory), _Suggestions()
    for position, survey in enumerate(surveys):
        for breach in (*_own_breaches(survey, words), *_theory_breaches(survey, ids, words)):
            yield breach.below(("surveys", position))


def every_survey_id(survey: object) -> Iterator[tuple[str, str, Path]]:
    """Every id with where it has to be the only one, and its place; a bare id counts as well.

    That is the section; for a band its set, and for the survey itself nowhere (empty).
    """
    if (own := part_of(survey, "id")) and isinstance(own, str):
        yield "", own, ("id",)
    for number, bands in enumerate(listed(part_of(survey, "bands"))):
        for position, band in enumerate(listed(part_of(bands, "bands"))):
            if (own := part_of(band, "id")) and isinstance(own, str):
                yield f"bands {number}", own, ("bands", number, "bands", position, "id")
    for section in _SECTIONS:
        for position, part in enumerate(listed(part_of(survey, section))):
            if isinstance(part, str):
                if part:
                    yield section, part, (section, position)
                continue
            own = part_of(part, "id")
            if own and isinstance(own, str):
                yield section, own, (section, position, "id")


def _targets(survey: object, reference: _Reference) -> Iterator[tuple[str, Path]]:
    section, key, inner, _ = reference
    for position, part in enumerate(listed(part_of(survey, section))):
        if isinstance(part, str):  # a bare id: it has no other key
            if key == "id" and part:
                yield part, (section, position)
            continue
        found = part_of(part, key)
        if inner is None:
            if found and isinstance(found, str):
                yield found, (section, position, key)
            continue
        for target, rest in _entries(listed(found), inner):
            yield target, (section, position, key, *rest)


def _entries(entries: Iterable[object], inner: str) -> Iterator[tuple[str, Path]]:
    for number, entry in enumerate(entries):
        if isinstance(entry, str):
            if entry:
                yield entry, (number,)
            continue
        target = part_of(entry, inner) if inner else None
        if target and isinstance(target, str):
            yield target, (number, inner)


class _Suggestions:
    """Which id may have been meant, as long as comparing takes no more than about a second."""

    def __init__(self) -> None:
        self._left = _COMPARISONS

    def advice(self, target: str, known: Collection[str]) -> str:
        if self._left <= 0:
            return ""
        self._left -= len(known)
        near = nearest(target, known)
        return f"; did you mean {quoted(near)}?" if near else ""
