"""The functions of the package: the words of the command line, in Python."""

from __future__ import annotations

__all__ = ["gaps", "load", "read", "select"]

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
    from pathlib import Path

    from toc.exports.notebook import CoverageTable
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
    import warnings

    words = vocabulary if isinstance(vocabulary, Vocabulary) else DEFAULT
    if isinstance(vocabulary, dict):
        words = words.with_data(vocabulary, "vocabulary")
    found = read_source(source).theory(map, words)
    for line in found.warnings:
        warnings.warn(line, TocWarning, stacklevel=2)
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
