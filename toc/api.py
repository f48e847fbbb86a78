"""The functions of the package: the words of the command line, in Python."""

from __future__ import annotations

__all__ = ["diff", "gaps", "load", "read", "score", "select"]

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from toc.analysis.coverage import find_coverage
from toc.analysis.ladder import MINIMUM_N
from toc.errors import TocWarning
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Document
from toc.sources import read_source, written_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from toc.analysis.score_report import ScoreReport
    from toc.exports.difference_report import DifferenceReport
    from toc.exports.notebook import CoverageTable
    from toc.kumu.differing.difference import Ignored
    from toc.kumu.items import Item
    from toc.models.theory import Theory


def read(source: str | Path) -> Document:
    """The Kumu document at a path or URL, to look at or change and write back.

    >>> document = read("my-map.json")  # doctest: +SKIP
    >>> document.data["elements"][0]["attributes"]["label"] = "Neighbours talk"  # doctest: +SKIP
    >>> Path("my-map.json").write_bytes(document.to_bytes())  # doctest: +SKIP

    Raises:
        TocError: it cannot be read, or is no Kumu document.
    """
    return read_source(source).document


def load(
    source: str | Path,
    map: str | None = None,  # noqa: A002 - the word that Kumu's people use
    vocabulary: Vocabulary | dict[str, Any] | None = None,
) -> Theory:
    """The theory at a path or URL, of a bundled name, or that a Kumu map stands for.

    `map` names the map of a full project (else its default map, `all` for everything but the
    trash); `vocabulary` says which types have which role, as plain data with `roles` and
    `fields`. What is odd about a map is warned about (`TocWarning`).

    >>> load("equal-care").name
    'Equal Care Co-op'

    Raises:
        TocError: it cannot be read, or holds nothing that counts as an outcome.
    """
    words = vocabulary if isinstance(vocabulary, Vocabulary) else DEFAULT
    if isinstance(vocabulary, dict):
        words = words.with_data(vocabulary, "vocabulary")
    found = read_source(source).theory(map, words)
    _warn(found.warnings)
    return found.theory


def select(source: str | Path | Document | Theory, selector: str) -> list[Item]:
    """The elements, connections and loops that a selector of Kumu's own language picks.

    `source` is what `load` takes, a document, or a theory, which is asked as the map that it would
    be written as. All of it is asked, its trash included; items come in its order, elements first.

    >>> [item.label for item in select("equal-care", "domain")][:2]
    ['Growth', 'Systems Maintenance & Co-production']

    Raises:
        TocError: the source or the selector cannot be read.
    """
    from toc.kumu.selectors.matching import select as select_items
    from toc.kumu.selectors.parser import parse_selector

    tree = parse_selector(selector)
    if isinstance(source, str | os.PathLike):
        source = read_source(source).as_document()
    document = source if isinstance(source, Document) else written_document(source)
    return select_items(document, tree)


def diff(
    before: str | Path,
    after: str | Path,
    *,
    ignoring: Collection[Ignored] = (),
    map: str | None = None,  # noqa: A002 - the word that Kumu's people use
    vocabulary: Vocabulary | dict[str, Any] | None = None,
) -> DifferenceReport:
    """What changed from one source to another; both are what `load` takes.

    Two maps are compared whole, without what is ignored (`positions`, `metrics`, `views`); two
    theories in their own words; a theory and a map by what the map can hold of the theory, where
    `map` and `vocabulary` say how the map is read. The result shows itself as text.

    >>> diff("equal-care", "equal-care").is_equal
    True

    Raises:
        TocError: one of them cannot be read, or a map beside a theory has no outcomes.
    """
    from toc.exports.comparison import compare

    sources = read_source(before), read_source(after)
    theory = next((one for one in sources if one.is_theory), None)
    words = vocabulary if isinstance(vocabulary, Vocabulary) else DEFAULT
    if theory and not isinstance(vocabulary, Vocabulary):
        words = words.with_data(theory.kumu_section(), f"{theory.name}: kumu")
    if isinstance(vocabulary, dict):
        words = words.with_data(vocabulary, "vocabulary")
    found = compare(*sources, words, map_name=map, ignoring=ignoring)
    _warn(found.warnings)
    return found.report


def gaps(theory: Theory, today: date | None = None, minimum_n: int = MINIMUM_N) -> CoverageTable:
    """Which outcomes of a theory are measured, how well, and what to measure next.

    `today` is the day to judge by (else the clock's), `minimum_n` the number of people that a
    publishable sample needs. The result shows itself as a table in a notebook.

    >>> gaps(load("equal-care")).summary.outcomes
    27
    """
    from toc.exports.notebook import CoverageTable
    from toc.exports.outlines import outline_of_theory

    day = today or date.today()  # noqa: DTZ011 - the reader's own day
    return CoverageTable.of(find_coverage(outline_of_theory(theory), day, minimum_n))


def score(
    source: str | Path,
    answers: pd.DataFrame | str | Path,
    by: str | Collection[str] = (),
    *,
    survey: str | None = None,
    wave: str | None = None,
    compare: str | None = None,
    items: bool = False,
    columns: Mapping[str, str] | None = None,
    ledger: str | Path | None = None,
) -> ScoreReport:
    """Survey scores by domain, sub-dimension, outcome and group, with small groups protected.

    `source` is a theory with a survey, or a survey; `survey` says which, by its id, its file or the
    name of one that comes with toc. `answers` is a data frame, a table, a workbook or a Parquet
    file, with a row for each person or each answer; `columns` names headings that are called
    otherwise (`{"team": "Your team"}`). `by` is `voice`, `team` or another column, one or several.
    `wave` is the round to score (else the newest), `compare` an earlier one; with `items` single
    questions are scored, too.

    What is shown is written down in `ledger`, by default beside the source, as on the command
    line: later scores of the same wave are held against it. Groups of fewer than ten people are
    never shown.

    >>> score("tea.yaml", frame, by="team").scores  # doctest: +SKIP

    Raises:
        TocError: something cannot be read, or answers have faults, all of which it names.
    """
    from pathlib import Path

    from toc.exports.answer_reading import answers_from_frame, read_answer_file
    from toc.exports.score_ledger import ledger_path
    from toc.exports.score_publishing import Request, published_report
    from toc.exports.survey_choice import survey_for
    from toc.exports.survey_file import is_survey

    asked = read_source(source)
    chosen = survey_for(
        lambda: asked.surveys, survey, asked.name, lambda name: read_source(name).surveys
    )
    theory = None if is_survey(asked.content) else asked.theory().theory
    if isinstance(answers, str | os.PathLike):
        found = read_answer_file(Path(answers), chosen, columns)
    else:
        found = answers_from_frame(answers, chosen, columns)
    _warn(found.remarks)
    request = Request((by,) if isinstance(by, str) else tuple(by), items, wave, compare)
    path = ledger_path(str(source)) if ledger is None else Path(ledger)
    return published_report(chosen, theory, found, request, path)


def _warn(lines: Iterable[str]) -> None:
    """Warn about what is odd, as coming from the line that called the public function."""
    import warnings

    for line in lines:
        warnings.warn(line, TocWarning, stacklevel=3)
