"""SOURCE, whatever it is: a path, a URL, standard input or a bundled theory.

The form is found by looking inside. A source gives its Kumu document, its theory and its outline,
each made when it is asked for.
"""

from __future__ import annotations

__all__ = ["Source", "bundled_names", "gaps", "load", "read", "read_source"]

import sys
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toc.analysis.coverage import find_coverage
from toc.analysis.ladder import MINIMUM_N
from toc.errors import FormError, LimitError, TocWarning, UnreadableError
from toc.exports.vocabulary import DEFAULT, Vocabulary
from toc.kumu.document import Document, read_document
from toc.kumu.limits import Limits

if TYPE_CHECKING:
    from toc.analysis.outline import Outline
    from toc.exports.map_theory import MapTheory
    from toc.exports.notebook import CoverageTable
    from toc.models.theory import Theory

STANDARD_INPUT = "-"
_BUNDLED = Path(__file__).parent / "theories"
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FIRST_HEADERS = {"label", "id", "from"}  # the ones that Kumu recognises a sheet by


def bundled_names() -> list[str]:
    """The names of the theories that come with toc, in alphabetical order."""
    return sorted(path.stem for path in _BUNDLED.glob("*.yaml"))


class Source:
    """Something to read: its bytes, the name that messages call it by, and what it holds."""

    def __init__(self, content: bytes, name: str, *, limits: Limits | None = None) -> None:
        self.content = content
        self.name = name
        self.limits = limits or Limits()
        _refuse_sheets(content, name)
        self.is_theory = _is_theory(content)
        self.is_json = _first_character(content) in b"{["

    @cached_property
    def document(self) -> Document:
        """The Kumu document that the source is.

        Raises:
            FormError: it is a theory, or no form that toc knows.
            UnreadableError: it cannot be read.
        """
        if self.is_theory:
            raise FormError(
                "This is a theory, not a Kumu document.",
                where=self.name,
                remedy=f"Make one of it: toc export {self.name} --to kumu-flat.",
            )
        return read_document(self.content, self.name, limits=self.limits)

    def theory(self, map_name: str | None = None, vocabulary: Vocabulary = DEFAULT) -> MapTheory:
        """The theory that the source holds, or that its map stands for.

        Raises:
            UnreadableError: it cannot be read; a theory file says all its faults.
            NotFoundError: there is no map of that name or id.
            NoOutcomesError: no element of the map counts as an outcome.
        """
        from toc.exports.map_theory import MapTheory, theory_from_map

        if self.is_theory:
            return MapTheory(self._own_theory, [], [])
        from toc.exports.map_reading import read_map

        reading = read_map(self.document, vocabulary, map_name)
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
        from toc.exports.outlines import outline_of_map, outline_of_theory

        if self.is_theory:
            return outline_of_theory(self._own_theory), []
        from toc.exports.map_measures import unreadable_words
        from toc.exports.map_reading import read_map
        from toc.kumu.json_reader import paused_gc

        with paused_gc():
            reading = read_map(self.document, vocabulary, map_name)
            outline, unreadable = outline_of_map(reading)
        return outline, [*reading.warnings(), *unreadable_words(unreadable)]

    @cached_property
    def _own_theory(self) -> Theory:
        from toc.exports.theory_file import read_theory

        return read_theory(self.content, self.name, limits=self.limits)


def read_source(
    source: str | Path, *, limits: Limits | None = None, allow_private: bool = False
) -> Source:
    """Read a path, a URL, `-` for standard input, or the name of a bundled theory.

    A path wins over a name. `allow_private` lets a public URL redirect to a private address.

    Raises:
        UnreadableError: there is no such thing, or it cannot be read.
        LimitError: larger than `limits` allow.
        FetchError: the URL gave nothing usable.
    """
    limits = limits or Limits()
    text = str(source)
    if text == STANDARD_INPUT:
        content = sys.stdin.buffer.read(limits.size + 1)
        _check_size(len(content), "standard input", limits)
        return Source(content, "standard input", limits=limits)
    if text.startswith(("http://", "https://")):
        from toc.kumu.fetch import fetch

        return Source(fetch(text, limits=limits, allow_private=allow_private), text, limits=limits)
    path = Path(source)
    if not path.exists() and text in bundled_names():
        return Source((_BUNDLED / f"{text}.yaml").read_bytes(), text, limits=limits)
    return Source(_read_file(path, limits), text, limits=limits)


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


def _read_file(path: Path, limits: Limits) -> bytes:
    try:
        _check_size(path.stat().st_size, str(path), limits)
        with path.open("rb") as file:
            content = file.read(limits.size + 1)
    except FileNotFoundError:
        names = ", ".join(bundled_names())
        remedy = f"Check the path. The theories that come with toc are: {names}."
        raise UnreadableError("There is no such file.", where=str(path), remedy=remedy) from None
    except IsADirectoryError:
        remedy = "Give the file inside it that holds the map or the theory."
        raise UnreadableError("This is a folder.", where=str(path), remedy=remedy) from None
    except PermissionError:
        remedy = "You have no permission to read it: ask its owner, or copy it elsewhere."
        what = "This is a folder." if path.is_dir() else "The file cannot be opened."
        raise UnreadableError(what, where=str(path), remedy=remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"The file cannot be read ({reason})."
        raise UnreadableError(what, where=str(path), remedy="Check the path.") from None
    _check_size(len(content), str(path), limits)
    return content


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.size:
        raise LimitError(
            f"This is larger than {limits.size:,} bytes.",
            where=name,
            remedy="To read it all the same: --limit size=BYTES.",
        )


def _first_character(content: bytes) -> bytes:
    return content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def _is_theory(content: bytes) -> bool:
    """Whether this is a theory: anything but JSON, or JSON that says `toc` and has no elements."""
    first = _first_character(content)
    if not first or first not in b"{[":
        return True
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[1:].lstrip()
    if start.startswith(b'"toc"'):
        return True
    return b'"toc"' in content and not any(
        f'"{key}"'.encode() in content for key in ("elements", "Elements", "connections")
    )


def _refuse_sheets(content: bytes, name: str) -> None:
    """Workbooks and CSV are told apart from theories, and refused until they can be read."""
    found = None
    if content.startswith(_SHEETS):
        found = "a workbook"
    else:
        line = content[:2000].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        cells = line.decode(errors="replace").replace(";", ",").replace("\t", ",").split(",")
        if len(cells) > 1 and cells[0].strip().strip('"').casefold() in _FIRST_HEADERS:
            found = "a CSV table"
    if found:
        raise FormError(
            f"This is {found}, which toc cannot read yet.",
            where=name,
            remedy="In Kumu, use Export JSON and give that file.",
        )
    if _first_character(content) == b"<":
        raise FormError(
            "This is a web page or XML, not a map or a theory.",
            where=name,
            remedy="In Kumu, use Export JSON and give that file.",
        )
