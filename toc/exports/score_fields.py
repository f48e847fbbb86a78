"""Scores as fields of the elements of a Kumu document."""

from __future__ import annotations

__all__ = ["FIELDS", "Marked", "write_scores"]

from typing import TYPE_CHECKING, Any, NamedTuple

from toc.analysis.waves import wave_days
from toc.exports.field_definitions import missing_definitions
from toc.exports.map_identity import match_elements
from toc.exports.map_reading import read_map
from toc.exports.score_bands import band_text
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Form
from toc.kumu.editing import Editor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toc.analysis.shown_scores import ShownScore
    from toc.exports.vocabulary import Vocabulary
    from toc.kumu.document import Document
    from toc.kumu.items import Element
    from toc.models.surveys import Survey
    from toc.models.theory import Theory

FIELDS = ("Score", "Score n", "Score low", "Score high", "Score band", "Score wave")
"""The fields that an element with a score has."""

_WAVE = FIELDS[-1]


class Marked(NamedTuple):
    """What was done: how many elements have the scores of the wave now.

    `later` are the labels of elements that have a score of a later wave, which stays; `missing`
    those of parts that have no element; `doubtful` says of which parts nobody can tell.
    """

    elements: int
    later: tuple[str, ...]
    missing: tuple[str, ...]
    doubtful: tuple[str, ...]


def write_scores(
    document: Document,
    theory: Theory,
    scores: Mapping[str, ShownScore],
    survey: Survey,
    wave: str,
    vocabulary: Vocabulary = DEFAULT,
    map_name: str | None = None,
) -> Marked:
    """Write the scores of outcomes and measures, by their ids, onto their elements.

    Nothing else is touched. An element without a score in this wave keeps what it has, which says
    itself of which wave it is; so does one that has a score of a later wave. A project gets the
    definitions of the fields that it lacks.

    Raises:
        NotFoundError: the document has no map of that name or id.
    """
    with document.settled():
        reading = read_map(document, vocabulary, map_name, need_outcomes=False)
        matches = match_elements(theory, reading)
    editor = Editor(document)
    labels = {item.id: item.label for item in theory.items()}
    later: list[str] = []
    missing: list[str] = []
    used: dict[str, None] = {}
    for own, score in scores.items():
        element = matches.elements.get(own)
        if element is None:
            missing.append(labels.get(own, own))
        elif _is_later(element.text(_WAVE).strip(), wave):
            later.append(element.label or element.shown_id)
        else:
            used |= dict.fromkeys(_mark(editor, element, score, survey, wave))
    _define(editor, used, vocabulary)
    editor.finish()
    return Marked(
        len(scores) - len(later) - len(missing),
        tuple(later),
        tuple(missing),
        tuple(matches.doubtful),
    )


def _is_later(held: str, wave: str) -> bool:
    """Whether what stands there is of a later wave, as far as their names can be compared."""
    return held > wave and (wave_days(held) is None) == (wave_days(wave) is None)


def _mark(
    editor: Editor, element: Element, score: ShownScore, survey: Survey, wave: str
) -> list[str]:
    """Set the fields of one element; gives the names of those that it has now."""
    figures: tuple[float, ...] = (score.score, score.n, score.low, score.high)
    values: list[Any] = [*map(_plain, figures), band_text(survey, score), wave]
    for name, value in zip(FIELDS, values, strict=True):
        old = element.fields.get(name.lower())
        as_text = isinstance(old, str) and value is not None
        editor.set_field(element, name, str(value) if as_text else value)
    return [name for name, value in zip(FIELDS, values, strict=True) if value is not None]


def _define(editor: Editor, used: Mapping[str, None], vocabulary: Vocabulary) -> None:
    """Define the fields in a project; a blueprint has no definitions."""
    document = editor.document
    if document.form is not Form.PROJECT or not used:
        return
    listed = document.section("attributes")
    known = [str(one.get("name")) for one in listed if isinstance(one, dict)]
    newer = document.top("version") is not None
    editor.add_definitions(missing_definitions(used, known, vocabulary, editor.taken, newer=newer))


def _plain(value: float) -> float:
    """A whole number without a decimal point, as Kumu writes it."""
    return int(value) if value == int(value) else value
