"""SOURCE, whatever it is: a path, a URL, a folder of CSV tables, standard input, a bundled theory.

The form is found by looking inside. A source gives its Kumu document, its theory and its outline,
each made when it is asked for.
"""

from __future__ import annotations

__all__ = ["Source", "bundled_names", "read_source", "written_document"]

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toc.errors import FormError
from toc.exports.bundled import bundled_file, bundled_names
from toc.exports.recognition import is_json, is_theory, refuse_no_theory, refuse_other_kinds
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Document, read_document
from toc.kumu.files import read_file, read_standard_input
from toc.kumu.json_reader import decode_text
from toc.kumu.limits import Limits
from toc.kumu.sheet_recognition import is_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toc.analysis.outline import Outline
    from toc.exports.map_theory import MapTheory
    from toc.kumu.focusing import FocusOn
    from toc.models.surveys import Survey
    from toc.models.theory import Theory

_STANDARD_INPUT = "-"
_WEB = ("http://", "https://")
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins


class Source:
    """Something to read: its bytes, the name that messages call it by, and what it holds.

    `tables` are names and bytes of the CSV tables of a folder, which has no bytes of its own.
    `with_types`, to be set before it is read, makes numbers of what reads as one in a spreadsheet.
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        *,
        limits: Limits | None = None,
        tables: Sequence[tuple[str, bytes]] = (),
    ) -> None:
        self.content = content
        self.name = name
        self.limits = limits or Limits()
        self.tables = tables
        self.with_types = False
        self.focus: FocusOn | None = None
        self._focus_words = DEFAULT
        refuse_other_kinds(content, name)
        self.is_spreadsheet = bool(tables) or is_spreadsheet(content)
        self.is_theory = not self.is_spreadsheet and is_theory(content)
        self.is_json = is_json(content)
        if self.is_theory and not self.is_json:
            refuse_no_theory(content, name)

    def focus_on(self, focus: FocusOn, vocabulary: Vocabulary = DEFAULT) -> None:
        """Let `theory` and `outline` give only what is in focus; documents stay whole.

        `vocabulary` is the one that a theory is written as a map by, for the focus to be found.
        """
        self.focus = focus
        self._focus_words = vocabulary

    @property
    def document(self) -> Document:
        """The Kumu document that the source is.

        Raises:
            FormError: it is a theory, or no form that toc knows.
            UnreadableError: it cannot be read.
        """
        if self.is_theory:
            if not self.content.startswith(_OTHER_MARKS):
                decode_text(self.content, self.name)  # a picture, say, is no theory either
            raise FormError(
                "This is a theory, not a Kumu document.",
                where=self.name,
                remedy="Make one of it with toc export SOURCE --to kumu-flat.",
            )
        return self._own_document

    @property
    def spreadsheets(self) -> Sequence[tuple[str, bytes]]:
        """Name and bytes of the workbook or table that it is, or of the tables of a folder."""
        return self.tables or [(self.name, self.content)]

    def as_document(self, vocabulary: Vocabulary | None = None) -> Document:
        """The Kumu document that it is, or that its theory, by its own words, is written as.

        Raises:
            UnreadableError: it cannot be read; a theory file says all its faults.
        """
        if not self.is_theory:
            return self._own_document
        return written_document(self._own_theory, vocabulary)

    def theory(self, map_name: str | None = None, vocabulary: Vocabulary = DEFAULT) -> MapTheory:
        """The theory that the source holds, or that its map stands for.

        Raises:
            UnreadableError: it cannot be read; a theory file says all its faults.
            NotFoundError: there is no map of that name or id.
            NoOutcomesError: no element of the map counts as an outcome.
        """
        from toc.exports.map_theory import MapTheory, theory_from_map

        if self.is_theory:
            return MapTheory(*self._focused_theory(), [])
        from toc.exports.map_reading import read_map

        reading = read_map(self.document, vocabulary, map_name, focus=self.focus)
        found = theory_from_map(reading)
        return found._replace(warnings=[*reading.warnings(), *found.warnings])

    def outline(
        self, map_name: str | None = None, vocabulary: Vocabulary = DEFAULT
    ) -> tuple[Outline, list[str]]:
        """What coverage asks of the source, without building the theory of a map; and warnings.

        Raises:
            UnreadableError: it cannot be read; a theory file says all its faults.
            NotFoundError: there is no map of that name or id.
            NoOutcomesError: no element of the map, or no part of the theory, is an outcome.
        """
        from toc.exports.outlines import no_outcomes, outline_of_map, outline_of_theory

        if self.is_theory:
            theory, out_of_focus = self._focused_theory()
            if not theory.outcomes:
                raise no_outcomes(self.name, in_focus=bool(self._own_theory.outcomes))
            return outline_of_theory(theory), out_of_focus
        from toc.exports.map_measures import unreadable_words
        from toc.exports.map_reading import read_map
        from toc.kumu.json_reader import paused_gc

        with paused_gc():
            reading = read_map(self.document, vocabulary, map_name, focus=self.focus)
            outline, unreadable = outline_of_map(reading)
        return outline, [*reading.warnings(), *unreadable_words(unreadable)]

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The survey that it is, or those in its theory; every voice and domain has a label.

        Raises:
            FormError: it is a map, which has no surveys.
            UnreadableError: it cannot be read; a file with faults says all of them.
        """
        from toc.exports.survey_file import is_survey, read_survey
        from toc.models.survey_fit import labelled

        if is_survey(self.content):
            return (labelled(read_survey(self.content, self.name, limits=self.limits)),)
        if not self.is_theory:
            raise FormError(
                "This is a map, which has no surveys.",
                where=self.name,
                remedy="Give a theory file or a survey file.",
            )
        return tuple(labelled(survey, self._own_theory) for survey in self._own_theory.surveys)

    def kumu_section(self) -> dict[str, Any]:
        """What a theory says of its map, under `kumu`; empty for a Kumu document."""
        return dict(self._own_theory.kumu) if self.is_theory else {}

    def _focused_theory(self) -> tuple[Theory, list[str]]:
        """The theory that it is, as far as it is in focus, and in words what is not."""
        if self.focus is None:
            return self._own_theory, []
        from toc.exports.focused_theory import focused_theory

        return focused_theory(self._own_theory, self._focus_words, self.focus, self.name)

    @cached_property
    def _own_document(self) -> Document:
        if self.is_spreadsheet:
            from toc.kumu.spreadsheet import read_spreadsheet

            files = self.spreadsheets
            return read_spreadsheet(
                files, self.name, limits=self.limits, with_types=self.with_types
            )
        return read_document(self.content, self.name, limits=self.limits)

    @cached_property
    def _own_theory(self) -> Theory:
        from toc.exports.theory_file import read_theory

        return read_theory(self.content, self.name, limits=self.limits)


def read_source(
    source: str | Path, *, limits: Limits | None = None, allow_private: bool = False
) -> Source:
    """Read a path, a URL, `-` for standard input, or the name of a bundled theory.

    A folder is read for the CSV tables in it. A path wins over a name. `allow_private` lets a
    public URL redirect to a private address.

    Raises:
        UnreadableError: there is no such thing, or it cannot be read.
        LimitError: larger than `limits` allow.
        FetchError: the URL gave nothing usable.
    """
    limits = limits or Limits()
    text = str(source)
    if text == _STANDARD_INPUT:
        name = "standard input"
        return Source(read_standard_input(name, limits=limits), name, limits=limits)
    if text.lower().startswith(_WEB):
        from toc.kumu.addresses import shown
        from toc.kumu.fetch import fetch

        content = fetch(text, limits=limits, allow_private=allow_private)
        return Source(content, shown(text), limits=limits)
    if not os.path.exists(source) and (bundled := bundled_file(text)):  # noqa: PTH110 - Path stumbles over a name that is too long
        return Source(bundled.read_bytes(), text, limits=limits)
    if os.path.isdir(source):  # noqa: PTH112 - same
        from toc.kumu.csv_folder import read_folder

        return Source(b"", text, limits=limits, tables=read_folder(Path(source), limits))
    hint = f"The theories that come with toc are: {', '.join(bundled_names())}."
    return Source(read_file(Path(source), limits=limits, hint=hint), text, limits=limits)


def written_document(theory: Theory, vocabulary: Vocabulary | None = None) -> Document:
    """The Kumu document that a theory is written as, by a vocabulary, else by its own words."""
    from toc.exports.theory_map import document_from_theory

    words = vocabulary or DEFAULT.with_data(dict(theory.kumu), "kumu")
    return document_from_theory(theory, words).document
